import type {RegisterTrouble} from '../register.ts';

/** Why a message is not believed. */
type MessageTrouble = Extract<RegisterTrouble['cause'], 'shape' | 'wrong-subject' | 'contradiction' | 'stale'>;

/** The register's message does not have the agreed shape, or cannot be believed. `place` names members, never values. */
export class ShapeError extends Error {
  readonly place: string;
  readonly trouble: MessageTrouble;

  constructor(place: string, trouble: MessageTrouble = 'shape') {
    super(`Expected another shape at ${place}.`);
    this.name = 'ShapeError';
    this.place = place;
    this.trouble = trouble;
  }
}
