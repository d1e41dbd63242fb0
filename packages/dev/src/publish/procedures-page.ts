/** docs/procedures.md as steps that a test carries out in order. */

/** Lines of a shell; a file with its content; a merge patch of a JSON file. */
export type Step =
  | {readonly kind: 'shell'; readonly lines: readonly string[]}
  | {readonly kind: 'file' | 'merge'; readonly path: string; readonly text: string};

const FENCE = /^```(sh|\w+ (file|merge) (\S+))\n([\s\S]*?)^```$/gmu;

/** The fences of a page that are a step, by their headings. */
export function stepsOf(markdown: string): ReadonlyMap<string, readonly Step[]> {
  const sections = markdown.split(/^## /mu).slice(1);
  return new Map(
    sections.map((section) => {
      const heading = section.slice(0, section.indexOf('\n'));
      const steps = [...section.matchAll(FENCE)].map(([, , kind, path = '', text = '']): Step => {
        if (kind === 'file' || kind === 'merge') return {kind, path, text};
        return {kind: 'shell', lines: text.trim().split('\n')};
      });
      return [heading, steps];
    }),
  );
}

/** RFC 7396. */
export function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const result: {[name: string]: unknown} =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? {...target} : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = merged(result[name], value);
  }
  return result;
}
