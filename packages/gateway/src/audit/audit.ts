/**
 * Who did what, so that nobody can change it unnoticed.
 *
 * An entry is written in the transaction of the act. It names attributes, never values; identifiers in it are keyed
 * pseudonyms. Each bears a code (HMAC-SHA-256 over all that it says), and within a second a seal binds the entries since the
 * last seal to all before them. Acts do not wait for one another: only seals are made one at a time. The number and hash of
 * each seal are also written to a second place (audit-heads.ts), so that cutting off the end is noticed too.
 * `checkAudit` (audit-check.ts) finds what was done to it.
 */
import {createHash, createHmac, createSecretKey, type KeyObject, randomBytes} from 'node:crypto';
import {canonicalJson} from '@egov-form/core';
import {sql} from 'kysely';
import {type BatchLoader, createBatchLoader} from '../database/batches.ts';
import type {Database} from '../database/open.ts';
import type {Person} from '../sign-in/person.ts';

/** One act worth remembering. */
export interface AuditEntry {
  /**
   * `search`: choices of a question were looked for. `alert`: somebody asks more than a person does. `verification`: a
   * register was asked later, by ourselves. `kept-answers`: what a person
   * gave was kept for their next application, given to them, or removed. `installation.adopted`: an older or another database was
   * taken on purpose.
   */
  readonly action:
    | ('lookup' | 'search' | 'alert' | 'submission' | 'dossier.read' | 'verification' | 'kept-answers')
    | ('audit.retention' | 'installation.adopted');
  /** Form id; `''` where none is concerned. */
  readonly form: string;
  /** Look-up name, pattern of the question that was searched, dossier code, or number of a seal. */
  readonly target: string;
  /** Register that was asked. */
  readonly register?: string;
  /**
   * Pseudonym (`AuditLog.pseudonymOf`) of whom it was asked about: by it people find who looked them up. Of a search for an
   * answer that is personal, of the words: the same ones are known again, and cannot be read.
   */
  readonly about?: string;
  readonly attributes: readonly string[];
  readonly outcome: string;
}

/** Whoever acts: a signed-in person, or the gateway itself. */
export type Actor = Pick<Person, 'subject'> & {readonly role: string};

export const GATEWAY_ITSELF: Actor = {subject: 'gateway', role: 'gateway'};

/** All that an entry's code covers, as it is stored. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly subject: string;
  readonly role: string;
  readonly action: string;
  readonly form: string;
  readonly target: string;
  readonly register: string;
  readonly about: string;
  readonly attributes: unknown;
  readonly outcome: string;
  readonly mac: string;
}

/** The newest seal, which stands for everything before it. */
export interface AuditHead {
  readonly number: number;
  readonly at: string;
  readonly hash: string;
  /** Installation that published it. Earlier versions did not say. */
  readonly installation?: string;
  /** Newest dossier number at that time, as `261130-000042`. */
  readonly serial?: string;
  /**
   * Of the first head after an older or another database was taken on purpose: the audit entry that says so. The heads before
   * it are of what was given up.
   */
  readonly adopted?: string;
}

/** Entries that one seal binds at most. */
const SEAL_SIZE = 500;

/** Of sealing, among the advisory locks of this database. */
const SEAL_LOCK = 7_103_001;

/** Hash that the first seal follows. */
export const NO_SEAL = '';

/** Bytes, or the same made ready for many uses. */
type AuditKey = Uint8Array | KeyObject;

/** Code of an entry. */
export function entryCode(key: AuditKey, row: Omit<AuditRow, 'mac'>): string {
  const {id, at, subject, role, action, form, target, register, about, attributes, outcome} = row;
  const said = {id, at: at.toISOString(), subject, role, action, form, target, register, about, attributes, outcome};
  return createHmac('sha256', key)
    .update(`entry\0${canonicalJson(said as never)}`)
    .digest('base64url');
}

/** What a seal says of its entries beside their ids: all their codes in order. */
export function codesDigest(codes: readonly string[]): string {
  return createHash('sha256').update(codes.join('\n')).digest('base64url');
}

/** Hash of a seal: of itself and, by the one before it, of everything before it. */
export function sealHash(
  key: AuditKey,
  before: string,
  seal: {readonly number: number; readonly at: Date; readonly entries: readonly string[]; readonly digest: string},
): string {
  const {number, at, entries, digest} = seal;
  const said = canonicalJson({before, number, at: at.toISOString(), entries, digest} as never);
  return createHmac('sha256', key).update(`seal\0${said}`).digest('base64url');
}

/** The newest number of the newest day. */
async function newestSerial(database: Database): Promise<Pick<AuditHead, 'serial'>> {
  const newest = await database.selectFrom('dossier_serials').selectAll().orderBy('day', 'desc').limit(1).executeTakeFirst();
  return newest ? {serial: `${newest.day}-${String(newest.last).padStart(6, '0')}`} : {};
}

/** Writes entries and binds them. */
export class AuditLog {
  readonly #database: Database;
  readonly #key: KeyObject;
  readonly #publish: (head: AuditHead) => Promise<void>;
  /** Acts without a transaction of their own are written together, and none is answered before its entry is on the disk. */
  readonly #batches: BatchLoader<AuditRow, undefined>;
  #unsealed = true;

  /** @param publish keeps the head in a second place; called in order, after the seal is committed. */
  constructor(database: Database, key: Uint8Array, publish: (head: AuditHead) => Promise<void>) {
    this.#database = database;
    this.#key = createSecretKey(key);
    this.#publish = publish;
    this.#batches = createBatchLoader(async (rows) => {
      await this.#insert(rows, database);
      return [];
    });
  }

  /** Whom an entry is about. Not the pseudonym of the session, so that neither leads to the other. */
  pseudonymOf(identifier: string): string {
    return createHmac('sha256', this.#key).update(`about\0${identifier}`).digest('base64url');
  }

  /**
   * Adds an entry. Give the transaction that the act happens in, so that neither is kept without the other.
   * @returns its id.
   */
  async add(actor: Actor, entry: AuditEntry, at: Date, transaction?: Database): Promise<string> {
    const row = this.#row(actor, entry, at);
    if (transaction) await this.#insert([row], transaction);
    else await this.#batches.load(row);
    return row.id;
  }

  /** Adds entries of one actor's or several actors' acts in the transaction that they happen in. */
  async addAll(
    acts: readonly {readonly actor: Actor; readonly entry: AuditEntry; readonly at: Date}[],
    transaction: Database,
  ): Promise<void> {
    await this.#insert(
      acts.map(({actor, entry, at}) => this.#row(actor, entry, at)),
      transaction,
    );
  }

  #row(actor: Actor, entry: AuditEntry, at: Date): AuditRow {
    const row = {
      // By time, so that the newest are together in the index.
      id: at.getTime().toString(16).padStart(12, '0') + randomBytes(10).toString('hex'),
      at,
      subject: actor.subject,
      role: actor.role,
      action: entry.action,
      form: entry.form,
      target: entry.target,
      register: entry.register ?? '',
      about: entry.about ?? '',
      attributes: entry.attributes,
      outcome: entry.outcome,
    };
    return {...row, mac: entryCode(this.#key, row)};
  }

  async #insert(rows: readonly AuditRow[], database: Database): Promise<void> {
    await sql`
      with added as (
        insert into audit (id, at, subject, role, action, form, target, register, about, attributes, outcome, mac)
        select id, at, subject, role, action, form, target, register, about, attributes, outcome, mac
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as entry (id text, at timestamptz, subject text, role text,
          action text, form text, target text, register text, about text, attributes jsonb, outcome text, mac text)
        returning id
      )
      insert into audit_open (id) select id from added`.execute(database);
    this.#unsealed = true;
  }

  /** Whether this process has added entries since it last found all sealed. */
  get unsealed(): boolean {
    return this.#unsealed;
  }

  /** Binds all entries that are committed. Does nothing while another process does it. */
  async seal(now: Date): Promise<void> {
    for (;;) {
      this.#unsealed = false;
      const head = await this.#sealSome(now);
      if (!head) return;
      await this.#publish(head);
    }
  }

  async #sealSome(at: Date): Promise<AuditHead | undefined> {
    return this.#database.transaction().execute(async (transaction) => {
      const {rows: locks} = await sql<{taken: boolean}>`select pg_try_advisory_xact_lock(${SEAL_LOCK}) as taken`.execute(
        transaction,
      );
      if (!locks[0]?.taken) {
        this.#unsealed = true;
        return undefined;
      }
      // An entry that is gone already is sealed all the same: the check will miss it.
      const open = await transaction
        .selectFrom('audit_open')
        .leftJoin('audit', 'audit.id', 'audit_open.id')
        .select(['audit_open.id', 'audit.mac'])
        .orderBy('audit_open.id')
        .limit(SEAL_SIZE)
        .execute();
      if (open.length === 0) return undefined;
      const last = await transaction
        .selectFrom('audit_seals')
        .select(['number', 'hash'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      const entries = open.map(({id}) => id);
      const seal = {number: (last?.number ?? 0) + 1, at, entries, digest: codesDigest(open.map(({mac}) => mac ?? ''))};
      const hash = sealHash(this.#key, last?.hash ?? NO_SEAL, seal);
      await transaction
        .insertInto('audit_seals')
        .values({number: seal.number, at: at.toISOString(), entries: JSON.stringify(entries), digest: seal.digest, hash})
        .execute();
      await sql`delete from audit_open where id = any(${entries})`.execute(transaction);
      return {number: seal.number, at: at.toISOString(), hash, ...(await newestSerial(transaction))};
    });
  }

  /**
   * Forgets entries whose seal is older than `before`. The seals stay, and an entry says up to where: a check tells what was
   * forgotten in time from what was taken away.
   *
   * @returns how many entries are gone.
   */
  async forget(before: Date, now: Date): Promise<number> {
    return this.#database.transaction().execute(async (transaction) => {
      const {last} = await transaction
        .selectFrom('audit_seals')
        .select((row) => row.fn.max('number').as('last'))
        .where('at', '<', before)
        .executeTakeFirstOrThrow();
      const done = await transaction
        .selectFrom('audit')
        .select('target')
        .where('action', '=', 'audit.retention')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      const from = Number(done?.target ?? 0);
      if (last === null || last <= from) return 0;
      const {rows} = await sql<{gone: string | number}>`select audit_forget(${from}, ${last}) as gone`.execute(transaction);
      const entry = {action: 'audit.retention', form: '', target: String(last), attributes: [], outcome: 'forgotten'} as const;
      await this.add(GATEWAY_ITSELF, entry, now, transaction);
      return Number(rows[0]?.gone ?? 0);
    });
  }
}
