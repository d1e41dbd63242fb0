/** Whole numbers in English words, short scale, without "and": for reading an amount back. */

const UNDER_TWENTY =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion'];

/** `21005` is "twenty-one thousand five". `n` is a safe whole number, zero or above. */
export function numberInEnglish(n: number): string {
  if (n === 0) return 'zero';
  const parts: string[] = [];
  for (let rest = n, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale += 1) {
    if (rest % 1000 > 0) parts.unshift(underThousand(rest % 1000) + (SCALES[scale] ?? ''));
  }
  return parts.join(' ');
}

function underThousand(n: number): string {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  const words = hundreds > 0 ? [`${UNDER_TWENTY[hundreds]} hundred`] : [];
  if (rest > 19) words.push(`${TENS[Math.floor(rest / 10) - 2]}${rest % 10 > 0 ? `-${UNDER_TWENTY[rest % 10]}` : ''}`);
  else if (rest > 0) words.push(UNDER_TWENTY[rest] ?? '');
  return words.join(' ');
}
