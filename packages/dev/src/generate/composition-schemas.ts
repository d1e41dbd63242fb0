/**
 * What composition adds to the schema of a definition: sources, blocks and overlays. Published as `schemas/{source,block,overlay}/v1.json`,
 * each with the parts of `schemas/form/v1.json` that it refers to: an editor resolves a reference within a document, and no URN.
 */

type Schema = {readonly [keyword: string]: unknown};

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';
const ID = '^[a-z0-9]+(-[a-z0-9]+)*$';
const NAME = '^[A-Za-z][A-Za-z0-9-]*$';
const VERSION = '^[0-9]+\\.[0-9]+\\.[0-9]+$';
const POINTERS = '^(/[^/]+)*$';

const ref = (name: string): Schema => ({$ref: `#/$defs/${name}`});
const mapOf = (name: string): Schema => ({type: 'object', additionalProperties: ref(name)});
const byPointer = (of: Schema): Schema => ({type: 'object', propertyNames: {pattern: POINTERS}, additionalProperties: of});
const closed = (title: string, description: string, required: readonly string[], properties: Schema): Schema => ({
  title,
  description,
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const text = (description: string, more: Schema = {}): Schema => ({type: 'string', description, ...more});
const open = (description: string): Schema => ({type: 'object', tsType: 'JsonObject', description});

const DATA: Schema = {type: 'object', title: 'DataSchema', tsType: 'JsonSchema'};

const partOf = (form: Schema, name: string): Schema => (form['$defs'] as {readonly [name: string]: Schema})[name] as Schema;

/** A part of a definition whose items may name parts of blocks. */
const withBlocks = (form: Schema, name: string): Schema => {
  const part = partOf(form, name);
  const items = {type: 'array', items: ref('SourceItem')};
  return {...part, title: `Source${name}`, properties: {...(part['properties'] as Schema), items}};
};

/** Parts that only composition has, by name; `form` is the schema of a definition. */
export function compositionParts(form: Schema): {readonly [name: string]: Schema} {
  return {
    Parameter: closed('Parameter', 'What a use may say. In the texts of a block `{name}` stands for it.', ['kind'], {
      kind: {
        enum: ['text', 'pointer', 'name', 'json'],
        description:
          '`text`: a string, or one per language. `pointer`: a JSON Pointer. `name`: letters, digits and dashes. `json`: anything, such as a rule.',
      },
      description: {type: 'string'},
      default: {tsType: 'Json', description: 'What it is when nothing is said; may name parameters above it.'},
      optional: {
        type: 'boolean',
        description: 'Without a value, or with `null`, members and items that are nothing but `{name}` are left out.',
      },
    }),
    Use: closed('Use', 'A block put at a place.', ['block', 'at'], {
      block: text('A package and a file in it, or a path beginning with `./` from this file.', {minLength: 1}),
      at: {...ref('Pointer'), description: 'Where it lies: `{at}` in the block.'},
      with: open('Values of its parameters.'),
      without: {type: 'array', items: ref('Pointer'), description: 'Questions of the block that are not asked, and not filled.'},
      checks: {
        ...byPointer({type: 'array', items: ref('Check')}),
        description: 'More checks, after those of the block, by pointer of the form.',
      },
      override: ref('Override'),
    }),
    Override: {
      ...closed('Override', 'A merge patch (RFC 7396) of what the block became, with the pointers and names of the form.', [], {
        data: open('Patch of the schema at `at`.'),
        fields: open('Patch of what it says of fields, by pointer.'),
        parties: open('Patch of its parties.'),
        lookups: open('Patch of its look-ups.'),
        documents: open('Patch of its papers.'),
        parts: open('Patch of its parts.'),
      }),
      minProperties: 1,
    },
    BlockItem: closed('BlockItem', 'A part of a block, where it is asked.', ['block', 'part'], {
      block: text('A name in `use`.'),
      part: text('A name in `parts` of the block.'),
    }),
    SourceItem: {
      title: 'SourceItem',
      anyOf: ['FieldItem', 'SourceGroupItem', 'SourceListItem', 'DocumentItem', 'TextItem', 'BlockItem'].map(ref),
    },
    SourceGroupItem: withBlocks(form, 'GroupItem'),
    SourceListItem: withBlocks(form, 'ListItem'),
    SourcePage: withBlocks(form, 'Page'),
    FormSource: formSource(form),
    Block: BLOCK,
    Overlay: OVERLAY,
    OverlayTarget: closed('OverlayTarget', 'Which definition it is made for.', ['id', 'version'], {
      id: text('`id` of the definition.', {pattern: ID, maxLength: 64}),
      version: text('Range of its versions, as npm reads one: `^1.0.0`, or one version.', {minLength: 1, maxLength: 100}),
    }),
    OverlayProcedure: closed('OverlayProcedure', 'Sentences that follow those of the ministry.', [], {
      authority: ref('Text'),
      time: ref('Text'),
      fee: ref('Text'),
      result: ref('Text'),
      legal: {type: 'array', items: {type: 'string'}, description: 'More instruments.'},
    }),
    OverlayItems: closed(
      'OverlayItems',
      'Items at a place of the ministry: after one of its items, or at the end of a page.',
      ['page', 'items'],
      {
        page: text('`id` of a page.'),
        after: {...ref('OverlayAnchor'), description: 'The end of the page when absent.'},
        items: {type: 'array', items: ref('Item')},
      },
    ),
    OverlayAnchor: {
      title: 'OverlayAnchor',
      anyOf: [
        ref('FieldItem'),
        ref('DocumentItem'),
        {
          title: 'ListAnchor',
          type: 'object',
          additionalProperties: false,
          required: ['list'],
          properties: {list: ref('Pointer')},
        },
      ],
    },
    OverlayChoices: closed('OverlayChoices', 'Fewer choices than the ministry has.', ['values', 'message'], {
      values: {type: 'array', minItems: 1, items: {type: ['string', 'number', 'boolean']}},
      message: {...ref('Text'), description: 'Said to whoever has another one, such as an older draft.'},
    }),
    OverlayDocument: {...partOf(form, 'DocumentSettings'), title: 'OverlayDocument', required: []},
    OverlayPage: closed('OverlayPage', 'A page after one of the ministry.', ['after', 'page'], {
      after: text('`id` of a page.'),
      page: ref('Page'),
    }),
  };
}

const BLOCK: Schema = {
  ...closed(
    'Block',
    'A part of a definition with parameters. `{at}` is where it lies, `{use}` what the form calls it.',
    ['id', 'version', 'title'],
    {
      $schema: text('`urn:egov-form:block:v1`, or a path to this file for editors.'),
      id: text('Name of the block.', {pattern: ID, maxLength: 64}),
      version: text('Semantic version of this block.', {pattern: VERSION}),
      title: ref('Text'),
      description: ref('Text'),
      parameters: {
        ...mapOf('Parameter'),
        propertyNames: {pattern: NAME},
        description: 'By name: letters and digits, beginning with a small letter.',
      },
      use: {...mapOf('Use'), propertyNames: {pattern: NAME}, description: 'Blocks that this one is made of.'},
      data: {...DATA, description: 'JSON Schema of what lies at `{at}`. What the form says there of its own is added.'},
      fields: {...byPointer(ref('FieldSettings')), description: 'By pointer: `/{at}/fullName`.'},
      parties: mapOf('Party'),
      lookups: mapOf('LookupSettings'),
      documents: mapOf('DocumentSettings'),
      parts: {...mapOf('SourceItem'), description: 'What a page can name: `{"block": …, "part": …}`.'},
    },
  ),
  $schema: DRAFT,
  $id: 'urn:egov-form:block:v1',
};

const OVERLAY: Schema = {
  ...closed(
    'Overlay',
    'What a province adds to a procedure of a ministry. It adds and makes stricter, and never removes, loosens, or touches `data` of the ministry.',
    ['id', 'version', 'title', 'for'],
    {
      $schema: text('`urn:egov-form:overlay:v1`, or a path to this file for editors.'),
      id: text('Name of the overlay.', {pattern: ID, maxLength: 64}),
      version: text('Semantic version of this overlay.', {pattern: VERSION}),
      title: ref('Text'),
      for: ref('OverlayTarget'),
      procedure: ref('OverlayProcedure'),
      data: {
        ...byPointer({...DATA}),
        description: 'New members of the answers, by pointer: `/delivery`. Members of the ministry stay as they are.',
      },
      required: {type: 'array', items: ref('Pointer'), description: 'Those of its own members that must be answered.'},
      fields: {
        ...byPointer(ref('FieldSettings')),
        description:
          "Of its own members, everything. Of the ministry's: more `checks`, `required`, and a `hint` where there is none.",
      },
      choices: {...byPointer(ref('OverlayChoices')), description: 'Choices of the ministry that are left.'},
      documents: {
        type: 'object',
        additionalProperties: ref('OverlayDocument'),
        description: "Papers of its own. Of the ministry's: `required`, and a `hint` where there is none.",
      },
      pages: {type: 'array', items: ref('OverlayPage')},
      items: {type: 'array', items: ref('OverlayItems')},
    },
  ),
  $schema: DRAFT,
  $id: 'urn:egov-form:overlay:v1',
};

/** A definition that may use blocks. */
function formSource(form: Schema): Schema {
  const {checked: _, $schema: __, pages, ...members} = form['properties'] as {readonly [name: string]: Schema};
  return {
    $schema: DRAFT,
    $id: 'urn:egov-form:source:v1',
    title: 'FormSource',
    description: 'What a definition is composed of: its own parts and blocks. What has no `use` is a definition as it is.',
    type: 'object',
    additionalProperties: false,
    required: form['required'],
    properties: {
      $schema: text('`urn:egov-form:source:v1`, or a path to this file for editors.'),
      ...members,
      pages: {...pages, items: ref('SourcePage')},
      parameters: {
        ...mapOf('Parameter'),
        propertyNames: {pattern: NAME},
        description: 'Values with a name, each with its `default`: `"{name}"` stands for it.',
      },
      use: {...mapOf('Use'), propertyNames: {pattern: NAME}, description: 'Blocks, by the name that the pages call them.'},
    },
  };
}
