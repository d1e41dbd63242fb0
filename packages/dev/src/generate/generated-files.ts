/** Source files that are made from `schemas/`: types of the definition and the shared models as constants. */
import {spawnSync} from 'node:child_process';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {compile, type Options} from 'json-schema-to-typescript';
import {lintZones} from '../repo-rules/graph.ts';
import {root} from '../root.ts';
import {compositionFiles} from './composition.ts';
import {connectorFiles} from './connectors.ts';
import {fieldTypeFiles} from './field-type-files.ts';
import {manifestFiles} from './manifest.ts';
import {schemaTypeFiles} from './schema-types.ts';

const NOTE = '// Generated from schemas/ by `npm run generate`. Do not edit.\n';

const TYPES: Partial<Options> = {
  bannerComment: '',
  additionalProperties: false,
  style: {singleQuote: true, printWidth: 120, bracketSpacing: false},
  unreachableDefinitions: true,
  declareExternallyReferenced: true,
};

/** Folders of `schemas/` with the shared data models. */
const MODELS = ['address', 'bank-account', 'document', 'organization', 'person'];

/** A description beside `$ref` is for editors; the compiler would make a second type of it. */
function bareReference(_key: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && '$ref' in value ? {$ref: value.$ref} : value;
}

/** Every generated file: path from the repository's root, and its text. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const form = JSON.parse(await readFile(join(root, 'schemas/form/v1.json'), 'utf8'), bareReference);
  const types = await compile(form, 'FormDefinition', TYPES);
  files.set(
    'packages/core/src/generated/definition.ts',
    `${NOTE}import type {Json, JsonSchema} from '../json/json.ts';\n\n${types}`,
  );

  const models: unknown[] = [];
  for (const name of (await readdir(join(root, 'schemas'))).sort()) {
    if (!MODELS.includes(name)) continue;
    models.push(JSON.parse(await readFile(join(root, 'schemas', name, 'v1.json'), 'utf8')));
  }
  files.set(
    'packages/core/src/generated/models.ts',
    `${NOTE}import type {JsonSchema} from '../json/json.ts';\n\n/** The shared data models of schemas/ without their descriptions, by which \`$ref: "urn:egov-form:…"\` resolves without a network. */\nexport const SHARED_MODELS: readonly JsonSchema[] = ${withoutDescriptions(models)};\n`,
  );
  files.set(
    'packages/core/src/generated/definition-schema.ts',
    `${NOTE}import type {JsonSchema} from '../json/json.ts';\n\n/** schemas/form/v1.json without its descriptions: what every definition is held to before it is used. */\nexport const DEFINITION_SCHEMA: JsonSchema = ${withoutDescriptions(form)};\n`,
  );
  for (const [path, text] of await procedureFiles()) files.set(path, text);
  const described = JSON.parse(await readFile(join(root, 'schemas/form/v1.json'), 'utf8'));
  for (const [path, text] of await compositionFiles(described)) files.set(path, text);
  for (const [path, text] of await connectorFiles()) files.set(path, text);
  for (const [path, text] of await fieldTypeFiles()) files.set(path, text);
  for (const [path, text] of await manifestFiles()) files.set(path, text);
  for (const [path, text] of await schemaTypeFiles(files, MODELS)) files.set(path, text);
  return files;
}

/** The manifest of a built procedure, and the version that its range is about. */
async function procedureFiles(): Promise<ReadonlyMap<string, string>> {
  const schema = JSON.parse(await readFile(join(root, 'schemas/manifest/v1.json'), 'utf8'), bareReference);
  const {version} = JSON.parse(await readFile(join(root, 'packages/core/package.json'), 'utf8'));
  return new Map([
    ['packages/core/src/generated/manifest.ts', `${NOTE}${await compile(schema, 'Manifest', TYPES)}`],
    [
      'packages/core/src/generated/manifest-schema.ts',
      `${NOTE}import type {JsonSchema} from '../json/json.ts';\n\n/** schemas/manifest/v1.json without its descriptions. */\nexport const MANIFEST_SCHEMA: JsonSchema = ${withoutDescriptions(schema)};\n`,
    ],
    [
      'packages/core/src/generated/library-version.ts',
      `// Generated from package.json by \`npm run generate\`. Do not edit.\n\n/** The version of this library: all packages have one. */\nexport const LIBRARY_VERSION: string = '${version}';\n`,
    ],
  ]);
}

/** A schema as a program needs it, as JSON. */
function withoutDescriptions(schema: unknown): string {
  const leaveOut = (key: string, value: unknown): boolean =>
    (key === 'description' && typeof value === 'string') || key === 'tsType' || key === 'x-terms';
  return JSON.stringify(schema, (key, value) => (leaveOut(key, value) ? undefined : value), 2);
}

/** `biome.json` with the lint zones that follow from the table of packages. */
export async function lintSettings(): Promise<{readonly overrides?: unknown}> {
  const settings = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  return {...settings, overrides: lintZones()};
}

/** Write every generated file. */
export async function generate(): Promise<void> {
  for (const [path, text] of await generatedFiles()) {
    await mkdir(dirname(join(root, path)), {recursive: true});
    await writeFile(join(root, path), text);
  }
  await writeFile(join(root, 'biome.json'), JSON.stringify(await lintSettings()));
  const formatted = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'format', '--write', 'biome.json'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (formatted.status !== 0) throw new Error('biome.json was written, but Biome could not format it: see its message above.');
}
