// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how XLSForm names an answer
/** Files of other form systems, in the shapes that their documentation shows: what becomes of them, and what is told. */
import type {SourceFormat} from '../src/index.ts';

export interface PeerFile {
  readonly name: string;
  readonly format: SourceFormat;
  readonly source: unknown;
  /** Pointers that are asked, and documents as `doc name`. */
  readonly asks: readonly string[];
  /** Parts of the definition, by a pointer into it. */
  readonly holds?: {readonly [pointer: string]: unknown};
  readonly losses?: readonly string[];
}

const object = (properties: object, more: object = {}): object => ({type: 'object', properties, ...more});

const SCHEMAS: readonly PeerFile[] = [
  {
    name: 'draft 4 with an old limit',
    format: 'json-schema',
    source: {
      $schema: 'http://json-schema.org/draft-04/schema#',
      title: 'Product',
      ...object({name: {type: 'string'}, price: {type: 'number', minimum: 0, exclusiveMinimum: true}}),
    },
    asks: ['/name', '/price'],
    holds: {'/data/properties/price/exclusiveMinimum': 0},
    losses: ['schema.note', 'schema.note'],
  },
  {
    name: 'definitions and references',
    format: 'json-schema',
    source: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      ...object({home: {$ref: '#/definitions/address'}}),
      definitions: {address: object({street: {type: 'string'}})},
    },
    asks: ['/home/street'],
    losses: ['schema.note', 'schema.note'],
  },
  {
    name: '2020-12 with a list',
    format: 'json-schema',
    source: {$id: 'https://example.org/order', ...object({lines: {type: 'array', items: object({code: {type: 'string'}})}})},
    asks: ['/lines/*/code'],
  },
  {
    name: 'choices by const',
    format: 'json-schema',
    source: object({
      size: {
        oneOf: [
          {const: 's', title: 'Small'},
          {const: 'l', title: 'Large'},
        ],
      },
    }),
    asks: ['/size'],
  },
  {
    name: 'nullable of OpenAPI',
    format: 'json-schema',
    source: object({note: {type: 'string', nullable: true}}, {required: ['note']}),
    asks: ['/note'],
    losses: ['schema.note'],
  },
];

const RJSF: readonly PeerFile[] = [
  {
    name: 'order, help and a text area',
    format: 'rjsf',
    source: {
      schema: object({first: {type: 'string'}, age: {type: 'integer'}, bio: {type: 'string'}}, {required: ['first']}),
      uiSchema: {'ui:order': ['bio', '*'], bio: {'ui:widget': 'textarea', 'ui:help': 'Some lines'}, age: {'ui:widget': 'updown'}},
    },
    asks: ['/bio', '/first', '/age'],
    holds: {'/fields/~1bio/hint': 'Some lines', '/fields/~1bio/widget': 'textarea'},
    losses: ['question.kind'],
  },
  {
    name: 'rows',
    format: 'rjsf',
    source: {
      schema: object({people: {type: 'array', items: object({name: {type: 'string'}})}}),
      uiSchema: {people: {items: {name: {'ui:placeholder': 'An'}}}},
    },
    asks: ['/people/*/name'],
    holds: {'/fields/~1people~1*~1name/placeholder': 'An'},
  },
  {
    name: 'options in a block',
    format: 'rjsf',
    source: {schema: object({a: {type: 'string'}}), uiSchema: {a: {'ui:options': {title: 'Answer', rows: 4}}}},
    asks: ['/a'],
    holds: {'/fields/~1a/label': 'Answer'},
    losses: ['setting.dropped'],
  },
  {
    name: 'read only',
    format: 'rjsf',
    source: {schema: object({a: {type: 'string'}}), uiSchema: {a: {'ui:readonly': true}}},
    asks: ['/a'],
    holds: {'/fields/~1a/readonly': true},
  },
  {
    name: 'a nested object',
    format: 'rjsf',
    source: {
      schema: object({home: object({street: {type: 'string'}, town: {type: 'string'}})}),
      uiSchema: {home: {'ui:order': ['town', 'street']}},
    },
    asks: ['/home/town', '/home/street'],
  },
];

const control = (scope: string, more: object = {}): object => ({type: 'Control', scope: `#/properties/${scope}`, ...more});

const JSON_FORMS: readonly PeerFile[] = [
  {
    name: 'categories with a rule',
    format: 'json-forms',
    source: {
      schema: object({name: {type: 'string'}, vegetarian: {type: 'boolean'}, reason: {type: 'string'}}),
      uischema: {
        type: 'Categorization',
        elements: [
          {type: 'Category', label: 'Person', elements: [control('name')]},
          {
            type: 'Category',
            label: 'Food',
            elements: [
              control('vegetarian'),
              control('reason', {rule: {effect: 'SHOW', condition: {scope: '#/properties/vegetarian', schema: {const: true}}}}),
            ],
          },
        ],
      },
    },
    asks: ['/name', '/vegetarian', '/reason'],
    holds: {'/pages/1/title': 'Food', '/fields/~1reason/visible': {'==': [{var: '/vegetarian'}, true]}},
  },
  {
    name: 'a nested scope in a group',
    format: 'json-forms',
    source: {
      schema: object({person: object({age: {type: 'integer'}})}),
      uischema: {type: 'Group', label: 'Person', elements: [control('person/properties/age')]},
    },
    asks: ['/person/age'],
    holds: {'/pages/0/items/0/group': 'Person'},
  },
  {
    name: 'a list with a detail',
    format: 'json-forms',
    source: {
      schema: object({rows: {type: 'array', items: object({a: {type: 'string'}, b: {type: 'string'}})}}),
      uischema: {
        type: 'VerticalLayout',
        elements: [control('rows', {options: {detail: {type: 'VerticalLayout', elements: [control('b')]}}})],
      },
    },
    asks: ['/rows/*/b'],
  },
  {
    name: 'hidden by a number',
    format: 'json-forms',
    source: {
      schema: object({age: {type: 'integer'}, school: {type: 'string'}}),
      uischema: {
        type: 'VerticalLayout',
        elements: [
          control('age'),
          control('school', {rule: {effect: 'HIDE', condition: {scope: '#/properties/age', schema: {minimum: 18}}}}),
        ],
      },
    },
    asks: ['/age', '/school'],
    holds: {'/fields/~1school/visible': {'!': [{'>=': [{var: '/age'}, 18]}]}},
  },
  {
    name: 'a condition that no rule says',
    format: 'json-forms',
    source: {
      schema: object({a: {type: 'string'}, b: {type: 'string'}}),
      uischema: {
        type: 'VerticalLayout',
        elements: [
          control('a'),
          control('b', {rule: {effect: 'SHOW', condition: {scope: '#/properties/a', schema: {pattern: '^x'}}}}),
        ],
      },
    },
    asks: ['/a', '/b'],
    losses: ['rule.expression'],
  },
];

const SURVEYS: readonly PeerFile[] = [
  {
    name: 'pages, conditions, a file and a signature',
    format: 'surveyjs',
    source: {
      title: {default: 'Survey', vi: 'Khảo sát'},
      pages: [
        {
          name: 'one',
          elements: [
            {type: 'text', name: 'name', isRequired: true},
            {type: 'text', name: 'age', inputType: 'number', validators: [{type: 'numeric', minValue: 0, maxValue: 120}]},
            {type: 'comment', name: 'why', visibleIf: '{age} >= 18 and {name} notempty'},
            {type: 'file', name: 'cv', isRequired: true},
            {type: 'signaturepad', name: 'signature'},
          ],
        },
      ],
    },
    asks: ['/name', '/age', '/why', 'doc cv'],
    holds: {
      '/data/properties/age/maximum': 120,
      '/fields/~1why/visible': {and: [{'>=': [{var: '/age'}, 18]}, {'!': [{empty: [{var: '/name'}]}]}]},
      '/title': {en: 'Survey', vi: 'Khảo sát'},
    },
    losses: ['question.dropped'],
  },
  {
    name: 'rows with a condition of the row',
    format: 'surveyjs',
    source: {
      elements: [
        {
          type: 'paneldynamic',
          name: 'kids',
          minPanelCount: 1,
          templateElements: [
            {type: 'text', name: 'name'},
            {type: 'text', name: 'school', visibleIf: "{panel.name} = 'An'"},
          ],
        },
      ],
    },
    asks: ['/kids/*/name', '/kids/*/school'],
    holds: {'/data/properties/kids/minItems': 1, '/fields/~1kids~1*~1school/visible': {'==': [{var: '/kids/*/name'}, 'An']}},
  },
  {
    name: 'a matrix and a table',
    format: 'surveyjs',
    source: {
      elements: [
        {type: 'matrix', name: 'rate', columns: ['good', 'bad'], rows: [{value: 'price', text: 'Price'}, 'speed']},
        {type: 'matrixdynamic', name: 'cars', choices: [1, 2], columns: [{name: 'plate', cellType: 'text'}, {name: 'seats'}]},
      ],
    },
    asks: ['/rate/price', '/rate/speed', '/cars/*/plate', '/cars/*/seats'],
    holds: {'/pages/0/items/1/layout': 'table'},
  },
  {
    name: 'several choices, asked about',
    format: 'surveyjs',
    source: {
      questions: [
        {type: 'checkbox', name: 'likes', choices: ['a|Apples', 'b']},
        {type: 'boolean', name: 'more', visibleIf: "{likes} contains 'a'"},
        {type: 'text', name: 'other', requiredIf: '{more} = true'},
      ],
    },
    asks: ['/likes', '/more', '/other'],
    holds: {
      '/fields/~1likes/options/0': {value: 'a', label: 'Apples'},
      '/fields/~1more/visible': {in: ['a', {var: '/likes'}]},
      '/fields/~1other/required': {'==': [{var: '/more'}, true]},
    },
  },
  {
    name: 'an expression that is not carried',
    format: 'surveyjs',
    source: {
      elements: [
        {type: 'text', name: 'a'},
        {type: 'text', name: 'b', visibleIf: 'myFunction({a}) > 3'},
        {type: 'text', name: 'c', visibleIf: '{nobody} = 1'},
        {type: 'dropdown', name: 'd', choicesByUrl: {url: 'https://example.org/list?key=1'}},
      ],
    },
    asks: ['/a', '/b', '/c', '/d'],
    losses: ['rule.expression', 'options.remote', 'options.none', 'rule.unknown'],
  },
];

const field = (type: string, key: string, more: object = {}): object => ({type, key, label: key, input: true, ...more});

const FORMIO: readonly PeerFile[] = [
  {
    name: 'columns, a condition and a button',
    format: 'formio',
    source: {
      title: 'Form',
      display: 'form',
      components: [
        {
          type: 'columns',
          key: 'columns',
          columns: [
            {components: [field('textfield', 'first', {validate: {required: true, maxLength: 20}})]},
            {components: [field('checkbox', 'agree')]},
          ],
        },
        field('select', 'kind', {
          data: {values: [{value: 'x', label: 'X'}]},
          conditional: {show: 'true', when: 'agree', eq: 'true'},
        }),
        field('button', 'submit'),
      ],
    },
    asks: ['/first', '/agree', '/kind'],
    holds: {
      '/data/required': ['first'],
      '/data/properties/first/maxLength': 20,
      '/fields/~1kind/visible': {'==': [{var: '/agree'}, true]},
    },
  },
  {
    name: 'a wizard',
    format: 'formio',
    source: {
      title: 'W',
      display: 'wizard',
      components: [
        {type: 'panel', key: 'p1', title: 'One', components: [field('number', 'n', {validate: {min: 1}})]},
        {type: 'panel', key: 'p2', title: 'Two', components: [field('file', 'scan', {validate: {required: true}})]},
      ],
    },
    asks: ['/n', 'doc scan'],
    holds: {'/pages/1/title': 'Two', '/data/properties/n/minimum': 1},
  },
  {
    name: 'a grid and a container',
    format: 'formio',
    source: {
      components: [
        field('datagrid', 'rows', {components: [field('textfield', 'a')]}),
        field('container', 'home', {components: [field('textfield', 'street')]}),
      ],
    },
    asks: ['/rows/*/a', '/home/street'],
  },
  {
    name: 'scripts',
    format: 'formio',
    source: {
      components: [
        field('number', 'a'),
        field('number', 'b', {
          calculateValue: 'value = data.a * 2',
          customConditional: 'show = data.a > 1',
          validate: {custom: 'valid = true'},
        }),
      ],
    },
    asks: ['/a', '/b'],
    losses: ['rule.script', 'rule.script', 'rule.script'],
  },
  {
    name: 'JSON Logic and boxes',
    format: 'formio',
    source: {
      components: [
        field('selectboxes', 'likes', {
          values: [
            {value: 'a', label: 'A'},
            {value: 'b', label: 'B'},
          ],
        }),
        field('textarea', 'why', {conditional: {json: {'!!': [{var: 'data.likes'}]}}}),
        field('survey', 'rate', {questions: [{value: 'q', label: 'Q'}], values: [{value: 'y', label: 'Y'}]}),
      ],
    },
    asks: ['/likes', '/why', '/rate/q'],
    holds: {'/fields/~1why/visible': {'!!': [{var: '/likes'}]}},
  },
];

const FORM_JS: readonly PeerFile[] = [
  {
    name: 'an invoice',
    format: 'form-js',
    source: {
      type: 'default',
      id: 'Invoice',
      schemaVersion: 16,
      components: [
        {type: 'text', text: '# Invoice'},
        {type: 'textfield', key: 'creditor', label: 'Creditor', validate: {required: true}},
        {type: 'number', key: 'amount', label: 'Amount', decimalDigits: 0, validate: {min: 0, max: 1000}},
        {type: 'checkbox', key: 'approved', label: 'Approved', conditional: {hide: '=amount > 10 and creditor = "x"'}},
        {type: 'button', label: 'Send'},
      ],
    },
    asks: ['/creditor', '/amount', '/approved'],
    holds: {
      '/data/properties/amount': {type: 'integer', minimum: 0, maximum: 1000},
      '/fields/~1approved/visible': {'!': [{and: [{'>': [{var: '/amount'}, 10]}, {'==': [{var: '/creditor'}, 'x']}]}]},
    },
  },
  {
    name: 'a dynamic list',
    format: 'form-js',
    source: {
      type: 'default',
      components: [
        {type: 'dynamiclist', path: 'clients', label: 'Clients', components: [{type: 'textfield', key: 'name', label: 'Name'}]},
      ],
    },
    asks: ['/clients/*/name'],
  },
  {
    name: 'choices',
    format: 'form-js',
    source: {
      type: 'default',
      components: [
        {type: 'radio', key: 'r', label: 'R', values: [{label: 'A', value: 'a'}]},
        {type: 'taglist', key: 't', label: 'T', values: [{label: 'A', value: 'a'}]},
        {type: 'select', key: 's', label: 'S', valuesExpression: '=list'},
      ],
    },
    asks: ['/r', '/t', '/s'],
    losses: ['options.remote', 'options.none'],
  },
  {
    name: 'dates and an expression',
    format: 'form-js',
    source: {
      type: 'default',
      components: [
        {type: 'datetime', subtype: 'date', key: 'd', label: 'D'},
        {type: 'number', key: 'n', label: 'N'},
        {type: 'expression', key: 'x', label: 'X', expression: '=n * 2'},
      ],
    },
    asks: ['/d', '/n', '/x'],
    holds: {'/fields/~1x/value': {'*': [{var: '/n'}, 2]}},
  },
  {
    name: 'pictures and a group',
    format: 'form-js',
    source: {
      type: 'default',
      components: [
        {type: 'image', source: 'x.png'},
        {type: 'group', path: 'home', label: 'Home', components: [{type: 'textfield', key: 'street', label: 'Street'}]},
      ],
    },
    asks: ['/home/street'],
    losses: ['question.dropped'],
  },
];

export const PEER_FILES: readonly PeerFile[] = [...SCHEMAS, ...RJSF, ...JSON_FORMS, ...SURVEYS, ...FORMIO, ...FORM_JS];

export interface WorkbookFile extends Omit<PeerFile, 'format' | 'source'> {
  readonly sheets: {readonly [name: string]: readonly (readonly string[])[]};
}

export const WORKBOOKS: readonly WorkbookFile[] = [
  {
    name: 'two languages, a constraint and a choice',
    sheets: {
      survey: [
        [
          'type',
          'name',
          'label::Vietnamese (vi)',
          'label::English (en)',
          'required',
          'relevant',
          'constraint',
          'constraint_message',
        ],
        ['text', 'name', 'Họ tên', 'Name', 'yes', '', '', ''],
        ['integer', 'age', 'Tuổi', 'Age', '', '', '. >= 0 and . <= 120', 'Between 0 and 120'],
        ['select_one yn', 'works', 'Đi làm', 'Works', '', '${age} >= 15', '', ''],
      ],
      choices: [
        ['list_name', 'name', 'label::Vietnamese (vi)', 'label::English (en)'],
        ['yn', 'y', 'Có', 'Yes'],
        ['yn', 'n', 'Không', 'No'],
      ],
      settings: [
        ['form_title', 'form_id'],
        ['Household', 'household'],
      ],
    },
    asks: ['/name', '/age', '/works'],
    holds: {
      '/id': 'household',
      '/data/required': ['name'],
      '/fields/~1works/visible': {'>=': [{var: '/age'}, 15]},
      '/fields/~1age/checks/0/rule': {and: [{'>=': [{var: '/age'}, 0]}, {'<=': [{var: '/age'}, 120]}]},
      '/fields/~1name/label': {vi: 'Họ tên', en: 'Name'},
    },
  },
  {
    name: 'a repeat and a calculation',
    sheets: {
      survey: [
        ['type', 'name', 'label', 'calculation'],
        ['begin repeat', 'member', 'Member', ''],
        ['text', 'name', 'Name', ''],
        ['integer', 'age', 'Age', ''],
        ['end repeat', '', '', ''],
        ['calculate', 'people', 'People', 'count(${member})'],
      ],
    },
    asks: ['/member/*/name', '/member/*/age', '/people'],
    holds: {'/fields/~1people/value': {count: [{var: '/member'}]}},
  },
  {
    name: 'groups as pages, photographs and places',
    sheets: {
      survey: [
        ['type', 'name', 'label'],
        ['begin_group', 'a', 'First'],
        ['note', 'hello', 'Hello'],
        ['date', 'day', 'Day'],
        ['end_group', '', ''],
        ['begin_group', 'b', 'Second'],
        ['image', 'photo', 'Photo'],
        ['geopoint', 'place', 'Place'],
        ['end_group', '', ''],
      ],
    },
    asks: ['/day', 'doc photo'],
    holds: {'/pages/1/title': 'Second'},
    losses: ['question.dropped'],
  },
  {
    name: 'several choices and metadata',
    sheets: {
      survey: [
        ['type', 'name', 'label', 'relevant'],
        ['start', 'start', '', ''],
        ['select_multiple food', 'food', 'Food', ''],
        ['text', 'which', 'Which', "selected(${food}, 'other')"],
      ],
      choices: [
        ['list_name', 'name', 'label'],
        ['food', 'rice', 'Rice'],
        ['food', 'other', 'Other'],
      ],
    },
    asks: ['/food', '/which'],
    holds: {'/fields/~1which/visible': {in: ['other', {var: '/food'}]}},
  },
  {
    name: 'what is not carried',
    sheets: {
      survey: [
        ['type', 'name', 'label', 'relevant'],
        ['text', 'a', 'A', 'pulldata("x", "y")'],
        ['select_one_from_file list.csv', 'b', 'B', ''],
        ['text', 'c', 'C', '${nobody} = 1'],
      ],
    },
    asks: ['/a', '/b', '/c'],
    losses: ['rule.expression', 'options.remote', 'rule.unknown'],
  },
];
