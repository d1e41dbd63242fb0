/** Changes that are always right for what core finds: what has no effect is taken out. */
import type {DefinitionFinding} from '@egov-form/core/check';
import type {PatchOperation} from './finding.ts';

const REMOVED: ReadonlySet<string> = new Set(['field.no-effect']);
/** A member that does nothing, where no other name was likely meant. */
const REMOVED_WITHOUT_GUESS: ReadonlySet<string> = new Set(['trust.unfilled', 'maxAgeDays.unfilled']);
/** Texts that may be left out. */
const OPTIONAL_TEXT = /\/(?:hint|placeholder|description|notNeededText)$/u;

export function mendOfCore({code, pointer, suggestion}: DefinitionFinding): readonly PatchOperation[] | undefined {
  const remove = [{op: 'remove', path: pointer} as const];
  if (REMOVED.has(code)) return remove;
  if (REMOVED_WITHOUT_GUESS.has(code) && suggestion === undefined) return remove;
  if (code === 'data.twice' && /\/(?:required|enum)\/\d+$/u.test(pointer)) return remove;
  if (code === 'text.empty' && OPTIONAL_TEXT.test(pointer)) return remove;
  if (code === 'data.closed')
    return [{op: 'move', from: pointer, path: pointer.replace(/additionalProperties$/u, 'unevaluatedProperties')}];
  return undefined;
}
