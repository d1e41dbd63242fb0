/**
 * What editors and other tools know about `<egov-form>`: the custom-elements manifest, made from the class and its comments,
 * and from it the data files of VS Code and JetBrains and the page docs/element.md.
 */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';
import {litPlugin} from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
import {root} from '../root.ts';
import {PARTS, TOKENS} from './styling-surface.ts';

const SOURCE = 'packages/elements/src/form/form.ts';

interface Described {
  readonly name: string;
  readonly description?: string;
  readonly type?: {readonly text: string};
}
interface Member extends Described {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly parameters?: readonly Described[];
  readonly return?: {readonly type?: {readonly text: string}};
}
interface Declaration {
  readonly name: string;
  readonly description: string;
  readonly summary: string;
  readonly attributes: readonly (Described & {readonly fieldName?: string})[];
  readonly members: readonly Member[];
  readonly events: readonly Described[];
}

/** What we use of the analyzer, whose own types leave it out. */
interface Analyzer {
  create(options: {
    readonly modules: readonly unknown[];
    readonly plugins: readonly unknown[];
    readonly context: {readonly dev: boolean};
  }): {readonly modules: readonly {readonly declarations?: readonly Declaration[]}[]};
  readonly ts: {createSourceFile(path: string, text: string, target: number, withParents: boolean): unknown};
}

/** TypeScript's number for ES2022. */
const ES2022 = 9;

/** Members that the element has for its own parts or for the browser. */
const INTERNAL = /^(?:#|formAssociated$|shadowRootOptions$|announce$|showPage$|.*Callback$)/u;

const EVENT_TYPES: {readonly [name: string]: string} = {
  'egov-ready': 'EgovReadyEvent',
  'egov-change': 'EgovChangeEvent',
  'egov-page': 'EgovPageEvent',
  'egov-lookup': 'EgovLookupEvent',
  'egov-document': 'EgovDocumentEvent',
  'egov-draft': 'EgovDraftEvent',
  'egov-submit': 'EgovSubmitEvent',
  'egov-end': 'EgovEndEvent',
  'egov-error': 'EgovErrorEvent',
};

async function readDeclaration(): Promise<Declaration> {
  const {create, ts} = analyzer as unknown as Analyzer;
  const file = ts.createSourceFile(SOURCE, await readFile(join(root, SOURCE), 'utf8'), ES2022, true);
  const {modules} = create({modules: [file], plugins: litPlugin(), context: {dev: false}});
  const found = modules[0]?.declarations?.find(({name}) => name === 'EgovForm');
  if (!found) throw new Error(`Expected the class EgovForm in ${SOURCE}, found none.`);
  return found;
}

const describe = (text: string | undefined): {readonly description?: string} => (text ? {description: one(text)} : {});

const one = (text = ''): string => text.replace(/\s+/gu, ' ').trim();

/** Words for what the platform defines and the class only passes on. */
const NATIVE: {readonly [name: string]: string} = {
  form: 'The `<form>` around the element, if any.',
  willValidate: 'As of every form control.',
  validity: 'As of every form control; not valid while a visible answer has an error.',
  validationMessage: 'As of every form control: the first error in words.',
  checkValidity: 'As of every form control.',
  reportValidity: 'As of every form control; shows the first error.',
  keepTitle: 'See the attribute `keep-title`.',
  definition: 'A definition instead of an address of one.',
  procedure: 'A packaged procedure: its definition and country packs.',
  connectors: 'Asks the registers, instead of the gateway.',
  digitizer: 'Reads papers, instead of the reader that comes with the library.',
  drafts: 'Keeps drafts, instead of the store of this browser.',
  recipient: 'Takes the dossier, instead of the gateway.',
  packs: 'Formats, code lists and words of a country or an agency.',
};

/** Every file that editors read, by path from the root. */
export async function manifestFiles(): Promise<ReadonlyMap<string, string>> {
  const read = await readDeclaration();
  const members = read.members.filter((member) => !INTERNAL.test(member.name) && !member.static);
  const attributes = read.attributes.map(({name, description, type, fieldName}) => ({
    name,
    description: one(description),
    ...(type && {type}),
    ...(fieldName && {fieldName}),
  }));
  const events = read.events
    .filter(({name}) => Object.hasOwn(EVENT_TYPES, name))
    .map(({name, description}) => ({name, description: one(description), type: {text: EVENT_TYPES[name] ?? ''}}));
  const cssParts = Object.entries(PARTS).map(([name, description]) => ({name, description}));
  const cssProperties = Object.entries(TOKENS).map(([name, description]) => ({name: `--egov-${name}`, description}));
  const declaration = {
    kind: 'class',
    customElement: true,
    tagName: 'egov-form',
    name: 'EgovForm',
    summary: one(read.summary),
    description: one(read.description),
    attributes,
    members: members.map(({kind, name, description, type, parameters, return: result, readonly}) => ({
      kind,
      name,
      ...describe(description ?? NATIVE[name] ?? attributes.find(({fieldName}) => fieldName === name)?.description),
      ...(type && {type}),
      ...(readonly && {readonly}),
      ...(parameters && {parameters}),
      ...(result && {return: result}),
    })),
    events,
    cssParts,
    cssProperties,
  };
  const path = 'src/index.ts';
  const manifest = {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [declaration],
        exports: [{kind: 'custom-element-definition', name: 'egov-form', declaration: {name: 'EgovForm', module: path}}],
      },
    ],
  };
  const values = (type = ''): readonly {name: string}[] => [...type.matchAll(/'([^']+)'/gu)].map(([, name = '']) => ({name}));
  const typeOf = (name: string): string =>
    name === 'mode'
      ? "'fill' | 'review' | 'officer' | 'print'"
      : (attributes.find((attribute) => attribute.name === name)?.type?.text ?? '');
  const vscode = {
    version: 1.1,
    tags: [
      {
        name: 'egov-form',
        description: declaration.description,
        attributes: attributes.map(({name, description}) => {
          const known = values(typeOf(name));
          return {name, description, ...(known.length > 0 && {values: known})};
        }),
      },
    ],
  };
  const webTypes = {
    $schema: 'https://json.schemastore.org/web-types',
    name: 'egov-form',
    version: '0.1.0',
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: [
          {
            name: 'egov-form',
            description: declaration.description,
            attributes: attributes.map(({name, description}) => ({name, description, value: {type: typeOf(name) || 'string'}})),
            js: {
              properties: members
                .filter(({kind}) => kind === 'field')
                .map(({name, description}) => ({name, description: one(description)})),
              events: events.map(({name, description}) => ({name, description})),
            },
            css: {parts: cssParts, properties: cssProperties},
          },
        ],
      },
    },
  };
  const css = {
    version: 1.1,
    properties: cssProperties,
    pseudoElements: [{name: '::part', description: `Parts of egov-form: ${cssParts.map(({name}) => name).join(', ')}.`}],
  };
  const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  return new Map([
    ['packages/egov-form/custom-elements.json', json(manifest)],
    ['packages/egov-form/vscode.html-custom-data.json', json(vscode)],
    ['packages/egov-form/vscode.css-custom-data.json', json(css)],
    ['packages/egov-form/web-types.json', json(webTypes)],
    ['docs/element.md', page(declaration)],
  ]);
}

type Page = {
  readonly description: string;
  readonly attributes: readonly Described[];
  readonly members: readonly Member[];
  readonly events: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Described[];
};

function page(declaration: Page): string {
  const cell = (text = ''): string => text.replaceAll('|', '\\|');
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');
  const named = (items: readonly Described[], heading: string): string =>
    table(
      [heading, 'What it is'],
      items.map(({name, description}) => [`\`${name}\``, description ?? '']),
    );
  const fields = declaration.members.filter(({kind}) => kind === 'field');
  const methods = declaration.members.filter(({kind}) => kind === 'method');
  const signature = ({name, parameters = [], return: result}: Member): string =>
    `\`${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type?.text ?? 'unknown'}`).join(', ')})${result?.type ? `: ${result.type.text}` : ''}\``;
  return `# \`<egov-form>\`

Made by \`npm run generate\` from the class and its comments. How to put it into a page: [embedding](embedding.md); how to make
it look like the page: [theming](theming.md).

${declaration.description}

## Attributes

${named(declaration.attributes, 'Attribute')}

## Properties

${table(
  ['Property', 'Type', 'What it is'],
  fields.map(({name, type, description}) => [`\`${name}\``, type ? `\`${type.text}\`` : '', description ?? '']),
)}

## Methods

${table(
  ['Method', 'What it does'],
  methods.map((method) => [signature(method), method.description ?? '']),
)}

## Events

All bubble and leave the shadow root.

${table(
  ['Event', 'Class', 'When'],
  declaration.events.map(({name, type, description}) => [`\`${name}\``, `\`${type?.text}\``, description ?? '']),
)}

## Parts

${named(declaration.cssParts, '`::part`')}

## Custom properties

${named(declaration.cssProperties, 'Property')}
`;
}
