/** What a TypeScript source imports, read from its text. */

/** One import of one file. */
export interface Import {
  /** As written: `./pointer.ts`, `@egov-form/core`, `node:fs`. */
  readonly specifier: string;
  /** 1-based. */
  readonly line: number;
  /** `type` leaves no trace at run time; `dynamic` is evaluated later than the file. */
  readonly kind: 'value' | 'type' | 'dynamic';
}

/**
 * `import … from '…'` and `export … from '…'`, over several lines, at the start of a line as the formatter puts them. Between
 * the keyword and `from` there can be no quote and no semicolon, which keeps the match inside one statement.
 */
const FROM = /^[ \t]*(?:import|export)\b([^'";]*?)\bfrom\s*(['"])([^'"\n]+)\2/gmu;
const SIDE_EFFECT = /^[ \t]*import\s*(['"])([^'"\n]+)\1/gmu;
/** `import('…')`, also as a type; not in a comment's line. */
const CALL = /^(?![ \t]*(?:\*|\/\/|\/\*)).*?\bimport\s*\(\s*(?:\/\*.*?\*\/\s*)?(['"])([^'"\n]+)\1/gmu;
const REST_OF_LINE = /\bimport\s*\(\s*(['"])([^'"\n]+)\1/gu;

/** Every import of a source, in the order of its lines. */
export function importsOf(source: string): readonly Import[] {
  const found: Import[] = [];
  const add = (index: number, specifier: string, kind: Import['kind']): void => {
    found.push({specifier, kind, line: source.slice(0, index).split('\n').length});
  };
  for (const match of source.matchAll(FROM)) {
    const at = match.index + match[0].length;
    add(at, match[3] ?? '', /^\s*type\b(?!\s*(?:,|\bfrom\b))/u.test(match[1] ?? '') ? 'type' : 'value');
  }
  for (const match of source.matchAll(SIDE_EFFECT)) add(match.index + match[0].length, match[2] ?? '', 'value');
  for (const line of source.matchAll(CALL)) {
    const end = source.indexOf('\n', line.index);
    const text = source.slice(line.index, end === -1 ? undefined : end);
    for (const match of text.matchAll(REST_OF_LINE)) add(line.index + match.index, match[2] ?? '', 'dynamic');
  }
  return found.sort((a, b) => a.line - b.line);
}

/** The package that a specifier names: `@scope/name/entry` is `@scope/name`. `undefined` for relative paths and Node's own modules. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('/') || specifier.startsWith('node:')) return undefined;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
