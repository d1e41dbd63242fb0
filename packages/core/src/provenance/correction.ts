/** "This is wrong": what the person can do about a value that a register gave. */
import type {Form} from '../engine/form.ts';
import type {Json} from '../json/json.ts';

const LONGEST = 2000;

/** A note for the office, as it is kept: in one spelling, of at most 2,000 characters. */
export function noteText(text: string): string {
  return [...text.normalize('NFC').trim()].slice(0, LONGEST).join('');
}

/**
 * Say why a register's value was edited, or edit it with the reason at once: value, reason and what the register said are
 * handed in together. Needs a field that may be edited (`correctable`, `free`).
 * @throws FormError `EGOV_CORE_LOCKED` where the register's value stands: there `disputeValue` helps.
 */
export function correctValue(form: Form, pointer: string, value: Json | undefined, reason: string): void {
  form.transact([{pointer, value}], {kind: 'typed', reason: noteText(reason)});
}

/**
 * Tell the office what is wrong about a register's value that stands whatever the person says. The value stays, the note goes
 * along with it; an empty note takes it back. Nothing happens where no register gave the value.
 */
export function disputeValue(form: Form, pointer: string, note: string): void {
  const {origin, value} = form.field(pointer);
  if (origin?.kind !== 'register') return;
  const {disputed: _before, ...rest} = origin;
  const disputed = noteText(note);
  form.transact([{pointer, value}], disputed === '' ? rest : {...rest, disputed});
}
