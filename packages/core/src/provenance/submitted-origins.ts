import type {FormScope} from '../engine/engine-context.ts';
import {allFields} from '../engine/scopes/locate.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import {type Origin, TYPED} from './origin.ts';

/**
 * Where the values that are handed in came from, by pointer; what was simply typed has no origin there. An answer that was emptied
 * has one where a rule would fill it again: it stays empty for the office, too. Untracked.
 */
export function submittedOrigins(root: FormScope): {readonly [pointer: string]: Origin} {
  const origins: {[pointer: string]: Origin} = {};
  for (const field of allFields(root)) {
    const {origin} = field;
    if (!origin || !field.visible) continue;
    if (isEmpty(field.value)) {
      if (origin.kind === 'typed' && field.plan.defaultValue) origins[field.pointer] = TYPED;
    } else if (origin.kind !== 'typed' || origin.was || origin.reason !== undefined)
      origins[field.pointer] = submittedOrigin(origin, field.replaced);
  }
  return origins;
}

/** What was typed goes along where a register's value stands against it; where the person chose, it is nobody's concern. */
function submittedOrigin(origin: Origin, replaced: Json | undefined): Origin {
  // What it was made of the recipient finds out.
  if (origin.kind === 'default' || origin.kind === 'computed') return {kind: origin.kind};
  if (origin.kind !== 'register' || origin.replacedInput === undefined || replaced !== undefined) return origin;
  const {replacedInput: _withdrawn, ...rest} = origin;
  return rest;
}
