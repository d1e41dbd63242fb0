import {createForm, type Form, type FormDefinition, type Pack} from '@egov-form/core';

const forms = new WeakMap<FormDefinition, Form>();

/** A form of a definition that nobody fills: what its pointers mean, and how it stores values, are asked of it. Empty between calls. */
export function definitionForm(definition: FormDefinition, packs: readonly Pack[]): Form {
  let form = forms.get(definition);
  if (!form) {
    form = createForm(withoutSame(definition), {packs});
    forms.set(definition, form);
  }
  return form;
}

/** What follows another party would hold nothing of its own. */
function withoutSame({parties, ...definition}: FormDefinition): FormDefinition {
  if (!parties) return definition;
  return {
    ...definition,
    parties: Object.fromEntries(Object.entries(parties).map(([name, {same: _same, ...party}]) => [name, party])),
  };
}
