/** `docs/fields/`: one page for each kind of question, made of its record, and an index. */
import {mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createForm, type FieldTypeRecord, type Form, type FormDefinition, type Json} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../root.ts';
import {ALL_TYPES, definitionOf, LOCALES, memberOf, textIn} from './field-types.ts';

const FOLDER = 'docs/fields';
const NOTE = '<!-- Generated from the records of the field types by `npm run generate`. Do not edit. -->\n';

const GROUPS: {readonly [group in FieldTypeRecord['group']]: string} = {
  text: 'Text',
  number: 'Numbers',
  date: 'Dates and times',
  choice: 'Choices',
  person: 'People',
  organization: 'Organisations, vehicles, accounts',
  place: 'Places',
  output: 'Shown, computed, signed',
};

/** What assistive technology is told, by role. */
const ROLES: {readonly [role in FieldTypeRecord['role']]: string} = {
  textbox: 'A text box. Its label names it; hint, issues and source describe it.',
  combobox:
    'A combobox. Its label names it. In a search box the arrow keys go through what was found, Enter chooses, Escape closes; the list is a `listbox`.',
  radiogroup: 'A radio group named by its legend. The arrow keys choose.',
  checkbox: 'A check box; the words behind it are its name.',
  group: 'A group named by its legend; every control in it has its own label.',
  none: 'Not there: nothing is shown.',
};

const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const list = (names: readonly string[]): string => (names.length > 0 ? names.map(code).join(', ') : 'none');

/** The smallest definition that asks it. */
export function exampleDefinition(type: FieldTypeRecord): FormDefinition {
  const {id: _all, data, fields, pages, ...rest} = definitionOf('filled', [type]);
  return {id: `field-${type.name}`, ...rest, title: type.title, data, pages: pages ?? [], fields: fields ?? {}};
}

/** Objects of a few short members stay on one line, as people write them. */
function pretty(value: Json, indent = ''): string {
  const line = JSON.stringify(value).replace(/"((?:[^"\\]|\\.)*)"|([,:{}])/gu, (_, text?: string, sign?: string) =>
    sign === undefined ? `"${text ?? ''}"` : ({',': ', ', ':': ': ', '{': '{', '}': '}'}[sign] ?? sign),
  );
  if (value === null || typeof value !== 'object' || indent.length + line.length <= 110) return line;
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[\n${value.map((item: Json) => inner + pretty(item, inner)).join(',\n')}\n${indent}]`;
  const members = Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${pretty(item as Json, inner)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}

function issuesTable(type: FieldTypeRecord, form: Form): string {
  const {label} = type.example;
  if (type.issues.length === 0) return 'Nothing can be wrong with it.';
  const rows = type.issues.map((issue) => {
    const said = LOCALES.map((locale) => form.messageOf({code: issue, pointer: `/${memberOf(type)}`, severity: 'error'}, locale));
    return `| \`${issue}\` | ${said.join(' | ')} |`;
  });
  return [
    `For the question “${textIn(label, 'en')}”:`,
    '',
    '| Code | Vietnamese | English |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

function pageOf(type: FieldTypeRecord): string {
  const {example} = type;
  const form = createForm(exampleDefinition(type), {packs: [vietnam]});
  const automatic = type.settings?.widget === undefined;
  const typed = example.typed === undefined ? '' : ` Typed or pasted as \`${example.typed.trim()}\` it is stored as this.`;
  const text = `# ${textIn(type.title, 'en')}

${NOTE}
\`${type.name}\`, in Vietnamese: ${textIn(type.title, 'vi')}. ${textIn(type.description, 'en')}

${textIn(type.description, 'vi')}

| | |
| --- | --- |
| Widget | ${code(type.widget)}${automatic ? ', chosen by the schema alone' : ', to be named in `fields`'} |
| JSON Schema | ${code(type.schema)} |
| Settings it reads | ${list(type.reads)}, beside those of every question |
| Keywords it heeds | ${list(type.keywords)} |
| Stored | ${code(example.value)}.${typed} |
| For assistive technology | ${ROLES[type.role]} |

## In a definition

\`\`\`json form
${pretty(exampleDefinition(type) as unknown as Json)}
\`\`\`

## What can be wrong

${issuesTable(type, form)}
`;
  form.dispose();
  return text;
}

function indexPage(): string {
  const sections = Object.entries(GROUPS).map(([group, title]) => {
    const rows = ALL_TYPES.filter((type) => type.group === group).map(
      (type) =>
        `| [${textIn(type.title, 'en')}](${type.name}.md) | ${textIn(type.title, 'vi')} | \`${type.widget}\` | ${textIn(type.description, 'en')} |`,
    );
    return `## ${title}\n\n| Kind | Vietnamese | Widget | |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `# Kinds of questions

${NOTE}
A kind of question (field type) is a record: the JSON Schema it serves, the widget that draws it, its names, an example, what can be wrong, and its role for assistive technology. The records are data: \`coreFieldTypes\` of \`@egov-form/core/field-types\`, \`vietnamFieldTypes\` of \`@egov-form/vietnam/field-types\`. The builder's palette, these pages and the tests read the same ones; a form runs without them.

Every question also heeds \`label\`, \`hint\`, \`visible\`, \`required\`, \`readonly\`, \`checks\` and \`sensitivity\` ([definition.md](../definition.md)).

A page may add its own: see [custom.md](custom.md).

${sections.join('\n')}`;
}

/** Every generated page: path from the repository's root, and its text. */
export function fieldDocs(): ReadonlyMap<string, string> {
  const pages = ALL_TYPES.map((type) => [`${FOLDER}/${type.name}.md`, pageOf(type)] as const);
  return new Map([[`${FOLDER}/README.md`, indexPage()], ...pages]);
}

/** Write the pages; those of kinds that are no more go. */
export async function generateFieldDocs(): Promise<void> {
  const folder = join(root, FOLDER);
  await mkdir(folder, {recursive: true});
  const pages = fieldDocs();
  for (const file of await readdir(folder)) {
    if (file !== 'custom.md' && !pages.has(`${FOLDER}/${file}`)) await rm(join(folder, file));
  }
  for (const [path, text] of pages) await writeFile(join(root, path), text);
}
