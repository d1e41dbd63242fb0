/**
 * Fills a form as a person would who knows nothing of it but what it shows: through its fields' choices and controls, its
 * lists' buttons, and what it says is wrong. There is no other way into the answers.
 */
import type {Field, Form, Issue, Json, JsonSchema, List, Option} from '@egov-form/core';
import {FormError} from '@egov-form/core';
import {sampleTexts} from './sample-text.ts';

/** How many times the form is asked what is wrong. */
const MOST_ROUNDS = 30;
/** How many values are tried in one field. */
const MOST_TRIES = 80;

type Keywords = {readonly [keyword: string]: Json};

const keywordsOf = (schema: JsonSchema): Keywords => (typeof schema === 'object' ? (schema as Keywords) : {});

/**
 * Give everything that the form asks for.
 * @param turn which choice is taken first, for who was led nowhere before.
 * @returns what is still wrong.
 */
export async function fillForm(form: Form, turn: number): Promise<readonly Issue[]> {
  let before = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const errors = errorsOf(form);
    const now = JSON.stringify(errors);
    if (errors.length === 0 || now === before) return errors;
    before = now;
    for (const issue of errors) await mend(form, issue, turn);
  }
  return errorsOf(form);
}

/** Give whatever can be given. */
export async function fillEverything(form: Form, turn: number): Promise<readonly Issue[]> {
  for (let round = 0; round < 4; round++) {
    for (const field of fieldsOf(form)) if (isOpen(field)) await fillField(form, field, turn);
  }
  return fillForm(form, turn);
}

function errorsOf(form: Form): readonly Issue[] {
  return form.validate().filter(({severity}) => severity === 'error');
}

async function mend(form: Form, issue: Issue, turn: number): Promise<void> {
  const list = listAt(form, issue.pointer);
  if (list && list.rows.length < Math.max(list.minItems, 1)) {
    list.insert();
    return;
  }
  const field = fieldAround(form, issue.pointer);
  if (field) {
    if (isOpen(field) || field.issues.length > 0) await fillField(form, field, turn);
    return;
  }
  // About a part: whatever lies in it may be what is missing.
  const inside = fieldsOf(form).filter((one) => isOpen(one) && one.pointer.startsWith(`${issue.pointer}/`));
  for (const one of inside) await fillField(form, one, turn);
}

/** Whether the person can still answer it. */
function isOpen(field: Field): boolean {
  return field.visible && !field.readonly && field.value === undefined;
}

function fieldAround(form: Form, pointer: string): Field | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const field = fieldAt(form, at);
    if (field) return field;
  }
  return undefined;
}

function fieldAt(form: Form, pointer: string): Field | undefined {
  try {
    return form.field(pointer);
  } catch (error) {
    if (error instanceof FormError) return undefined;
    throw error;
  }
}

function listAt(form: Form, pointer: string): List | undefined {
  try {
    return form.list(pointer);
  } catch (error) {
    if (error instanceof FormError) return undefined;
    throw error;
  }
}

/** Every field that is shown now, as its pages name them. */
export function fieldsOf(form: Form): readonly Field[] {
  const found: Field[] = [];
  const walk = (items: Form['pages'][number]['items'], rows: readonly (readonly [pattern: string, pointer: string])[]): void => {
    const place = (pattern: string): string => {
      const row = rows.findLast(([prefix]) => pattern === prefix || pattern.startsWith(`${prefix}/`));
      return row ? row[1] + pattern.slice(row[0].length) : pattern;
    };
    for (const item of items) {
      if ('field' in item) {
        const field = fieldAt(form, place(item.field));
        if (field?.visible) found.push(field);
      } else if ('group' in item) walk(item.items, rows);
      else if ('list' in item) {
        const list = listAt(form, place(item.list));
        if (list?.visible) for (const row of list.rows) walk(item.items, [...rows, [`${item.list}/*`, row.pointer]]);
      }
    }
  };
  for (const page of form.pages) if (page.visible) walk(page.items, []);
  return found;
}

async function fillField(form: Form, field: Field, turn: number): Promise<void> {
  const {pointer} = field;
  const candidates = await candidatesFor(form, field, turn);
  for (const value of candidates.slice(0, MOST_TRIES)) {
    form.set(pointer, value);
    if (field.issues.every(({severity}) => severity !== 'error')) return;
  }
}

/** What the control of a field gives, the likeliest first. */
async function candidatesFor(form: Form, field: Field, turn: number): Promise<readonly Json[]> {
  const keywords = keywordsOf(field.schema);
  const {widget} = field;
  if (['output', 'hidden', 'signature'].includes(widget)) return [];
  if (widget === 'checkbox') return turn % 2 === 0 ? [true] : [true, false];
  if (widget === 'yes-no') return turn % 2 === 0 ? [true, false] : [false, true];
  if (field.settings.options !== undefined || ['radio', 'select', 'combobox', 'checkboxes', 'chips'].includes(widget)) {
    const options = rotate(await form.options(field.pointer), turn);
    const values = options.map(({value}) => value as Json);
    if (widget !== 'checkboxes' && widget !== 'chips') return values;
    return values.map((_, i) => values.slice(0, i + 1));
  }
  if (['number', 'integer', 'money', 'percentage'].includes(widget)) return numbersFor(keywords);
  return sampleTexts(keywords);
}

function rotate(options: readonly Option[], turn: number): readonly Option[] {
  const from = options.length > 0 ? turn % options.length : 0;
  return [...options.slice(from), ...options.slice(0, from)];
}

export function numbersFor({minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf}: Keywords): readonly number[] {
  const step = typeof multipleOf === 'number' ? multipleOf : 1;
  const bounds = [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter((bound) => typeof bound === 'number');
  const near = bounds.flatMap((bound) => [
    bound,
    bound + step,
    bound - step,
    Math.ceil(bound / step) * step,
    Math.floor(bound / step) * step,
  ]);
  return [1, ...near, 0, 2, 10, 100, 1000, 2020, step, 0.5, -1];
}
