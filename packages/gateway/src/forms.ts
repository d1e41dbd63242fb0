/** The forms that this gateway serves and re-checks. */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type FormDefinition, FormError, type JsonObject} from '@egov-form/core';
import {
  type DefinitionFinding,
  type DefinitionSurroundings,
  findingsIn,
  findingsInText,
  syntaxFault,
} from '@egov-form/core/check';
import type {ProcedureModule} from '@egov-form/core/procedure';
import {type FormSurroundings, installedProcedures, openProcedure, type ProcedurePlace} from './procedures/built-procedure.ts';

/** Texts of definitions that were read from files: mistakes in them have lines. */
const texts = new WeakMap<FormDefinition, string>();

/** The text of a definition that was read from a file. */
export function textOf(definition: FormDefinition): string | undefined {
  return texts.get(definition);
}

/** What is wrong with a definition and what is odd about it, with line and column where it was read from a file. */
export function findingsOf(definition: FormDefinition, surroundings: DefinitionSurroundings): readonly DefinitionFinding[] {
  const text = texts.get(definition);
  return text === undefined ? findingsIn(definition, surroundings) : findingsInText(text, surroundings);
}

/**
 * Reads `<folder>/<name>/form.json` of every folder inside, and the procedures among the packages that the installation depends
 * on. What is built is held against its manifest. What cannot be read, is no form or is refused is left out and told, so that
 * one broken procedure does not take the portal down.
 *
 * @param tell receives a `FormError` (`EGOV_GATEWAY_FORM`, or the `EGOV_PROCEDURE_…` of `checkManifest`) for each of those.
 */
export async function loadForms(
  folder: string,
  surroundings: FormSurroundings,
  tell: (error: FormError) => void,
): Promise<readonly ProcedureModule[]> {
  const names = (await readdir(folder, {withFileTypes: true})).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const places = [
    ...names.sort().map((name) => ({name, path: join(folder, name), isPackage: false})),
    ...(await installedProcedures(surroundings.installationFolder)),
  ];
  const found = new Map<string, ProcedureModule>();
  for (const place of places) {
    const read = await readForm(place, tell);
    const version = read && `${read.id} ${read.version}`;
    if (!read || version === undefined) continue;
    if (found.has(version)) tell(broken(place.name, `${version}, which another folder has already`));
    else {
      const opened = await openProcedure(place, read, surroundings);
      if ('errors' in opened) opened.errors.forEach(tell);
      else found.set(version, opened.procedure);
    }
  }
  return [...found.values()];
}

async function readForm(
  {name, path, isPackage}: ProcedurePlace,
  tell: (error: FormError) => void,
): Promise<FormDefinition | undefined> {
  let text: string;
  try {
    text = await readFile(join(path, 'form.json'), 'utf8');
  } catch (cause) {
    if (isPackage || (cause as {code?: string}).code !== 'ENOENT') tell(broken(name, 'a file that cannot be read', {}, cause));
    return undefined;
  }
  const fault = syntaxFault(text);
  if (fault) {
    const {line, column, message} = fault;
    tell(broken(name, `no JSON in line ${line}, column ${column} (${message.replace(/\.$/u, '')})`, {line, column}));
    return undefined;
  }
  const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
  if (!isForm(value)) {
    tell(broken(name, 'JSON without the members id, version, title and data'));
    return undefined;
  }
  texts.set(value, text);
  return value;
}

function broken(name: string, found: string, place: JsonObject = {}, cause?: unknown): FormError {
  return new FormError(
    'EGOV_GATEWAY_FORM',
    `Expected a form definition in ${name}/form.json, found ${found}. The form is not served until the file is mended.`,
    {folder: name, ...place},
    {cause},
  );
}

function isForm(value: unknown): value is FormDefinition {
  if (value === null || typeof value !== 'object') return false;
  const {id, version, title, data} = value as {[member: string]: unknown};
  return (
    typeof id === 'string' &&
    /^[a-z0-9][a-z0-9-]*$/u.test(id) &&
    typeof version === 'string' &&
    (typeof title === 'string' || (typeof title === 'object' && title !== null)) &&
    ((typeof data === 'object' && data !== null) || typeof data === 'boolean')
  );
}
