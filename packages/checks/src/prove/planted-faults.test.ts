/** Definitions with a known fault, and without: what is planted is found, and nothing else is. */
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {FieldSettings, FormDefinition, Json, JsonSchema, Page} from '@egov-form/core';
import {prove} from './prove.ts';

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function dice(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * count);
  };
}

type Roll = (count: number) => number;

/** A form under construction: questions that rules may ask, each used once, so that no rule gets in the way of another one. */
class Draft {
  readonly #roll: Roll;
  readonly #members: {[name: string]: JsonSchema} = {};
  readonly fields: {[pointer: string]: FieldSettings} = {};
  readonly pages: {id: string; title: string; visible?: Json; items: Page['items'][number][]}[] = [];
  readonly documents: {[name: string]: {title: string; visible?: Json; required?: Json}} = {};

  constructor(roll: Roll) {
    this.#roll = roll;
    this.page();
  }

  page(visible?: Json): void {
    const id = `page-${this.pages.length}`;
    this.pages.push({id, title: id, ...(visible !== undefined && {visible}), items: []});
  }

  ask(schema: Exclude<JsonSchema, boolean>, settings: FieldSettings = {}, page = this.pages[0]): string {
    const name = `q${Object.keys(this.#members).length}`;
    this.#members[name] = {title: name, ...schema};
    if (Object.keys(settings).length > 0) this.fields[`/${name}`] = settings;
    page?.items.push({field: `/${name}`});
    return `/${name}`;
  }

  /** A rule about a question of its own that holds for some answers and not for others, and one that holds for others. */
  atom(): {readonly yes: Json; readonly no: Json; readonly of: string} {
    const kind = this.#roll(5);
    if (kind === 0) {
      const of = this.ask({type: 'boolean'});
      return {of, yes: {'==': [{var: of}, true]}, no: {'==': [{var: of}, false]}};
    }
    if (kind === 1) {
      const of = this.ask({enum: ['a', 'b', 'c']});
      return {of, yes: {in: [{var: of}, ['a', 'b']]}, no: {'===': [{var: of}, 'c']}};
    }
    if (kind === 2) {
      const [of, limit] = [this.ask({type: 'integer', minimum: 0}), 1 + this.#roll(1000)];
      return {of, yes: {'>=': [{var: of}, limit]}, no: {'<': [{var: of}, limit]}};
    }
    if (kind === 3) {
      const [of, years] = [this.ask({type: 'string', format: 'date'}), 1 + this.#roll(60)];
      const age: Json = {dateDiff: [{var: of}, {today: []}, 'years']};
      return {of, yes: {'>=': [age, years]}, no: {and: [{'!=': [{var: of}, null]}, {'<': [age, years]}]}};
    }
    const of = this.ask({type: 'string', maxLength: 20});
    return {of, yes: {'==': [{var: of}, 'Lai Châu']}, no: {'!=': [{var: of}, 'Lai Châu']}};
  }

  /** A condition that holds at times. */
  condition(): Json {
    const kind = this.#roll(4);
    const [a, b] = [this.atom(), this.atom()];
    if (kind === 0) return a.yes;
    if (kind === 1) return {and: [a.yes, b.no]};
    if (kind === 2) return {or: [a.no, b.yes]};
    return {'!': [{and: [a.yes, b.yes]}]};
  }

  /** What is not at fault, of everything. */
  fill(count: number): void {
    for (let i = 0; i < count; i += 1) {
      const kind = this.#roll(5);
      if (kind === 0) this.ask({type: 'string'}, {visible: this.condition(), required: true});
      else if (kind === 1) {
        const visible = this.condition();
        this.ask({type: 'string'}, {visible, required: visible});
      } else if (kind === 2) {
        const parent = this.ask({type: 'boolean'}, {visible: this.condition()});
        this.ask(
          {type: 'integer'},
          {
            visible: {'==': [{var: parent}, true]},
            checks: [{rule: {'<': [{var: `/q${Object.keys(this.#members).length}`}, 7]}, message: 'm'}],
          },
        );
      } else if (kind === 3) {
        this.page(this.condition());
        this.ask({type: 'string'}, {readonly: this.condition()}, this.pages.at(-1));
      } else
        this.documents[`d${Object.keys(this.documents).length}`] = {
          title: 'd',
          visible: this.condition(),
          required: this.condition(),
        };
    }
  }

  definition(): FormDefinition {
    const items = Object.keys(this.documents).map((document) => ({document}));
    this.pages[0]?.items.push(...items);
    return {
      ...{id: 'planted', version: '1.0.0', title: 'Planted'},
      data: {type: 'object', properties: this.#members},
      ...{pages: this.pages, fields: this.fields, documents: this.documents},
    };
  }
}

const escaped = (pointer: string): string => `/fields/${pointer.replaceAll('/', '~1')}`;

/** Each plants one fault, and says what is to be found where. */
const FAULTS: {readonly [name: string]: (draft: Draft, roll: Roll) => readonly string[]} = {
  'nothing at all': () => [],
  'a question that is never shown': (draft) => {
    const {yes, no} = draft.atom();
    const of = draft.ask({type: 'string'}, {visible: {and: [yes, draft.condition(), no]}});
    return [`proof.unreachable ${escaped(of)}/visible`];
  },
  'a bound that nothing passes': (draft) => {
    const of = draft.ask({type: 'integer', minimum: 1, maximum: 9});
    const hidden = draft.ask({type: 'string'}, {visible: {'>': [{var: of}, 9]}});
    return [`proof.unreachable ${escaped(hidden)}/visible`];
  },
  'dates in the wrong order': (draft) => {
    const [from, to] = [draft.ask({type: 'string', format: 'date'}), draft.ask({type: 'string', format: 'date'})];
    const rule: Json = {and: [{'<': [{var: from}, {var: to}]}, {'>=': [{dateDiff: [{var: to}, {var: from}, 'days']}, 0]}]};
    const of = draft.ask({type: 'string'}, {visible: rule});
    return [`proof.unreachable ${escaped(of)}/visible`];
  },
  'a condition that decides nothing': (draft) => {
    const {yes} = draft.atom();
    const of = draft.ask({type: 'string'}, {visible: {or: [yes, {'!': [yes]}]}});
    return [`proof.always ${escaped(of)}/visible`];
  },
  'a page that nobody reaches': (draft) => {
    const {yes, no} = draft.atom();
    draft.page({and: [yes, no]});
    draft.ask({type: 'string'}, {visible: draft.condition()}, draft.pages.at(-1));
    return [`proof.unreachable /pages/${draft.pages.length - 1}/visible`];
  },
  'a group against its page': (draft) => {
    const {yes, no} = draft.atom();
    draft.page(yes);
    const of = draft.ask({type: 'string'}, {visible: draft.condition()}, draft.pages.at(-1));
    const page = draft.pages.at(-1);
    if (page) page.items = [{group: 'Group', visible: no, items: page.items}];
    return [`proof.unreachable ${escaped(of)}`];
  },
  'a condition that needs a hidden answer': (draft) => {
    const {yes, no} = draft.atom();
    const parent = draft.ask({type: 'boolean'}, {visible: yes});
    const of = draft.ask({type: 'string'}, {visible: {and: [{'==': [{var: parent}, true]}, no]}});
    return [`proof.needs-hidden ${escaped(of)}/visible`];
  },
  'required while hidden': (draft) => {
    const {yes, no} = draft.atom();
    const of = draft.ask({type: 'string'}, {visible: yes, required: no});
    return [`proof.required-hidden ${escaped(of)}/required`];
  },
  'required and never shown': (draft) => {
    const {yes, no} = draft.atom();
    const of = draft.ask({type: 'string'}, {visible: {and: [yes, no]}, required: draft.condition()});
    return [`proof.unreachable ${escaped(of)}/visible`, `proof.required-unreachable ${escaped(of)}/required`];
  },
  'a check that nothing passes': (draft, roll) => {
    const limit = roll(100);
    const of = draft.ask({type: 'integer', minimum: limit});
    draft.fields[of] = {checks: [{rule: {'<': [{var: of}, limit]}, message: 'm'}]};
    return [`proof.check-impossible ${escaped(of)}/checks/0/rule`];
  },
  'a check that everything passes': (draft, roll) => {
    const limit = roll(100);
    const of = draft.ask({type: 'integer', maximum: limit});
    draft.fields[of] = {checks: [{rule: {'<=': [{var: of}, limit]}, message: 'm'}]};
    return [`proof.check-idle ${escaped(of)}/checks/0/rule`];
  },
  'two checks that refuse each other': (draft, roll) => {
    const limit = roll(100);
    const of = draft.ask({type: 'integer'});
    const [low, high]: Json[] = [{'<': [{var: of}, limit]}, {'>': [{var: of}, limit + roll(9)]}];
    draft.fields[of] = {
      checks: [
        {rule: low ?? null, message: 'm'},
        {rule: high ?? null, message: 'm'},
      ],
    };
    return [`proof.checks-contradict ${escaped(of)}/checks/1/rule`];
  },
  'checks of two questions that refuse each other': (draft) => {
    const [a, b] = [draft.ask({type: 'string', format: 'date'}), draft.ask({type: 'string', format: 'date'})];
    draft.fields[a] = {checks: [{rule: {'<': [{var: a}, {var: b}]}, message: 'm'}]};
    draft.fields[b] = {checks: [{rule: {'<': [{var: b}, {var: a}]}, message: 'm'}]};
    return [`proof.checks-contradict ${escaped(b)}/checks/0/rule`];
  },
  'a paper that nobody hands in': (draft) => {
    const {yes, no} = draft.atom();
    draft.documents['lost'] = {title: 'd', visible: {and: [yes, no]}};
    return ['proof.unreachable /documents/lost/visible'];
  },
  'a paper that is required while it is hidden': (draft) => {
    const {yes, no} = draft.atom();
    draft.documents['lost'] = {title: 'd', visible: yes, required: no};
    return ['proof.required-hidden /documents/lost/required'];
  },
  'nothing in rows': (draft) => {
    const outer = draft.atom();
    list(draft, (row) => ({and: [outer.yes, {'==': [{var: row}, false]}]}));
    return [];
  },
  'a question of a row that is never shown': (draft) => {
    const outer = draft.atom();
    const never = (row: string): readonly Json[] => [outer.yes, {'==': [{var: row}, true]}, {'!': [{var: row}]}];
    const of = list(draft, (row) => ({and: never(row)}));
    return [`proof.unreachable ${escaped(of)}/visible`];
  },
  'a choice that is never offered': (draft) => {
    const {yes, no} = draft.atom();
    const options = [
      {value: 'a', label: 'A'},
      {value: 'b', label: 'B', when: {and: [yes, no]}},
    ];
    const of = draft.ask({enum: ['a', 'b']}, {options});
    return [`proof.never ${escaped(of)}/options/1/when`];
  },
};

/** A list whose rows ask two things, the second while a rule of the row holds. */
function list(draft: Draft, visible: (row: string) => Json): string {
  const owned = {type: 'boolean', title: 'owned'} as const;
  const items = {type: 'object', properties: {owned, lender: {type: 'string', title: 'lender'}}};
  const rows = draft.ask({type: 'array', items} as Exclude<JsonSchema, boolean>);
  const page = draft.pages[0];
  if (page) page.items[page.items.length - 1] = {list: rows, items: [{field: `${rows}/*/owned`}, {field: `${rows}/*/lender`}]};
  draft.fields[`${rows}/*/lender`] = {visible: visible(`${rows}/*/owned`)};
  return `${rows}/*/lender`;
}

const EACH = 20;

describe('planted faults', () => {
  for (const [name, plant] of Object.entries(FAULTS)) {
    it(`finds ${name} in ${EACH} forms, and nothing else`, () => {
      for (let seed = 0; seed < EACH; seed += 1) {
        const roll = dice(seed * 7919 + name.length);
        const draft = new Draft(roll);
        draft.fill(roll(4));
        const planted = plant(draft, roll);
        draft.fill(roll(4));
        const {findings, conditions} = prove(draft.definition(), {ways: 2});
        const found = findings.map(({code, pointer}) => `${code} ${pointer}`);
        assert.deepEqual(found.sort(), [...planted].sort(), `seed ${seed}`);
        const unknown = conditions.filter(({verdict}) => verdict === 'unknown').map(({pointer, doubt}) => `${pointer} ${doubt}`);
        assert.deepEqual(unknown, [], `seed ${seed}`);
      }
    });
  }
});
