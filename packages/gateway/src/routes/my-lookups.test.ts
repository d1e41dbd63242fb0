import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {FATHER, type Fixture, MOTHER, startFixture} from '../testing/gateway-fixture.ts';

describe('who looked me up', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture.close());

  test('a person sees who asked about them, when, what and for what; nothing about others', async () => {
    const mother = await fixture.signIn('nguyen-thi-mau');
    const father = await fixture.signIn('le-van-chong');
    await mother.ask('self', 'population', {citizenId: MOTHER.citizenId});
    fixture.clock.time += 1000;
    await mother.ask('relative', 'population', {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate});
    fixture.clock.time += 1000;
    await father.ask('relative', 'population', {citizenId: FATHER.citizenId});
    await mother.ask('vehicle', 'vehicle', {plate: '19A-123.45'});

    const {body} = await father.call('GET', '/api/me/lookups');
    assert.deepEqual(body.lookups, [
      {
        ...{at: '2026-11-22T03:00:02.000Z', by: 'you', form: 'letter', title: {vi: 'Đơn thử', en: 'A letter'}},
        ...{register: 'population', registerTitle: fixture.population.title, attributes: ['fullName']},
        ...{answered: true, left: false},
      },
      {
        ...{at: '2026-11-22T03:00:01.000Z', by: 'other', form: 'letter', title: {vi: 'Đơn thử', en: 'A letter'}},
        ...{register: 'population', registerTitle: fixture.population.title, attributes: ['fullName']},
        ...{answered: true, left: false},
      },
    ]);
    const own = (await mother.call('GET', '/api/me/lookups')).body.lookups;
    assert.deepEqual(
      own.map(({by, attributes}: {by: string; attributes: string[]}) => [by, attributes]),
      [['you', ['fullName', 'birthDate', 'residence']]],
    );
    assert.equal((await fixture.visitor().call('GET', '/api/me/lookups')).status, 401);
    for (const value of [FATHER.citizenId, FATHER.fullName, MOTHER.fullName]) {
      assert.equal(JSON.stringify(body).includes(value), false);
    }
  });

  test('what was answered stays on the first page, whatever is asked; every page can be read', async () => {
    fixture.clock.time += 3_600_000;
    const mother = await fixture.signIn('nguyen-thi-mau');
    const father = await fixture.signIn('le-van-chong');
    const read = async (query: string) => (await father.call('GET', `/api/me/lookups${query}`)).body;
    const before = await read('');
    await mother.ask('relative', 'population', {citizenId: FATHER.citizenId, birthDate: FATHER.birthDate});
    const about = (await fixture.database.selectFrom('audit').select('about').orderBy('at', 'desc').executeTakeFirstOrThrow())
      .about;
    const strangers = Array.from({length: 260}, (_none, i) => {
      // Several at one time, as when many ask at once.
      const at = new Date(fixture.clock.time + 1000 + (i >> 3));
      const id = at.getTime().toString(16).padStart(12, '0') + i.toString(16).padStart(20, '0');
      return {
        ...{id, at, subject: `stranger-${i}`, role: 'citizen', action: 'lookup', form: 'letter', target: 'relative'},
        ...{register: 'population', about, attributes: '["fullName"]', outcome: i % 2 ? 'left' : 'not-found', mac: ''},
      };
    });
    await fixture.database
      .insertInto('audit')
      .values(strangers as never)
      .execute();

    const answered = await read('');
    assert.equal(answered.lookups.length, before.lookups.length + 1);
    assert.ok(answered.lookups.every((entry: {answered: boolean}) => entry.answered));
    assert.equal(answered.after, undefined);

    const rest: {at: string; left: boolean}[] = [];
    let after: string | undefined = '';
    for (let pages = 0; after !== undefined && pages < 20; pages += 1) {
      const page = await read(`?answered=no${after === '' ? '' : `&after=${after}`}`);
      assert.ok(page.lookups.length <= 50);
      rest.push(...page.lookups);
      after = page.after;
    }
    assert.equal(rest.length, 260);
    assert.equal(rest.filter(({left}) => left).length, 130);
    assert.deepEqual(
      rest.map(({at}) => at),
      rest.map(({at}) => at).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)),
    );
  });

  test('an address that no page gave is refused', async () => {
    const father = await fixture.signIn('le-van-chong');
    for (const query of ['after=', 'after=1', "after=' or 1=1 --", `after=${'g'.repeat(32)}`, 'answered=maybe', 'limit=9']) {
      const {status, body} = await father.call('GET', `/api/me/lookups?${query}`);
      assert.deepEqual([query, status, body.code], [query, 400, 'request.malformed']);
    }
    const {status, body} = await father.call('GET', `/api/me/lookups?after=${'f'.repeat(32)}`);
    assert.equal(status, 200);
    assert.ok(body.lookups.length > 0);
  });
});
