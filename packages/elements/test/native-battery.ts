/** The battery that holds a form element inside a `<form>` to what a native control does, for any kinds of questions. */
import type {FormDefinition, Json, JsonObject, Pack} from '@egov-form/core';
import type {FieldTypeRecord} from '@egov-form/core/field-types';
import {expect} from 'chai';
import {type EgovForm, setDefaultPorts} from '../src/index.ts';
import {PACK, settle} from './mount.ts';

/** A form with one question of the kind, which is asked for. */
export function definitionOf({name, widget, schema, settings, example}: FieldTypeRecord): FormDefinition {
  return {
    id: 'battery',
    version: '1.0.0',
    title: name,
    data: {type: 'object', required: ['it'], properties: {it: schema}} as FormDefinition['data'],
    pages: [{id: 'page', title: name, items: [{field: '/it'}]}],
    fields: {'/it': {widget, ...settings, label: example.label}},
  };
}

export interface Outer {
  readonly outer: HTMLFormElement;
  readonly fieldset: HTMLFieldSetElement;
  readonly form: EgovForm;
  readonly native: HTMLInputElement;
}

/** The element inside a `<form>`, beside a native control that is held to the same. */
export async function mountIn(definition: FormDefinition, setup: Partial<EgovForm> = {}): Promise<Outer> {
  setDefaultPorts(undefined);
  const outer = document.createElement('form');
  const fieldset = document.createElement('fieldset');
  const form = document.createElement('egov-form');
  form.setAttribute('name', 'dossier');
  Object.assign(form, {definition, packs: [PACK], locale: 'vi', draft: 'off', ...setup});
  const native = Object.assign(document.createElement('input'), {name: 'native', required: true});
  fieldset.append(form, native);
  outer.append(fieldset);
  const ready = new Promise((resolve) => {
    form.addEventListener('egov-ready', resolve, {once: true});
    form.addEventListener('egov-error', resolve, {once: true});
  });
  document.body.append(outer);
  await ready;
  await settle(form);
  return {outer, fieldset, form, native};
}

const sentBy = (outer: HTMLFormElement): JsonObject | undefined => {
  const value = new FormData(outer).get('dossier');
  return value === null ? undefined : (JSON.parse(String(value)) as JsonObject);
};

/** One case for every record. `packs` are what the kinds need. */
export function nativeBattery(records: readonly FieldTypeRecord[], packs: readonly Pack[]): void {
  for (const record of records) {
    const {name, example} = record;
    // What is computed, or never typed, cannot be missing or wrong.
    const asked = record.role !== 'none' && example.wrong !== undefined;
    const value: Json = example.value;

    it(`${name}: value, validity, reset, disabled`, async () => {
      const {outer, fieldset, form, native} = await mountIn(definitionOf(record), {packs});
      const model = form.model;
      if (!model) throw new Error('The form did not open.');
      const set = (given: Json): void => {
        form.answers = {it: given};
      };
      const empty = model.get('/it') === undefined;

      expect([...outer.elements]).to.include(form);
      expect(form.form).to.equal(outer);
      if (asked && empty) {
        expect([form.validity.valueMissing, native.validity.valueMissing]).to.deep.equal([true, true]);
        expect([outer.checkValidity(), form.checkValidity(), form.matches(':invalid')]).to.deep.equal([false, false, true]);
        expect(form.validationMessage).not.to.equal('');
        expect(sentBy(outer)).to.deep.equal({});
      }

      set(value);
      await settle(form);
      expect(form.validity.valid, form.validationMessage).to.equal(true);
      expect(form.matches(':valid')).to.equal(true);
      if (model.field('/it').visible) expect(sentBy(outer)).to.deep.equal({it: value});

      if (example.wrong !== undefined) {
        set(example.wrong);
        await settle(form);
        expect([form.validity.valid, form.validity.valueMissing]).to.deep.equal([false, false]);
        expect(form.checkValidity()).to.equal(false);
      }

      fieldset.disabled = true;
      await settle(form);
      expect([sentBy(outer), new FormData(outer).get('native')]).to.deep.equal([undefined, null]);
      expect([form.willValidate, native.willValidate, outer.checkValidity()]).to.deep.equal([false, false, true]);
      const shadow = form.shadowRoot as ShadowRoot;
      const writable = shadow.querySelectorAll(
        '[data-pointer] :is(input:not([type=hidden]), textarea):not([readonly]):not(:disabled), [data-pointer] select:not(:disabled)',
      );
      expect([...writable].map(({outerHTML}) => outerHTML)).to.deep.equal([]);
      fieldset.disabled = false;
      await settle(form);
      expect(form.willValidate).to.equal(true);

      outer.reset();
      for (let round = 0; round < 3; round += 1) await settle(form);
      expect(form.model?.get('/it') === undefined).to.equal(empty);

      form.removeAttribute('name');
      expect([...new FormData(outer).keys()]).to.deep.equal(['native']);
    });
  }
}
