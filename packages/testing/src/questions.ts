/** Questions by what a person reads: their labels, as `form.review()` has them. */
import {type DocumentSlot, type Form, type ReviewEntry, type Text, textIn} from '@egov-form/core';

/**
 * Which question is meant: its label as it is read (`Full name`), with the headings above it where several have that label
 * (`['Mother', 'Full name']`), or its pointer (`/mother/fullName`, `#/documents/card`).
 */
export type Where = string | readonly string[];

/** Something that is asked now. */
export interface Asked {
  readonly kind: ReviewEntry['kind'];
  readonly pointer: string;
  readonly label: string;
  /** Page, and group or row. */
  readonly headings: readonly string[];
}

/** Everything that is asked now, in the order of the pages. */
export function askedIn(form: Form, language: string): readonly Asked[] {
  return form.review().flatMap((page) =>
    page.sections.flatMap((section) => {
      const row = section.row === undefined ? [] : [`${wordsOf(section.title, language)} ${section.row.number}`.trim()];
      const headings = [wordsOf(page.title, language), wordsOf(section.title, language), ...row].filter((text) => text !== '');
      return section.entries.map(({kind, pointer, label}) => ({kind, pointer, label: wordsOf(label, language), headings}));
    }),
  );
}

/**
 * The one question that is meant.
 *
 * @throws Error when nothing is asked by that name, with what is; or when several are, with their pointers.
 */
export function findAsked(form: Form, where: Where, language: string, kind: Asked['kind']): Asked {
  return pickAsked(askedIn(form, language), where, kind);
}

/** The same among what is known to be asked. */
export function pickAsked(all: readonly Asked[], where: Where, kind: Asked['kind']): Asked {
  const asked = all.filter((one) => one.kind === kind);
  const words = typeof where === 'string' ? [where] : where;
  const [label = '', ...others] = words.toReversed();
  const isPointer = label.startsWith('/') || label.startsWith('#/');
  const found = asked.filter(
    (one) => (isPointer ? one.pointer : one.label) === label && others.every((heading) => one.headings.includes(heading)),
  );
  const [first, second] = found;
  if (first && !second) return first;
  const name = words.join(' › ');
  if (first)
    throw new Error(
      `Expected one question "${name}", found ${found.map(({pointer}) => pointer).join(', ')}. Name the heading too: ['${first.headings.at(-1) ?? ''}', '${label}'].`,
    );
  const there = asked.map((one) => (isPointer ? one.pointer : one.label)).join(', ');
  throw new Error(`Expected a question "${name}" to be asked now, found ${there || 'none'}.`);
}

/** A document slot that is asked for now, by name, title or pointer. */
export function findSlot(form: Form, where: string, language: string): DocumentSlot {
  const slots = form.documents.filter(({visible}) => visible);
  const slot = slots.find(
    ({name, settings}) => where === name || where === `#/documents/${name}` || where === textIn(settings.title, language),
  );
  if (slot) return slot;
  throw new Error(
    `Expected the document "${where}" to be asked for now, found ${slots.map(({name}) => name).join(', ') || 'none'}.`,
  );
}

function wordsOf(text: Text | undefined, language: string): string {
  return text === undefined ? '' : textIn(text, language).trim();
}
