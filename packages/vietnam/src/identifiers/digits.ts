/** Spaces of every kind, dots, dashes and invisible joiners: what people type or paste between digits. */
const SEPARATORS = /\s|[.\-‐-―−]|\u200b|\u200c|\u200d|\u2060/gu;

/** Digits as one run: full-width digits become plain ones, separators go. Letters stay, so that a check can name them. */
export function joinDigits(text: string): string {
  // A second time: what stood between a letter and a combining mark may be gone.
  return text.normalize('NFKC').replace(SEPARATORS, '').normalize('NFKC');
}

export function isDigits(text: string): boolean {
  return /^[0-9]*$/u.test(text);
}
