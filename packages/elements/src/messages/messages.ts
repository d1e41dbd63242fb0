import {en} from './en.ts';
import type {MessageKey, Messages} from './keys.ts';
import {vi} from './vi.ts';

const languages = new Map<string, Partial<Messages>>([
  ['vi', vi],
  ['en', en],
]);

/** Add a language, or replace texts of one. What is missing falls back to Vietnamese. */
export function registerMessages(language: string, messages: Partial<Messages>): void {
  languages.set(language, {...languages.get(language), ...messages});
}

/** One text with its params put in; of two forms the one that goes with the number `n`. */
export function messageText(locale: string, key: MessageKey, params: {readonly [name: string]: string | number} = {}): string {
  const base = locale.split('-')[0] ?? locale;
  const template = languages.get(locale)?.[key] ?? languages.get(base)?.[key] ?? vi[key];
  // `one|many`, by the number `n`.
  const [one = '', many = one] = template.split('|');
  return (params['n'] === 1 ? one : many).replace(/\{(\w+)\}/gu, (whole, name: string) => String(params[name] ?? whole));
}
