import type {Word} from '@egov-form/core';

/** Words read with less confidence are looked at again. */
const SHAKY = 0.9;
/** Sizes at which a word is read again. */
const SCALES: readonly number[] = [0.6, 1, 1.25, 1.5];
/** Words of one page that are looked at again: the worst ones first. */
const MAX_WORDS = 12;

/** Reads one word alone, at a size; undefined when nothing is seen. */
export type ReadWord = (word: Word, scale: number) => Promise<{readonly text: string; readonly confidence: number} | undefined>;

/**
 * Read shaky words again, each alone and at several sizes: within a page, the engine likes to drop the tone mark of a
 * capital (NGUYỄN becomes NGUYÊN) and says so by a low confidence. A second reading stands only when two sizes agree on
 * it and both are surer than the first; then its confidence is the lesser of the two. Nothing is looked up in any list of words.
 */
export async function lookAgain(words: readonly Word[], read: ReadWord): Promise<readonly Word[]> {
  const shaky = words.filter((word) => word.confidence < SHAKY && /[\p{L}\p{N}]/u.test(word.text));
  const chosen = [...shaky].sort((a, b) => a.confidence - b.confidence).slice(0, MAX_WORDS);
  const better = new Map<Word, Word>();
  for (const word of chosen) {
    const confidenceOf = new Map<string, number>();
    for (const scale of SCALES) {
      const reading = await read(word, scale);
      if (!reading || reading.confidence <= word.confidence) continue;
      // A word alone grows a full stop out of a speck at its edge.
      const text = /[.,]$/u.test(word.text) ? reading.text : reading.text.replace(/[.,]$/u, '');
      const earlier = confidenceOf.get(text);
      if (earlier !== undefined) {
        better.set(word, {...word, text, confidence: Math.min(earlier, reading.confidence)});
        break;
      }
      confidenceOf.set(text, reading.confidence);
    }
  }
  return words.map((word) => better.get(word) ?? word);
}
