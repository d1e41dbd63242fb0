import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readPlan} from '../definition/check-definition.ts';
import {createForm} from '../engine/create-form.ts';
import {FormEngine} from '../engine/engine.ts';
import type {Form, FormPorts} from '../engine/form.ts';
import {FormValidators} from '../engine/form-validators.ts';
import {transactionFromJSON, transactionToJSON} from '../engine/transactions/transaction-json.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonObject} from '../json/json.ts';
import type {LookupConnector} from '../ports/ports.ts';
import {correctValue} from '../provenance/correction.ts';
import {compareLookup} from './register-changes.ts';

const LATER = '2026-11-30T00:00:00Z';
const MOST = 6;

const definition: FormDefinition = {
  ...{id: 'household', version: '1.0.0', title: 'Household'},
  data: {
    type: 'object',
    properties: {
      code: {type: 'string'},
      members: {
        type: 'array',
        maxItems: MOST,
        items: {type: 'object', properties: {id: {type: 'string'}, name: {type: 'string'}, note: {type: 'string'}}},
      },
    },
  },
  lookups: {
    household: {
      connector: 'households',
      keys: {code: '/code'},
      fill: {'/members/*/id': 'people/*/id', '/members/*/name': 'people/*/name'},
      trust: {'*': 'correctable', '/members/*/id': 'locked'},
      purpose: 'x',
    },
  },
};

/** Names of people by their number. */
type Household = {readonly [id: string]: string};

function register(people: Household, at: string): LookupConnector {
  const rows: JsonObject[] = Object.entries(people).map(([id, name]) => ({id, name}));
  return {ask: async () => ({state: 'filled', values: {people: rows}, source: {register: 'r', title: 'R', at}, receipt: at})};
}

/** The definition is read once for all of them. */
const plan = readPlan(definition, []);
const validators = new FormValidators(plan);
const openForm = (ports: FormPorts): FormEngine => new FormEngine(plan, ports, validators);

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
const membersOf = (form: Form): readonly JsonObject[] => (form.get('/members') ?? []) as JsonObject[];

/** What the person does with the rows that the register filled. */
interface Doings {
  readonly corrected: readonly string[];
  readonly noted: readonly string[];
  readonly removed: readonly string[];
  readonly own: readonly string[];
}

async function resumed(then: Household, {corrected, noted, removed, own}: Doings, now: LookupConnector): Promise<Form> {
  const form = openForm({connector: register(then, '2026-11-01T00:00:00Z')});
  form.set('/code', '1');
  await settled();
  const at = (id: string): number => membersOf(form).findIndex((row) => row['id'] === id);
  for (const id of corrected) if (at(id) >= 0) correctValue(form, `/members/${at(id)}/name`, `${id} corrected`, 'married');
  for (const id of noted) if (at(id) >= 0) form.set(`/members/${at(id)}/note`, `of ${id}`);
  for (const id of removed) if (at(id) >= 0) form.list('/members').remove(at(id));
  for (const id of own)
    if (form.list('/members').rows.length < MOST) {
      form.list('/members').insert();
      form.set(`/members/${form.list('/members').rows.length - 1}/id`, id);
    }
  const later = openForm({connector: now});
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  await settled();
  return later;
}

const ids = ['1', '2', '3', '4'];
const household = fc.dictionary(fc.constantFrom(...ids), fc.constantFrom('An', 'Binh', 'Chi'), {noNullPrototype: true});
const some = fc.uniqueArray(fc.constantFrom(...ids), {maxLength: 2});
const doings = fc.record({corrected: some, noted: some, removed: some, own: fc.uniqueArray(fc.constantFrom('8', '9'))});

test('law: a draft with rows of a register keeps every answer, and each change is told', async () => {
  const seen = {changed: 0, gone: 0, added: 0};
  await fc.assert(
    fc.asyncProperty(household, doings, household, fc.boolean(), async (then, done, now, takes) => {
      const form = await resumed(then, done, register(now, LATER));
      const before = form.answers();
      const rows = membersOf(form);
      const {changes, rows: added, settle} = await compareLookup(form.lookup('household'));
      assert.deepEqual(form.answers(), before, 'nothing is overwritten');
      const origins = form.snapshot().origins;

      const wanted = rows.flatMap(({id}, index) => {
        const [said, says] = [then[String(id)], now[String(id)]];
        if (said === undefined || (done.own as readonly string[]).includes(String(id)) || said === says) return [];
        return says === undefined ? [`/members/${index}/id`, `/members/${index}/name`] : [`/members/${index}/name`];
      });
      assert.deepEqual(
        changes.map(({pointer}) => pointer),
        wanted,
      );
      const fresh = Object.keys(now).filter((id) => then[id] === undefined);
      assert.deepEqual(
        added.map(({id, cells}) => [id, cells.map(({pointer, value}) => [pointer, value])]),
        fresh.map((id) => [
          `/members ${id}`,
          [
            ['/members/*/id', id],
            ['/members/*/name', now[id]],
          ],
        ]),
      );
      seen.changed += changes.filter((one) => one.now !== undefined).length;
      seen.gone += changes.filter((one) => one.now === undefined).length;
      seen.added += added.length;

      settle(takes ? [...changes.map(({pointer}) => pointer), ...added.map(({id}) => id)] : [], 'as it was');
      await settled();
      const free = MOST - rows.length;
      assert.deepEqual(membersOf(form), [
        ...rows.map((row, index) => {
          const change = changes.find(({pointer}) => pointer === `/members/${index}/name`);
          return takes && change && !change.edited && change.now !== undefined ? {...row, name: change.now} : row;
        }),
        ...(takes ? fresh.slice(0, free).map((id) => ({id, name: now[id]})) : []),
      ]);
      const {changes: left, rows: leftRows} = await compareLookup(form.lookup('household'));
      assert.deepEqual([left, leftRows], [[], []], 'it is asked once');
      if (changes.length + added.length > 0) {
        form.undo();
        assert.deepEqual([form.answers(), form.snapshot().origins], [before, origins], 'one step takes it back');
      }
      form.dispose();
    }),
    {numRuns: 1000},
  );
  assert.ok(seen.changed > 200 && seen.gone > 200 && seen.added > 200, JSON.stringify(seen));
});

test('a row that has moved since is settled where it stands', async () => {
  const form = await resumed(
    {1: 'An', 2: 'Binh'},
    {corrected: [], noted: [], removed: [], own: []},
    register({1: 'Anh', 2: 'Bình'}, LATER),
  );
  const {changes, settle} = await compareLookup(form.lookup('household'));
  form.list('/members').remove(0);
  settle([changes[1]?.pointer ?? ''], 'x');
  assert.deepEqual(membersOf(form), [{id: '2', name: 'Bình'}]);
});

test('which rows an answer had is kept with it, in drafts and in steps', async () => {
  const form = createForm(definition, {connector: register({1: 'An'}, LATER)});
  const steps: unknown[] = [];
  form.subscribe((transaction) => void steps.push(transactionToJSON(transaction)));
  form.set('/code', '1');
  await settled();
  assert.deepEqual(form.snapshot().lookups['household']?.rows, {'/members': ['1']});
  const read = steps.flatMap((step) => transactionFromJSON(step).changes);
  assert.ok(JSON.stringify(read).includes('"rows":{"/members":["1"]}'), JSON.stringify(read));
});
