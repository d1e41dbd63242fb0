import {type FormDefinition, FormError, type Json, type JsonObject} from '@egov-form/core';
import {type DefinitionSurroundings, isJsonFault, readJsonSource} from '@egov-form/core/check';
import {definitionOf} from './definition.ts';
import {detectFormat, FORMATS, type SourceFormat} from './detect.ts';
import {broken} from './errors.ts';
import {isObject} from './json.ts';
import {importJsonForms} from './json-schema/json-forms.ts';
import {importRjsf} from './json-schema/rjsf.ts';
import {schemaDefinition} from './json-schema/schema-form.ts';
import {type Loss, Losses} from './losses.ts';
import {importFormJs} from './peers/form-js.ts';
import {importFormio} from './peers/formio.ts';
import {importSurveyJs} from './peers/surveyjs.ts';
import {zipEntries} from './zip.ts';

export interface ImportOptions {
  /** What the file is; found out by its content when left out. */
  readonly format?: SourceFormat;
  /** Packs with the formats and models that the definition may use. */
  readonly surroundings?: DefinitionSurroundings;
}

export interface Imported {
  readonly format: SourceFormat;
  /** It loads; what could not be carried is in `losses`. */
  readonly definition: FormDefinition;
  readonly losses: readonly Loss[];
}

/** Bytes of a file that is looked at. An official form has some hundred kilobytes. */
const MOST_BYTES = 20 << 20;
/** Bytes that an archive may claim to unpack to. */
const MOST_UNPACKED = 200 << 20;

/**
 * A definition out of a file of another form system, a JSON Schema, a workbook, a PDF or a Word document.
 *
 * @throws FormError `EGOV_IMPORT_FORMAT` for a file that is none of these or not the one that was named, `EGOV_IMPORT_BROKEN`
 *   for one that cannot be read, `EGOV_IMPORT_SIZE` for one that is too large, `EGOV_IMPORT_EMPTY` for one that asks nothing.
 */
export async function importFile(bytes: Uint8Array, {format, surroundings = {}}: ImportOptions = {}): Promise<Imported> {
  refuseLarge(bytes);
  const json = jsonOf(bytes);
  const found = format ?? detectFormat(bytes, json);
  if (found === undefined) throw unknownFormat();
  const losses = new Losses();
  const definition = await definitionFrom(found, bytes, json, losses, surroundings).catch((error: unknown) => {
    // The only way to leave no room on the stack is a file that is made for it.
    throw error instanceof RangeError ? broken(found, 'parts in parts without end', error) : error;
  });
  if (!asksAnything(definition))
    throw new FormError(
      'EGOV_IMPORT_EMPTY',
      `Expected a ${found} file that asks something, found no question. Choose another file.`,
      {
        format: found,
      },
    );
  return {format: found, definition, losses: losses.all};
}

async function definitionFrom(
  format: SourceFormat,
  bytes: Uint8Array,
  json: Json | undefined,
  losses: Losses,
  surroundings: DefinitionSurroundings,
): Promise<FormDefinition> {
  switch (format) {
    case 'xlsform':
    case 'pdf':
    case 'word':
      // Each brings its reader along.
      return definitionOf(await (await import('./documents.ts')).readDocument(format, bytes, losses), losses, surroundings);
    default:
      return fromJson(format, json, losses, surroundings);
  }
}

function fromJson(
  format: SourceFormat,
  json: Json | undefined,
  losses: Losses,
  surroundings: DefinitionSurroundings,
): FormDefinition {
  if (!isObject(json)) throw broken(format, 'no JSON object');
  switch (format) {
    case 'rjsf':
      return importRjsf(json, losses, surroundings);
    case 'json-forms':
      return importJsonForms(json, losses, surroundings);
    case 'surveyjs':
      return definitionOf(importSurveyJs(json, losses), losses, surroundings);
    case 'formio':
      return definitionOf(importFormio(json, losses), losses, surroundings);
    case 'form-js':
      return definitionOf(importFormJs(json, losses), losses, surroundings);
    default:
      return schemaDefinition({schema: json}, losses, surroundings);
  }
}

const unknownFormat = (): FormError =>
  new FormError(
    'EGOV_IMPORT_FORMAT',
    `Expected a file of one of these kinds: ${FORMATS.join(', ')}. Name the kind if it is one of them.`,
    {},
  );

function refuseLarge(bytes: Uint8Array): void {
  const unpacked = (zipEntries(bytes) ?? []).reduce((sum, {size}) => sum + size, 0);
  if (bytes.byteLength <= MOST_BYTES && unpacked <= MOST_UNPACKED) return;
  throw new FormError(
    'EGOV_IMPORT_SIZE',
    `Expected a file of at most ${MOST_BYTES >> 20} MiB, found a larger one. Take out pictures and try again.`,
    {
      most: MOST_BYTES,
    },
  );
}

/** Undefined for what does not begin as JSON does. */
function jsonOf(bytes: Uint8Array): Json | undefined {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/u, '');
  if (!/^\s*[[{]/u.test(text)) return;
  const source = readJsonSource(text);
  if (!isJsonFault(source)) return JSON.parse(text) as Json;
  const {line, column, message} = source;
  throw new FormError(
    'EGOV_IMPORT_BROKEN',
    `Expected JSON, found a mistake in line ${line}, column ${column}: ${message} Mend it and try again.`,
    {
      line,
      column,
    },
  );
}

function asksAnything({data, documents}: FormDefinition): boolean {
  const schema = isObject(data) ? (data as JsonObject) : {};
  const asks = ['properties', '$ref', 'allOf', 'oneOf', 'anyOf', 'patternProperties', 'additionalProperties'].some((keyword) => {
    const value = schema[keyword];
    return isObject(value) || Array.isArray(value) ? Object.keys(value).length > 0 : value !== undefined;
  });
  return asks || Object.keys(documents ?? {}).length > 0;
}
