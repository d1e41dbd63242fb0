/**
 * Fills a form as a person would who knows nothing of it but what it shows: through its fields' choices and controls, its
 * lists' buttons, and what it says is wrong. There is no other way into the answers.
 */
import type {Field, Form, Issue, Json, JsonSchema, List, Option} from '@egov-form/core';
import {FormError} from '@egov-form/core';
import {Part} from '@egov-form/core/structure';
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
  const fewest = Math.max(list?.minItems ?? 0, Number(issue.code === 'schema.minItems' ? issue.params?.['minItems'] : 1));
  if (list && list.rows.length < fewest) {
    list.insert();
    return;
  }
  const field = fieldAround(form, issue.pointer);
  if (field) {
    if (isOpen(field) || field.issues.length > 0) await fillField(form, field, turn);
    return;
  }
  // About a part: whatever lies in it may be what is missing, one after the other until it is said no more.
  const inside = fieldsOf(form).filter((one) => isOpen(one) && one.pointer.startsWith(`${issue.pointer}/`));
  for (const one of inside) {
    await fillField(form, one, turn);
    if (!errorsOf(form).some(({code, pointer}) => code === issue.code && pointer === issue.pointer)) return;
  }
  await fillWhereItLeads(form, issue, turn);
}

/** The question to which the form leads from an issue. */
async function fillWhereItLeads(form: Form, issue: Issue, turn: number): Promise<void> {
  const question = form.questionAt(issue.pointer);
  const list = question?.kind === 'list' ? listAt(form, question.pointer) : undefined;
  if (list) list.insert();
  const field = question && fieldAt(form, question.pointer);
  if (field && isOpen(field)) await fillField(form, field, turn);
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
  if (widget === 'structure') {
    const source = form.schemaOf(field.pointer);
    const of = (wholly: boolean, first: number): Json | undefined =>
      buildPart(new Part(source, [source], undefined), {turn: first, wholly, depth: 0});
    const built = [0, 1, 2, 3].flatMap((more) => [of(false, turn + more), of(true, turn + more)]);
    return built.filter((value) => value !== undefined);
  }
  if (['number', 'integer', 'money', 'percentage'].includes(widget)) return numbersFor(keywords);
  return sampleTexts(keywords);
}

interface Building {
  /** Which alternative is taken. */
  readonly turn: number;
  /** Whether optional members are given, too. */
  readonly wholly: boolean;
  readonly depth: number;
}

const MOST_LEVELS = 8;

/** A value made as its editor lets a person make it: an alternative picked, members and items added one by one. */
function buildPart(part: Part, {turn, wholly, depth}: Building): Json | undefined {
  if (depth > MOST_LEVELS) return undefined;
  const inner: Building = {turn, wholly: wholly && depth < 1, depth: depth + 1};
  switch (part.kind) {
    case undefined: {
      const picked = turn % Math.max(part.alternatives.length, 1);
      return buildPart(part.picked(picked), {turn, wholly, depth: depth + 1});
    }
    case 'choice':
      return part.options[turn % Math.max(part.options.length, 1)]?.value as Json | undefined;
    case 'boolean':
      return true;
    case 'null':
      return null;
    case 'number':
    case 'integer':
      return firstFitting(part, numbersFor(part.keywords));
    case 'text':
      return firstFitting(part, sampleTexts(part.keywords));
    case 'list': {
      const items: Json[] = [];
      const wanted = Math.min(Math.max(part.minItems, wholly ? 1 : 0), part.maxItems, 20);
      for (let i = 0; i < wanted; i++) {
        const value = buildPart(part.item(i), {...inner, turn: turn + i});
        if (value !== undefined) items.push(value);
      }
      return items;
    }
    case 'group': {
      const members: {[name: string]: Json} = {};
      const put = (now: Part, name: string): void => {
        const value = buildPart(now.member(name), inner);
        if (value !== undefined) members[name] = value;
      };
      for (const {name, required} of part.members) if (required || inner.wholly) put(part, name);
      const least = Number(part.keywords['minProperties'] ?? 0);
      for (const name of NAMES) {
        const now = part.holding(members);
        const count = Object.keys(members).length;
        if (count >= least && !(wholly && part.members.length === 0 && count === 0)) break;
        if (now.mayAdd && now.takesName(name)) put(now, name);
        else if (now.members.some((one) => one.name === name)) continue;
      }
      return members;
    }
  }
}

/** Names that a person may give to what they add. */
const NAMES = ['a', 'key', 'name1', 'x-a', '_a', '1', 'en', 'abc_def', './a', '^a', 'example.com', '2020', 'A', 'a1b2c3'];

function firstFitting<T extends Json>(part: Part, candidates: readonly T[]): T | undefined {
  return candidates.find((value) => part.takes(value)) ?? candidates[0];
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
