/**
 * How many questions may be asked. Counted in the database, so that several processes count together; before asking, so that
 * found and not found cost the same; over a window that slides, so that no moment allows twice as many.
 */
import {sql} from 'kysely';
import {type BatchLoader, createBatchLoader} from '../database/batches.ts';
import type {Database} from '../database/open.ts';

/** At most `asks` questions within any `windowSeconds`. */
export interface AskLimit {
  readonly asks: number;
  readonly windowSeconds: number;
}

/** Misses that lock, and for how long. */
export interface LockLimit extends AskLimit {
  readonly lockSeconds: number;
}

/** How many questions may be asked. Everything has a default. */
export interface LookupBudget {
  /** Of one session, about whomever, asked of a register: 120 in a minute. */
  readonly session?: AskLimit;
  /** Answers about other people, of one person over all sessions and registers: 5 in ten minutes. */
  readonly others?: AskLimit;
  /** The same over a day: 50. */
  readonly othersDaily?: AskLimit;
  /** About the people of dossiers in hand, of one officer over all sessions: 300 in ten minutes. */
  readonly officer?: AskLimit;
  /**
   * Questions about others that found nothing. So many of one person (10 in a day) lock their questions about others, so
   * many about one number, whoever asks, lock questions about it: for a day.
   */
  readonly misses?: LockLimit;
  /** By connector: of everybody together, as agreed with the register's owner. None by default. */
  readonly connectors?: {readonly [connector: string]: AskLimit};
}

const TEN_MINUTES = 600;
const DAY = 24 * 60 * 60;

export const DEFAULT_BUDGET: Required<Omit<LookupBudget, 'connectors'>> = {
  session: {asks: 120, windowSeconds: 60},
  others: {asks: 5, windowSeconds: TEN_MINUTES},
  othersDaily: {asks: 50, windowSeconds: DAY},
  officer: {asks: 300, windowSeconds: TEN_MINUTES},
  misses: {asks: 10, windowSeconds: DAY, lockSeconds: DAY},
};

/** Whether so many refusals in a row are worth an alert: the first, the tenth, the hundredth, not a row for each. */
export function isAlarming(refused: number): boolean {
  return /^10*$/u.test(String(refused));
}

/** What a scope said to one more question. */
export interface Taken {
  /** 0, or after how many seconds the next question is possible. */
  readonly waitSeconds: number;
  /** Refusals in a row, this one included. */
  readonly refused: number;
}

/**
 * Takes one question from each scope, a name for whose budget it is; no scope twice. Counts are not on the disk when the answer
 * comes: a database that loses its power forgets them. Other processes see them at once.
 */
export async function takeFromBudgets(
  database: Database,
  scopes: readonly string[],
  limit: AskLimit,
  now: number,
): Promise<ReadonlyMap<string, Taken>> {
  const windowMs = limit.windowSeconds * 1000;
  // In one order everywhere: two processes that want the same scopes wait instead of locking up.
  const {rows} = await sql<{scope: string; admitted: boolean; refused: number; first: number | null}>`
    insert into lookup_budgets as known (scope, asked, admitted, refused, ends_at)
    select scope, array[${now}::bigint], true, 0, ${new Date(now + windowMs).toISOString()}::timestamptz
    from jsonb_array_elements_text(${JSON.stringify(scopes)}::jsonb) as scope order by scope
    on conflict (scope) do update set (asked, admitted, refused, ends_at) = (
      select case when cardinality(recent) < ${limit.asks}::int then recent || ${now}::bigint else recent end,
        cardinality(recent) < ${limit.asks}::int,
        case when cardinality(recent) < ${limit.asks}::int then 0 else known.refused + 1 end,
        excluded.ends_at
      from (
        select array(select at from unnest(known.asked) as at where at > ${now - windowMs}::bigint order by at) as recent
      ) as counted
    )
    returning scope, admitted, refused, asked[1]::float8 as first`.execute(database);
  return new Map(
    rows.map(({scope, admitted, refused, first}) => {
      const waitSeconds = admitted ? 0 : Math.max(1, Math.ceil(((first ?? now) + windowMs - now) / 1000));
      return [scope, {waitSeconds, refused: admitted ? 0 : refused}];
    }),
  );
}

/** Takes one question from one scope. */
export async function takeFromBudget(database: Database, scope: string, limit: AskLimit, now: number): Promise<Taken> {
  return (await takeFromBudgets(database, [scope], limit, now)).get(scope) ?? REFUSED;
}

const REFUSED: Taken = {waitSeconds: 1, refused: 1};

/** Budgets with the same limit that many ask for at the same time. */
export class CommonBudgets {
  readonly #batches: BatchLoader<{readonly scope: string; readonly now: number}, Taken>;

  constructor(database: Database, limit: AskLimit) {
    this.#batches = createBatchLoader(async (items) => {
      const taken: Taken[] = [];
      // Who asks twice at once is counted twice: one after the other.
      for (let left = [...items.entries()]; left.length > 0; ) {
        const round = new Map(left.toReversed().map((entry) => [entry[1].scope, entry]));
        const now = items.reduce((latest, item) => Math.max(latest, item.now), 0);
        const answers = await takeFromBudgets(database, [...round.keys()], limit, now);
        for (const [scope, [index]] of round) taken[index] = answers.get(scope) ?? REFUSED;
        left = left.filter(([index]) => taken[index] === undefined);
      }
      return taken;
    });
  }

  /** Takes one question. */
  take(scope: string, now: number): Promise<Taken> {
    return this.#batches.load({scope, now});
  }
}

/** Gives back the last question of a scope: its register was silent, so nothing was told. */
export async function giveBack(database: Database, scope: string): Promise<void> {
  await sql`
    update lookup_budgets set asked = asked[1:cardinality(asked) - 1]
    where scope = ${scope} and cardinality(asked) > 0`.execute(database);
}

/** Budgets are drawn in this many parts, so that not every question writes to the row that all processes share. */
const PARTS = 20;

/** What registers are asked by everybody together, by connector. Each process draws a part of the budget at a time. */
export class ConnectorBudgets {
  readonly #database: Database;
  readonly #limits: {readonly [connector: string]: AskLimit};
  readonly #drawn = new Map<string, {left: number; until: number}>();

  constructor(database: Database, limits: {readonly [connector: string]: AskLimit} = {}) {
    this.#database = database;
    this.#limits = limits;
  }

  /** Takes one question. @returns 0, or after how many seconds the next one is possible. */
  async take(connector: string, now: number): Promise<number> {
    const limit = Object.hasOwn(this.#limits, connector) ? this.#limits[connector] : undefined;
    if (!limit) return 0;
    const drawn = this.#drawn.get(connector);
    if (drawn && drawn.left > 0 && now < drawn.until) {
      drawn.left -= 1;
      return 0;
    }
    const asks = Math.min(PARTS, limit.asks);
    const taken = await takeFromBudget(this.#database, `connector ${connector}`, {...limit, asks}, now);
    if (taken.waitSeconds > 0) return taken.waitSeconds;
    this.#drawn.set(connector, {left: Math.floor(limit.asks / asks) - 1, until: now + limit.windowSeconds * 1000});
    return 0;
  }
}

/** Seconds until the last of the scopes' locks ends; 0 when none is locked. */
export async function lockedSeconds(database: Database, scopes: readonly string[], now: number): Promise<number> {
  const row = await database
    .selectFrom('lookup_locks')
    .select((select) => select.fn.max('locked_until').as('until'))
    .where('scope', 'in', scopes)
    .where('locked_until', '>', new Date(now))
    .executeTakeFirst();
  return row?.until ? Math.max(1, Math.ceil((row.until.getTime() - now) / 1000)) : 0;
}

/** Remembers a miss of each scope. @returns whether one of them is locked by it. */
export async function noteMiss(database: Database, scopes: readonly string[], limit: LockLimit, now: number): Promise<boolean> {
  const windowMs = limit.windowSeconds * 1000;
  const until = new Date(now + limit.lockSeconds * 1000).toISOString();
  const ends = new Date(now + Math.max(windowMs, limit.lockSeconds * 1000)).toISOString();
  let locked = false;
  // One after the other in a fixed order: two people who ask about each other's number wait instead of locking up.
  for (const scope of [...scopes].sort()) {
    const result = await sql<{locked: boolean | null}>`
      insert into lookup_locks as known (scope, missed, locked_until, ends_at)
      values (${scope}, array[${now}::bigint], ${limit.asks <= 1 ? until : null}::timestamptz, ${ends})
      on conflict (scope) do update set (missed, locked_until, ends_at) = (
        select case when cardinality(recent) + 1 < ${limit.asks}::int then recent || ${now}::bigint else '{}'::bigint[] end,
          case when cardinality(recent) + 1 < ${limit.asks}::int then known.locked_until else ${until}::timestamptz end,
          excluded.ends_at
        from (
          select array(select at from unnest(known.missed) as at where at > ${now - windowMs}::bigint order by at) as recent
        ) as counted
      )
      returning locked_until = ${until}::timestamptz as locked`.execute(database);
    if (result.rows[0]?.locked) locked = true;
  }
  return locked;
}

/** Removes counts that no window reaches any more. */
export async function forgetOldCounts(database: Database, now: number): Promise<void> {
  const past = new Date(now);
  await database.deleteFrom('lookup_budgets').where('ends_at', '<=', past).execute();
  await database.deleteFrom('lookup_locks').where('ends_at', '<=', past).execute();
}
