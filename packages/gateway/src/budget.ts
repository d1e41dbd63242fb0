import {sql} from 'kysely';
import type {Database} from './database/open.ts';
import type {LookupBudget} from './options.ts';

export const DEFAULT_BUDGET: LookupBudget = {asks: 30, windowSeconds: 600};

/**
 * Takes one question about another person from the budget. Counted per person, not per session, so that signing in again
 * gives nothing; in the database, so that several processes count together; before asking, so that found and not found
 * cost the same.
 *
 * @returns 0, or after how many seconds the next question is possible.
 */
export async function takeFromBudget(
  database: Database,
  budget: LookupBudget,
  subject: string,
  connector: string,
  now: number,
): Promise<number> {
  const since = new Date(now - budget.windowSeconds * 1000);
  return database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`${connector} ${subject}`}))`.execute(transaction);
    await transaction.deleteFrom('lookup_asks').where('subject', '=', subject).where('at', '<=', since).execute();
    const asked = await transaction
      .selectFrom('lookup_asks')
      .select((row) => [row.fn.countAll<string>().as('count'), row.fn.min('at').as('first')])
      .where('subject', '=', subject)
      .where('connector', '=', connector)
      .executeTakeFirstOrThrow();
    if (Number(asked.count) >= budget.asks) {
      const first = asked.first?.getTime() ?? now;
      return Math.max(1, Math.ceil((first - now) / 1000) + budget.windowSeconds);
    }
    await transaction
      .insertInto('lookup_asks')
      .values({subject, connector, at: new Date(now).toISOString()})
      .execute();
    return 0;
  });
}
