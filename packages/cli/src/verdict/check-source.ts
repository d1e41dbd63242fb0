/** The verdict about the source of a procedure, as `@egov-form/checks` gives it. */
import {basename} from 'node:path';
import {checkProcedure, type Finding, type Surroundings} from '@egov-form/checks';
import {isFormError} from '@egov-form/core';
import {isJsonFault, readJsonSource} from '@egov-form/core/check';
import type {Context} from '../frame/command.ts';
import {composed} from '../source/composed-form.ts';
import {knownServices} from '../source/known-services.ts';
import type {ProcedureSource, SourceFile} from '../source/procedure-source.ts';
import {mendText} from './mend-text.ts';

/** What is found in one procedure, and the texts that it is found in. */
export interface Checked {
  readonly source: ProcedureSource;
  readonly findings: readonly Finding[];
}

/** @param publish hold it to what a published procedure must have, too. */
export async function checkSource(source: ProcedureSource, publish: boolean, text: Context['text']): Promise<Checked> {
  const surroundings = await surroundingsOf(source, publish, text);
  const read = readJsonSource(source.definition.text);
  const {definition} = source;
  if (isJsonFault(read)) return {source, findings: checkProcedure(definition.text, surroundings)};
  try {
    const {value, isSource} = await composed(read.value, source);
    if (!isSource) return {source, findings: checkProcedure(definition.text, surroundings)};
    // A place in what blocks brought is no place that a mend could be written to.
    return {source, findings: checkProcedure(value, surroundings).map(({mend: _, ...finding}) => finding)};
  } catch (error) {
    return {source, findings: [misfit(error)]};
  }
}

/** Applies every mend that is always right. The text is the source's own where nothing was mended. */
export async function mendSource(
  {source, findings}: Checked,
  publish: boolean,
  text: Context['text'],
): Promise<{readonly checked: Checked; readonly mended: number}> {
  const surroundings = await surroundingsOf(source, publish, text);
  const made = mendText(source.definition.text, findings, (changed) => checkProcedure(changed, surroundings));
  if (made.mended === 0) return {checked: {source, findings}, mended: 0};
  const written = {...source, definition: {...source.definition, text: made.text}};
  return {checked: {source: written, findings: made.findings}, mended: made.mended};
}

/** What keeps blocks from being put together; `details.pointer` leads into a block where it names one. */
function misfit(error: unknown): Finding {
  if (!(error instanceof Error && 'code' in error && /^EGOV_COMPOSE_/u.test(String(error.code)))) throw error;
  const code = String(error.code) as `EGOV_${string}`;
  const {pointer, block} = isFormError(error, code) ? error.details : {};
  return {
    code: code.slice('EGOV_'.length).toLowerCase().replace('_', '.'),
    severity: 'error',
    pointer: block === undefined && typeof pointer === 'string' ? pointer : '',
    params: {message: error.message},
  };
}

async function surroundingsOf(source: ProcedureSource, publish: boolean, text: Context['text']): Promise<Surroundings> {
  const {packs, settings, cases} = source;
  return {
    packs,
    publish,
    services: await knownServices(source, text),
    cases: Object.fromEntries(cases.map((file) => [caseName(file), readCase(file)])),
    ...(settings.languages && {languages: settings.languages}),
  };
}

/** As findings call a recorded case. */
export function caseName({path}: SourceFile): string {
  return basename(path, '.json');
}

/** A case that is no JSON is told by the check as one of the wrong shape. */
function readCase({text}: SourceFile): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
