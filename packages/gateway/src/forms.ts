/** The forms that this gateway serves and re-checks, by id. */
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

export type FormLibrary = ReadonlyMap<string, FormDefinition>;

/** Texts of definitions that were read from files: mistakes in them have lines. */
const texts = new WeakMap<FormDefinition, string>();

/** What is wrong with a definition and what is odd about it, with line and column where it was read from a file. */
export function findingsOf(definition: FormDefinition, surroundings: DefinitionSurroundings): readonly DefinitionFinding[] {
  const text = texts.get(definition);
  return text === undefined ? findingsIn(definition, surroundings) : findingsInText(text, surroundings);
}

/**
 * Reads `<folder>/<name>/form.json` of every folder inside. A file that cannot be read or is no form is left out and told,
 * so that one broken procedure does not take the portal down.
 *
 * @param tell receives a `FormError` (`EGOV_GATEWAY_FORM`) per file that is left out.
 */
export async function loadForms(folder: string, tell: (error: FormError) => void): Promise<FormLibrary> {
  const forms = new Map<string, FormDefinition>();
  const names = (await readdir(folder, {withFileTypes: true})).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  for (const name of names.sort()) {
    let text: string;
    try {
      text = await readFile(join(folder, name, 'form.json'), 'utf8');
    } catch (cause) {
      if ((cause as {code?: string}).code !== 'ENOENT') tell(broken(name, 'a file that cannot be read', {}, cause));
      continue;
    }
    const fault = syntaxFault(text);
    if (fault) {
      const {line, column, message} = fault;
      tell(broken(name, `no JSON in line ${line}, column ${column} (${message.replace(/\.$/u, '')})`, {line, column}));
    } else {
      const value: unknown = JSON.parse(text.replace(/^\uFEFF/u, ''));
      if (!isForm(value)) tell(broken(name, 'JSON without the members id, version, title and data'));
      else if (forms.has(value.id)) tell(broken(name, `the id "${value.id}", which another folder has already`));
      else {
        texts.set(value, text);
        forms.set(value.id, value);
      }
    }
  }
  return forms;
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
