import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Register, RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
import {until} from '@egov-form/dev/until';
import {guardRegister, type RegisterLimits, type RegisterQuestion} from './resilience.ts';

const QUESTION: RegisterQuestion = {
  keys: {code: '9999999997'},
  attributes: ['name'],
  purpose: 'Thử',
  procedure: '0.000001',
  requester: {role: 'citizen', citizenId: '026190000042'},
};
const FOUND: RegisterAnswer = {state: 'found', values: {name: 'X'}};
const DOWN: RegisterAnswer = {state: 'unavailable', reason: 'down'};
const SLOW: RegisterAnswer = {state: 'unavailable', reason: 'slow'};
const HERE = new AbortController().signal;

/** A register that does what the test says, and remembers. */
class Scripted implements Register {
  readonly name = 'scripted';
  readonly title = 'Scripted';
  readonly attributes = ['name'];
  readonly requests: RegisterRequest[] = [];
  readonly signals: AbortSignal[] = [];
  act: (nth: number, signal: AbortSignal) => Promise<RegisterAnswer> = async () => FOUND;

  lookup(request: RegisterRequest, signal: AbortSignal): Promise<RegisterAnswer> {
    this.requests.push(request);
    this.signals.push(signal);
    return this.act(this.requests.length, signal);
  }
}

function guard(limits: RegisterLimits = {}) {
  const register = new Scripted();
  const defects: unknown[] = [];
  return {register, defects, guarded: guardRegister(register, limits, (_name, error) => void defects.push(error))};
}

const never = (): Promise<RegisterAnswer> => new Promise(() => {});

describe('a guarded register', () => {
  test('a failure that may pass is tried once more, as a new request', async () => {
    const {register, guarded} = guard();
    register.act = async (nth) => (nth === 1 ? DOWN : FOUND);
    assert.deepEqual(await guarded.ask(QUESTION, HERE), FOUND);
    assert.equal(register.requests.length, 2);
    assert.notEqual(register.requests[0]?.requestId, register.requests[1]?.requestId);
    const {answered, failed} = guarded.health();
    assert.deepEqual([answered, failed], [1, 1]);
  });

  test('an answer is an answer: not found, forbidden and what cannot be read are not tried again', async () => {
    for (const answer of [
      {state: 'not-found'},
      {state: 'forbidden', reason: 'procedure'},
      {state: 'unavailable', reason: 'invalid-answer'},
      {state: 'unavailable', reason: 'slow'},
    ] as const) {
      const {register, guarded} = guard();
      register.act = async () => answer;
      assert.deepEqual(await guarded.ask(QUESTION, HERE), answer);
      assert.equal(register.requests.length, 1, JSON.stringify(answer));
    }
  });

  test('no answer in time is slow, even when the register hears no signal; tries fit into it', async () => {
    const {register, guarded} = guard({timeoutMs: 150});
    register.act = never;
    assert.deepEqual(await guarded.ask(QUESTION, HERE), SLOW);
    assert.equal(register.requests.length, 1);
    assert.equal(register.signals[0]?.aborted, true);

    const late = guard({timeoutMs: 150, retries: 50});
    late.register.act = async () => DOWN;
    assert.deepEqual(await late.guarded.ask(QUESTION, HERE), SLOW);
    assert.ok(late.register.requests.length <= 50, 'the last try is still to come');
  });

  test('the breaker opens after failures, answers at once, and one question closes it again', async ({mock}) => {
    mock.timers.enable({apis: ['Date']});
    const {register, guarded} = guard({retries: 0, sample: 10, breakMs: 60, timeoutMs: 60_000});
    register.act = async () => DOWN;
    for (let i = 0; i < 5; i += 1) await guarded.ask(QUESTION, HERE);
    assert.equal(guarded.health().breaker, 'open');
    for (let i = 0; i < 20; i += 1) assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.equal(register.requests.length, 5);
    assert.equal(guarded.health().spared, 20);

    mock.timers.tick(59);
    assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.equal(register.requests.length, 5);
    mock.timers.tick(1);
    let answer: (value: RegisterAnswer) => void = () => {};
    register.act = () => new Promise((done) => (answer = done));
    const probe = guarded.ask(QUESTION, HERE);
    await until('one question is asked', () => register.requests.length === 6);
    assert.equal(guarded.health().breaker, 'half-open');
    // Nobody waits for the one that finds out.
    assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.equal(register.requests.length, 6);
    answer(FOUND);
    assert.deepEqual(await probe, FOUND);
    assert.equal(guarded.health().breaker, 'closed');
    register.act = async () => FOUND;
    assert.deepEqual(await guarded.ask(QUESTION, HERE), FOUND);
  });

  test('neither pages that were closed nor records that cannot be read open the breaker', async () => {
    const {register, guarded} = guard({retries: 0, sample: 4});
    register.act = never;
    for (let i = 0; i < 10; i += 1) {
      const leaving = new AbortController();
      const asked = guarded.ask(QUESTION, leaving.signal);
      leaving.abort();
      await asked;
    }
    register.act = async () => ({state: 'unavailable', reason: 'invalid-answer'});
    for (let i = 0; i < 10; i += 1) await guarded.ask(QUESTION, HERE);
    assert.equal(guarded.health().breaker, 'closed');
    assert.equal(guarded.health().running, 0);
  });

  test('a closed page does not decide for the question that finds out', async ({mock}) => {
    mock.timers.enable({apis: ['Date']});
    const {register, guarded} = guard({retries: 0, sample: 4, breakMs: 30, timeoutMs: 1_000});
    register.act = async () => DOWN;
    for (let i = 0; i < 4; i += 1) await guarded.ask(QUESTION, HERE);
    mock.timers.tick(30);
    register.act = never;
    const before = register.requests.length;
    const leaving = new AbortController();
    const asked = guarded.ask(QUESTION, leaving.signal);
    await until('one question is asked', () => register.requests.length > before);
    leaving.abort();
    await asked;
    assert.equal(guarded.health().breaker, 'half-open');
    await until('it hung to its end', () => guarded.health().breaker === 'open');
  });

  test('no more questions at once than allowed, some wait, the rest is told at once', async () => {
    const {register, guarded} = guard({concurrency: 2, waiting: 3, retries: 0, timeoutMs: 60_000});
    const open: ((value: RegisterAnswer) => void)[] = [];
    register.act = () => new Promise((done) => void open.push(done));
    const asked = Array.from({length: 8}, () => guarded.ask(QUESTION, HERE));
    await until('the rest is told', () => guarded.health().spared === 3);
    assert.equal(register.requests.length, 2);
    const {running, waiting} = guarded.health();
    assert.deepEqual([running, waiting], [2, 3]);
    for (let i = 0; i < 5; i += 1) (await until('the next one is asked', () => open[i]))(FOUND);
    const states = (await Promise.all(asked)).map(({state}) => state);
    assert.equal(states.filter((state) => state === 'found').length, 5);
    assert.equal(guarded.health().running, 0);
  });

  test('those who wait for their turn are answered within the time limit too', async ({mock}) => {
    mock.timers.enable({apis: ['setTimeout', 'Date']});
    const {register, guarded} = guard({concurrency: 1, waiting: 10, timeoutMs: 100});
    register.act = never;
    let answers = 0;
    for (let i = 0; i < 6; i += 1) void guarded.ask(QUESTION, HERE).then(() => (answers += 1));
    await until('all but one wait', () => guarded.health().waiting === 5);
    mock.timers.tick(99);
    assert.equal(answers, 0);
    // For all of them at once.
    mock.timers.tick(1);
    await until('all are answered', () => answers === 6);
    await until('nothing is under way', () => guarded.health().running + guarded.health().waiting === 0);
  });

  test('an adapter that throws is reported, is no answer, and is not tried again', async () => {
    const {register, guarded, defects} = guard();
    register.act = async () => {
      throw new TypeError('defect');
    };
    assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.equal(register.requests.length, 1);
    assert.equal((defects[0] as Error).message, 'defect');
    assert.equal(guarded.health().breaker, 'closed');
  });
});
