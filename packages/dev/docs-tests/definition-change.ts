/** What the tests of definitions share: a small country pack, and changes to a definition. */
import {type DefinitionSurroundings, type Json, type JsonObject, type Pack, parsePointer} from '@egov-form/core';

/** By pointer the new value; or members that go. */
export interface Change {
  readonly set?: JsonObject;
  readonly remove?: readonly string[];
}

const pack: Pack = {
  formats: [{name: 'code', check: () => []}],
  optionLists: [{name: 'places', load: () => []}],
  functions: [{name: 'double', apply: ([value]) => Number(value) * 2}],
  natures: [{name: 'card', title: 'Card', extract: () => ({})}],
};

export const SURROUNDINGS: DefinitionSurroundings = {
  packs: [pack],
  widgets: ['text', 'number', 'radio', 'select', 'checkbox', 'date', 'textarea'],
  connectors: ['people', 'businesses'],
};

type Mutable = {[member: string]: Json};

/** A copy with the change made. */
export function applyChange(value: Json, {set = {}, remove = []}: Change): Json {
  const copy = JSON.parse(JSON.stringify(value)) as Json;
  const holder = (segments: readonly string[]): Mutable => {
    let here = copy as Mutable;
    for (const segment of segments.slice(0, -1)) {
      const inner = here[segment];
      if (inner === null || typeof inner !== 'object') here[segment] = {};
      here = here[segment] as unknown as Mutable;
    }
    return here;
  };
  for (const [pointer, member] of Object.entries(set)) {
    const segments = parsePointer(pointer);
    holder(segments)[segments.at(-1) ?? ''] = member;
  }
  for (const pointer of remove) {
    const segments = parsePointer(pointer);
    delete holder(segments)[segments.at(-1) ?? ''];
  }
  // What was left out between the items of a list is null, as in all JSON.
  return JSON.parse(JSON.stringify(copy)) as Json;
}
