/** Words put in a row, with the comma and the "and" or "or" of a language. */

/** A browser takes a tenth of a millisecond to make one, and a form of a thousand questions asks for thousands. */
const formats = new Map<string, Intl.ListFormat>();

export function joinWords(locale: string, words: Iterable<string>, type: Intl.ListFormatType = 'conjunction'): string {
  const key = `${type} ${locale}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.ListFormat(locale, {type});
    formats.set(key, format);
  }
  return format.format(words);
}
