/** Files of composition: the schemas of sources, blocks and overlays for editors, their types, and the schema that core reads. */
import {compile, type JSONSchema} from 'json-schema-to-typescript';
import {compositionParts} from './composition-schemas.ts';
import {formattedJson} from './formatted-json.ts';

type Schema = {readonly [keyword: string]: unknown};
type Parts = {readonly [name: string]: Schema};

const NOTE = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';
const DOCUMENTS = {source: 'FormSource', block: 'Block', overlay: 'Overlay'};

/** Path from the repository's root, and text. `form` is `schemas/form/v1.json`. */
export async function compositionFiles(form: Schema): Promise<ReadonlyMap<string, string>> {
  const own = compositionParts(form);
  const all: Parts = {...(form['$defs'] as Parts), ...own};
  const files = new Map<string, string>();
  for (const [name, title] of Object.entries(DOCUMENTS)) {
    files.set(`schemas/${name}/v1.json`, formattedJson(standalone(all, title)));
  }
  files.set('packages/core/src/generated/composition.ts', await types(own, form['$defs'] as Parts));
  const schema = JSON.stringify({$defs: own}, withoutNotes, 2);
  files.set(
    'packages/core/src/generated/composition-schema.ts',
    `${NOTE}import type {JsonSchema} from '../json/json.ts';\n\n/** What schemas/{source,block,overlay}/v1.json have beside the parts of a definition, without descriptions. */\nexport const COMPOSITION_SCHEMA: JsonSchema = ${schema};\n`,
  );
  return files;
}

/** One part as a document of its own, with everything that it refers to. */
function standalone(all: Parts, title: string): Schema {
  const needed = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of referencesIn(value)) {
      if (needed.has(name)) continue;
      needed.add(name);
      visit(all[name]);
    }
  };
  visit(all[title]);
  const {$schema, $id, ...rest} = all[title] as Schema;
  return {$schema, $id, ...rest, $defs: Object.fromEntries([...needed].sort().map((name) => [name, all[name]]))};
}

function referencesIn(value: unknown): readonly string[] {
  const names: string[] = [];
  JSON.stringify(value, (key, member: unknown) => {
    if (key === '$ref' && typeof member === 'string') names.push(member.slice('#/$defs/'.length));
    return member;
  });
  return names;
}

/** Types of the own parts; those of a definition are imported. */
async function types(own: Parts, formParts: Parts): Promise<string> {
  const imported = new Set<string>();
  const $defs = JSON.parse(JSON.stringify(own), (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || !('$ref' in value)) return value;
    const name = String(value.$ref).slice('#/$defs/'.length);
    const title = formParts[name]?.['title'];
    if (Object.hasOwn(own, name) || typeof title !== 'string') return {$ref: value.$ref};
    imported.add(title);
    return {tsType: title};
  });
  const text = await compile({$defs, type: 'object', properties: {}} as JSONSchema, 'Composition', {
    bannerComment: '',
    additionalProperties: false,
    style: {singleQuote: true, printWidth: 120, bracketSpacing: false},
    unreachableDefinitions: true,
  });
  const json = ['Json', 'JsonObject', 'JsonSchema'].filter((type) => new RegExp(`\\b${type}\\b`, 'u').test(text));
  const form = [...imported].sort().join(', ');
  return `${NOTE}import type {${json.join(', ')}} from '../json/json.ts';\nimport type {${form}} from './definition.ts';\n\n${text}`;
}

function withoutNotes(key: string, value: unknown): unknown {
  return (key === 'description' && typeof value === 'string') || key === 'tsType' ? undefined : value;
}
