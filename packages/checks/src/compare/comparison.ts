/** What `compare` answers: plain data, with no word of any language in it but the labels of the definitions. */
import type {JsonObject, Migration, Text} from '@egov-form/core';

/** How much a difference weighs, as parts of a version. `none`: nothing differs. */
export type Level = 'none' | 'patch' | 'minor' | 'major';

export type DifferenceCode =
  | 'diff.form-id'
  | 'diff.text'
  | 'diff.layout'
  | 'diff.output'
  | 'diff.written'
  | 'diff.field-added'
  | 'diff.field-added-required'
  | 'diff.field-removed'
  | 'diff.field-moved'
  | 'diff.list-added'
  | 'diff.list-added-required'
  | 'diff.list-removed'
  | 'diff.stricter'
  | 'diff.looser'
  | 'diff.changed'
  | 'diff.choices-added'
  | 'diff.choices-removed'
  | 'diff.choices-renamed'
  | 'diff.check-added'
  | 'diff.check-warning-added'
  | 'diff.check-removed'
  | 'diff.check-looser'
  | 'diff.document-added'
  | 'diff.document-added-required'
  | 'diff.document-removed'
  | 'diff.document-moved'
  | 'diff.lookup-added'
  | 'diff.lookup-removed'
  | 'diff.lookup-changed'
  | 'diff.lookup-locks'
  | 'diff.party-changed'
  | 'diff.party-same'
  | 'diff.declaration-added';

/** Which setting of a thing is stricter, looser or otherwise changed. */
export type Aspect =
  | 'type'
  | 'range'
  | 'length'
  | 'pattern'
  | 'format'
  | 'constant'
  | 'count'
  | 'unique'
  | 'shape'
  | 'conditions'
  | 'required'
  | 'visible'
  | 'readonly'
  | 'value'
  | 'default'
  | 'options'
  | 'accept'
  | 'size'
  | 'nature'
  | 'notNeeded'
  | 'fill'
  | 'matter'
  | 'declaration';

export interface Difference {
  readonly code: DifferenceCode;
  readonly level: Exclude<Level, 'none'>;
  /** Into the new definition; of what is gone, into the old one. */
  readonly pointer: string;
  /** Names, pointers and labels that the words mention. */
  readonly params: JsonObject & {readonly name?: string; readonly label?: Text; readonly aspect?: Aspect};
}

export interface Comparison {
  readonly form: string;
  readonly from: string;
  readonly to: string;
  /** Of the weightiest difference. */
  readonly level: Level;
  /** The lowest version that says as much. */
  readonly wanted: string;
  /** Whether `to` says as much. */
  readonly isEnough: boolean;
  /** Weightiest first, then in the order of the definition. */
  readonly differences: readonly Difference[];
  /**
   * What carries drafts and submissions of the old version across, as it is to be written in `migrations` of the new one; absent
   * where a patch is enough, and nothing is needed.
   */
  readonly migration?: Migration;
  /** The new definition declares steps from the old version already. */
  readonly isDeclared: boolean;
}

const LEVELS: readonly Level[] = ['none', 'patch', 'minor', 'major'];

export function isAtLeast(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(other);
}

export function weightiest(levels: readonly Level[]): Level {
  return levels.reduce<Level>((most, level) => (isAtLeast(level, most) ? level : most), 'none');
}
