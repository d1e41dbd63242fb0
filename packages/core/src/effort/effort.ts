/**
 * What a form will ask of this person, as far as can be told now: computed from its definition for the branches that are open.
 *
 * Limits  The rates are estimates for somebody on a phone who reads each question once, not measurements: they tell five
 *         minutes from half an hour, and not four from five.
 */
import {untracked} from '@preact/signals-core';
import type {Field, Form} from '../engine/form.ts';
import type {LookupSettings} from '../generated/definition.ts';
import {concrete, walk} from './walk.ts';

export {concrete, type Scope, walk} from './walk.ts';

/** Seconds that each thing takes. */
const SECONDS = {page: 10, choice: 8, text: 25, document: 60, given: 3} as const;

const CHOICES: ReadonlySet<string> = new Set(['radio', 'select', 'yes-no', 'checkbox']);

export interface Effort {
  /** Questions that the person must answer: required, and neither filled in nor known to a register that will be asked. */
  readonly questions: number;
  readonly minutes: number;
  /** Pages that are open, and papers that must be attached. */
  readonly pages: number;
  readonly documents: number;
}

/** Tracked: it follows the branches that the answers open, and no keystroke. */
export function effortOf(form: Form): Effort {
  const sources = sourcesOf(form);
  let [questions, pages, documents, seconds] = [0, 0, 0, 0];
  for (const page of form.pages) {
    if (!page.visible) continue;
    pages += 1;
    seconds += SECONDS.page;
    for (const {item, scopes} of walk(form, page.items)) {
      if ('document' in item) {
        const {visible, required, notNeeded} = form.document(item.document);
        if (visible && required && !notNeeded) {
          documents += 1;
          seconds += SECONDS.document;
        }
      }
      if (!('field' in item)) continue;
      const field = form.field(concrete(item.field, scopes));
      if (!field.visible || !field.required) continue;
      if (isGiven(field) || (sources.filled.has(item.field) && !sources.keys.has(item.field))) {
        seconds += SECONDS.given;
        continue;
      }
      questions += 1;
      seconds += CHOICES.has(field.widget) ? SECONDS.choice : SECONDS.text;
    }
  }
  return {questions, minutes: Math.max(1, Math.round(seconds / 60)), pages, documents};
}

/** The form answers it by itself. Untracked: nothing is found anew at a keystroke. */
function isGiven(field: Field): boolean {
  return untracked(() => field.lockedBy !== undefined || field.origin?.kind === 'default' || field.origin?.kind === 'computed');
}

/** What the look-ups that are open now need from the person, and what they fill. */
function sourcesOf(form: Form): {readonly keys: ReadonlySet<string>; readonly filled: ReadonlySet<string>} {
  const keys = new Set<string>();
  const filled = new Set<string>();
  for (const [name, settings] of Object.entries<LookupSettings>(form.definition.lookups ?? {})) {
    const places = Object.values(settings.keys).map((key) => (typeof key === 'string' ? {pointer: key, optional: false} : key));
    // A look-up of a row is asked in each of them, under the same rule.
    const isOfRow = places.some(({pointer}) => pointer.includes('/*'));
    const lookup = isOfRow ? undefined : form.lookup(name);
    if (lookup && !lookup.visible) continue;
    for (const pointer of Object.keys(settings.fill)) filled.add(pointer);
    // Whom the session knows types nothing; who asks about somebody else must show that they know them.
    if (!lookup?.self) for (const {pointer} of places) keys.add(pointer);
    else if (lookup.state === 'forbidden' || lookup.state === 'incomplete') keys.add(lookup.keyPointer);
  }
  return {keys, filled};
}
