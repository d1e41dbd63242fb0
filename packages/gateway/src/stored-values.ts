import {
  createForm,
  type Form,
  type FormDefinition,
  type Json,
  type JsonObject,
  type LookupSettings,
  type Pack,
  type RegisterOrigin,
} from '@egov-form/core';

/** A form per definition that nobody fills: only its ways of storing values are used. Empty between calls. */
const scratchForms = new WeakMap<FormDefinition, Form>();

/** As a register's answer arrives: past everything that keeps a person from typing. */
const ANSWERED: RegisterOrigin = {kind: 'register', lookup: '', connector: '', attribute: '', title: '', at: '', trust: 'free'};

/**
 * The values of an answer as the form will hold them, by the pattern of the field that each fills (`/requester/fullName`,
 * a row as `*`): trimmed and normalised by the same engine that fills the form, so that they can be compared
 * with a submission byte by byte. Values that a field cannot hold are left out.
 */
export function storedValues(
  definition: FormDefinition,
  settings: LookupSettings,
  values: JsonObject,
  packs: readonly Pack[],
): JsonObject {
  const form = scratchForms.get(definition) ?? createForm(definition, {packs});
  scratchForms.set(definition, form);
  const stored: {[pattern: string]: Json} = {};
  try {
    for (const [pattern, attribute] of Object.entries(settings.fill)) {
      const value = Object.hasOwn(values, attribute) ? values[attribute] : undefined;
      if (value === undefined) continue;
      const kept = keep(form, pattern, value);
      if (kept !== undefined) stored[pattern] = kept;
    }
    return stored;
  } finally {
    form.reset();
  }
}

function keep(form: Form, pattern: string, value: Json): Json | undefined {
  const row = pattern.indexOf('/*');
  if (row >= 0) {
    const list = form.list(pattern.slice(0, row));
    if (list.rows.length === 0) list.insert();
  }
  const pointer = pattern.replace('/*', '/0');
  const field = form.field(pointer);
  if (field.lockedBy === 'computed') return undefined;
  form.transact([{pointer, value}], ANSWERED);
  return form.get(pointer);
}
