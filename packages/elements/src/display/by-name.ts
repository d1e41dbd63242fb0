import type {Option, Text} from '@egov-form/core';
import type {FormContext} from '../form/form-context.ts';

/** Made when the first list is sorted: a browser takes milliseconds for one. */
const collators = new Map<string, Intl.Collator>();
const sorted = new WeakMap<readonly Option[], Map<string, readonly Option[]>>();

function collatorOf(locale: string): Intl.Collator {
  const known = collators.get(locale);
  if (known) return known;
  const made = new Intl.Collator(locale, {numeric: true});
  collators.set(locale, made);
  return made;
}

/** Choices by their words, as the language of the form sorts: in Vietnamese Đ after D, and marks last. Sorted once for a language. */
export function byName(
  ctx: Pick<FormContext, 'locale'> & {text(text: Text | undefined): string},
  options: readonly Option[],
): readonly Option[] {
  const {locale} = ctx;
  const known = sorted.get(options) ?? new Map<string, readonly Option[]>();
  const before = known.get(locale);
  if (before) return before;
  const collator = collatorOf(locale);
  const made = options
    .map((option) => ({option, words: ctx.text(option.label)}))
    .sort((a, b) => collator.compare(a.words, b.words))
    .map(({option}) => option);
  sorted.set(options, known.set(locale, made));
  return made;
}
