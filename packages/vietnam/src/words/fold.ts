/**
 * Comparing and searching Vietnamese text.
 *
 * Rule    Two spellings are the same text when they differ only in Unicode composition, case, spaces, the kind of
 *         apostrophe or dash, or in where the tone mark stands in an open `oa`, `oe`, `uy` (hòa = hoà, thủy = thuỷ).
 *         After `q`, and when a letter follows, there is only one right place: qúy and hòan are other texts.
 * Source  Both placements are in official use: two public lists of the 3,321 communes differ so in 191 names.
 * Limits  `Intl.Collator('vi', {sensitivity: 'base'})` keeps a/ă and d/đ apart, so it cannot do this; we fold by hand.
 *         Legacy encodings (TCVN3, VNI) are not recognised.
 */

const NEW_STYLE = 'oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ'.split(' ');
const OLD_STYLE = 'òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy'.split(' ');
const OPEN_RHYME = new RegExp(`(?<!q)(?:${NEW_STYLE.join('|')})(?!\\p{L})`, 'gu');
const MARKS = /\p{M}/gu;

/** Composition, case, apostrophes, dashes and spaces evened out; all marks kept, tones in the older place. */
export function spellingKey(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[’‘ʼʹ´`]/gu, "'")
    .replace(/[‐-―−-]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(OPEN_RHYME, (rhyme) => OLD_STYLE[NEW_STYLE.indexOf(rhyme)] ?? rhyme);
}

/** Whether two texts are the same to a person who compares papers. Marks must agree: `Mẫu` is not `Mau`. */
export function sameText(a: string, b: string): boolean {
  return spellingKey(a) === spellingKey(b);
}

/** Lower case without any mark, đ as d, one kind of apostrophe: `Xã Ea H’Leo` becomes `xa ea h'leo`. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(MARKS, '')
    .toLocaleLowerCase('vi')
    .replace(/đ/gu, 'd')
    .replace(/[’‘ʼʹ´`]/gu, "'")
    .replace(/\s+/gu, ' ')
    .trim();
}

/**
 * Whether what was typed occurs in the text, from the start of a word. A mark typed must match, a mark not typed
 * matches all: `vinh phuc` and `vĩnh phuc` find Vĩnh Phúc, `vính` does not. An empty query finds everything.
 */
export function matchesSearch(query: string, text: string): boolean {
  const wanted = letters(query);
  const offered = letters(text);
  for (let start = 0; start + wanted.length <= offered.length; start++) {
    if (start > 0 && offered[start - 1]?.base !== ' ') continue;
    if (wanted.every((letter, i) => covers(offered[start + i], letter))) return true;
  }
  return false;
}

interface Letter {
  readonly base: string;
  readonly marks: string;
}

function letters(text: string): Letter[] {
  return Array.from(spellingKey(text), (character) => {
    const [base = '', ...marks] = character.normalize('NFD');
    return base === 'đ' ? {base: 'd', marks: 'đ'} : {base, marks: marks.join('')};
  });
}

function covers(offered: Letter | undefined, wanted: Letter): boolean {
  if (offered?.base !== wanted.base) return false;
  return Array.from(wanted.marks).every((mark) => offered.marks.includes(mark));
}
