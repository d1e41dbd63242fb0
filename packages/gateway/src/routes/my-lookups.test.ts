import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {FATHER, type Fixture, MOTHER, startFixture} from '../testing/gateway-fixture.ts';

describe('who looked me up', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await startFixture();
  });
  after(() => fixture.close());

  test('a person sees who asked about them, when, what and for which procedure, and nothing about anybody else', async () => {
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
        ...{register: 'population', registerTitle: fixture.population.title, attributes: ['fullName'], answered: true},
      },
      {
        ...{at: '2026-11-22T03:00:01.000Z', by: 'other', form: 'letter', title: {vi: 'Đơn thử', en: 'A letter'}},
        ...{register: 'population', registerTitle: fixture.population.title, attributes: ['fullName'], answered: true},
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
});
