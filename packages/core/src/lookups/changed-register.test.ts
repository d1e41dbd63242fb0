import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createForm} from '../engine/create-form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupAnswer, LookupConnector} from '../ports/ports.ts';
import {correctValue} from '../provenance/correction.ts';

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

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

/** A form that the register filled, edited by the person, and opened again from its draft when the register says otherwise. */
async function resumed(then: Values, edits: Values, now: LookupConnector) {
  const form = createForm(definition, {connector: new Register(then)});
  form.set('/code', '1');
  await settled();
  for (const member of MEMBERS)
    if (edits[member] !== undefined && !form.field(`/${member}`).readonly)
      correctValue(form, `/${member}`, edits[member], 'moved');
  const later = createForm(definition, {connector: now});
  later.restore(JSON.parse(JSON.stringify(form.snapshot())));
  await settled();
  return later;
}

const word = fc.constantFrom('a', 'b', 'c');
const values = fc.record({name: word, born: word, home: word, phone: word, work: word}, {requiredKeys: []});
/** Another key would be another question. */
const edits = fc.record({name: word, home: word, phone: word, work: word}, {requiredKeys: []});

test('law: a draft opened later keeps every answer, and each change of a register is told', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(values, edits, values, fc.boolean(), async (then, edited, now, takes) => {
      const form = await resumed(then, edited, new Register(now, LATER));
      const before = form.answers();
      const found = await form.lookup('person').compare();
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
      if (!takes) return;
      form.lookup('person').takeChanges(found.map(({pointer}) => pointer));
      await settled();
      for (const member of MEMBERS) {
        const change = found.find(({pointer}) => pointer === `/${member}`);
        const isTaken = change && !change.edited && change.now !== undefined;
        assert.equal(form.get(`/${member}`), isTaken ? change.now : before[member]);
        const {origin} = form.field(`/${member}`);
        if (isTaken) assert.deepEqual(origin?.kind === 'register' && [origin.at, origin.receipt], [LATER, LATER]);
      }
      if (found.some(({edited, now: says}) => !edited && says !== undefined)) {
        form.undo();
        assert.deepEqual(form.answers(), before, 'one step takes it back');
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
    assert.deepEqual(await form.lookup('person').compare(), []);
    form.lookup('person').takeChanges(['/name']);
    assert.deepEqual([form.get('/name'), form.lookup('person').state], ['a', 'filled']);
  }
  const empty = createForm(definition, {connector: register});
  assert.deepEqual(await empty.lookup('person').compare(), []);
});

test('an answer to keys that changed meanwhile is dropped', async () => {
  const form = await resumed({name: 'a', home: 'x'}, {}, new Register({name: 'b', home: 'y'}));
  const comparing = form.lookup('person').compare();
  form.set('/code', '2');
  assert.deepEqual(await comparing, []);
});
