/** One register hangs while people ask; the others must not notice. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import type {LookupAnswer} from '@egov-form/core';
import {type Fixture, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {ATTACKS, p95} from './attack-size.ts';

/** Turns of calm and of trouble, so that what else the machine does falls on both alike. */
const TURNS = 8;
const QUESTIONS = Math.max(20, Math.round(ATTACKS / 10 / TURNS));

let fixture: Fixture;
let asking: Visitor;
let hanging: readonly Visitor[];
before(async () => {
  const unlimited = {asks: 1_000_000, windowSeconds: 60};
  // A register hangs for long: those who ask it wait, within their own limits.
  fixture = await startFixture({budget: {session: unlimited}, limits: {population: {timeoutMs: 1500, breakMs: 300}}});
  asking = await fixture.signIn('le-van-chong');
  hanging = await Promise.all(Array.from({length: 12}, () => fixture.signIn('nguyen-thi-mau')));
});
after(() => fixture.close());

async function ask(visitor: Visitor, lookup: string, connector: string, keys: {[name: string]: string}): Promise<LookupAnswer> {
  const body = {form: 'letter', version: '1.0.0', lookup, keys, refresh: true};
  return (await visitor.call('POST', `/api/lookups/${connector}`, body)).body;
}

/** How long one person's questions about vehicles take while twelve ask about themselves. */
async function turn(): Promise<{readonly times: number[]; readonly states: Set<string>}> {
  const states = new Set<string>();
  let over = false;
  const others = hanging.map(async (visitor) => {
    while (!over) {
      states.add((await ask(visitor, 'self', 'population', {citizenId: MOTHER.citizenId})).state);
      await pause(100);
    }
  });
  const times: number[] = [];
  try {
    for (let i = 0; i < QUESTIONS; i += 1) {
      const started = performance.now();
      assert.equal((await ask(asking, 'vehicle', 'vehicle', {plate: '19A-123.45'})).state, 'filled');
      times.push(performance.now() - started);
    }
  } finally {
    over = true;
    await Promise.all(others);
  }
  return {times, states};
}

test(`${TURNS * QUESTIONS} questions while another register is well, and as many while it hangs`, async (context) => {
  await turn();
  const calm: number[] = [];
  const trouble: number[] = [];
  for (let i = 0; i < TURNS; i += 1) {
    fixture.population.behaviour = undefined;
    await pause(400);
    calm.push(...(await turn()).times);
    fixture.population.behaviour = () => new Promise(() => {});
    const {times, states} = await turn();
    trouble.push(...times);
    assert.ok(states.has('unavailable'), [...states].join());
  }
  const [well, ill] = [p95(calm), p95(trouble)];
  context.diagnostic(`p95 ${well.toFixed(1)} ms while the other is well, ${ill.toFixed(1)} ms while it hangs`);
  assert.ok(ill <= well * 1.2 + 5, `${ill} against ${well}`);
});
