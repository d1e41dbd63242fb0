/**
 * The mark of a definition that passed its checks, so that a page which opens it need not load them.
 *
 * Rule    The member `checked` holds the version of the checks and a fingerprint of all other members, as JSON text.
 * Limits  It finds a definition that was changed afterwards, or was checked by older checks. It proves nothing about who wrote
 *         it: a page trusts the definitions that it serves, as it trusts its scripts.
 */
import type {FormDefinition} from '../generated/definition.ts';
import {fingerprint} from '../validation/fingerprint.ts';

/** Raised when the checks find more than before. */
const CHECKS_VERSION = 1;

/** What `checked` says in this definition once it is right. */
export function checkedMark({checked: _mark, ...definition}: FormDefinition): string {
  return `${CHECKS_VERSION}-${fingerprint(definition)}`;
}

/** Whether unknown JSON bears the mark of a definition that passed the checks as it stands. */
export function isMarkedChecked(json: unknown): json is FormDefinition {
  if (typeof json !== 'object' || json === null || !('checked' in json)) return false;
  return json.checked === checkedMark(json as FormDefinition);
}
