import type {Text} from '@egov-form/core';
import type {Gateway, Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';

/** Entries of one page of a list. */
const PAGE = 50;

/** Outcomes with which something about the person was given out. */
const TOLD = ['filled', 'partial', 'found', 'renewed'];

/** Who asked, as far as the person may know: themselves, an officer, the gateway checking a dossier, or somebody else. */
type Asker = 'you' | 'officer' | 'gateway' | 'other';

interface Query {
  readonly answered?: 'yes' | 'no';
  readonly after?: string;
}

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    answered: {enum: ['yes', 'no']},
    /** Of the last entry of the page before. */
    after: {type: 'string', pattern: '^[0-9a-f]{32}$'},
  },
} as const;

/**
 * `GET /api/me/lookups`: who asked a register about the person who is signed in, when, which attributes, for what.
 *
 * Two lists, newest first, a page at a time: questions that were answered (`answered=yes`, the default), and those with
 * which nothing was given out (`answered=no`). However many there are of the second kind, none of the first is lost.
 */
export const myLookupRoutes: Routes = (app, gateway) => {
  app.get<{Querystring: Query}>(
    '/api/me/lookups',
    {schema: {querystring: QUERY}, onRequest: async (request) => void requirePerson(request)},
    async (request) => {
      const person = requirePerson(request);
      if (person.personalId === '') return {lookups: []};
      const {answered = 'yes', after} = request.query;
      let wanted = gateway.options.database
        .selectFrom('audit')
        .selectAll()
        .where('about', '=', gateway.audit.pseudonymOf(person.personalId))
        .where('action', 'in', ['lookup', 'search', 'verification'])
        .where('outcome', answered === 'yes' ? 'in' : 'not in', TOLD);
      // An id begins with its time: the time finds the place in the index, the id the place among entries of one time.
      if (after !== undefined) wanted = wanted.where('at', '<=', timeOf(after)).where('id', '<', after);
      const rows = await wanted
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(PAGE + 1)
        .execute();
      const shown = rows.slice(0, PAGE);
      return {
        lookups: shown.map(({at, form, register, attributes, outcome, subject, role}) => ({
          at: at.toISOString(),
          by: subject === person.subject ? 'you' : askerOf(role),
          form,
          title: gateway.procedures.get(form)?.title ?? form,
          register,
          registerTitle: registerTitle(gateway, register),
          // A later check says what came of each: `fullName:agrees`.
          attributes: (attributes as readonly string[]).map((attribute) => attribute.split(':', 1)[0]),
          answered: answered === 'yes',
          // Whoever asked went away before the answer.
          left: outcome === 'left',
        })),
        ...(rows.length > PAGE && {after: shown.at(-1)?.id}),
      };
    },
  );
};

function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 12), 16));
}

function askerOf(role: string): Asker {
  return role === 'officer' || role === 'gateway' ? role : 'other';
}

function registerTitle(gateway: Gateway, register: string): Text {
  return Object.hasOwn(gateway.registers, register) ? (gateway.registers[register]?.register.title ?? register) : register;
}
