/** What a place of the answers can hold, read off the `data` schema, in the terms of rules. */
import type {Json} from '../json/json.ts';
import type {Segments} from '../json/pointer.ts';
import type {Found, Kind, StaticType} from '../rules/static-type.ts';
import type {SchemaView} from './schema-view.ts';

const KINDS: ReadonlyMap<Json, Kind> = new Map<Json, Kind>([
  ['boolean', 'boolean'],
  ['number', 'number'],
  ['integer', 'number'],
  ['string', 'text'],
  ['array', 'list'],
  ['object', 'object'],
]);

/** The names that `type` gives, as a list. */
export function typesOf(keywords: SchemaView['keywords']): readonly Json[] {
  const type = keywords['type'];
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

/** Whether a schema asks for a text, a number or a yes or no, and for nothing that has parts. */
export function isPlainValue(keywords: SchemaView['keywords']): boolean {
  const types = typesOf(keywords);
  return types.length > 0 && !types.includes('array') && !types.includes('object');
}

/** Every value that is allowed, when the schema lists them; lists and objects are not told apart. */
export function valuesOf(keywords: SchemaView['keywords']): readonly Json[] | undefined {
  const values = keywords['const'] !== undefined ? [keywords['const']] : keywords['enum'];
  if (!Array.isArray(values) || values.some((value: Json) => value !== null && typeof value === 'object')) return undefined;
  return values.filter((value: Json) => value !== null);
}

function kindsOf(keywords: SchemaView['keywords'], values: readonly Json[] | undefined): Set<Kind> {
  const kinds = new Set(typesOf(keywords).flatMap((type) => KINDS.get(type) ?? []));
  if (kinds.size > 0) return kinds;
  if (values) return new Set(values.map((value) => (typeof value === 'string' ? 'text' : (typeof value as Kind))));
  return keywords['properties'] === undefined ? kinds : new Set<Kind>(['object']);
}

/** The type of one place; `lookAt` gives those below it. */
export function typeOfPlace(view: SchemaView, pattern: Segments, lookAt: (below: Segments) => Found): StaticType | undefined {
  const {keywords} = view;
  const values = valuesOf(keywords);
  const kinds = kindsOf(keywords, values);
  if (kinds.size === 0) return undefined;
  const format = keywords['format'];
  return {
    kinds,
    text: format === 'date' || format === 'partial-date' || format === 'decimal' ? format : 'plain',
    ...(values && {values}),
    member: (path) => lookAt([...pattern, ...path]),
    get names(): readonly string[] {
      return Object.keys((keywords['properties'] ?? {}) as object);
    },
    // Looked up when asked for: schemas may contain themselves.
    get items(): StaticType | undefined {
      const found = kinds.has('list') ? lookAt([...pattern, '*']) : undefined;
      return found === 'nowhere' ? undefined : found;
    },
  } as StaticType;
}
