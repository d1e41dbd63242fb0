/** Types of the published schemas, for `@egov-form/schemas`: those of the packages that read them, and of the shared models. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {compile, type JSONSchema} from 'json-schema-to-typescript';
import {root} from '../root.ts';

const NOTE = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';

const JSON_TYPES = `${NOTE}
/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** A JSON object. */
export type JsonObject = {readonly [key: string]: Json};

/** A JSON Schema 2020-12 document, or a part of one. */
export type JsonSchema = boolean | {readonly [keyword: string]: Json};
`;

/** Where the types of a package are made, and where they are published. */
const COPIES: readonly (readonly [from: string, to: string])[] = [
  ['packages/core/src/generated/definition.ts', 'form/v1'],
  ['packages/core/src/generated/composition.ts', 'composition'],
  ['packages/core/src/generated/manifest.ts', 'manifest/v1'],
  ['packages/connectors/src/generated/configuration.ts', 'connectors/configuration/v1'],
  ['packages/connectors/src/generated/messages.ts', 'connectors/messages/v1'],
];

const COMPOSED: {readonly [folder: string]: string} = {source: 'FormSource', block: 'Block', overlay: 'Overlay'};

/** Path from the repository's root, and text. @param made texts of the other generated files. */
export async function schemaTypeFiles(
  made: ReadonlyMap<string, string>,
  models: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const files = new Map([['schemas/json.d.ts', JSON_TYPES]]);
  for (const [from, to] of COPIES) {
    const up = '../'.repeat(to.split('/').length - 1) || './';
    const text = (made.get(from) ?? '')
      .replaceAll(/'(?:\.\.\/json\/json\.ts|@egov-form\/core)'/gu, `'${up}json.js'`)
      .replaceAll("'./definition.ts'", `'${up}form/v1.js'`);
    files.set(`schemas/${to}.d.ts`, text);
  }
  for (const [folder, type] of Object.entries(COMPOSED))
    files.set(`schemas/${folder}/v1.d.ts`, `${NOTE}export type {${type}} from '../composition.js';\n`);
  for (const name of models) files.set(`schemas/${name}/v1.d.ts`, await modelTypes(name));
  return files;
}

async function modelTypes(name: string): Promise<string> {
  const imports = new Map<string, string>();
  const text = await readFile(join(root, `schemas/${name}/v1.json`), 'utf8');
  const titles: {readonly [urn: string]: string} = {address: 'Address', document: 'IssuedDocument'};
  const schema = JSON.parse(text, (_key, value: unknown) => {
    if (value === null || typeof value !== 'object' || !('$ref' in value)) return value;
    const [, model = ''] = /^urn:egov-form:([\w-]+):v1$/u.exec(String(value.$ref)) ?? [];
    const type = titles[model] ?? '';
    imports.set(model, type);
    return {tsType: type};
  }) as JSONSchema;
  // Titles are words of the country for people; the compiler would name a type after each.
  for (const member of Object.values(schema.properties ?? {})) delete member.title;
  const types = await compile(schema, '', {
    bannerComment: '',
    additionalProperties: false,
    style: {singleQuote: true, printWidth: 120, bracketSpacing: false},
  });
  const lines = [...imports].map(([model, type]) => `import type {${type}} from '../${model}/v1.js';\n`);
  return `${NOTE}${lines.join('')}${lines.length > 0 ? '\n' : ''}${types}`;
}
