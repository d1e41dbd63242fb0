import {type FormDefinition, type Json, type JsonObject, parsePointer, valueAt} from '@egov-form/core';
import {type DefinitionSurroundings, findingsIn} from '@egov-form/core/check';
import type {Losses} from './losses.ts';

type Writable = {[member: string]: Json};

/** Each round leaves out one mistake per place; a source has fewer places than this. */
const ROUNDS = 200;

/** What a person meets as a rule or a setting, so that it is told as one. */
const RULES = new Set(['visible', 'required', 'readonly', 'value', 'default', 'checks', 'notNeededWhen']);

/**
 * A definition that loads. What the checks refuse is left out, the smallest part that holds the mistake, and told: a form with
 * a loss is mended where one that does not open is not.
 */
export function withoutMistakes(made: JsonObject, losses: Losses, surroundings: DefinitionSurroundings): FormDefinition {
  const definition = structuredClone(made) as Writable;
  for (let round = 0; round < ROUNDS; round += 1) {
    const [mistake] = findingsIn(definition, surroundings).filter(({severity}) => severity === 'error');
    if (!mistake) break;
    const removed = remove(definition, [...parsePointer(mistake.pointer)]);
    if (!removed) break;
    losses.add(RULES.has(removed) ? 'rule.refused' : 'definition.refused', mistake.pointer, {found: mistake.message});
  }
  return definition as unknown as FormDefinition;
}

/** Takes the innermost part out that a definition can go without. @returns its name. */
function remove(definition: Writable, segments: string[]): string | undefined {
  const end = optionalPart(segments);
  for (let length = Math.min(end, segments.length); length > 0; length -= 1) {
    const name = segments[length - 1] ?? '';
    const parent = valueAt(definition as Json, segments.slice(0, length - 1));
    if (Array.isArray(parent)) {
      parent.splice(Number(name), 1);
      return segments[length - 2] ?? name;
    }
    if (typeof parent === 'object' && parent !== null && name in parent) {
      delete (parent as Writable)[name];
      return name;
    }
  }
  return;
}

/** How much of the pointer names a part that may go: a whole rule, not its argument. */
function optionalPart(segments: readonly string[]): number {
  const rule = segments.findIndex((name, index) => index > 0 && RULES.has(name));
  if (rule < 0) return segments.length;
  return segments[rule] === 'checks' ? Math.min(rule + 2, segments.length) : rule + 1;
}
