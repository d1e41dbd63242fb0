/** Connections that end before the answer: what was asked over them is paid for, is in the audit, and pushes nothing out. */
import assert from 'node:assert/strict';
import type {Socket} from 'node:net';
import {after, before, beforeEach, describe, test} from 'node:test';
import type {RegisterAnswer} from '@egov-form/connectors/server';
import {until} from '@egov-form/dev/until';
import {FATHER, type Fixture, LETTER, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {openSocket, requestBytes} from '../testing/raw-request.ts';

/** How many leave at once; the whole thousand by `DEPARTURES=1000`. */
const CROWD = Number(process.env['DEPARTURES'] || '150');

const never = (): Promise<RegisterAnswer> => new Promise(() => {});

describe('whoever leaves before the answer', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  before(async () => {
    fixture = await startFixture({limits: {'*': {timeoutMs: 8000}}, uniformAnswerMs: 200, idleSeconds: 8 * 3600});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
  });
  after(() => fixture.close());
  beforeEach(() => {
    fixture.population.behaviour = undefined;
    // Every test begins with all its budgets.
    fixture.clock.time += 20 * 60 * 1000;
  });

  /** A question about the father in bytes; each `day` asks with another date. */
  function question(visitor: Visitor, day: number, more: object = {}): string {
    const keys = {citizenId: FATHER.citizenId, birthDate: `1988-06-${String(day).padStart(2, '0')}`};
    const body = {form: LETTER.id, version: LETTER.version, lookup: 'relative', keys, ...more};
    return bytesOf(visitor, '/api/lookups/population', body);
  }

  function bytesOf(visitor: Visitor, path: string, body: object): string {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const {host} = new URL(fixture.origin);
    const headers = {Host: host, Cookie: cookie, Origin: fixture.origin, 'X-Egov-Form': '1', 'Content-Type': 'application/json'};
    return requestBytes('POST', path, headers, JSON.stringify(body));
  }

  /** Leaves as soon as the register is asked: a busy machine may take longer than any number of milliseconds until then. */
  async function leaveWhenAsked(bytes: string, leave = (socket: Socket): unknown => socket.destroy()): Promise<void> {
    const asked = fixture.population.asked.length;
    const socket = await openSocket(fixture.origin);
    socket.write(bytes);
    await until('the register is asked', () => fixture.population.asked.length > asked);
    leave(socket);
  }

  /** Outcomes in the audit since the clock's present time, once there are so many. */
  async function outcomes(count: number, action = 'lookup'): Promise<readonly string[]> {
    return until(`${count} entries of ${action} are in the audit`, async () => {
      const rows = await fixture.database
        .selectFrom('audit')
        .select('outcome')
        .where('action', '=', action as 'lookup')
        .where('at', '>=', new Date(fixture.clock.time))
        .execute();
      return rows.length >= count ? rows.map(({outcome}) => outcome) : undefined;
    });
  }

  async function isLimited(visitor: Visitor, day = 28): Promise<boolean> {
    const keys = {citizenId: FATHER.citizenId, birthDate: `1988-06-${day}`};
    const body = {form: LETTER.id, version: LETTER.version, lookup: 'relative', keys};
    return (await visitor.call('POST', '/api/lookups/population', body)).status === 429;
  }

  test('five questions that were left are five of the five', async () => {
    fixture.population.behaviour = never;
    for (let day = 1; day <= 5; day += 1) await leaveWhenAsked(question(mother, day));
    assert.deepEqual(await outcomes(5), Array(5).fill('left'));
    fixture.population.behaviour = undefined;
    assert.equal(await isLimited(mother), true);
  });

  test('a register that was silent gives back, also when others left it', async () => {
    fixture.population.behaviour = never;
    for (let day = 1; day <= 4; day += 1) await leaveWhenAsked(question(mother, day));
    await outcomes(4);
    fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'slow'});
    for (let i = 0; i < 3; i += 1) assert.equal(await isLimited(mother), false, 'costs nothing');
    fixture.population.behaviour = undefined;
    assert.equal(await isLimited(mother), false, 'the fifth');
    assert.equal(await isLimited(mother), true);
  });

  test('leaving while the answer is held back is paid for, and told as what was answered', async () => {
    for (let day = 1; day <= 5; day += 1) {
      const asked = fixture.population.asked.length;
      const socket = await openSocket(fixture.origin);
      socket.write(question(mother, day));
      await until('the register is asked', () => fixture.population.asked.length > asked);
      socket.destroy();
    }
    const told = await outcomes(5);
    assert.ok(
      told.every((outcome) => outcome === 'not-found' || outcome === 'left'),
      told.join(),
    );
    assert.equal(await isLimited(mother), true);
  });

  test('many questions behind each other on one connection that ends', async () => {
    fixture.population.behaviour = never;
    const socket = await openSocket(fixture.origin);
    const asked = fixture.population.asked.length;
    socket.write(Array.from({length: 20}, (_none, day) => question(mother, day + 1)).join(''));
    await until('the register is asked five times', () => fixture.population.asked.length >= asked + 5);
    socket.destroy();
    assert.deepEqual(await outcomes(5), Array(5).fill('left'));
    fixture.population.behaviour = undefined;
    assert.equal(await isLimited(mother), true);
    assert.equal(fixture.population.asked.length, asked + 5);
  });

  test(`${CROWD} at once reach the register five times`, async () => {
    fixture.population.behaviour = never;
    const asked = fixture.population.asked.length;
    const sockets: Socket[] = [];
    for (let i = 0; i < CROWD; i += 1) {
      const socket = await openSocket(fixture.origin);
      socket.write(question(mother, (i % 27) + 1));
      sockets.push(socket);
      if (i >= 50) sockets[i - 50]?.destroy();
    }
    for (const socket of sockets) socket.destroy();
    assert.deepEqual(await outcomes(5), Array(5).fill('left'));
    fixture.population.behaviour = undefined;
    assert.equal(await isLimited(mother), true);
    assert.equal(fixture.population.asked.length, asked + 5);
    assert.equal((await fixture.visitor().call('GET', '/healthz')).status, 200);
  });

  test('a question asked anew, one about oneself, and one of an officer leave their entry too', async () => {
    fixture.population.behaviour = never;
    await leaveWhenAsked(question(mother, 1, {refresh: true}));
    const own = {form: LETTER.id, version: LETTER.version, lookup: 'self', keys: {citizenId: MOTHER.citizenId}, refresh: true};
    await leaveWhenAsked(bytesOf(mother, '/api/lookups/population', own));
    await leaveWhenAsked(question(officer, 2));
    assert.deepEqual(await outcomes(3), ['left', 'left', 'left']);
  });

  test('a connection that is closed one way only has left too', async () => {
    fixture.population.behaviour = never;
    await leaveWhenAsked(question(mother, 1), (socket) => socket.end());
    assert.deepEqual(await outcomes(1), ['left']);
  });
});
