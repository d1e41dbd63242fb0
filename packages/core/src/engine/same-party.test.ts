import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import type {FormDefinition, LookupSettings} from '../generated/definition.ts';
import type {LookupConnector, LookupRequest} from '../ports/ports.ts';
import type {Submission} from '../submission/submission.ts';
import {validateSubmission} from '../submission/validate-submission.ts';
import {createForm} from './create-form.ts';
import type {Form} from './form.ts';

const person = {
  type: 'object',
  required: ['name'],
  properties: {
    code: {type: 'string', maxLength: 4},
    name: {type: 'string', maxLength: 8},
    home: {type: 'object', properties: {province: {type: 'string'}, line: {type: 'string'}}},
    card: {type: 'object', properties: {number: {type: 'string'}}},
    note: {type: 'string'},
  },
};
const lookup = (name: string): LookupSettings => ({
  connector: 'people',
  keys: {code: `/${name}/code`},
  fill: {[`/${name}/name`]: 'name', [`/${name}/home/province`]: 'province'},
  trust: {[`/${name}/name`]: 'locked'},
  purpose: 'x',
});
const when = {'==': [{var: '/relation'}, 'mother']};
const asked = ['code', 'name', 'home/province', 'home/line', 'card/number'];

/** The requester may be the mother; the mother may be the guardian too. */
const definition: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {
    type: 'object',
    properties: {requester: person, mother: person, guardian: person, relation: {type: 'string'}, alone: {type: 'boolean'}},
  },
  pages: [
    {
      id: 'all',
      title: 'All',
      items: [
        {field: '/relation'},
        {field: '/alone'},
        ...['requester', 'mother', 'guardian'].flatMap((name) => asked.map((member) => ({field: `/${name}/${member}`}))),
        {field: '/mother/note'},
      ],
    },
  ],
  fields: {
    '/mother/home/line': {default: 'somewhere'},
    '/requester/card/number': {visible: {'!=': [{var: '/requester/code'}, '0000']}},
  },
  parties: {
    requester: {at: '/requester', title: 'Requester'},
    mother: {at: '/mother', title: 'Mother', same: {as: 'requester', when}},
    guardian: {at: '/guardian', title: 'Guardian', same: {as: 'mother', when: {var: '/alone'}}},
  },
  lookups: {requester: lookup('requester'), mother: lookup('mother')},
};

/** Knows everybody, by the number that they have. */
function register(): LookupConnector & {readonly requests: LookupRequest[]} {
  const requests: LookupRequest[] = [];
  return {
    requests,
    async ask(request) {
      requests.push(request);
      const {code = ''} = request.keys;
      const source = {register: 'r', title: 'R', at: '2026-11-30T00:00:00Z'};
      return {state: 'filled', values: {name: `N${code}`, province: `P${code}`}, source, receipt: `r${code}`};
    },
  };
}
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));
const sent = (form: Form): Submission => JSON.parse(JSON.stringify(form.submission({}, 'vi', true)));
const errorsOf = (issues: readonly {readonly code: string; readonly pointer: string}[]): string[] =>
  issues.map(({code, pointer}) => `${code} ${pointer}`).sort();

describe('a party that is another one', () => {
  test('follows it, at any depth, and is not asked', () => {
    const form = createForm(definition);
    form.set('/requester/name', 'Lan');
    form.set('/requester/home/province', '25');
    form.set('/relation', 'mother');
    const field = form.field('/mother/home/province');
    assert.deepEqual([field.value, field.follows, field.lockedBy], ['25', '/requester/home/province', 'computed']);
    assert.deepEqual([field.visible, field.origin], [true, {kind: 'computed'}]);
    assert.throws(() => form.set('/mother/name', 'Mai'), {code: 'EGOV_CORE_LOCKED'});
    assert.equal(form.field('/mother/note').follows, undefined, 'the requester has no note');
    // The default of what follows does not stand in for what the other party left empty.
    assert.equal(form.get('/mother/home/line'), undefined);
  });

  test('has what was typed for it again when it is another no more', () => {
    const form = createForm(definition);
    form.set('/mother/name', 'Mai');
    form.set('/requester/name', 'Lan');
    form.set('/relation', 'mother');
    assert.equal(form.get('/mother/name'), 'Lan');
    const later = createForm(definition);
    later.restore(JSON.parse(JSON.stringify(form.snapshot())));
    for (const one of [form, later]) {
      assert.equal(one.get('/mother/name'), 'Lan');
      one.set('/relation', 'aunt');
      assert.deepEqual([one.get('/mother/name'), one.field('/mother/name').origin], ['Mai', {kind: 'typed'}]);
      assert.equal(one.get('/mother/home/line'), 'somewhere');
      one.undo();
      assert.equal(one.get('/mother/name'), 'Lan');
    }
  });

  test('is not looked up, and what was looked up for it before comes back', async () => {
    const connector = register();
    const form = createForm(definition, {connector});
    form.set('/mother/code', '22');
    await settled();
    assert.deepEqual([form.get('/mother/name'), form.lookup('mother').state], ['N22', 'filled']);
    form.set('/relation', 'mother');
    form.set('/requester/code', '11');
    await settled();
    const kept = form.snapshot();
    const later = createForm(definition, {connector});
    later.restore(JSON.parse(JSON.stringify(kept)));
    for (const one of [form, later]) {
      assert.deepEqual([one.get('/mother/name'), one.get('/mother/code'), one.lookup('mother').visible], ['N11', '11', false]);
      assert.deepEqual([one.lookup('mother').filled, one.lookup('mother').differences], [[], []]);
      one.lookup('mother').undo();
      await one.lookup('mother').ask();
      one.set('/relation', 'aunt');
      await settled();
      assert.deepEqual([one.get('/mother/name'), one.get('/mother/code')], ['N22', '22']);
      assert.deepEqual([one.lookup('mother').visible, one.lookup('mother').state], [true, 'filled']);
      assert.equal(one.field('/mother/name').origin?.kind, 'register');
    }
    assert.deepEqual(
      connector.requests.map(({lookup: name}) => name),
      ['mother', 'requester'],
    );
  });

  test('what is not asked of the other party stays its own question', () => {
    const form = createForm(definition);
    form.set('/relation', 'mother');
    form.set('/requester/code', '0000');
    assert.equal(form.field('/mother/card/number').follows, undefined);
    form.set('/mother/card/number', '7');
    assert.equal(form.get('/mother/card/number'), '7');
  });

  test('a mistake is said once, where it can be mended', () => {
    const form = createForm(definition);
    form.set('/relation', 'mother');
    form.set('/requester/name', 'longer than eight');
    const issues = form.validate();
    assert.deepEqual(errorsOf(issues), ['schema.maxLength /requester/name']);
    assert.deepEqual(form.questionAt('/mother/name')?.pointer, '/requester/name');
    assert.deepEqual(form.questionAt('/guardian/name')?.pointer, '/guardian/name');
    form.set('/alone', true);
    assert.deepEqual(form.questionAt('/guardian/name')?.pointer, '/requester/name');
  });

  test('is handed in as it follows, and nothing else is accepted for it', () => {
    const form = createForm(definition);
    form.set('/mother/name', 'Mai');
    form.set('/requester/name', 'Lan');
    form.set('/relation', 'mother');
    form.set('/guardian/name', 'Cúc');
    const submission = sent(form);
    assert.deepEqual([submission.answers['mother'], submission.origins['/mother/name']], [{name: 'Lan'}, {kind: 'computed'}]);
    assert.deepEqual(validateSubmission(definition, submission), []);
    for (const kind of ['computed', 'typed', 'default'] as const) {
      const forged = {
        ...submission,
        answers: {...submission.answers, mother: {name: 'Mai'}},
        origins: {...submission.origins, '/mother/name': {kind}},
      };
      assert.deepEqual(errorsOf(validateSubmission(definition, forged)), ['submission.computed /mother/name']);
    }
  });
});

// ---------------------------------------------------------------- laws

const value = fc.constantFrom('', 'a', 'b', '0000', '25');
const command = fc.oneof(
  {weight: 6, arbitrary: fc.record({do: fc.constant('set' as const), at: fc.constantFrom(...everyField()), value})},
  {weight: 3, arbitrary: fc.record({do: fc.constant('relation' as const), value: fc.constantFrom('mother', 'aunt', '')})},
  {weight: 2, arbitrary: fc.record({do: fc.constant('alone' as const), value: fc.boolean()})},
  {
    weight: 2,
    arbitrary: fc.record({do: fc.constantFrom('undo' as const, 'redo' as const, 'restore' as const, 'answer' as const)}),
  },
);

function everyField(): string[] {
  return ['requester', 'mother', 'guardian'].flatMap((name) => asked.map((member) => `/${name}/${member}`));
}

/** The form's own words about what is typed in it, following or not. */
function typed(form: Form): unknown {
  return form.snapshot().answers;
}

test('law: whatever is done, what follows is the other party’s and what was typed is kept', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, {maxLength: 30}), async (commands) => {
      const connector = register();
      let form = createForm(definition, {connector});
      for (const step of commands) {
        const before = typed(form);
        if (step.do === 'set') {
          // That a default was emptied is not handed in.
          if (step.at === '/mother/home/line' && step.value === '') continue;
          const {readonly} = form.field(step.at);
          const write = (): void => form.set(step.at, step.value);
          if (readonly) assert.throws(write, {code: 'EGOV_CORE_LOCKED'});
          else write();
        } else if (step.do === 'relation') form.set('/relation', step.value);
        else if (step.do === 'alone') form.set('/alone', step.value);
        else if (step.do === 'undo') form.undo();
        else if (step.do === 'redo') form.redo();
        else if (step.do === 'answer') await settled();
        else {
          const answers = form.answers();
          const next = createForm(definition, {connector});
          next.restore(JSON.parse(JSON.stringify(form.snapshot())));
          form.dispose();
          form = next;
          assert.deepEqual(form.answers(), answers);
          assert.deepEqual(typed(form), before);
        }
        const isMother = form.get('/relation') === 'mother';
        const follows: [string, string, boolean][] = [
          ['mother', 'requester', isMother],
          ['guardian', 'mother', form.get('/alone') === true],
        ];
        for (const [name, other, same] of follows) {
          for (const member of asked) {
            const field = form.field(`/${name}/${member}`);
            if (!form.field(`/${other}/${member}`).visible) continue;
            assert.equal(field.follows, same ? `/${other}/${member}` : undefined);
            if (same) assert.deepEqual(field.value, form.get(`/${other}/${member}`));
          }
        }
        assert.equal(form.lookup('mother').visible, !isMother);
        const errors = errorsOf(form.validate().filter(({severity}) => severity === 'error'));
        assert.deepEqual(errorsOf(validateSubmission(definition, sent(form))), errors);
      }
      form.dispose();
    }),
    {numRuns: 150},
  );
});

test('law: to become another party and to be one’s own again changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...everyField()), value), {maxLength: 12}), async (writes) => {
      const form = createForm(definition, {connector: register()});
      for (const [at, text] of writes) if (!form.field(at).readonly) form.set(at, text);
      await settled();
      const [answers, stored] = [form.answers(), typed(form)];
      const states = [form.lookup('mother').state, form.lookup('requester').state];
      form.set('/relation', 'mother');
      form.set('/alone', true);
      await settled();
      form.set('/alone', undefined);
      form.set('/relation', undefined);
      await settled();
      assert.deepEqual([form.answers(), typed(form)], [answers, stored]);
      assert.deepEqual([form.lookup('mother').state, form.lookup('requester').state], states);
      form.dispose();
    }),
    {numRuns: 150},
  );
});
