import assert from 'node:assert/strict';
import {appendFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import {Dice} from '../testing/dice.ts';
import {openTestDatabase, type TestDatabase} from '../testing/test-database.ts';
import {type AuditEntry, type AuditHead, AuditLog} from './audit.ts';
import {type AuditReport, checkAudit} from './audit-check.ts';
import {headLog, readHeads} from './audit-heads.ts';

const KEY = new Uint8Array(32).fill(7);
const NOW = new Date('2026-11-22T03:00:00.000Z');
const PERSON = {subject: 'somebody', role: 'citizen'};
const ENTRY: AuditEntry = {
  ...{action: 'lookup', form: 'letter', target: 'self', register: 'population', about: 'xyz'},
  ...{attributes: ['fullName', 'birthDate'], outcome: 'filled'},
};

/** How many attacks are tried; the whole thousand by `AUDIT_ATTACKS=1000`. */
const ATTACKS = Number(process.env['AUDIT_ATTACKS'] || '150');

describe('audit', () => {
  let store: TestDatabase;
  let folder: string;
  before(async () => {
    store = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'egov-audit-'));
  });
  after(async () => {
    await store.database.destroy();
    await store.remove();
    await rm(folder, {recursive: true, force: true});
  });

  const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

  test('entries are sealed in order, heads are kept elsewhere, and nothing is found', async () => {
    const file = join(folder, 'heads');
    const log = new AuditLog(store.database, KEY, headLog(file));
    for (let i = 0; i < 30; i += 1) {
      await log.add(PERSON, {...ENTRY, target: `look-up ${i}`}, later(i));
      if (i % 4 === 0) await log.seal(later(i));
    }
    assert.equal(log.unsealed, true);
    let report = await checkAudit(store.database, KEY, await readHeads(file));
    assert.deepEqual(report, {entries: 30, seals: 8, unsealed: 1, findings: []});
    await log.seal(later(30));
    await log.seal(later(31));
    assert.equal(log.unsealed, false);
    // A crash in the middle of a line.
    await appendFile(file, '{"number":9,"at":"2026');
    const heads = await readHeads(file);
    assert.deepEqual(
      heads.map(({number}) => number),
      [1, 2, 3, 4, 5, 6, 7, 8, 9],
    );
    report = await checkAudit(store.database, KEY, heads);
    assert.deepEqual(report, {entries: 30, seals: 9, unsealed: 0, findings: []});
  });

  test('an entry in a transaction that fails is not there, and does not break the chain', async () => {
    const log = new AuditLog(store.database, KEY, async () => undefined);
    const failing = store.database.transaction().execute(async (transaction) => {
      await log.add(PERSON, ENTRY, later(40), transaction);
      throw new Error('undone');
    });
    await assert.rejects(failing, /undone/u);
    await log.seal(later(41));
    const report = await checkAudit(store.database, KEY, []);
    assert.deepEqual([report.entries, report.findings], [30, []]);
  });

  test('acts in many transactions at once, sealed by several at once, make one chain', async () => {
    const logs = [1, 2, 3].map(() => new AuditLog(store.database, KEY, async () => undefined));
    await Promise.all(
      Array.from({length: 60}, async (_, i) => {
        const log = logs[i % 3];
        await log?.add(PERSON, ENTRY, later(50));
        if (i % 7 === 0) await log?.seal(later(51));
      }),
    );
    for (const log of logs) await log.seal(later(52));
    const report = await checkAudit(store.database, KEY, []);
    assert.deepEqual([report.entries, report.unsealed, report.findings], [90, 0, []]);
  });

  test('rows cannot be changed, removed or emptied by ordinary statements', async () => {
    for (const statement of [
      sql`update audit set outcome = 'not-found'`,
      sql`delete from audit`,
      sql`truncate audit`,
      sql`update audit_seals set hash = ''`,
      sql`delete from audit_seals`,
      sql`truncate audit_seals`,
    ]) {
      await assert.rejects(statement.execute(store.database), /only ever added/u);
    }
  });

  test('what is too old is forgotten, and a check knows it from what was taken away', async () => {
    const log = new AuditLog(store.database, KEY, async () => undefined);
    assert.equal(await log.forget(NOW, later(60)), 0);
    const gone = await log.forget(later(13), later(60));
    assert.equal(gone, 13);
    await log.seal(later(61));
    assert.equal(await log.forget(later(13), later(62)), 0);
    const report = await checkAudit(store.database, KEY, []);
    assert.deepEqual([report.entries, report.findings], [78, []]);
    assert.equal(await log.forget(later(17), later(63)), 4);
    await log.seal(later(64));
    assert.deepEqual((await checkAudit(store.database, KEY, [])).findings, []);
    // The door is closed again.
    await assert.rejects(sql`delete from audit`.execute(store.database), /only ever added/u);
  });

  test('another key, or a chain made anew with the right one, is found', async () => {
    const heads: AuditHead[] = [];
    const log = new AuditLog(store.database, KEY, async (head) => void heads.push(head));
    await log.add(PERSON, ENTRY, later(70));
    await log.seal(later(70));
    const wrong = await checkAudit(store.database, new Uint8Array(32), heads);
    assert.ok(wrong.findings.some(({kind}) => kind === 'seal-changed'));
    const other = heads.map((head) => ({...head, hash: 'x'}));
    assert.deepEqual((await checkAudit(store.database, KEY, other)).findings, [{kind: 'rewritten', seal: heads[0]?.number}]);
  });

  test(`${ATTACKS} random edits, deletions, insertions, reorderings and cuts: all found`, async () => {
    const heads: AuditHead[] = [];
    const log = new AuditLog(store.database, KEY, async (head) => void heads.push(head));
    for (let i = 0; i < 25; i += 1) {
      await log.add(
        {...PERSON, subject: `person ${i % 5}`},
        {...ENTRY, target: `look-up ${i}`, about: `about ${i}`},
        later(80 + i),
      );
      if (i % 3 === 0) await log.seal(later(80 + i));
    }
    await log.seal(later(120));
    const clean = await checkAudit(store.database, KEY, heads);
    assert.deepEqual(clean.findings, []);
    // Whoever attacks is the owner of the tables.
    for (const table of ['audit', 'audit_seals']) {
      await sql`alter table ${sql.table(table)} disable trigger all`.execute(store.database);
    }
    const dice = new Dice(20261122);
    const found = new Map<string, number>();
    for (let i = 0; i < ATTACKS; i += 1) {
      const {name, report} = await attack(store.database, heads, dice);
      assert.ok(report.findings.length > 0, `attack ${i} (${name}) was not found`);
      found.set(name, (found.get(name) ?? 0) + 1);
    }
    assert.ok(found.size >= 10, [...found.keys()].join());
    assert.deepEqual((await checkAudit(store.database, KEY, heads)).findings, []);
  });
});

/** Does something to the audit in a transaction that is taken back after the check. */
async function attack(database: Database, heads: readonly AuditHead[], dice: Dice): Promise<{name: string; report: AuditReport}> {
  let result: {name: string; report: AuditReport} | undefined;
  const undo = new Error('undo');
  await database
    .transaction()
    .execute(async (transaction) => {
      const ids = (await transaction.selectFrom('audit').select('id').orderBy('id').execute()).map(({id}) => id);
      const seals = (await transaction.selectFrom('audit_seals').select('number').orderBy('number').execute()).map(
        ({number}) => number,
      );
      const pick = <T>(list: readonly T[]): T => dice.pick(list);
      const name = pick(Object.keys(ATTACK_KINDS));
      await ATTACK_KINDS[name]?.(transaction, {ids, seals, pick});
      result = {name, report: await checkAudit(transaction, KEY, heads)};
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  assert.ok(result);
  return result;
}

interface Prey {
  readonly ids: readonly string[];
  readonly seals: readonly number[];
  pick<T>(list: readonly T[]): T;
}

const TEXTS = ['subject', 'role', 'action', 'form', 'target', 'register', 'about', 'outcome', 'mac'];

const ATTACK_KINDS: {readonly [name: string]: (database: Database, prey: Prey) => Promise<unknown>} = {
  'a text edited': (database, {ids, pick}) =>
    sql`update audit set ${sql.ref(pick(TEXTS))} = 'x' || ${sql.ref(pick(TEXTS))} where id = ${pick(ids)}`.execute(database),
  'a letter added': (database, {ids, pick}) => {
    const column = sql.ref(pick(TEXTS));
    return sql`update audit set ${column} = ${column} || 'a' where id = ${pick(ids)}`.execute(database);
  },
  'a time moved': (database, {ids, pick}) =>
    sql`update audit set at = at + interval '1 millisecond' where id = ${pick(ids)}`.execute(database),
  'an attribute hidden': (database, {ids, pick}) =>
    sql`update audit set attributes = '["fullName"]' where id = ${pick(ids.filter((id) => id !== ''))}
      and attributes <> '[]'`
      .execute(database)
      .then(({numAffectedRows = 0n}) =>
        numAffectedRows > 0n ? undefined : sql`update audit set attributes = '["x"]' where id = ${pick(ids)}`.execute(database),
      ),
  'an entry deleted': (database, {ids, pick}) => sql`delete from audit where id = ${pick(ids)}`.execute(database),
  'an entry renamed': (database, {ids, pick}) => sql`update audit set id = 'f' || id where id = ${pick(ids)}`.execute(database),
  'two entries swapped': async (database, {ids, pick}) => {
    const [one, other] = [pick(ids.slice(0, ids.length / 2)), pick(ids.slice(ids.length / 2))];
    await sql`update audit set id = case id when ${one} then 'a' else 'b' end where id in (${one}, ${other})`.execute(database);
    await sql`update audit set id = case id when 'a' then ${other} else ${one} end where id in ('a', 'b')`.execute(database);
  },
  'an entry copied': (database, {ids, pick}) =>
    sql`insert into audit select 'f' || id, at, subject, role, action, form, target, register, about, attributes, outcome, mac
      from audit where id = ${pick(ids)}`.execute(database),
  'an entry put in and offered to be sealed': async (database, {ids, pick}) => {
    await sql`insert into audit select 'f' || id, at, subject, role, action, form, target, register, about, attributes, outcome,
      mac from audit where id = ${pick(ids)}`.execute(database);
    await sql`insert into audit_open select id from audit where id like 'f%'`.execute(database);
  },
  'entries of a seal in another order': async (database, {seals, pick}) => {
    const {rows} = await sql<{number: number}>`select number from audit_seals
      where jsonb_array_length(entries) > 1`.execute(database);
    await sql`update audit_seals set entries =
      (select jsonb_agg(entry order by place desc) from jsonb_array_elements(entries) with ordinality as e(entry, place))
      where number = ${pick(rows.length > 0 ? rows.map(({number}) => number) : seals)}`.execute(database);
  },
  'an entry taken out of its seal': (database, {seals, pick}) =>
    sql`update audit_seals set entries = entries - 0 where number = ${pick(seals)}`.execute(database),
  'a seal edited': (database, {seals, pick}) =>
    sql`update audit_seals set ${sql.ref(pick(['hash', 'digest']))} = 'x' where number = ${pick(seals)}`.execute(database),
  'a seal deleted with its entries': async (database, {seals, pick}) => {
    const number = pick(seals);
    await sql`delete from audit where id in
      (select jsonb_array_elements_text(entries) from audit_seals where number = ${number})`.execute(database);
    await sql`delete from audit_seals where number = ${number}`.execute(database);
  },
  'two seals swapped': async (database, {seals, pick}) => {
    const [one, other] = [pick(seals.slice(0, seals.length / 2)), pick(seals.slice(seals.length / 2))];
    await sql`update audit_seals set number = -number where number in (${one}, ${other})`.execute(database);
    await sql`update audit_seals set number = case number when ${-one} then ${other}::integer else ${one}::integer end
      where number < 0`.execute(database);
  },
  'the end cut off': async (database, {seals, pick}) => {
    const from = pick(seals);
    await sql`delete from audit where id in
      (select jsonb_array_elements_text(entries) from audit_seals where number >= ${from})`.execute(database);
    await sql`delete from audit_seals where number >= ${from}`.execute(database);
  },
  'the beginning cut off, told as forgotten': async (database, {seals, pick}) => {
    const to = pick(seals.slice(seals.length / 2));
    await sql`delete from audit where id in
      (select jsonb_array_elements_text(entries) from audit_seals where number <= ${to})`.execute(database);
    await sql`update audit set action = 'audit.retention', target = ${String(to)}
      where id = (select max(id) from audit)`.execute(database);
  },
  'everything emptied': async (database) => {
    for (const table of ['audit', 'audit_open', 'audit_seals']) await sql`delete from ${sql.table(table)}`.execute(database);
  },
};
