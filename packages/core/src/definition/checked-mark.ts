/**
 * The mark of a definition that passed its checks, so that a page which opens it need not load them.
 *
 * Rule    The member `checked` holds the version of the checks and a fingerprint of all other members, as JSON text.
 * Limits  It finds a definition that was changed afterwards, or was checked by older checks. It proves nothing about who wrote
 *         it: a page trusts the definitions that it serves, as it trusts its scripts.
 */
import type {FormDefinition} from '../generated/definition.ts';

/** Raised when the checks find more than before. */
const CHECKS_VERSION = 2;

/** What `checked` says in this definition once it is right. */
export function checkedMark({checked: _mark, ...definition}: FormDefinition): string {
  return `${CHECKS_VERSION}-${fingerprint(definition)}`;
}

/** Whether unknown JSON bears the mark of a definition that passed the checks as it stands. */
export function isMarkedChecked(json: unknown): json is FormDefinition {
  if (typeof json !== 'object' || json === null || !('checked' in json)) return false;
  return json.checked === checkedMark(json as FormDefinition);
}

/**
 * 64 bits of a definition's text, as hexadecimal digits (FNV-1a, once as published and once with another offset). It finds a
 * definition that was changed after its check; it is no protection against two that are meant to look alike.
 */
function fingerprint(definition: object): string {
  const text = JSON.stringify(definition);
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit ^ (first >>> 16), 0x01000193);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
