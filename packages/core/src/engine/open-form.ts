import type {FormDefinition} from '../generated/definition.ts';
import {planForm} from '../plan/plan-form.ts';
import {FormEngine} from './engine.ts';
import type {Form, FormPorts} from './form.ts';

/**
 * Make a form from a definition that passed `checkDefinition` before: a page does not need
 * the checks for it.
 * @throws FormError `EGOV_CORE_DEFINITION` for what cannot be resolved; `details.problems` is then not all there is to say.
 */
export function openForm(definition: FormDefinition, ports: FormPorts): Form {
  return new FormEngine(planForm(definition, ports.packs ?? []), ports);
}
