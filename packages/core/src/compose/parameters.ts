import type {Parameter} from '../generated/composition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {escapeSegment} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {type ComposePlace, composeError} from './compose-error.ts';
import {isJsonObject} from './merge-patch.ts';
import {filledIn, type Values} from './placeholders.ts';

type Parameters = {readonly [name: string]: Parameter};

const WORDS: {readonly [kind in Parameter['kind']]: string} = {
  text: 'a text, or one per language',
  pointer: 'a JSON Pointer, such as "/child"',
  name: 'a name of letters, digits and dashes that begins with a letter',
  json: 'JSON',
};

/**
 * What each parameter is: what was said, or else its default, which may name those above it.
 * @param given values of a use, at `use` where they stand.
 * @param own `at` and `use`, which every block has.
 * @param block address of the block whose parameters these are; none for a source.
 * @throws FormError `EGOV_COMPOSE_PARAMETER` for one that is unknown, missing or of another kind.
 */
export function valuesOf(
  parameters: Parameters,
  given: JsonObject,
  own: JsonObject,
  place: ComposePlace,
  block: string | undefined,
): Values {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(parameters, name)) continue;
    const guess = nearestName(name, Object.keys(parameters));
    throw composeError(
      'EGOV_COMPOSE_PARAMETER',
      within(place, name),
      `The block has no parameter "${name}".${didYouMean(guess)}`,
      guess,
    );
  }
  const values = new Map<string, Json | undefined>(Object.entries(own));
  for (const [name, {kind, default: fallback, optional}] of Object.entries(parameters)) {
    const here = ['parameters', name, 'default'];
    const filled = (): Json | undefined => (fallback === undefined ? undefined : filledIn(fallback, values, block, here));
    const said = Object.hasOwn(given, name) ? given[name] : filled();
    const value = optional === true && said === null ? undefined : said;
    if (value === undefined && optional !== true)
      throw composeError('EGOV_COMPOSE_PARAMETER', within(place, name), `"${name}" is missing. Expected ${WORDS[kind]}.`);
    if (value !== undefined && !isOfKind(value, kind))
      throw composeError('EGOV_COMPOSE_PARAMETER', within(place, name), `Expected ${WORDS[kind]} for "${name}".`);
    values.set(name, value);
  }
  return values;
}

function within(place: ComposePlace, name: string): ComposePlace {
  return {...place, pointer: `${place.pointer}/${escapeSegment(name)}`};
}

function isOfKind(value: Json, kind: Parameter['kind']): boolean {
  if (kind === 'json') return true;
  if (kind === 'text')
    return typeof value === 'string' || (isJsonObject(value) && Object.values(value).every((text) => typeof text === 'string'));
  if (typeof value !== 'string') return false;
  return kind === 'pointer' ? /^(\/[^/]+)*$/u.test(value) : /^[A-Za-z][A-Za-z0-9-]*$/u.test(value);
}
