/** Procedures that were built: held against their manifest before anything of them is used. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {type FormDefinition, FormError, type Pack} from '@egov-form/core';
import {availableIn, checkManifest, type Manifest, type ProcedureModule, type PublicKey} from '@egov-form/core/procedure';

/** What a gateway has, which a built procedure may need; and whose procedures it takes. */
export interface FormSurroundings {
  readonly packs: readonly Pack[];
  /** Names of registers; needs of connectors are not judged without it. */
  readonly connectors?: readonly string[];
  /** Where procedures are installed as packages: the folder of the installation's `package.json`. None without it. */
  readonly installationFolder?: string;
  /** Public keys of publishers. With them everything that is served is signed by one of them. */
  readonly trustedKeys?: readonly PublicKey[];
}

/** A folder that may hold a procedure. */
export interface ProcedurePlace {
  /** As messages call it: a folder's name, or a package's. */
  readonly name: string;
  readonly path: string;
  /** A package is a built procedure; a folder may hold a form alone. */
  readonly isPackage: boolean;
}

/** Procedures among the packages that `package.json` of a folder depends on; those bear the member `egovForm`. */
export async function installedProcedures(folder: string | undefined): Promise<readonly ProcedurePlace[]> {
  const own = folder === undefined ? undefined : await readPackage(folder);
  if (!own || folder === undefined) return [];
  const names = Object.keys({...own.dependencies, ...own.optionalDependencies}).sort();
  const places = names.map((name) => ({name, path: join(folder, 'node_modules', name), isPackage: true}));
  const packages = await Promise.all(places.map(({path}) => readPackage(path)));
  return places.filter((_place, at) => packages[at]?.egovForm !== undefined);
}

interface PackageFile {
  readonly dependencies?: object;
  readonly optionalDependencies?: object;
  readonly egovForm?: unknown;
}

async function readPackage(folder: string): Promise<PackageFile | undefined> {
  const bytes = await readIn(folder, 'package.json');
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as PackageFile);
}

/**
 * A procedure with its packs, or everything for which it is refused. Its code (`packs.js`) runs only when nothing is: what the
 * manifest does not name is never run.
 */
export async function openProcedure(
  {name, path, isPackage}: ProcedurePlace,
  definition: FormDefinition,
  {packs, connectors, trustedKeys}: FormSurroundings,
): Promise<{readonly procedure: ProcedureModule} | {readonly errors: readonly FormError[]}> {
  const manifest = await readIn(path, 'manifest.json');
  if (!manifest) {
    if (!isPackage && !trustedKeys) return {procedure: {definition}};
    return {errors: [withoutManifest(name, definition, trustedKeys !== undefined)]};
  }
  const signature = await readIn(path, 'manifest.jws');
  const check = (own: readonly Pack[] | undefined): Promise<readonly FormError[]> =>
    checkManifest(jsonOf(manifest), {
      definition,
      crypto: crypto.subtle,
      readFile: (file) => readIn(path, file),
      ...(own && {available: {...availableIn([...packs, ...own]), ...(connectors && {connectors})}}),
      ...(trustedKeys && {trustedKeys}),
      ...(signature && {signature: new TextDecoder().decode(signature).trim()}),
    });
  const errors = await check(undefined);
  if (errors.length > 0) return {errors};
  const read = jsonOf(manifest) as Manifest;
  const own = Object.hasOwn(read.files, PACKS) ? await packsIn(path) : [];
  const unmet = await check(own);
  return unmet.length > 0 ? {errors: unmet} : {procedure: {definition, manifest: read, packs: own}};
}

/** The module in which a procedure brings packs of its own, exported as `packs`. */
const PACKS = 'packs.js';

async function packsIn(folder: string): Promise<readonly Pack[]> {
  const {packs}: {readonly packs?: readonly Pack[]} = await import(pathToFileURL(join(folder, PACKS)).href);
  return packs ?? [];
}

function withoutManifest(name: string, {id, version}: FormDefinition, isSigned: boolean): FormError {
  const code = isSigned ? 'EGOV_PROCEDURE_SIGNATURE' : 'EGOV_PROCEDURE_MANIFEST';
  const what = isSigned ? 'a signed manifest' : 'a manifest.json';
  const message = `Expected ${what} beside form.json in ${name}, found none. Build the procedure with egov-form build and install what it wrote.`;
  return new FormError(code, message, {id, version, folder: name});
}

async function readIn(folder: string, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(folder, path)));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as {code?: string}).code ?? '')) return undefined;
    throw error;
  }
}

/** What is no JSON is no manifest either. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
