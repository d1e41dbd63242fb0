/** The examples of a README, with what they print. */

export interface Example {
  /** `run`: by Node. `page`: in a browser. `check`: only its types are looked at. */
  readonly kind: 'run' | 'page' | 'check';
  readonly code: string;
  /** Text of the block after it: what it prints. `undefined` when there is none. */
  readonly prints: string | undefined;
}

const BLOCK = /^```ts (run|page|check)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gmu;

/** The blocks marked `ts run`, `ts page` and `ts check` of a page. */
export function examplesIn(markdown: string): readonly Example[] {
  return [...markdown.matchAll(BLOCK)].map(([, kind, code = '', prints]) => ({kind: kind as Example['kind'], code, prints}));
}
