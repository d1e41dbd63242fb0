/** Questions of a block that a form leaves out: it may ask, and fetch, only what its procedure needs. */
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {type ComposePlace, composeError} from './compose-error.ts';
import {isJsonObject} from './merge-patch.ts';
import type {Piece} from './piece.ts';

/** Maps of a look-up or a paper that are by pointer. */
const BY_POINTER = ['fill', 'trust', 'maxAgeDays', 'compare'];

/**
 * A piece without the questions at some pointers and below: not asked, not filled, not compared, not required.
 * @throws FormError `EGOV_COMPOSE_OVERRIDE` for a pointer that the block says nothing of.
 */
export function withoutQuestions(piece: Piece, pointers: readonly string[], place: ComposePlace): Piece {
  pointers.forEach((pointer, i) => {
    if (JSON.stringify([piece.fields, piece.parts, piece.lookups]).includes(`"${pointer}`)) return;
    throw composeError(
      'EGOV_COMPOSE_OVERRIDE',
      {...place, pointer: `${place.pointer}/${i}`},
      `The block says nothing of "${pointer}". Name a question of it by its pointer in the form.`,
    );
  });
  const isOut = (pointer: string): boolean => pointers.some((out) => pointer === out || pointer.startsWith(`${out}/`));
  if (pointers.length === 0) return piece;
  return {
    ...piece,
    data: piece.data.map(({at, schema}) => ({at, schema: notRequired(schema, at, isOut)})),
    fields: membersKept(piece.fields, isOut),
    lookups: mapped(piece.lookups, (lookup) => lookupKept(lookup, isOut)),
    documents: mapped(piece.documents, (document) => filledKept(document, isOut)),
    parts: mapped(piece.parts, (item) => itemKept(item, isOut)),
  };
}

type IsOut = (pointer: string) => boolean;

function mapped(members: JsonObject, read: (value: Json) => Json | undefined): JsonObject {
  const kept = Object.entries(members).map(([name, value]) => [name, read(value)] as const);
  return Object.fromEntries(kept.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

function membersKept(members: JsonObject, isOut: IsOut): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([pointer]) => !isOut(pointer)));
}

function filledKept(settings: Json, isOut: IsOut): JsonObject {
  const kept = {...(settings as JsonObject)};
  for (const name of BY_POINTER) {
    const map = kept[name];
    if (isJsonObject(map)) kept[name] = membersKept(map, isOut);
  }
  return kept;
}

/** A look-up that would fill nothing, or is asked with nothing, is none. */
function lookupKept(lookup: Json, isOut: IsOut): Json | undefined {
  const kept: {[name: string]: Json} = {...filledKept(lookup, isOut)};
  const keys = Object.entries((kept['keys'] ?? {}) as JsonObject);
  const left = keys.filter(([, key]) => !isOut(String(isJsonObject(key) ? key['pointer'] : key)));
  kept['keys'] = Object.fromEntries(left);
  return left.length > 0 && Object.keys((kept['fill'] ?? {}) as JsonObject).length > 0 ? kept : undefined;
}

function itemKept(item: Json, isOut: IsOut): Json | undefined {
  if (!isJsonObject(item)) return item;
  const pointer = item['field'] ?? item['list'];
  if (typeof pointer === 'string' && isOut(pointer)) return undefined;
  const {items} = item;
  if (!Array.isArray(items)) return item;
  const kept = items.map((one: Json) => itemKept(one, isOut)).filter((one) => one !== undefined);
  return kept.length === 0 ? undefined : {...item, items: kept};
}

/** Names of the left-out members are required no more, at whatever depth the block says so. */
function notRequired(schema: JsonSchema, at: string, isOut: IsOut): JsonSchema {
  if (!isJsonObject(schema)) return schema;
  const kept: {[keyword: string]: Json} = {...schema};
  if (Array.isArray(kept['required']))
    kept['required'] = kept['required'].filter((name: Json) => !isOut(`${at}/${String(name)}`));
  const {properties} = kept;
  if (!isJsonObject(properties)) return kept;
  const members = Object.entries(properties)
    .filter(([name]) => !isOut(`${at}/${name}`))
    .map(([name, member]) => [name, notRequired(member as JsonSchema, `${at}/${name}`, isOut)] as const);
  if (members.length > 0) kept['properties'] = Object.fromEntries(members);
  else delete kept['properties'];
  return kept;
}
