import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import type {Register, RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
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
    const started = Date.now();
    assert.deepEqual(await guarded.ask(QUESTION, HERE), {state: 'unavailable', reason: 'slow'});
    assert.ok(Date.now() - started < 400);
    assert.equal(register.requests.length, 1);
    assert.equal(register.signals[0]?.aborted, true);

    const late = guard({timeoutMs: 150, retries: 50});
    late.register.act = async () => pause(40, DOWN);
    const again = Date.now();
    const answer = await late.guarded.ask(QUESTION, HERE);
    assert.equal(answer.state, 'unavailable');
    assert.ok(Date.now() - again < 400);
    assert.ok(late.register.requests.length < 5);
  });

  test('the breaker opens after failures, answers at once, and one question closes it again', async () => {
    const {register, guarded} = guard({retries: 0, sample: 10, breakMs: 60, timeoutMs: 500});
    register.act = async () => DOWN;
    for (let i = 0; i < 5; i += 1) await guarded.ask(QUESTION, HERE);
    assert.equal(guarded.health().breaker, 'open');
    for (let i = 0; i < 20; i += 1) assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.equal(register.requests.length, 5);
    assert.equal(guarded.health().spared, 20);

    await pause(80);
    let answer: (value: RegisterAnswer) => void = () => {};
    register.act = () => new Promise((done) => (answer = done));
    const probe = guarded.ask(QUESTION, HERE);
    await pause(5);
    assert.equal(guarded.health().breaker, 'half-open');
    const started = Date.now();
    assert.deepEqual(await guarded.ask(QUESTION, HERE), DOWN);
    assert.ok(Date.now() - started < 50, 'nobody waits for the one that finds out');
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

  test('a closed page does not decide for the question that finds out', async () => {
    const {register, guarded} = guard({retries: 0, sample: 4, breakMs: 30, timeoutMs: 200});
    register.act = async () => DOWN;
    for (let i = 0; i < 4; i += 1) await guarded.ask(QUESTION, HERE);
    await pause(50);
    register.act = never;
    const leaving = new AbortController();
    const asked = guarded.ask(QUESTION, leaving.signal);
    await pause(5);
    leaving.abort();
    await asked;
    assert.equal(guarded.health().breaker, 'half-open');
    await pause(300);
    assert.equal(guarded.health().breaker, 'open', 'it hung to its end');
  });

  test('no more questions at once than allowed, some wait, the rest is told at once', async () => {
    const {register, guarded} = guard({concurrency: 2, waiting: 3, retries: 0, timeoutMs: 2000});
    const open: ((value: RegisterAnswer) => void)[] = [];
    register.act = () => new Promise((done) => void open.push(done));
    const asked = Array.from({length: 8}, () => guarded.ask(QUESTION, HERE));
    await pause(10);
    assert.equal(register.requests.length, 2);
    const {running, waiting, spared} = guarded.health();
    assert.deepEqual([running, waiting, spared], [2, 3, 3]);
    for (let i = 0; i < 5; i += 1) {
      open[i]?.(FOUND);
      await pause(5);
    }
    const states = (await Promise.all(asked)).map(({state}) => state);
    assert.equal(states.filter((state) => state === 'found').length, 5);
    assert.equal(guarded.health().running, 0);
  });

  test('those who wait for their turn are answered within the time limit too', async () => {
    const {register, guarded} = guard({concurrency: 1, waiting: 10, timeoutMs: 100});
    register.act = never;
    const started = Date.now();
    await Promise.all(Array.from({length: 6}, () => guarded.ask(QUESTION, HERE)));
    assert.ok(Date.now() - started < 400);
    await pause(20);
    assert.deepEqual([guarded.health().running, guarded.health().waiting], [0, 0]);
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
