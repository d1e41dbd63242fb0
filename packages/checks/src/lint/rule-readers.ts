/** Every rule of a definition, with its pointer: what is read off rules alone needs no plan. */
import type {FormDefinition, Json} from '@egov-form/core';
import {escapeSegment} from '@egov-form/core/plan';

export interface WrittenRule {
  readonly at: string;
  readonly source: Json;
}

const RULES: ReadonlySet<string> = new Set('visible required readonly value default rule when subject notNeededWhen'.split(' '));
/** Parts without rules, or whose rules speak of other answers. */
const OTHERS: ReadonlySet<string> = new Set(['data', 'migrations', 'output', 'procedure']);

export function readersIn(definition: FormDefinition): readonly WrittenRule[] {
  const rules: WrittenRule[] = [];
  for (const [name, part] of Object.entries(definition)) if (!OTHERS.has(name)) collect(part as Json, `/${name}`, rules);
  return rules;
}

function collect(part: Json, at: string, rules: WrittenRule[]): void {
  if (part === null || typeof part !== 'object') return;
  for (const [name, member] of Object.entries(part)) {
    const here = `${at}/${escapeSegment(name)}`;
    if (!Array.isArray(part) && RULES.has(name) && member !== null && typeof member === 'object')
      rules.push({at: here, source: member});
    else collect(member as Json, here, rules);
  }
}
