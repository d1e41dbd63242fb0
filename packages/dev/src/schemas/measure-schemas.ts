/**
 * What becomes of JSON Schemas that others wrote when each is opened as a form just as it was published: whether it opens,
 * whether it can be filled by hand, and whether Ajv, given the schema as published, takes what was filled.
 */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createForm, FormError, type Issue, type Json, type JsonObject, type JsonSchema} from '@egov-form/core';
import {fieldsOf, fillEverything, fillForm} from './fill-form.ts';
import {publishedValidator} from './published-validator.ts';

/**
 * `usable`: every required answer can be given, and the result is right. `refused`: not opened, with the reason. `stuck`: the
 * form says what is wrong at a question, but no answer that was tried mends it. `silent`: it says nothing that leads on, or
 * takes what the schema does not.
 */
export type Outcome = 'usable' | 'stuck' | 'silent' | 'refused';

export interface SchemaResult {
  readonly name: string;
  readonly outcome: Outcome;
  /** Why it is not usable. */
  readonly reason: string;
  /** Whether the form can be filled with everything that it offers, and the result is right. */
  readonly whole: boolean;
  readonly questions: number;
  /** For opening it, in milliseconds. */
  readonly openMs: number;
}

/** Ways through a form that are tried, each with other choices. */
const TURNS = 6;

/** Open and fill the schema of one file. */
export async function measureSchema(name: string, schema: Json): Promise<SchemaResult> {
  const from = performance.now();
  const result = {name, whole: false, questions: 0};
  try {
    createForm(schema as JsonSchema).dispose();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    return {...result, outcome: 'refused', reason: reasonOf(error), openMs: performance.now() - from};
  }
  const openMs = performance.now() - from;
  const judge = publishedValidator(schema);
  let told: {outcome: Outcome; reason: string; questions: number} | undefined;
  for (let turn = 0; turn < TURNS; turn++) {
    const form = createForm(schema as JsonSchema);
    const tried = await tryToFill(form, judge, () => fillForm(form, turn));
    const questions = fieldsOf(form).length;
    form.dispose();
    told ??= {...tried, questions};
    if (tried.outcome === 'silent') told = {...tried, questions};
    if (tried.outcome !== 'usable') continue;
    const full = createForm(schema as JsonSchema);
    const whole = await tryToFill(full, judge, () => fillEverything(full, turn));
    full.dispose();
    return {...result, ...tried, questions, openMs, whole: whole.outcome === 'usable', reason: whole.reason};
  }
  return {...result, ...(told ?? {outcome: 'stuck', reason: 'nothing was tried', questions: 0}), openMs};
}

async function tryToFill(
  form: ReturnType<typeof createForm>,
  judge: (value: Json) => string | undefined,
  fill: () => Promise<readonly Issue[]>,
): Promise<{outcome: Outcome; reason: string}> {
  const left = await fill();
  if (left.length > 0) {
    const shown = fieldsOf(form).map(({pointer}) => pointer);
    const lost = left.find(({pointer}) => !hasQuestion(form, pointer, shown));
    const [first] = left;
    const told = lost ?? first;
    return {outcome: lost ? 'silent' : 'stuck', reason: `${told?.code} at "${told?.pointer}"`};
  }
  const answers = form.answers() as JsonObject;
  // What is no object is asked as the one member of one.
  const isMember = Object.keys(answers).join() === 'value' && judge(answers['value'] ?? null) === undefined;
  const objection = isMember ? undefined : judge(answers);
  return objection === undefined ? {outcome: 'usable', reason: ''} : {outcome: 'silent', reason: `taken, but ${objection}`};
}

/** Whether an issue stands at, in or around something that the person sees, or the form leads from it to a question. */
function hasQuestion(form: ReturnType<typeof createForm>, pointer: string, shown: readonly string[]): boolean {
  if (shown.some((at) => at === pointer || at.startsWith(`${pointer}/`) || pointer.startsWith(`${at}/`))) return true;
  const question = form.questionAt(pointer);
  return question?.kind === 'list' ? form.list(question.pointer).visible : shown.includes(question?.pointer ?? '');
}

function reasonOf(error: {readonly message: string; readonly details: {readonly [name: string]: unknown}}): string {
  const {problems} = error.details;
  const [first] = Array.isArray(problems) ? problems : [];
  const more = Array.isArray(problems) && problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return first ? `${first.code} at "${first.pointer}": ${first.message}${more}` : error.message;
}

/** Every `.json` file of a folder, one after the other. */
export async function measureFolder(folder: string, tell: (result: SchemaResult) => void): Promise<readonly SchemaResult[]> {
  const results: SchemaResult[] = [];
  for (const name of (await readdir(folder)).filter((one) => one.endsWith('.json')).sort()) {
    const result = await measureSchema(name, JSON.parse(await readFile(join(folder, name), 'utf8')) as Json);
    results.push(result);
    tell(result);
  }
  return results;
}
