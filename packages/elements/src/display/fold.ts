/**
 * Text as a search sees it: without case, tone marks and other diacritics, so that "ha noi" finds "Hà Nội".
 * Đ has no decomposition in Unicode and is folded by hand.
 */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}

/**
 * How well a folded text answers a folded query, or -1 when it does not: 0 it begins with it, 1 a word begins with it,
 * 2 every word of the query begins some word, 3 it stands anywhere.
 */
export function rank(text: string, query: string): number {
  if (query === '') return 0;
  if (text.startsWith(query)) return 0;
  const words = ` ${text}`;
  if (words.includes(` ${query}`)) return 1;
  if (query.split(' ').every((word) => words.includes(` ${word}`))) return 2;
  return text.includes(query) ? 3 : -1;
}
