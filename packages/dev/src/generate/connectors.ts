/** Source files that are made from `schemas/connectors/`: types of messages and of the configuration, and its schema. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {compile, type JSONSchema} from 'json-schema-to-typescript';
import {root} from '../root.ts';

const NOTE = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';

/** Path from the repository's root, and text. */
export async function connectorFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of ['messages', 'configuration'] as const) {
    const text = await readFile(join(root, `schemas/connectors/${name}/v1.json`), 'utf8');
    const types = await compile(JSON.parse(text, bareReference) as JSONSchema, '', {
      bannerComment: '',
      additionalProperties: false,
      style: {singleQuote: true, printWidth: 120, bracketSpacing: false},
      unreachableDefinitions: true,
    });
    const used = ['Json', 'JsonObject'].filter((type) => new RegExp(`\\b${type}\\b`, 'u').test(types));
    const imports = `import type {${used.join(', ')}} from '@egov-form/core';\n\n`;
    files.set(`packages/connectors/src/generated/${name}.ts`, NOTE + imports + types);
    if (name === 'configuration') {
      files.set('packages/connectors/src/generated/configuration-schema.ts', schemaFile(JSON.parse(text, withoutNotes)));
    }
  }
  return files;
}

function schemaFile(schema: unknown): string {
  const text = JSON.stringify(schema, null, 2);
  return `${NOTE}import type {JsonSchema} from '@egov-form/core';\n\n/** schemas/connectors/configuration/v1.json without its descriptions. */\nexport const CONFIGURATION_SCHEMA: JsonSchema = ${text};\n`;
}

/** A description beside `$ref` is for editors; the compiler would make a second type of it. */
function bareReference(_key: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && '$ref' in value ? {$ref: value.$ref} : value;
}

/** Descriptions and types are for editors and for the compiler. */
function withoutNotes(key: string, value: unknown): unknown {
  return (key === 'description' && typeof value === 'string') || key === 'tsType' ? undefined : value;
}
