/** The files of a built procedure (docs/modules.md, docs/decisions/0013-procedures-as-modules.md). */
import {type KeyObject, webcrypto} from 'node:crypto';
import type {FormDefinition} from '@egov-form/core';
import {markChecked} from '@egov-form/core/check';
import {LIBRARY_VERSION, type Manifest, manifestOf} from '@egov-form/core/procedure';
import type {Context} from '../frame/command.ts';
import {composed} from '../source/composed-form.ts';
import {knownServices} from '../source/known-services.ts';
import type {ProcedureSource} from '../source/procedure-source.ts';
import {procedureTypes} from '../types/procedure-types.ts';
import {billOfMaterials} from './bill-of-materials.ts';
import {bundle} from './bundle.ts';
import {sign} from './manifest-signature.ts';

/** The library that a built procedure runs with. */
const LIBRARY = '@egov-form/core';

export interface Built {
  readonly manifest: Manifest;
  /** Text by name, in the order in which they are told. */
  readonly files: ReadonlyMap<string, string>;
}

/** @param key signs the manifest. */
export async function buildProcedure(source: ProcedureSource, key: KeyObject | undefined, text: Context['text']): Promise<Built> {
  const {folder, packs, settings} = source;
  const {value, blocks, overlaid} = await composed(JSON.parse(source.definition.text), source);
  // Where an editor finds the schema is the author's; a package lies elsewhere.
  const definition = markChecked({...(value as object), $schema: 'urn:egov-form:form:v1'}, {packs});
  const own = (settings.packs ?? []).filter((name) => name !== '@egov-form/vietnam');
  const packsModule = own.length > 0 ? await bundle(packsEntry(own), folder, text) : undefined;
  const form = `${JSON.stringify(definition, null, 2)}\n`;
  const types = await procedureTypes({definition, packs, services: await knownServices(source, text)});
  const parts = new Map([
    ['form.json', form],
    ['index.d.ts', `${types}\n${MODULE_TYPE}`],
    ...(packsModule ? [['packs.js', packsModule.code] as const] : []),
    [
      'sbom.cdx.json',
      billOfMaterials(
        {...packageOf(source, definition), license: source.package?.license},
        folder,
        [...blocks, ...(packsModule?.modules ?? [])],
        [{name: LIBRARY, version: LIBRARY_VERSION, license: 'MIT'}],
      ),
    ],
  ]);
  const made = (files: ReadonlyMap<string, string>): Promise<Manifest> =>
    manifestOf(definition, {crypto: webcrypto.subtle, packs, files: bytesOf(files), ...overlaid});
  // A module cannot hold its own hash: the manifest in it is about the other files, the one beside it about all of them.
  const inside = await made(parts);
  const index = indexModule(definition, inside, key && (await sign(inside, key)), packsModule !== undefined);
  const whole = await bundle("export {procedure} from 'index';\n", folder, text, {
    index,
    ...(packsModule && {'./packs.js': packsModule.code}),
  });
  const all = new Map([...parts, ['index.js', index], ['bundle.js', whole.code]]);
  const manifest = await made(all);
  return {
    manifest,
    files: new Map([
      ['package.json', packageFile(source, definition)],
      ...all,
      ['manifest.json', `${JSON.stringify(manifest, null, 2)}\n`],
      ...(key ? [['manifest.jws', `${await sign(manifest, key)}\n`] as const] : []),
    ]),
  };
}

const MODULE_TYPE = `import type {ProcedureModule} from '@egov-form/core/procedure';

/** The procedure as a module: its definition, what it brings along, what it says of itself. */
export declare const procedure: ProcedureModule;
`;

function packsEntry(names: readonly string[]): string {
  const imports = names.map((name, index) => `import pack${index} from ${JSON.stringify(name)};\n`);
  return `${imports.join('')}export const packs = [${names.map((_, index) => `pack${index}`).join(', ')}];\n`;
}

/** As text that is parsed: a member may be called what a literal gives another meaning, and a parser of JSON is faster. */
function indexModule(definition: FormDefinition, manifest: Manifest, signature: string | undefined, hasPacks: boolean): string {
  const parsed = (value: unknown): string => `JSON.parse(${quoted(JSON.stringify(value))})`;
  return `${hasPacks ? "import {packs} from './packs.js';\n\n" : ''}/** ${definition.id} ${definition.version}, made by \`egov-form build\`. */
export const procedure = {
  definition: ${parsed(definition)},
  manifest: ${parsed(manifest)},${hasPacks ? '\n  packs,' : ''}${signature === undefined ? '' : `\n  signature: ${quoted(signature)},`}
};
`;
}

/** A text of JavaScript in single quotation marks: JSON is full of double ones. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}

function packageOf(
  {package: own}: ProcedureSource,
  {id, version}: FormDefinition,
): {readonly name: string; readonly version: string} {
  return {name: own?.name ?? id, version};
}

function packageFile(source: ProcedureSource, definition: FormDefinition): string {
  const {description, license} = source.package ?? {};
  const file = {
    ...packageOf(source, definition),
    ...(description !== undefined && {description}),
    ...(license !== undefined && {license}),
    type: 'module',
    sideEffects: false,
    exports: {
      '.': {types: './index.d.ts', default: './index.js'},
      './bundle.js': './bundle.js',
      './form.json': './form.json',
      './manifest.json': './manifest.json',
    },
    egovForm: {definition: 'form.json'},
    peerDependencies: {[LIBRARY]: `^${LIBRARY_VERSION}`},
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function bytesOf(files: ReadonlyMap<string, string>): {readonly [path: string]: Uint8Array<ArrayBuffer>} {
  return Object.fromEntries([...files].map(([name, text]) => [name, new TextEncoder().encode(text)]));
}
