/** Registries of the kinds of questions, made of what stands in their folders. */
import {readdir} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {ControlTraits, FieldTypeRecord} from '@egov-form/core/field-types';
import {vietnamFieldTypes} from '@egov-form/vietnam/field-types';
import {root} from '../root.ts';

const RECORDS = 'packages/core/src/field-types';
const DRAWINGS = 'packages/elements/src/field/field-types';

/** Folders of records, in the order of the palette. */
const GROUPS = ['text', 'number', 'date', 'choice', 'output'] as const satisfies readonly FieldTypeRecord['group'][];

/** Path from the repository's root, and text. */
export async function fieldTypeFiles(): Promise<ReadonlyMap<string, string>> {
  const files = await Promise.all(GROUPS.map((group) => sourcesOf(`${RECORDS}/${group}`)));
  const records = await Promise.all(files.flat().map(recordOf));
  return new Map([
    [
      'packages/core/src/generated/field-types.ts',
      `${note(RECORDS)}import type {FieldTypeRecord} from '../field-types/field-type-record.ts';
${files
  .flat()
  .map((path) => `import {record as ${aliasOf(path)}} from '${path.replace('packages/core/src', '..')}';\n`)
  .join('')}
/** Kinds of questions that belong to no country, by group. */
export const coreFieldTypes: readonly FieldTypeRecord[] = [\n${files
        .flat()
        .map((path) => `  ${aliasOf(path)},\n`)
        .join('')}];
`,
    ],
    ['packages/core/src/generated/controls.ts', controlsFile(records, [...records, ...vietnamFieldTypes])],
    ['packages/elements/src/generated/field-types.ts', drawingsFile(await sourcesOf(DRAWINGS))],
  ]);
}

const note = (folder: string): string => `// Generated from ${folder}/ by \`npm run generate\`. Do not edit.\n`;

/** `date-time.ts` is `dateTime`: a name of its own for each, so that two new kinds change different lines. */
function aliasOf(path: string): string {
  return basename(path, '.ts').replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

async function sourcesOf(folder: string): Promise<readonly string[]> {
  const names = (await readdir(join(root, folder))).filter((name) => /(?<!\.test|\.fixture)\.ts$/u.test(name));
  return names.sort().map((name) => `${folder}/${name}`);
}

async function recordOf(path: string): Promise<FieldTypeRecord> {
  const {record} = await import(pathToFileURL(join(root, path)).href);
  if (!path.endsWith(`/${record?.group}/${record?.name}.ts`))
    throw new Error(`Expected ${path} to export a \`record\` of the group and name that its path says.`);
  return record;
}

/** What a form needs of the records to run, without their words. */
function controlsFile(ofCore: readonly FieldTypeRecord[], all: readonly FieldTypeRecord[]): string {
  const controls = new Map<string, ControlTraits>();
  for (const {name, widget, control} of all) {
    if (!control) continue;
    if (controls.has(widget))
      throw new Error(`"${name}" and another record both describe the control "${widget}". Describe it in one of them.`);
    controls.set(widget, control);
  }
  const formats = ofCore.flatMap(({widget, schema: {format}, settings}) =>
    typeof format === 'string' && settings?.widget === undefined && widget !== 'text' ? [[format, widget] as const] : [],
  );
  return `${note(RECORDS)}import type {ControlTraits} from '../field-types/field-type-record.ts';

/** By widget. */
export const CONTROLS: {readonly [widget: string]: ControlTraits} = ${JSON.stringify(Object.fromEntries(controls), null, 2)};

/** By format: the widget that asks for it. */
export const FORMAT_WIDGETS: {readonly [format: string]: string} = ${JSON.stringify(Object.fromEntries(formats), null, 2)};
`;
}

function drawingsFile(paths: readonly string[]): string {
  const imports = paths.map(
    (path) => `import {types as ${aliasOf(path)}} from '${path.replace('packages/elements/src', '..')}';\n`,
  );
  return `${note(DRAWINGS)}import {registerFieldType} from '../field/field-type.ts';
${imports.join('')}
registerFieldType(\n${paths.map((path) => `  ...${aliasOf(path)},\n`).join('')});
`;
}
