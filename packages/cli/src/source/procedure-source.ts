/**
 * The source of a procedure as it lies in a folder: `package.json` with the member `egovForm`, the definition, recorded cases
 * and packs (docs/decisions/0013-procedures-as-modules.md). A file alone is the source of a procedure, too.
 */
import {existsSync, statSync} from 'node:fs';
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {basename, dirname, join, relative, resolve} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Pack} from '@egov-form/core';
import {CommandError, type Context} from '../frame/command.ts';

/** The member `egovForm` of a procedure's `package.json`: what differs from the usual. */
export interface SourceSettings {
  /** File of the definition, `form.json` when absent; of an installed package where overlays are added to another's. */
  readonly definition?: string;
  /** Files of overlays that are added to the definition. */
  readonly overlays?: readonly string[];
  /** Folder of recorded cases, `cases` when absent. */
  readonly cases?: string;
  /** Modules that export a pack, by path or name; Viet Nam's when absent. */
  readonly packs?: readonly string[];
  /** Configuration of registers, `connectors.json` when absent; without one the services that ship are known. */
  readonly connectors?: string;
  /** Languages that every text needs; those that the definition speaks when absent. */
  readonly languages?: readonly string[];
}

export interface PackageFile {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly dependencies?: {readonly [name: string]: string};
  readonly egovForm?: SourceSettings;
}

/** A file with its text. */
export interface SourceFile {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

export interface ProcedureSource {
  /** Folder of the procedure, absolute. */
  readonly folder: string;
  readonly definition: SourceFile;
  /** Nothing where a file was named that belongs to no package. */
  readonly package: PackageFile | undefined;
  readonly settings: SourceSettings;
  readonly packs: readonly Pack[];
  readonly cases: readonly SourceFile[];
}

const PACKS = ['@egov-form/vietnam'];

/**
 * @param path folder or file of the definition, relative to where the command was called.
 * @throws CommandError `EGOV_CLI_SOURCE` where there is none, or what it names cannot be read.
 */
export async function readSource(path: string, {cwd, text}: Pick<Context, 'cwd' | 'text'>): Promise<ProcedureSource> {
  const named = resolve(cwd, path);
  const isFile = existsSync(named) && statSync(named).isFile();
  const folder = isFile ? dirname(named) : named;
  const packageFile = await readPackageFile(folder, text);
  const settings = packageFile?.egovForm ?? {};
  const name = settings.definition ?? 'form.json';
  const beside = join(folder, name);
  const own = existsSync(beside) ? beside : (fileOf(name, folder) ?? beside);
  const file = isFile ? named : own;
  if (!existsSync(file)) {
    throw new CommandError('EGOV_CLI_SOURCE', text('source.missing', {file: basename(file), path}));
  }
  // A file beside the definition of a package is not that package's procedure.
  const isOwn = file === own;
  return {
    folder,
    definition: await readText(file),
    package: isOwn ? packageFile : undefined,
    settings,
    packs: await loadPacks(settings.packs ?? PACKS, folder, text),
    cases: isOwn ? await readCases(join(folder, settings.cases ?? 'cases')) : [],
  };
}

/** A file by path (`./north.json`), or of an installed package (`@ministry/khai-sinh/form.json`). */
export function fileOf(reference: string, folder: string): string | undefined {
  if (/^\.{0,2}\//u.test(reference)) {
    const path = resolve(folder, reference);
    return existsSync(path) ? path : undefined;
  }
  try {
    return createRequire(join(folder, 'package.json')).resolve(reference);
  } catch {
    return undefined;
  }
}

/** How a path is told to the person: from where they are, where that is shorter. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith(`..`) ? path : short;
}

async function readText(path: string): Promise<SourceFile> {
  return {path, text: await readFile(path, 'utf8')};
}

async function readPackageFile(folder: string, text: Context['text']): Promise<PackageFile | undefined> {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const {text: json} = await readText(path);
  try {
    return JSON.parse(json) as PackageFile;
  } catch (cause) {
    throw new CommandError('EGOV_CLI_SOURCE', text('source.json', {path, reason: (cause as Error).message}), {cause});
  }
}

async function readCases(folder: string): Promise<readonly SourceFile[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map((name) => readText(join(folder, name))));
}

async function loadPacks(names: readonly string[], folder: string, text: Context['text']): Promise<readonly Pack[]> {
  return (await Promise.all(names.map((name) => loadPack(name, folder, text)))).flat();
}

/** What a module exports that is a pack: its default export, or every named one that looks like a pack. */
async function loadPack(name: string, folder: string, text: Context['text']): Promise<readonly Pack[]> {
  if (name === '@egov-form/vietnam') {
    const [{vietnam}, {natures}] = await Promise.all([import('@egov-form/vietnam'), import('@egov-form/vietnam/natures')]);
    return [vietnam, {natures}];
  }
  try {
    const found = name.startsWith('.') ? resolve(folder, name) : createRequire(join(folder, 'package.json')).resolve(name);
    const module = (await import(pathToFileURL(found).href)) as {readonly default?: Pack};
    if (module.default === undefined) throw new Error(text('source.no-default'));
    return [module.default];
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError('EGOV_CLI_SOURCE', text('source.pack', {name, reason}), {cause});
  }
}
