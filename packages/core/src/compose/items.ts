import type {Json, JsonObject} from '../json/json.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {type ComposePlace, composeError} from './compose-error.ts';
import {isJsonObject} from './merge-patch.ts';

/** Blocks that are used, each with the items that a page may name. */
export type Parts = ReadonlyMap<string, {readonly parts: JsonObject}>;

/**
 * An item in which `{"block", "part"}` is the part it names.
 * @throws FormError `EGOV_COMPOSE_PART` where there is no such use, or no such part.
 */
export function withPartsOf(uses: Parts, item: Json, place: ComposePlace): Json {
  if (!isJsonObject(item)) return item;
  if ('block' in item) return partOf(uses, String(item['block']), String(item['part']), place);
  const {items} = item;
  return Array.isArray(items)
    ? {...item, items: itemsWithPartsOf(uses, items, {...place, pointer: `${place.pointer}/items`})}
    : item;
}

export function itemsWithPartsOf(uses: Parts, items: readonly Json[], place: ComposePlace): readonly Json[] {
  return items.map((item, i) => withPartsOf(uses, item, {...place, pointer: `${place.pointer}/${i}`}));
}

function partOf(uses: Parts, block: string, part: string, place: ComposePlace): Json {
  const parts = uses.get(block)?.parts;
  if (!parts) throw missing('block', block, [...uses.keys()], 'Nothing in "use" is called', place);
  const item = Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (item === undefined) throw missing('part', part, Object.keys(parts), `"${block}" has no part`, place);
  return item;
}

function missing(member: string, name: string, known: readonly string[], sentence: string, place: ComposePlace): Error {
  const guess = nearestName(name, known);
  const others = didYouMean(guess) || ` Known here: ${known.join(', ') || 'none'}.`;
  return composeError(
    'EGOV_COMPOSE_PART',
    {...place, pointer: `${place.pointer}/${member}`},
    `${sentence} "${name}".${others}`,
    guess,
  );
}
