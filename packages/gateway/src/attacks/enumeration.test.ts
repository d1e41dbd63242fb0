/** Somebody with an account tries to find out who exists. */

import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {type LookupPolicy, POLICIES} from '@egov-form/connectors/server';
import {vietnam} from '@egov-form/vietnam';
import type {GatewayOptions} from '../options.ts';
import {buildServer} from '../server.ts';
import {FATHER, type Fixture, LETTER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {ATTACKS, seeded, separability} from './attack-size.ts';

const ASKING = {form: LETTER.id, version: LETTER.version, lookup: 'relative'};

describe('numbers one after the other in one session', () => {
  let fixture: Fixture;
  let attacker: Visitor;
  before(async () => {
    fixture = await startFixture({uniformAnswerMs: 1, sessionSeconds: 30 * 24 * 3600});
    attacker = await fixture.signIn('nguyen-thi-mau');
  });
  after(() => fixture.close());

  test(`${ATTACKS} numbers: five answers in ten minutes, then wait, then locked, and an alert`, async () => {
    const answered: number[] = [];
    let refused = 0;
    for (let i = 0; i < ATTACKS; i += 1) {
      const keys = {citizenId: `026088${String(100_000 + i)}`, birthDate: '1988-05-01'};
      const reply = await attacker.call('POST', '/api/lookups/population', {...ASKING, keys});
      if (reply.status === 200) answered.push(fixture.clock.time);
      else {
        refused += 1;
        assert.equal(reply.status, 429);
        assert.equal(reply.body.code, 'lookup.limited');
        assert.ok(Number(reply.headers.get('retry-after')) >= 1);
      }
      // Ten minutes within the first half of the run, so that the window slides.
      fixture.clock.time += Math.ceil(1_200_000 / ATTACKS);
    }
    for (const [index, at] of answered.entries()) {
      const later = answered[index + 5];
      assert.ok(later === undefined || later - at >= 600_000, 'five answers within ten minutes');
    }
    assert.equal(answered.length, 10, 'ten misses lock');
    assert.equal(answered.length + refused, ATTACKS);
    assert.equal(fixture.population.asked.length, answered.length, 'the register heard nothing of the others');
    const rows = await fixture.database.selectFrom('audit').select(['action', 'outcome']).execute();
    const alerts = rows.filter(({action}) => action === 'alert').map(({outcome}) => outcome);
    assert.ok(alerts.includes('limited:1') && alerts.includes('limited:10') && alerts.includes('locked'), alerts.join());
    assert.ok(alerts.length < 20 + refused / 100, `${alerts.length} alerts: not a row for each refusal`);
  });

  test('several processes count together', async () => {
    const officer = await fixture.signIn('tran-van-can-bo');
    const cookie = [...officer.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const second = await buildServer({
      forms: [{definition: LETTER}],
      packs: [vietnam],
      registers: {population: fixture.population, vehicle: fixture.vehicle},
      database: fixture.database,
      uploadsFolder: `${fixture.folder}/files`,
      oidc: {issuer: fixture.origin, clientId: 'x', clientSecret: 'x', redirectUri: `${fixture.origin}/auth/callback`},
      origin: fixture.origin,
      clock: fixture.clock,
      uniformAnswerMs: 1,
    });
    const ask = async (i: number): Promise<number> => {
      const body = {...ASKING, keys: {citizenId: `026088${String(300_000 + i)}`, birthDate: '1988-05-01'}};
      if (i % 2) return (await officer.call('POST', '/api/lookups/population', body)).status;
      const headers = {cookie, 'x-egov-form': '1', origin: fixture.origin};
      const reply = await second.inject({method: 'POST', url: '/api/lookups/population', headers, payload: body});
      return reply.statusCode;
    };
    const statuses = await Promise.all(Array.from({length: 40}, (_, i) => ask(i)));
    // Its work for later would keep this process alive.
    await second.close();
    assert.equal(statuses.filter((status) => status === 200).length, 5);
    assert.equal(statuses.filter((status) => status === 429).length, 35);
  });
});

describe('found and not found, from outside', () => {
  const unlimited = {asks: 1_000_000, windowSeconds: 1};
  const budget = {
    session: unlimited,
    others: unlimited,
    othersDaily: unlimited,
    misses: {...unlimited, lockSeconds: 1},
  };
  const PAIRS = Math.max(60, Math.round(ATTACKS / 10));
  // What chance alone does to a sample of this size, three and a half standard deviations of it; 0.55 in full size.
  const LIMIT = 0.5 + Math.max(0.05, 3.5 * Math.sqrt((2 * PAIRS + 1) / (12 * PAIRS * PAIRS)));

  /** Time and size of answers to one question each, in random order within each round. */
  async function observe(
    fixture: Fixture,
    kinds: readonly ((nth: number) => {readonly citizenId: string; readonly birthDate: string})[],
    each: number = PAIRS,
    atOnce: number = 8,
  ): Promise<
    readonly {times: number[]; lengths: Set<number>; statuses: Set<number>; headers: Set<string>; states: Set<string>}[]
  > {
    const visitors = await Promise.all(Array.from({length: atOnce}, () => fixture.signIn('nguyen-thi-mau')));
    const random = seeded(7);
    const seen = kinds.map(() => ({
      times: [] as number[],
      lengths: new Set<number>(),
      statuses: new Set<number>(),
      headers: new Set<string>(),
      states: new Set<string>(),
    }));
    // One of each kind in every round, so that a machine that warms up or slows down does so for all alike.
    const order = Array.from({length: each}, (_, nth) =>
      kinds.map((_unused, kind) => ({kind, nth, at: random()})).sort((a, b) => a.at - b.at),
    ).flat();
    let next = 0;
    await Promise.all(
      visitors.map(async (visitor) => {
        for (let turn = order[next++]; turn; turn = order[next++]) {
          const keys = kinds[turn.kind]?.(turn.nth);
          // Counts of a second ago are gone: none is longer than in real life.
          fixture.clock.time += 1001;
          const started = performance.now();
          const reply = await visitor.call('POST', '/api/lookups/population', {...ASKING, keys, refresh: true});
          const notes = seen[turn.kind];
          notes?.times.push(performance.now() - started);
          notes?.lengths.add(Buffer.byteLength(reply.text));
          notes?.statuses.add(reply.status);
          notes?.headers.add([...reply.headers.keys()].sort().join());
          notes?.states.add(reply.body.state);
        }
      }),
    );
    return seen;
  }

  const found = () => ({citizenId: FATHER.citizenId, birthDate: FATHER.birthDate});
  const mismatch = () => ({citizenId: FATHER.citizenId, birthDate: '1988-05-02'});
  const unknown = (nth: number) => ({citizenId: `026088${String(500_000 + nth)}`, birthDate: '1988-05-01'});

  /** A register that gives itself away: it takes its time for people that it has. */
  async function tellingRegister(options: Partial<GatewayOptions> = {}): Promise<Fixture> {
    const fixture = await startFixture({budget, ...options});
    const {population} = fixture;
    population.behaviour = async () => {
      const {citizenId, birthDate} = population.asked.at(-1)?.keys ?? {};
      if (citizenId !== FATHER.citizenId) return {state: 'not-found'};
      await pause(30);
      if (birthDate !== FATHER.birthDate) return {state: 'not-found'};
      await pause(15);
      return {state: 'found', values: FATHER};
    };
    return fixture;
  }

  test(`${PAIRS} of each: found, mismatch and unknown have one status, headers, length and time`, async (context) => {
    const fixture = await tellingRegister();
    try {
      // The gateway learns how long answers take on this machine today.
      await observe(fixture, [found, unknown], 60);
      const [one, two, three] = await observe(fixture, [found, mismatch, unknown]);
      assert.ok(one && two && three);
      assert.deepEqual([[...one.states], [...two.states], [...three.states]], [['filled'], ['not-found'], ['not-found']]);
      for (const other of [two, three]) {
        assert.deepEqual([...one.statuses, ...other.statuses], [200, 200]);
        assert.deepEqual([...one.lengths, ...other.lengths], [16_384, 16_384]);
        assert.deepEqual([...one.headers], [...other.headers]);
      }
      const times = {
        'found / unknown': separability(one.times, three.times),
        'found / mismatch': separability(one.times, two.times),
        'mismatch / unknown': separability(two.times, three.times),
      };
      for (const [pair, area] of Object.entries(times)) context.diagnostic(`${pair}: AUC ${area.toFixed(3)}`);
      for (const [pair, area] of Object.entries(times)) assert.ok(area <= LIMIT, `${pair}: AUC ${area.toFixed(3)} > ${LIMIT}`);
    } finally {
      await fixture.close();
    }
  });

  test('the ruler works: the same register is seen through where answers are not made alike', async (context) => {
    const known = POLICIES['population'];
    assert.ok(known);
    const open: LookupPolicy = {...known, about: 'public'};
    const fixture = await tellingRegister({policies: {population: open}});
    try {
      const [one, three] = await observe(fixture, [found, unknown], 60, 1);
      const area = separability(one?.times ?? [], three?.times ?? []);
      context.diagnostic(`not made alike: AUC ${area.toFixed(3)}`);
      assert.ok(area > 0.75);
    } finally {
      await fixture.close();
    }
  });
});
