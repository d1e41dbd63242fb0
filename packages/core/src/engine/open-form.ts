import type {FormDefinition} from '../generated/definition.ts';
import {planForm} from '../plan/plan.ts';
import {ALL_PARTS} from './all-parts.ts';
import {FormEngine} from './engine.ts';
import type {EngineParts} from './engine-parts.ts';
import type {Form, FormPorts} from './form.ts';

/**
 * Make a form from a definition that passed `checkDefinition` before: a page does not need
 * the checks for it.
 * @throws FormError `EGOV_CORE_DEFINITION` for what cannot be resolved; `details.problems` is then not all there is to say.
 */
export function openForm(definition: FormDefinition, ports: FormPorts): Form {
  return openFormWith(ALL_PARTS, definition, ports);
}

/** The same for a page that has loaded only what the definition makes use of: look-ups, papers (`@egov-form/core/lookups`, `/documents`). */
export function openFormWith(parts: Partial<EngineParts>, definition: FormDefinition, ports: FormPorts): Form {
  return new FormEngine(planForm(definition, ports.packs ?? []), {...ports, parts});
}
