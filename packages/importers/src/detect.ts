import type {Json, JsonObject} from '@egov-form/core';
import {isObject, objectOf, objectsOf} from './json.ts';
import {zipEntries} from './zip.ts';

export const FORMATS = ['json-schema', 'rjsf', 'json-forms', 'surveyjs', 'formio', 'form-js', 'xlsform', 'pdf', 'word'] as const;
export type SourceFormat = (typeof FORMATS)[number];

/** What a file is by what is in it; its name says nothing. */
export function detectFormat(bytes: Uint8Array, json: Json | undefined): SourceFormat | undefined {
  if (json !== undefined) return isObject(json) ? jsonFormat(json) : undefined;
  if (String.fromCharCode(...bytes.subarray(0, 5)) === '%PDF-') return 'pdf';
  const names = new Set(zipEntries(bytes)?.map(({name}) => name));
  if (names.has('word/document.xml')) return 'word';
  return names.has('xl/workbook.xml') ? 'xlsform' : undefined;
}

function jsonFormat(source: JsonObject): SourceFormat | undefined {
  if (isObject(source['schema'])) {
    const layout = objectOf(source['uischema'] ?? source['uiSchema']);
    return typeof layout['type'] === 'string' && (Array.isArray(layout['elements']) || 'scope' in layout) ? 'json-forms' : 'rjsf';
  }
  if (Array.isArray(source['components'])) return isFormJs(source) ? 'form-js' : 'formio';
  if (Array.isArray(source['elements']) || Array.isArray(source['questions']) || isSurvey(source)) return 'surveyjs';
  const isSchema =
    '$schema' in source || 'properties' in source || '$ref' in source || 'definitions' in source || '$defs' in source;
  return isSchema || typeof source['type'] === 'string' || 'allOf' in source || 'oneOf' in source || 'anyOf' in source
    ? 'json-schema'
    : undefined;
}

const isSurvey = (source: JsonObject): boolean =>
  objectsOf(source['pages']).some((page) => 'elements' in page || 'questions' in page);

/** Both have components with keys; form-js says its version, and never `input` or `display`. */
function isFormJs(source: JsonObject): boolean {
  if ('schemaVersion' in source || source['type'] === 'default') return true;
  if ('display' in source) return false;
  return (
    objectsOf(source['components']).every((component) => !('input' in component)) && !('title' in source && 'path' in source)
  );
}
