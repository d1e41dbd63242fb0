/** Looks for what was done to the audit behind its back, from its first entry to its last. */
import {sql} from 'kysely';
import type {Database} from '../database/open.ts';
import {type AuditHead, type AuditRow, codesDigest, entryCode, NO_SEAL, sealHash} from './audit.ts';

/**
 * `changed`: an entry does not say what it said. `missing`: it is gone. `foreign`: it was put there by somebody else.
 * `seal-changed`, `seal-missing`: the same of a seal. `cut`: the end is gone. `rewritten`: the chain is in itself right, and
 * not the one that was published.
 */
export interface AuditFinding {
  readonly kind: 'changed' | 'missing' | 'foreign' | 'seal-changed' | 'seal-missing' | 'cut' | 'rewritten';
  /** Number of the seal, when one is concerned. */
  readonly seal?: number;
  /** Id of the entry, when one is concerned. */
  readonly entry?: string;
}

export interface AuditReport {
  readonly entries: number;
  readonly seals: number;
  /** Entries that no seal binds yet. */
  readonly unsealed: number;
  /** In the order of the chain, the first ones only. */
  readonly findings: readonly AuditFinding[];
}

/** Seals read at once. */
const PAGE = 50;
/** Enough to see what happened. */
const MOST_FINDINGS = 100;

/** @param heads as they were published, for finding what a chain alone cannot show. */
export async function checkAudit(database: Database, key: Uint8Array, heads: readonly AuditHead[]): Promise<AuditReport> {
  const findings: AuditFinding[] = [];
  const forgotten = await forgottenUpTo(database, key);
  // Whoever adds such a head to hide what went before it must also have the entry.
  const adopted = heads.find((head) => head.adopted !== undefined);
  if (adopted && !(await isAdoption(database, key, adopted.adopted))) findings.push({kind: 'rewritten', seal: adopted.number});
  const published = new Map(heads.map((head) => [head.number, head.hash]));
  let [entries, number, before] = [0, 0, NO_SEAL];
  for (let page = await sealsAfter(database, 0); page.length > 0; page = await sealsAfter(database, number)) {
    const rows = await rowsOf(database, page);
    for (const seal of page) {
      for (number += 1; number < seal.number; number += 1) findings.push({kind: 'seal-missing', seal: number});
      const intact = seal.hash === sealHash(key, before, seal);
      const codes: string[] = [];
      for (const id of seal.entries) {
        const row = rows.get(id);
        if (row) entries += 1;
        if (!row && seal.number > forgotten) findings.push({kind: 'missing', seal: seal.number, entry: id});
        if (row && row.mac !== entryCode(key, row)) findings.push({kind: 'changed', seal: seal.number, entry: id});
        codes.push(row?.mac ?? '');
      }
      const whole = codes.every((code) => code !== '');
      if (!intact || (whole && codesDigest(codes) !== seal.digest)) findings.push({kind: 'seal-changed', seal: seal.number});
      const known = published.get(seal.number);
      if (known !== undefined && known !== seal.hash) findings.push({kind: 'rewritten', seal: seal.number});
      before = seal.hash;
      if (findings.length >= MOST_FINDINGS) break;
    }
    if (findings.length >= MOST_FINDINGS) break;
  }
  const seals = number;
  const lastPublished = heads.at(-1)?.number ?? 0;
  if (findings.length < MOST_FINDINGS) {
    if (lastPublished > seals) findings.push({kind: 'cut', seal: seals + 1});
    findings.push(...(await unboundRows(database)));
  }
  const open = await openRows(database);
  for (const row of open) {
    if (row.mac !== null && row.mac !== entryCode(key, row)) findings.push({kind: 'foreign', entry: row.id});
    if (row.mac === null) findings.push({kind: 'missing', entry: row.id});
  }
  return {entries: entries + open.length, seals, unsealed: open.length, findings: findings.slice(0, MOST_FINDINGS)};
}

interface Seal {
  readonly number: number;
  readonly at: Date;
  readonly entries: readonly string[];
  readonly digest: string;
  readonly hash: string;
}

async function sealsAfter(database: Database, number: number): Promise<readonly Seal[]> {
  const rows = await database
    .selectFrom('audit_seals')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(PAGE)
    .execute();
  return rows.map((row) => ({...row, entries: Array.isArray(row.entries) ? row.entries.map(String) : []}));
}

async function rowsOf(database: Database, seals: readonly Seal[]): Promise<ReadonlyMap<string, AuditRow>> {
  const ids = seals.flatMap(({entries}) => entries);
  const {rows} = await sql<AuditRow>`select * from audit where id = any(${ids})`.execute(database);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Number of the last seal whose entries were forgotten in time, as an entry with a good code says. */
async function forgottenUpTo(database: Database, key: Uint8Array): Promise<number> {
  const {rows} = await sql<AuditRow>`select * from audit where action = 'audit.retention'`.execute(database);
  const known = rows.filter((row) => row.mac === entryCode(key, row));
  return known.reduce((latest, {target}) => Math.max(latest, Number(target)), 0);
}

async function isAdoption(database: Database, key: Uint8Array, id: string | undefined): Promise<boolean> {
  const {rows} = await sql<AuditRow>`
    select * from audit where id = ${id} and action = 'installation.adopted'`.execute(database);
  return rows.some((row) => row.mac === entryCode(key, row));
}

/** Entries that neither a seal nor the list of those to be sealed knows. */
async function unboundRows(database: Database): Promise<readonly AuditFinding[]> {
  const {rows} = await sql<{id: string}>`
    select audit.id from audit
    left join (select jsonb_array_elements_text(entries) as id from audit_seals union all select id from audit_open) as known
      on known.id = audit.id
    where known.id is null order by audit.id limit ${MOST_FINDINGS}`.execute(database);
  return rows.map(({id}) => ({kind: 'foreign', entry: id}));
}

async function openRows(database: Database): Promise<readonly (AuditRow & {readonly mac: string | null})[]> {
  const {rows} = await sql<AuditRow & {mac: string | null}>`
    select audit.*, audit_open.id from audit_open left join audit on audit.id = audit_open.id
    order by audit_open.id`.execute(database);
  return rows;
}
