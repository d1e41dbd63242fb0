import {readPlan} from '../definition/check-definition.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonSchema} from '../json/json.ts';
import {speakEnglish} from '../messages/english.ts';
import {FormEngine} from './engine.ts';
import type {Form, FormPorts} from './form.ts';

/**
 * Make a form from a definition, or from a bare JSON Schema of any draft.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`.
 */
export function createForm(definition: FormDefinition | JsonSchema, ports: FormPorts = {}): Form {
  return createEngine(definition, ports);
}

/** The same, with what a page does not see. */
export function createEngine(definition: FormDefinition | JsonSchema, ports: FormPorts): FormEngine {
  speakEnglish();
  return new FormEngine(readPlan(definition, ports.packs ?? []), ports);
}
