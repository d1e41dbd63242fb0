/**
 * What each package offers to others, as text: every name of every entry with its declaration. It is kept beside the sources,
 * so that a change of what others rely on is seen in review as a change of lines. Read from the types that the compiler wrote.
 */
import {spawnSync} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {root} from '../root.ts';
import {PUBLISHED} from './published.ts';

interface Manifest {
  readonly name: string;
  readonly exports?: {readonly [entry: string]: {readonly types?: string} | string};
}

/** A name that an entry exports: its declarations, or the package that it comes from. */
type Exported = ReadonlyMap<string, string>;

/** @returns the report of each package with types, by its path from the root. */
export async function apiReports(): Promise<ReadonlyMap<string, string>> {
  const reports = new Map<string, string>();
  for (const folder of PUBLISHED) {
    const manifest = JSON.parse(await readFile(join(root, 'packages', folder, 'package.json'), 'utf8')) as Manifest;
    const entries = Object.entries(manifest.exports ?? {}).flatMap(([entry, to]) =>
      typeof to === 'object' && to.types ? [[entry, to.types] as const] : [],
    );
    const parts: string[] = [];
    for (const [entry, types] of entries) {
      const file = join(root, 'packages', folder, types);
      const names = await exportsOf(file, new Map());
      const lines = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
      parts.push(`## \`${join(manifest.name, entry)}\`\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`);
    }
    if (parts.length === 0) continue;
    const head = `# What ${manifest.name} offers\n\n<!-- Generated from its types by \`npm run generate\`. Do not edit. -->\n\n`;
    reports.set(`packages/${folder}/api-report.md`, head + parts.join('\n'));
  }
  return reports;
}

/** Writes the reports of what the compiler makes of the sources as they are. */
export async function generateApiReports(): Promise<void> {
  compileTypes();
  for (const [path, text] of await apiReports()) await writeFile(join(root, path), text);
}

/** @throws Error where the sources do not compile: a report of them would be one of the day before. */
export function compileTypes(): void {
  const {status} = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('Expected packages that compile: see the messages of the compiler above.');
}

async function exportsOf(file: string, known: Map<string, Exported>): Promise<Exported> {
  const before = known.get(file);
  if (before) return before;
  const names = new Map<string, string>();
  known.set(file, names);
  const statements = statementsOf(await readFile(file, 'utf8'));
  for (const statement of statements) {
    const list = /^export (?:type )?\{([^}]*)\}(?: from '([^']+)')?;$/su.exec(statement);
    const all = /^export (?:type )?\* (?:as (\w+) )?from '([^']+)';$/u.exec(statement);
    if (list) await addListed(names, list[1] ?? '', list[2], statements, file, known);
    else if (all?.[1]) names.set(all[1], statement);
    else if (all) for (const [name, text] of await exportsFrom(all[2] ?? '', file, known)) names.set(name, text);
    else {
      const name = declaredName(statement);
      // A function may be declared in several ways.
      if (name && statement.startsWith('export '))
        names.set(name, names.has(name) ? `${names.get(name)}\n${statement}` : statement);
    }
  }
  return names;
}

async function addListed(
  names: Map<string, string>,
  list: string,
  from: string | undefined,
  statements: readonly string[],
  file: string,
  known: Map<string, Exported>,
): Promise<void> {
  const source = from === undefined ? await localNames(statements, file, known) : await exportsFrom(from, file, known);
  for (const item of list.split(',').map((part) => part.trim().replace(/^type /u, ''))) {
    if (item === '') continue;
    const [name = '', as = name] = item.split(' as ');
    names.set(as, source.get(name) ?? `export { ${item} } from '${from ?? ''}';`);
  }
}

async function exportsFrom(from: string, file: string, known: Map<string, Exported>): Promise<Exported> {
  if (!from.startsWith('.')) return new Map();
  return exportsOf(join(dirname(file), from.replace(/\.ts$/u, '.d.ts')), known);
}

/** What a file declares without exporting it there, and what it imports. */
async function localNames(statements: readonly string[], file: string, known: Map<string, Exported>): Promise<Exported> {
  const names = new Map<string, string>();
  for (const statement of statements) {
    const name = declaredName(statement);
    if (name) names.set(name, `export ${statement}`);
    const [, list, from] = /^import (?:type )?\{([^}]*)\} from '([^']+)';$/su.exec(statement) ?? [];
    if (list !== undefined) await addListed(names, list, from, statements, file, known);
  }
  return names;
}

const declaredName = (statement: string): string | undefined =>
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:const|let|function|class|interface|type|enum|namespace) ([\w$]+)/u.exec(
    statement,
  )?.[1];

/** Top-level statements without comments: the compiler begins each at the start of a line. */
function statementsOf(text: string): readonly string[] {
  const statements: string[] = [];
  for (const line of text
    .replace(/[ \t]*\/\*\*[\s\S]*?\*\/\n?/gu, '')
    .replace(/^\/\/.*$/gmu, '')
    .split('\n')) {
    if (line.trim() === '') continue;
    const last = statements.length - 1;
    if (/^[\s})\]|]/u.test(line) && last >= 0) statements[last] += `\n${line.trimEnd()}`;
    else statements.push(line.trimEnd());
  }
  return statements;
}
