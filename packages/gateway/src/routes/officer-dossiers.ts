import type {OriginMark, VerifiedOrigin} from '@egov-form/core';
import {type Expression, type SqlBool, sql} from 'kysely';
import {mayReadAll} from '../dossiers/dossier-access.ts';
import {Problem} from '../errors.ts';
import type {Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import {titleOfDossier} from '../procedures/kept-definitions.ts';

/** Dossiers of one page of the list. */
const PAGE = 50;

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    form: {type: 'string', maxLength: 100},
    state: {type: 'string', maxLength: 40},
    /** Of the last dossier of the page before. */
    after: {type: 'string', maxLength: 60},
  },
} as const;

/**
 * `GET /api/dossiers`: for officers, what was handed in, newest first, and how far each can be relied on: how many values
 * stand on whose word, and what later checks found. No value of anybody's is in it; that is `GET /api/submissions/:code`,
 * which is noted in the audit.
 */
export const officerDossierRoutes: Routes = (app, gateway) => {
  app.get<{Querystring: {form?: string; state?: string; after?: string}}>(
    '/api/dossiers',
    {schema: {querystring: QUERY}, onRequest: async (request) => void requirePerson(request)},
    async (request) => {
      if (!mayReadAll(requirePerson(request))) throw new Problem('dossier.officers');
      const {
        procedures,
        options: {database},
      } = gateway;
      const {form, state, after} = request.query;
      const rows = await database
        .selectFrom('dossiers')
        .leftJoin('definitions', 'definitions.hash', 'dossiers.definition')
        .select(['code', 'dossiers.form', 'received_at', 'state', 'origins', 'title'])
        .where(({and, eb}) => {
          const wanted: Expression<SqlBool>[] = [];
          if (form !== undefined) wanted.push(eb('dossiers.form', '=', form));
          if (state !== undefined) wanted.push(eb('state', '=', state));
          if (after !== undefined) {
            wanted.push(sql<SqlBool>`(received_at, code) < (select received_at, code from dossiers where code = ${after})`);
          }
          return and(wanted);
        })
        .orderBy('received_at', 'desc')
        .orderBy('code', 'desc')
        .limit(PAGE + 1)
        .execute();
      const shown = rows.slice(0, PAGE);
      const checks = await checksOf(shown.map(({code}) => code));
      return {
        dossiers: shown.map((row) => ({
          code: row.code,
          form: row.form,
          title: titleOfDossier(procedures, row.form, row.title),
          receivedAt: row.received_at.toISOString(),
          state: row.state,
          values: countMarks(row.origins as unknown as {readonly [pointer: string]: OriginMark}),
          checks: checks.get(row.code) ?? {waiting: 0, agrees: 0, differs: 0, notChecked: 0},
        })),
        ...(rows.length > PAGE && {after: shown.at(-1)?.code}),
      };
    },
  );

  async function checksOf(codes: readonly string[]): Promise<ReadonlyMap<string, CheckCounts>> {
    const counts = new Map<string, CheckCounts>();
    if (codes.length === 0) return counts;
    const rows = await gateway.options.database
      .selectFrom('dossier_checks')
      .select(['dossier_code', 'state', 'verdicts'])
      .where('dossier_code', 'in', codes)
      .execute();
    for (const {dossier_code: code, state, verdicts} of rows) {
      const {waiting, agrees, differs, notChecked} = counts.get(code) ?? {waiting: 0, agrees: 0, differs: 0, notChecked: 0};
      const said = Object.values(verdicts as {readonly [pointer: string]: string});
      const agreeing = said.filter((verdict) => verdict === 'agrees').length;
      counts.set(code, {
        waiting: waiting + (state === 'waiting' ? 1 : 0),
        agrees: agrees + agreeing,
        differs: differs + said.length - agreeing,
        notChecked: notChecked + (state === 'not-checked' ? 1 : 0),
      });
    }
    return counts;
  }
};

/** Checks that wait or could not be made; values that a register confirmed later, and those that it did not. */
interface CheckCounts {
  readonly waiting: number;
  readonly agrees: number;
  readonly differs: number;
  readonly notChecked: number;
}

/** How many values stand on whose word. */
function countMarks(marks: {readonly [pointer: string]: OriginMark}): {readonly [origin in VerifiedOrigin]: number} {
  const counts = {register: 0, 'register-edited': 0, document: 0, citizen: 0, computed: 0};
  for (const {origin} of Object.values(marks)) counts[origin] += 1;
  return counts;
}
