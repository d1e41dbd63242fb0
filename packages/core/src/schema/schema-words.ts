/** Words that stand in a schema: those of JSON Schema 2020-12, and others that are written by mistake or mean something elsewhere. */

/** Words of the standard that say nothing about values. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(
  (
    'title description default examples deprecated readOnly writeOnly $comment $vocabulary contentEncoding contentMediaType ' +
    'contentSchema definitions $schema'
  ).split(' '),
);

/** Ours: the widget of a model, and the texts of its members. */
export const OWN_WORDS: readonly string[] = ['x-egov-widget', 'x-egov-fields'];

/** Words of older drafts, without effect in this one, and what says it today. */
export const OLD_WORDS: ReadonlyMap<string, string> = new Map([
  ['dependencies', '"dependentRequired" or "dependentSchemas"'],
  ['additionalItems', '"items" beside "prefixItems"'],
  ['divisibleBy', '"multipleOf"'],
  ['extends', '"allOf"'],
  ['disallow', '"not"'],
  ['$recursiveRef', '"$ref"'],
  ['$recursiveAnchor', 'nothing: leave it out'],
  ['nullable', 'the type "null" beside the other'],
]);

/** What many write, and what they mean. */
export const ALIASES: ReadonlyMap<string, string> = new Map([
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['regex', 'pattern'],
  ['regexp', 'pattern'],
  ['property', 'properties'],
  ['fields', 'properties'],
  ['values', 'enum'],
  ['choices', 'enum'],
  ['mandatory', 'required'],
  ['defaultvalue', 'default'],
  ['length', 'maxLength'],
  ['unique', 'uniqueItems'],
  ['$definitions', '$defs'],
  ['defs', '$defs'],
  ['ref', '$ref'],
]);

/** Settings of a form, which stand in `fields`. */
export const SETTINGS: ReadonlySet<string> = new Set(
  'label hint placeholder widget visible readonly options checks autocomplete sensitivity value'.split(' '),
);

/** Words of other vocabularies that look like ours by chance. */
export const FOREIGN: ReadonlySet<string> = new Set(
  'example enumNames enumDescriptions tsType id name order group item tags unit'.split(' '),
);

/** Keywords that only speak of one type of value. */
export const WORDS_OF_TYPE: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ['string', 'minLength maxLength pattern'],
      ['number', 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf'],
      ['array', 'items prefixItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems'],
      [
        'object',
        'properties patternProperties additionalProperties propertyNames required dependentRequired dependentSchemas ' +
          'minProperties maxProperties unevaluatedProperties',
      ],
    ] as const
  ).flatMap(([type, words]) =>
    words.split(' ').map((word) => [word, type === 'number' ? ['number', 'integer'] : [type]] as const),
  ),
);
