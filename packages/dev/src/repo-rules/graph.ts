/**
 * Four locks on the arrows between packages: real imports, declared dependencies, TypeScript references and lint zones, all
 * held against the table in package-graph.ts.
 *
 * Inside a package no file may lead back to itself, not by types and not by what is loaded later either: the compiler and the
 * browser can follow such a circle, a reader cannot.
 */
import {existsSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {builtinModules} from 'node:module';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {type Import, importsOf, packageOf} from './imports.ts';
import {GUARDED_ENTRIES, LIBS, PACKAGES, type PackageRow, TYPES} from './package-graph.ts';

/** One source file of a package. */
export interface SourceText {
  /** Folder of the package under `packages/`. */
  readonly folder: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: {readonly [name: string]: string};
  readonly peerDependencies?: {readonly [name: string]: string};
  readonly devDependencies?: {readonly [name: string]: string};
}

interface Compiler {
  readonly compilerOptions?: {readonly lib?: readonly string[]; readonly types?: readonly string[]};
  readonly references?: readonly {readonly path: string}[];
}

const ROWS = new Map(PACKAGES.map((row) => [row.folder, row]));
const FOLDERS = new Map(PACKAGES.map((row) => [row.name, row.folder]));
const BUILT_IN = new Set(builtinModules);

/** A test, or what only tests use. */
export const isTest = (path: string): boolean => path.endsWith('.test.ts') || /^packages\/[\w-]+\/test\//u.test(path);

/** Folders under `packages/` that are packages. */
export async function packageFolders(root: string): Promise<readonly string[]> {
  const names = await readdir(join(root, 'packages'));
  return names.filter((name) => existsSync(join(root, 'packages', name, 'package.json'))).sort();
}

/** Folders of a package that hold no source of it: `bench` has what is copied into a benchmark of peers, `schemas` what a build copies. */
const NO_SOURCES = new Set(['bench', 'bin', 'dist', 'node_modules', 'schemas']);

/** Every `.ts` file of a package, without what was built or installed. */
export async function sourcesOf(root: string, folder: string): Promise<readonly SourceText[]> {
  const start = join(root, 'packages', folder);
  const names = (await readdir(start, {recursive: true}))
    .filter((name) => name.endsWith('.ts') && !NO_SOURCES.has(name.split(sep)[0] ?? ''))
    .sort();
  return Promise.all(
    names.map(async (name) => ({
      folder,
      path: ['packages', folder, ...name.split(sep)].join('/'),
      text: await readFile(join(start, name), 'utf8'),
    })),
  );
}

/** Sentences about imports that break the table: file, line, what, why. Empty when all is well. */
export function importFindings(sources: readonly SourceText[]): readonly string[] {
  return sources.flatMap((source) => {
    const row = ROWS.get(source.folder);
    if (!row) return [`${source.path} belongs to a package that the table of packages does not name.`];
    return importsOf(source.text).flatMap((found) => {
      const wrong = wrongImport(row, source.path, found);
      return wrong ? [`${source.path}:${found.line} imports ${found.specifier}: ${wrong}`] : [];
    });
  });
}

function wrongImport(row: PackageRow, path: string, {specifier}: Import): string | undefined {
  const inTest = isTest(path) || row.folder === 'dev';
  if (specifier.startsWith('.')) {
    const home = `packages/${row.folder}/`;
    const target = relative('/', resolve('/', dirname(path), specifier))
      .split(sep)
      .join('/');
    if (target.startsWith(home) || (row.folder === 'dev' && !target.startsWith('packages/'))) return undefined;
    return 'a relative path leads out of the package; name the package instead.';
  }
  if (specifier.startsWith('node:') || BUILT_IN.has(specifier)) {
    if (!specifier.startsWith('node:')) return 'modules of Node are named with "node:".';
    return inTest || TYPES[row.platform].includes('node') ? undefined : `${row.folder} must run without Node.`;
  }
  const name = packageOf(specifier) ?? specifier;
  const folder = FOLDERS.get(name);
  if (folder === undefined) return name.startsWith('@egov-form/') ? 'the table of packages does not name it.' : undefined;
  if (inTest) return undefined;
  if (folder === row.folder) return 'a package names its own files by relative path.';
  if (!row.mayImport.includes(folder)) return row.because;
  const guard = GUARDED_ENTRIES.find((entry) => entry.entry === specifier);
  return guard && !guard.onlyFrom.includes(row.folder) ? guard.because : undefined;
}

/** Cycles between the files of a package, as `a.ts → b.ts → a.ts`. Tests are left out. */
export function cycleFindings(sources: readonly SourceText[]): readonly string[] {
  const edges = new Map<string, readonly string[]>();
  for (const source of sources.filter(({path}) => !isTest(path))) {
    const targets = importsOf(source.text)
      .filter(({specifier}) => specifier.startsWith('.'))
      .map(({specifier}) =>
        relative('/', resolve('/', dirname(source.path), specifier))
          .split(sep)
          .join('/'),
      );
    edges.set(source.path, targets);
  }
  const findings: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const from = trail.indexOf(path);
    if (from !== -1) {
      findings.push(`Cycle: ${[...trail.slice(from), path].join(' → ')}`);
      return;
    }
    if (done.has(path)) return;
    for (const target of edges.get(path) ?? []) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return findings;
}

/** Sources in one folder, its tests not counted: those are found beside what they test. */
const MOST_FILES = 25;

/** Folders with more files than a reader takes in at a glance. */
export function folderFindings(sources: readonly SourceText[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const {path} of sources) if (!isTest(path)) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MOST_FILES)
    .map(([folder, count]) => `${folder} has ${count} files. Split it by idea; at most ${MOST_FILES} are in one folder.`);
}

/** Sentences about `package.json` and `tsconfig.json` of one package. */
export async function configFindings(root: string, folder: string): Promise<readonly string[]> {
  const row = ROWS.get(folder);
  if (!row) return [`packages/${folder} is not in the table of packages.`];
  const read = async <T>(name: string): Promise<T> =>
    JSON.parse(await readFile(join(root, 'packages', folder, name), 'utf8')) as T;
  const manifest = await read<Manifest>('package.json');
  const sources = await sourcesOf(root, folder);
  // A package of data is not compiled.
  const compiler = sources.length > 0 ? compilerFindings(row, manifest, await read<Compiler>('tsconfig.json')) : [];
  return [...manifestFindings(row, manifest, sources), ...compiler].map((finding) => `packages/${folder}: ${finding}`);
}

/** Used ⊆ declared ⊆ allowed, and what is declared of ours is used. */
export function manifestFindings(row: PackageRow, manifest: Manifest, sources: readonly SourceText[]): readonly string[] {
  const findings: string[] = [];
  if (manifest.name !== row.name) findings.push(`package.json has the name ${manifest.name}, the table says ${row.name}.`);
  const declared = new Set(Object.keys({...manifest.dependencies, ...manifest.peerDependencies}));
  const used = new Set<string>();
  for (const source of sources.filter(({path}) => !isTest(path))) {
    for (const {specifier} of importsOf(source.text)) {
      const name = packageOf(specifier);
      // What only helps tests may use what only they need.
      const forTests = source.path.includes('/src/testing/') && name !== undefined && name in (manifest.devDependencies ?? {});
      if (name !== undefined && !forTests) used.add(name);
    }
  }
  for (const name of used) {
    // The tools of the repository are devDependencies of the root, and only dev uses them.
    if (!declared.has(name) && !(row.folder === 'dev' && !FOLDERS.has(name)))
      findings.push(`${name} is imported but not declared.`);
  }
  for (const name of declared) {
    const folder = FOLDERS.get(name);
    if (folder !== undefined && !row.mayImport.includes(folder)) findings.push(`${name} is declared, but ${row.because}`);
  }
  return findings;
}

/** References are exactly the declared packages of ours; `lib` and `types` stay within the platform. */
export function compilerFindings(row: PackageRow, manifest: Manifest, compiler: Compiler): readonly string[] {
  const findings: string[] = [];
  const declared = Object.keys(manifest.dependencies ?? {}).flatMap((name) => FOLDERS.get(name) ?? []);
  const referenced = (compiler.references ?? []).map(({path}) => path.replace('../', ''));
  for (const folder of declared)
    if (!referenced.includes(folder)) findings.push(`tsconfig.json does not reference ../${folder}.`);
  for (const folder of referenced) {
    if (!declared.includes(folder)) findings.push(`tsconfig.json references ../${folder}, which package.json does not declare.`);
  }
  const {lib = [], types} = compiler.compilerOptions ?? {};
  const foreignLibs = lib.filter((name) => !LIBS[row.platform].includes(name));
  if (lib.length === 0) findings.push('tsconfig.json must name its "lib".');
  if (foreignLibs.length > 0) findings.push(`"lib" names ${foreignLibs.join(', ')}, but the platform is "${row.platform}".`);
  const foreignTypes = (types ?? ['everything']).filter((name) => !TYPES[row.platform].includes(name));
  if (foreignTypes.length > 0) findings.push(`"types" names ${foreignTypes.join(', ')}, but the platform is "${row.platform}".`);
  return findings;
}

/** One override of `biome.json`. */
export interface LintZone {
  readonly includes: readonly string[];
  readonly linter: {readonly rules: {readonly style: {readonly [rule: string]: unknown}}};
}

/** The lint zones that follow from the table: shipped code of each package, and what it may import of ours. */
export function lintZones(): readonly LintZone[] {
  const zones = PACKAGES.filter(({folder}) => folder !== 'dev').map((row) => {
    const allowed = PACKAGES.filter(({folder}) => row.mayImport.includes(folder)).flatMap(({name}) => [
      `!${name}`,
      `!${name}/**`,
    ]);
    const guarded = GUARDED_ENTRIES.filter(({onlyFrom}) => !onlyFrom.includes(row.folder)).map(({entry}) => entry);
    const patterns = [{group: ['@egov-form/**', ...allowed, ...guarded, '../**/src/**'], message: row.because}];
    const paths = {'egov-form': {message: row.because}};
    return {
      includes: [`packages/${row.folder}/src/**`, '!**/*.test.ts'],
      linter: {rules: {style: {noRestrictedImports: {level: 'error', options: {paths, patterns}}}}},
    };
  });
  // The tools that read these files ask for a default export.
  return [...zones, {includes: ['*.config.{js,mjs}'], linter: {rules: {style: {noDefaultExport: 'off'}}}}];
}
