/**
 * Patterns that were written for engines without Unicode rules, as 2020-12 wants them: `\-` and `\_` are `-` and `_`, a `{` that
 * begins no repetition stands for itself.
 *
 * Source  ECMA-262, annex B.1.2, which allows them without the flag `u`.
 */

/** Characters that may be escaped under the flag `u`, outside of sets. */
const SYNTAX = new Set('^$\\.*+?()[]{}|/');
/** Letters and digits whose escape means something. */
const NAMED = /[\dDwWsSbBcdfnrtvxukpP]/u;

/** The pattern for the flag `u`; `undefined` when no engine of this standard takes it. */
export function unicodePattern(pattern: string): string | undefined {
  if (compiles(pattern, 'u')) return pattern;
  const mended = mend(pattern.replace(/^\\A|\\[Zz]$/gu, (anchor) => (anchor === '\\A' ? '^' : '$')));
  return compiles(mended, 'u') ? mended : undefined;
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags);
    return true;
  } catch {
    return false;
  }
}

function mend(pattern: string): string {
  let text = '';
  let inSet = false;
  for (let i = 0; i < pattern.length; i += 1) {
    const character = pattern[i] as string;
    if (character === '\\') {
      const next = String.fromCodePoint(pattern.codePointAt(i + 1) ?? 0x5c);
      i += next.length;
      const isEscape = SYNTAX.has(next) || NAMED.test(next) || (inSet && next === '-');
      text += isEscape ? `\\${next}` : next;
    } else if (inSet) {
      // Between a class such as `\w` and anything else a dash is only a dash.
      const isDash = character === '-' && (/\\[dDwWsS]$/u.test(text) || /^\\[dDwWsS]/u.test(pattern.slice(i + 1)));
      text += isDash ? '\\-' : character;
      if (character === ']') inSet = false;
    } else {
      inSet = character === '[';
      const isBrace = character === '{' && !/^\{\d+(?:,\d*)?\}/u.test(pattern.slice(i));
      const isLost = character === ']' || (character === '}' && !/\{\d+(?:,\d*)?$/u.test(text));
      text += isBrace || isLost ? `\\${character}` : character;
      if (inSet && pattern[i + 1] === '^') text += pattern[++i];
    }
  }
  return text;
}
