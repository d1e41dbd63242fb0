/** Where schemas lie within a schema of any draft, and where each place is found after the conversion to 2020-12. */
import type {Json} from '../../json/json.ts';
import type {SchemaObject} from '../schema-branches.ts';

/** What the value of a keyword holds. */
export type Holds = 'schema' | 'schemas' | 'members' | 'items' | 'dependencies';

const HOLDS: ReadonlyMap<string, Holds> = new Map<string, Holds>([
  ...named('schema', 'additionalItems additionalProperties contains propertyNames not if then else unevaluatedItems'),
  ...named('schema', 'unevaluatedProperties'),
  ...named('schemas', 'allOf anyOf oneOf prefixItems'),
  ...named('members', 'properties patternProperties definitions $defs dependentSchemas'),
  ...named('items', 'items'),
  ...named('dependencies', 'dependencies'),
]);

function named(holds: Holds, keywords: string): readonly (readonly [string, Holds])[] {
  return keywords.split(' ').map((keyword) => [keyword, holds] as const);
}

export function holdsOf(keyword: string): Holds | undefined {
  return HOLDS.get(keyword);
}

/**
 * The segments of a pointer into a schema of an older draft, as they lead through the converted one. What is no place of a
 * schema stays as it is.
 */
export function convertedPlace(root: Json, segments: readonly string[]): readonly string[] {
  const found: string[] = [];
  let here: Json | undefined = root;
  for (let i = 0; i < segments.length; i += 1) {
    const keyword = segments[i] as string;
    const holds = HOLDS.get(keyword);
    const value = memberOf(here, keyword);
    const part = segments[i + 1];
    if (holds === undefined) return [...found, ...segments.slice(i)];
    if (holds === 'items' && Array.isArray(value)) found.push('prefixItems');
    else if (keyword === 'additionalItems') found.push('items');
    else if (keyword === 'definitions') found.push('$defs');
    else if (keyword === 'dependencies') found.push('dependentSchemas');
    else found.push(keyword);
    here = value;
    if (holds !== 'schema' && !(holds === 'items' && !Array.isArray(value)) && part !== undefined) {
      found.push(part);
      here = memberOf(value, part);
      i += 1;
    }
  }
  return found;
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as SchemaObject)[name] : undefined;
}
