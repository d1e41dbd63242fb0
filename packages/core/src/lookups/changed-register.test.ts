import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readPlan} from '../definition/check-definition.ts';
import {createForm} from '../engine/create-form.ts';
import {FormEngine} from '../engine/engine.ts';
import type {FormPorts} from '../engine/form.ts';
import {FormValidators} from '../engine/form-validators.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupAnswer, LookupConnector} from '../ports/ports.ts';
import {correctValue} from '../provenance/correction.ts';
import type {Origin} from '../provenance/origin.ts';
import {compareLookup, type RegisterChange} from './register-changes.ts';

const MEMBERS = ['name', 'born', 'home', 'phone', 'work'] as const;
type Member = (typeof MEMBERS)[number];
type Values = {readonly [member in Member]?: string};
const AT = '2026-11-01T00:00:00Z';
const LATER = '2026-11-30T00:00:00Z';

const definition: FormDefinition = {
  ...{id: 'person', version: '1.0.0', title: 'Person'},
  data: {type: 'object', properties: Object.fromEntries(['code', ...MEMBERS].map((name) => [name, {type: 'string'}]))},
  lookups: {
    person: {
      connector: 'people',
      keys: {code: '/code', born: {pointer: '/born', optional: true}},
      fill: Object.fromEntries(MEMBERS.map((member) => [`/${member}`, member])),
      trust: {'*': 'correctable', '/name': 'locked', '/born': 'locked'},
      purpose: 'x',
    },
  },
};

class Register implements LookupConnector {
  answer: LookupAnswer;

  constructor(values: Values, at = AT) {
    this.answer = {state: 'filled', values, source: {register: 'r', title: 'R', at}, receipt: at};
  }

  async ask(): Promise<LookupAnswer> {
    return this.answer;
  }
}

/** The definition is read once for all of them. */
const plan = readPlan(definition, []);
const validators = new FormValidators(plan);
const openForm = (ports: FormPorts): FormEngine => new FormEngine(plan, ports, validators);

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A form that the register filled, edited by the person, and opened again from its draft when the register says otherwise. */
async function resumed(then: Values, edits: Values, now: LookupConnector) {
  const form = openForm({connector: new Register(then)});
  form.set('/code', '1');
  await settled();
  for (const member of MEMBERS)
    if (edits[member] !== undefined && !form.field(`/${member}`).readonly)
      correctValue(form, `/${member}`, edits[member], 'moved');
  const later = openForm({connector: now});
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  await settled();
  return later;
}

const word = fc.constantFrom('a', 'b', 'c');
const values = fc.record({name: word, born: word, home: word, phone: word, work: word}, {requiredKeys: []});
/** Another key would be another question. */
const edits = fc.record({name: word, home: word, phone: word, work: word}, {requiredKeys: []});

/** Of an answer that the person keeps: what the register says beside it, and how old that is. */
function wordOf(origin: Origin | undefined): readonly unknown[] {
  if (origin?.kind !== 'typed') return [origin?.kind];
  const {registered} = origin;
  return ['typed', origin.reason, registered?.value, registered?.origin.receipt];
}

function wordWith({edited, now}: RegisterChange): readonly unknown[] {
  const reason = edited ? 'moved' : 'as it was';
  return now === undefined ? ['typed', edited ? reason : undefined, undefined, undefined] : ['typed', reason, now, LATER];
}

test('law: a draft opened later keeps every answer, and each change of a register is told', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(values, edits, values, fc.boolean(), async (then, edited, now, takes) => {
      const form = await resumed(then, edited, new Register(now, LATER));
      const before = form.answers();
      const {changes: found, settle} = await compareLookup(form.lookup('person'));
      assert.deepEqual([form.answers(), form.lookup('person').state], [before, 'filled'], 'nothing is overwritten');
      const wanted = MEMBERS.filter((member) => then[member] !== undefined && then[member] !== now[member]);
      assert.deepEqual(
        found.map(({pointer}) => pointer),
        wanted.map((member) => `/${member}`),
      );
      for (const {pointer, was, now: says, edited: isEdited} of found) {
        const member = pointer.slice(1) as Member;
        assert.deepEqual([was, says], [then[member], now[member]]);
        assert.equal(isEdited, form.field(pointer).origin?.kind === 'typed');
      }
      changed += found.length;
      const origins = form.snapshot().origins;
      settle(takes ? found.map(({pointer}) => pointer) : [], 'as it was');
      await settled();
      for (const member of MEMBERS) {
        const change = found.find(({pointer}) => pointer === `/${member}`);
        const isTaken = change && !change.edited && change.now !== undefined && (takes || change.locked);
        assert.equal(form.get(`/${member}`), isTaken ? change.now : before[member]);
        const {origin, issues} = form.field(`/${member}`);
        assert.deepEqual(issues, [], 'nothing of it stands in the way');
        if (isTaken) assert.deepEqual(origin?.kind === 'register' && [origin.at, origin.receipt], [LATER, LATER]);
        else if (change) assert.deepEqual(wordOf(origin), wordWith(change), 'what is kept is their own word');
      }
      assert.deepEqual((await compareLookup(form.lookup('person'))).changes, [], 'it is asked once');
      if (found.length > 0) {
        form.undo();
        const {receipts: _receipts, ...again} = form.snapshot();
        assert.deepEqual([again.answers, again.origins], [before, origins], 'one step takes it back');
      }
      form.dispose();
    }),
    {numRuns: 1000},
  );
  assert.ok(changed > 500);
});

test('what cannot be asked, or was never answered, has not changed', async () => {
  const register = new Register({name: 'b'});
  for (const answer of [
    {state: 'unavailable', reason: 'down'},
    {state: 'limited', retryAfterSeconds: 9},
    {state: 'forbidden', reason: 'sign-in'},
    {state: 'not-found'},
  ] as const) {
    register.answer = answer;
    const form = await resumed({name: 'a'}, {}, register);
    const {changes, settle} = await compareLookup(form.lookup('person'));
    assert.deepEqual(changes, []);
    settle(['/name'], 'x');
    assert.deepEqual([form.get('/name'), form.lookup('person').state], ['a', 'filled']);
  }
  const empty = createForm(definition, {connector: register});
  assert.deepEqual((await compareLookup(empty.lookup('person'))).changes, []);
});

test('an answer to keys that changed meanwhile is dropped', async () => {
  const form = await resumed({name: 'a', home: 'x'}, {}, new Register({name: 'b', home: 'y'}));
  const comparing = compareLookup(form.lookup('person'));
  form.set('/code', '2');
  assert.deepEqual((await comparing).changes, []);
});
