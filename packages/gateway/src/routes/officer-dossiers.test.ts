import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, test} from 'node:test';
import {type Fixture, LETTER, MOTHER, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

let fixture: Fixture;
let mother: Visitor;
let officer: Visitor;
before(async () => {
  fixture = await startFixture();
  mother = await fixture.signIn('nguyen-thi-mau');
  officer = await fixture.signIn('tran-van-can-bo');
});
after(() => fixture.close());

async function handIn(copies: number, unasked: boolean): Promise<string> {
  const answer = await mother.ask('self', 'population', {citizenId: MOTHER.citizenId});
  const receipt = 'receipt' in answer ? answer.receipt : '';
  const register = {kind: 'register', lookup: 'self', connector: 'population', title: '', at: '', trust: 'locked', receipt};
  const submission = {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', documents: {}, decisions: [], declared: true},
    answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, copies, fee: copies * 8000},
    origins: {
      '/citizenId': {kind: 'typed'},
      '/fullName': unasked ? {kind: 'typed'} : {...register, attribute: 'fullName'},
      '/fee': {kind: 'computed'},
    },
    ...(unasked && {unasked: [{lookup: 'self', reason: 'down'}]}),
  };
  const reply = await mother.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
  assert.equal(reply.status, 201, reply.text);
  return reply.body.code as string;
}

test('officers see what was handed in and its origins; citizens do not; no value is listed', async () => {
  const first = await handIn(1, false);
  fixture.clock.time += 1000;
  fixture.population.behaviour = async () => ({state: 'unavailable', reason: 'slow'});
  const second = await handIn(2, true);
  const reply = await officer.call('GET', '/api/dossiers');
  assert.equal(reply.status, 200, reply.text);
  const [newest, oldest] = reply.body.dossiers;
  assert.deepEqual([newest.code, oldest.code], [second, first]);
  assert.deepEqual(oldest.values, {register: 1, 'register-edited': 0, document: 0, citizen: 1, computed: 1});
  assert.deepEqual(oldest.checks, {waiting: 0, agrees: 0, differs: 0, notChecked: 0});
  assert.deepEqual(newest.values, {register: 0, 'register-edited': 0, document: 0, citizen: 2, computed: 1});
  assert.deepEqual(newest.title, LETTER.title);
  for (const value of [MOTHER.fullName, MOTHER.citizenId]) assert.equal(reply.text.includes(value), false);
  assert.equal('after' in reply.body, false);

  const refused = await mother.call('GET', '/api/dossiers');
  assert.deepEqual([refused.status, refused.body.code], [403, 'dossier.officers']);
  assert.equal((await fixture.visitor().call('GET', '/api/dossiers')).status, 401);

  // Reading one shows the marks with it, and is noted.
  const read = await officer.call('GET', `/api/submissions/${first}`);
  assert.equal(read.body.origins['/fullName'].origin, 'register');
  assert.equal(read.body.origins['/fullName'].register, 'population');
  const noted = await fixture.database.selectFrom('audit').selectAll().where('action', '=', 'dossier.read').execute();
  assert.deepEqual(
    noted.map(({target, role}) => [target, role]),
    [[first, 'officer']],
  );
});

test('a long list comes in pages, and can be narrowed', async () => {
  const [row] = await fixture.database.selectFrom('dossiers').selectAll().limit(1).execute();
  assert.ok(row);
  const json = {answers: '{}', origins: '{}', documents: '{}', decisions: '[]', besides: '[]'};
  const copies = Array.from({length: 120}, (_, i) => ({
    ...{...row, ...json, code: `H44.12.03-261122-9${String(i).padStart(5, '0')}`, form: i % 2 ? 'other' : LETTER.id},
    // Many at the same moment: the code decides.
    received_at: new Date(row.received_at.getTime() + Math.floor(i / 40) * 1000).toISOString(),
  }));
  await fixture.database.insertInto('dossiers').values(copies).execute();
  const seen: string[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page = await officer.call('GET', `/api/dossiers?form=other${after && `&after=${after}`}`);
    assert.ok(page.body.dossiers.length <= 50);
    seen.push(...page.body.dossiers.map(({code}: {code: string}) => code));
    after = page.body.after;
  }
  assert.equal(seen.length, 60);
  assert.equal(new Set(seen).size, 60);
  assert.deepEqual(seen, [...seen].sort().reverse());
  assert.deepEqual((await officer.call('GET', '/api/dossiers?state=nothing')).body.dossiers, []);
  assert.equal((await officer.call('GET', '/api/dossiers?other=1')).status, 400);
});
