/**
 * Which file of the repository leads to which: by an import, or by a path that stands in a text of the source. So a test of
 * a page of the documentation is known to hang on that page, and a journey on the pages of the portal.
 */
import {readFile} from 'node:fs/promises';
import {dirname, join, posix} from 'node:path';
import {importsOf, packageOf} from '../repo-rules/imports.ts';

/** One step from a file towards the tests that hang on it. */
export interface Step {
  /** The file that leads on. */
  readonly by: string;
  readonly how: 'imports' | 'reads';
}

/** A path in a source's text. */
interface Mention {
  readonly source: string;
  readonly path: string;
  /** The path goes on with a part that is only known at run time: `docs/fields/${name}.md`. */
  readonly open: boolean;
}

interface Manifest {
  readonly name?: string;
  readonly exports?: {readonly [entry: string]: {readonly 'egov-source'?: string} | string};
}

const SOURCE = /\.(?:ts|js|mjs)$/u;
const FROM_ROOT = /['"`]((?:packages|docs|examples|schemas)\/[^'"`\s$*{}]*)(['"`$])/gu;
const FROM_FILE = /['"`](\.{1,2}\/[^'"`\s$*{}]*)(['"`$])/gu;

export class RepoGraph {
  readonly #importers = new Map<string, string[]>();
  readonly #mentions: Mention[] = [];

  /** @param files from the root, with `/`; those that are gone are left out. */
  static async read(root: string, files: readonly string[]): Promise<RepoGraph> {
    const texts = new Map<string, string>();
    for (const path of files) {
      if (!SOURCE.test(path) && !/^(?:packages|examples\/\w+)\/[\w-]+\/package\.json$/u.test(path)) continue;
      const text = await readFile(join(root, path), 'utf8').catch(() => undefined);
      if (text !== undefined) texts.set(path, text);
    }
    return new RepoGraph(texts);
  }

  constructor(texts: ReadonlyMap<string, string>) {
    const entries = new Map<string, string>();
    for (const [path, text] of texts) {
      if (path.endsWith('/package.json')) for (const [name, target] of entriesOf(path, text)) entries.set(name, target);
    }
    for (const [path, text] of texts) {
      if (!SOURCE.test(path)) continue;
      for (const {specifier} of importsOf(text)) {
        const target = specifier.startsWith('.') ? posix.join(dirname(path), specifier) : entries.get(specifier);
        if (target === undefined) continue;
        const importers = this.#importers.get(target) ?? [];
        importers.push(path);
        this.#importers.set(target, importers);
      }
      for (const [, named = '', end] of text.matchAll(FROM_ROOT)) this.#mention(path, named, end === '$');
      for (const [, named = '', end] of text.matchAll(FROM_FILE))
        this.#mention(path, posix.join(dirname(path), named), end === '$');
    }
  }

  /** The files that lead on from `path`. */
  from(path: string): readonly Step[] {
    const steps: Step[] = (this.#importers.get(path) ?? []).map((by) => ({by, how: 'imports'}));
    // A folder that is read is read for what it ships or shows.
    if (path.endsWith('.test.ts')) return steps;
    for (const {source, path: named, open} of this.#mentions) {
      const hit = open ? path.startsWith(named) : path === named || path.startsWith(`${named}/`);
      if (hit && !steps.some(({by}) => by === source)) steps.push({by: source, how: 'reads'});
    }
    return steps;
  }

  /** One folder at the top says nothing. */
  #mention(source: string, named: string, open: boolean): void {
    const path = open ? named : named.replace(/\/$/u, '');
    if (source !== path && path.split('/').filter(Boolean).length > 1) this.#mentions.push({source, path, open});
  }
}

/** The sources behind the entries of a package: `@egov-form/core/ajv` is `packages/core/src/validation/ajv.ts`. */
function* entriesOf(path: string, text: string): Generator<readonly [specifier: string, target: string]> {
  const {name = '', exports = {}} = JSON.parse(text) as Manifest;
  for (const [entry, target] of Object.entries(exports)) {
    const source = typeof target === 'string' ? undefined : target['egov-source'];
    if (source !== undefined && packageOf(name) === name) yield [posix.join(name, entry), posix.join(dirname(path), source)];
  }
}
