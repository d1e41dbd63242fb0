import type {Field} from '@egov-form/core';

/** What an editor of a structure remembers beside the value. */
export class EditorState {
  /** Which alternative the person picked, by place; -1 where a part was only opened. */
  readonly picks: Map<string, number> = new Map();
  /** Names that were refused, by the place that they were for. */
  readonly refusedNames: Map<string, string> = new Map();
  /** Places whose own issues are shown beside them. */
  readonly shown: Set<string> = new Set();

  /** What was picked within goes with it. */
  pick(place: string, index: number | undefined): void {
    for (const key of this.picks.keys()) if (key.startsWith(`${place}/`)) this.picks.delete(key);
    if (index === undefined) this.picks.delete(place);
    else this.picks.set(place, index);
  }

  refuseName(place: string, name: string | undefined): void {
    if (name === undefined) this.refusedNames.delete(place);
    else this.refusedNames.set(place, name);
  }
}

const states: WeakMap<Field, EditorState> = new WeakMap();

/** That of a field: it outlasts the drawing of it. */
export function stateOf(field: Field): EditorState {
  const known = states.get(field) ?? new EditorState();
  states.set(field, known);
  return known;
}
