import type {Text} from '../generated/definition.ts';

/** A text in a language: that one, else Vietnamese, English, or whatever there is. */
export function textIn(text: Text | undefined, locale: string): string {
  if (text === undefined) return '';
  if (typeof text === 'string') return text;
  const language = locale.split('-')[0] ?? locale;
  return text[locale] ?? text[language] ?? text['vi'] ?? text['en'] ?? Object.values(text)[0] ?? '';
}
