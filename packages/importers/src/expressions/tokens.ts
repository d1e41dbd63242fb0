export interface Token {
  readonly kind: 'number' | 'text' | 'variable' | 'word' | 'sign';
  readonly text: string;
}

const BLANK = /\s+/uy;
const NUMBER = /\d+(?:\.\d+)?/uy;
const TEXT = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/uy;
const WORD = /[\p{L}_][\p{L}\p{N}_.-]*/uy;
const SIGN = /<>|<=|>=|==|!=|&&|\|\||[-+*/%^()[\],=<>!.|]/uy;

/**
 * @param variable sticky; its first group is the name of an answer.
 * @throws SyntaxError whose message is the part that is no token.
 */
export function tokensOf(text: string, variable: RegExp): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  while (at < text.length) {
    if (match(BLANK)) continue;
    const named = match(variable);
    if (named) {
      tokens.push({kind: 'variable', text: named[1] ?? ''});
      continue;
    }
    const quoted = match(TEXT);
    if (quoted) {
      tokens.push({kind: 'text', text: (quoted[1] ?? quoted[2] ?? '').replace(/\\(.)/gu, '$1')});
      continue;
    }
    const number = match(NUMBER);
    const word = number ? null : match(WORD);
    const sign = number || word ? null : match(SIGN);
    const found = number ?? word ?? sign;
    if (!found) throw new SyntaxError(text.slice(at, at + 20));
    tokens.push({kind: number ? 'number' : word ? 'word' : 'sign', text: found[0]});
  }
  return tokens;
}
