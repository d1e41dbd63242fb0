/**
 * A person's text among other words: a name, a file's name, what a document or a register says.
 *
 * Rule    Text that runs from right to left is set apart (FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE), so that what stands
 *         beside it keeps its place. Characters that do nothing but turn text around are left out: `annexe<RLO>fdp.exe` would
 *         read as `annexeexe.pdf`.
 * Source  Unicode Standard Annex #9, revision 50, sections 2.2 to 2.5 and 6.3.
 *
 * As characters, not as markup: the same text goes into attributes, announcements and sentences. Texts in Vietnamese, or in any
 * other left-to-right script, are answered as they are.
 */

/** Whatever is drawn from right to left, or turns text around: only then there is something to do. */
const TURNS = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** Embeddings, overrides, isolates and their ends; a whole isolate, as this file makes them, stays. */
const CONTROLS = /(\u2068[^\n\r\u2029\u202a-\u202e\u2066-\u2069]*\u2069)|[\u202a-\u202e\u2066-\u2069]/gu;
const WHOLE = /^\u2068[^\u202a-\u202e\u2066-\u2069]*\u2069$/u;
/** An isolate ends with its paragraph. */
const LINES = /[^\n\r\u0085\u2029]+/gu;

/** The text as it may stand among other words. Said twice it stays the same. */
export function personText(text: string): string {
  if (!TURNS.test(text)) return text;
  const plain = text.replace(CONTROLS, (_control, isolate: string | undefined) => isolate ?? '');
  return plain.replace(LINES, (line) => (TURNS.test(line) && !WHOLE.test(line) ? `\u2068${line}\u2069` : line));
}
