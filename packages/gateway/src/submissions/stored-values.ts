import {attributePath} from '@egov-form/connectors/server';
import {
  type Form,
  type FormDefinition,
  formatPointer,
  type Json,
  type JsonObject,
  type LookupSettings,
  memberOf,
  type Pack,
  type RegisterOrigin,
} from '@egov-form/core';
import {definitionForm} from '../lookups/definition-form.ts';

/** What fills a field as the form holds it, or what fills the rows of a list, in the order of the answer. */
export type Stored = {readonly value: Json} | {readonly rows: readonly (Json | undefined)[]};

/** By the pattern of the field that is filled: `/requester/fullName`, rows as `*`. */
export type StoredValues = {readonly [pattern: string]: Stored};

/** As a register's answer arrives: past everything that keeps a person from typing. */
const ANSWERED: RegisterOrigin = {kind: 'register', lookup: '', connector: '', attribute: '', title: '', at: '', trust: 'free'};

/**
 * The values of an answer as the form will hold them: trimmed and normalised by the same engine that fills the form, so
 * that they can be compared with a submission byte by byte. Values that a field cannot hold are left out.
 */
export function storedValues(
  definition: FormDefinition,
  settings: LookupSettings,
  values: JsonObject,
  packs: readonly Pack[],
): StoredValues {
  const form = definitionForm(definition, packs);
  const stored: {[pattern: string]: Stored} = {};
  try {
    for (const [pattern, attribute] of Object.entries(settings.fill)) {
      const {name, member} = attributePath(attribute);
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) continue;
      if (member !== undefined) {
        const rows = Array.isArray(value) ? (value as readonly Json[]) : [];
        stored[pattern] = {rows: rows.map((row) => keep(form, pattern, memberOf(row, member)))};
        continue;
      }
      const kept = keep(form, pattern, value);
      if (kept !== undefined) stored[pattern] = {value: kept};
    }
    return stored;
  } finally {
    form.reset();
  }
}

function keep(form: Form, pattern: string, value: Json | undefined): Json | undefined {
  if (value === undefined) return undefined;
  const pointer = inFirstRows(form, pattern);
  const field = form.field(pointer);
  if (field.lockedBy === 'computed') return undefined;
  form.transact([{pointer, value}], ANSWERED);
  return form.get(pointer);
}

/** The pattern's place in the first row of each of its lists, made where there is none. */
function inFirstRows(form: Form, text: string): string {
  const pattern = form.patterns.parse(text);
  const place = pattern.bind(pattern.rows.map(() => '0'));
  for (const at of pattern.rows) {
    const list = form.list(formatPointer(place.slice(0, at)));
    if (list.rows.length === 0) list.insert();
  }
  return formatPointer(place);
}
