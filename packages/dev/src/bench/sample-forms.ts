/** Definitions of any size for the measurements, and answers to them. Ordinary forms: no part is there to be easy. */
import type {FormDefinition, Json, JsonSchema} from '@egov-form/core';

type Fields = NonNullable<FormDefinition['fields']>;

const PER_SECTION = 20;
const PER_PAGE = 100;

/** What the schema says of the i-th question: texts, numbers, dates, choices and ticks in turn. */
function questionSchema(i: number): JsonSchema {
  const title = `Question ${i}`;
  switch (i % 6) {
    case 0:
      return {type: 'string', title, minLength: 2, maxLength: 60};
    case 1:
      return {type: 'integer', title, minimum: 0, maximum: 1_000_000};
    case 2:
      return {type: 'string', title, format: 'date'};
    case 3:
      return {type: 'string', title, enum: ['first', 'second', 'third']};
    case 4:
      return {type: 'string', title, pattern: '^[A-Z0-9-]{3,12}$'};
    default:
      return {type: 'boolean', title};
  }
}

/** An answer to the i-th question. A wrong one has the right type, and `turn` makes each round's answers new. */
export function answerTo(i: number, turn = 0, wrong = false): Json {
  switch (i % 6) {
    case 0:
      return wrong ? `${'x'.repeat(70)}${turn}` : `answer ${turn}`;
    case 1:
      return wrong ? -1 - turn : turn;
    case 2:
      return wrong ? `2026-13-${10 + (turn % 20)}` : `2026-01-${10 + (turn % 20)}`;
    case 3:
      return wrong ? `fourth ${turn}` : (['first', 'second', 'third'][turn % 3] ?? 'first');
    case 4:
      return wrong ? `bad value ${turn}` : `ABC-${turn}`;
    default:
      return turn % 2 === 0;
  }
}

export function pointerOf(i: number): string {
  return `/section${Math.floor(i / PER_SECTION)}/question${i}`;
}

/**
 * `count` questions in sections of 20 and pages of 100, each with texts in two languages; one in ten is required, one in
 * eighteen is shown by another's answer, one in eighteen has a check.
 */
export function flatForm(count: number): FormDefinition {
  const properties: {[section: string]: {type: 'object'; properties: {[name: string]: JsonSchema}; required: string[]}} = {};
  const fields: {[pointer: string]: Fields[string]} = {};
  const pages: {id: string; title: string; items: {group: string; items: {field: string}[]}[]}[] = [];
  for (let i = 0; i < count; i += 1) {
    const section = `section${Math.floor(i / PER_SECTION)}`;
    const name = `question${i}`;
    const object = properties[section] ?? {type: 'object', properties: {}, required: []};
    properties[section] = object;
    object.properties[name] = questionSchema(i);
    if (i % 10 === 0) object.required.push(name);
    fields[pointerOf(i)] = {
      label: {vi: `Câu hỏi ${i}`, en: `Question ${i}`},
      ...(i % 3 === 0 && {hint: {vi: 'Ghi như trong giấy tờ.', en: 'As on the paper.'}}),
      ...(i % 18 === 7 && {visible: {'==': [{var: pointerOf(i - 2)}, true]}}),
      ...(i % 18 === 13 && {
        checks: [{rule: {'<=': [{var: pointerOf(i)}, 900_000]}, message: {vi: 'Quá lớn.', en: 'Too large.'}}],
      }),
    };
    if (i % PER_PAGE === 0) pages.push({id: `page${i}`, title: `Page ${i / PER_PAGE + 1}`, items: []});
    const items = pages.at(-1)?.items;
    if (i % PER_SECTION === 0) items?.push({group: `Section ${i / PER_SECTION + 1}`, items: []});
    items?.at(-1)?.items.push({field: pointerOf(i)});
  }
  return {id: 'flat', version: '1.0.0', title: 'Flat', data: {type: 'object', properties: {...properties}}, pages, fields};
}

/** `/n0` is typed; each of the `count` others is the one before plus one. */
export function chainForm(count: number): FormDefinition {
  const properties: {[name: string]: JsonSchema} = {n0: {type: 'integer'}};
  const fields: {[pointer: string]: Fields[string]} = {};
  for (let i = 1; i <= count; i += 1) {
    properties[`n${i}`] = {type: 'integer'};
    fields[`/n${i}`] = {value: {'+': [{var: `n${i - 1}`}, 1]}};
  }
  return {id: 'chain', version: '1.0.0', title: 'Chain', data: {type: 'object', properties}, fields};
}

/** One tick that shows `count` fields, each by a rule of its own. */
export function flipForm(count: number): FormDefinition {
  const properties: {[name: string]: JsonSchema} = {shown: {type: 'boolean'}};
  const fields: {[pointer: string]: Fields[string]} = {};
  for (let i = 0; i < count; i += 1) {
    properties[`n${i}`] = {type: 'string'};
    fields[`/n${i}`] = {visible: {'==': [{var: 'shown'}, true]}};
  }
  return {id: 'flip', version: '1.0.0', title: 'Flip', data: {type: 'object', properties}, fields};
}

/** `count` questions at the top, for validation: all of them asked, none hidden. */
export function questionnaire(count: number): FormDefinition {
  const properties: {[name: string]: JsonSchema} = {};
  for (let i = 0; i < count; i += 1) properties[`q${i}`] = questionSchema(i);
  return {id: 'questions', version: '1.0.0', title: 'Questions', data: {type: 'object', properties}};
}

/** A list of five-column rows. */
export function listForm(): FormDefinition {
  const columns: {[name: string]: JsonSchema} = {};
  for (let i = 0; i < 5; i += 1) columns[`c${i}`] = questionSchema(i);
  return {
    id: 'list',
    version: '1.0.0',
    title: 'List',
    data: {
      type: 'object',
      properties: {rows: {type: 'array', maxItems: 5000, items: {type: 'object', properties: columns}}},
    },
  };
}

export function listAnswers(count: number): {rows: Json[]} {
  return {
    rows: Array.from({length: count}, (_, row) =>
      Object.fromEntries(Array.from({length: 5}, (_none, i) => [`c${i}`, answerTo(i, row)] as const)),
    ),
  };
}
