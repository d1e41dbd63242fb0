/**
 * Members that a form keeps beside the answers of an object, and never sends: which alternative the person chose, and the
 * members that have no question of their own, which are sent as members of the object.
 */

/** Holds the members of an object that have no question of their own. */
export const OTHERS = '(others)';

/** Holds which of several alternatives is meant, by number; an object may ask for more than one choice. */
export function choiceName(before: number): string {
  return before === 0 ? '(choice)' : `(choice ${before + 1})`;
}

export function isAuxiliary(name: string): boolean {
  return name.startsWith('(') && (name === OTHERS || /^\(choice(?: \d+)?\)$/u.test(name));
}
