/** What a place of the answers can hold, read off the `data` schema, in the terms of rules. */
import type {Json} from '../json/json.ts';
import type {Segments} from '../json/pointer.ts';
import type {Found, Kind, StaticType} from '../rules/static-type.ts';
import type {SchemaView} from './schema-view.ts';
import {typesOf, valuesOf} from './value-types.ts';

const KINDS: ReadonlyMap<Json, Kind> = new Map<Json, Kind>([
  ['boolean', 'boolean'],
  ['number', 'number'],
  ['integer', 'number'],
  ['string', 'text'],
  ['array', 'list'],
  ['object', 'object'],
]);

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
