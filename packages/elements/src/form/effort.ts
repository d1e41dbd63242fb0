/** What a form will ask of this person, as a signal: see `@egov-form/core/effort`. */
import type {Form} from '@egov-form/core';
import {type Effort, effortOf as findEffort} from '@egov-form/core/effort';
import {computed, type ReadonlySignal} from '../drawing/signals.ts';

/** By form, as text: who shows it is drawn again only when a figure changes. */
const known = new WeakMap<Form, ReadonlySignal<string>>();

/** Tracked: it follows the branches that the answers open, and no keystroke. */
export function effortOf(form: Form): Effort {
  const effort = known.get(form) ?? computed(() => JSON.stringify(findEffort(form)));
  known.set(form, effort);
  return JSON.parse(effort.value) as Effort;
}
