/** The recorded cases of a procedure, one after the other. */
import {basename} from 'node:path';
import type {FormDefinition, Pack} from '@egov-form/core';
import {type CaseDifference, readCase, runCase} from '@egov-form/core/cases';
import type {Registers} from '@egov-form/testing/registers';
import type {SourceFile} from '../source/procedure-source.ts';

export interface CaseOutcome {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly differences: readonly CaseDifference[];
}

/**
 * Runs them. Registers with made-up people are started when the first case has somebody signed in.
 *
 * @param before - told the name of each, before it runs.
 * @throws FormError `EGOV_CORE_CASE` for a file that is no case, `EGOV_CORE_DEFINITION` for a definition that is none.
 */
export async function runCases(
  definition: FormDefinition,
  cases: readonly SourceFile[],
  packs: readonly Pack[],
  before: (name: string) => void,
): Promise<readonly CaseOutcome[]> {
  let registers: Registers | undefined;
  const outcomes: CaseOutcome[] = [];
  try {
    for (const {path, text} of cases) {
      const name = basename(path, '.json');
      before(name);
      const recorded = readCase(jsonOf(text), basename(path));
      const {signedIn, today} = recorded;
      if (signedIn !== undefined) registers ??= await (await import('@egov-form/testing/registers')).startRegisters();
      const now = (): number => Date.parse(`${today}T05:00:00Z`);
      const connector = signedIn === undefined ? undefined : registers?.connector(definition, registers.person(signedIn), now);
      const {title, differences} = await runCase(definition, recorded, {packs, ...(connector && {connector})});
      outcomes.push({name, title, differences});
    }
  } finally {
    await registers?.close();
  }
  return outcomes;
}

/** What is no JSON is no case, which is told like any other that is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
