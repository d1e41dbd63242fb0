import type {Text} from '@egov-form/core';
import type {Gateway, Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';

/** Most entries that are shown, newest first. */
const LIST_LIMIT = 200;

/** Who asked, as far as the person may know: themselves, an officer, the gateway checking a dossier, or somebody else. */
type Asker = 'you' | 'officer' | 'gateway' | 'other';

/** `GET /api/me/lookups`: who asked a register about the person who is signed in, when, which attributes, for what. */
export const myLookupRoutes: Routes = (app, gateway) => {
  app.get('/api/me/lookups', async (request) => {
    const person = requirePerson(request);
    if (person.personalId === '') return {lookups: []};
    const rows = await gateway.options.database
      .selectFrom('audit')
      .selectAll()
      .where('about', '=', gateway.audit.pseudonymOf(person.personalId))
      .where('action', 'in', ['lookup', 'search', 'verification'])
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(LIST_LIMIT)
      .execute();
    return {
      lookups: rows.map(({at, form, register, attributes, outcome, subject, role}) => ({
        at: at.toISOString(),
        by: subject === person.subject ? 'you' : askerOf(role),
        form,
        title: gateway.options.forms.get(form)?.title ?? form,
        register,
        registerTitle: registerTitle(gateway, register),
        // A later check says what came of each: `fullName:agrees`.
        attributes: (attributes as readonly string[]).map((attribute) => attribute.split(':', 1)[0]),
        answered: ['filled', 'partial', 'found', 'renewed'].includes(outcome),
      })),
    };
  });
};

function askerOf(role: string): Asker {
  return role === 'officer' || role === 'gateway' ? role : 'other';
}

function registerTitle(gateway: Gateway, register: string): Text {
  return Object.hasOwn(gateway.registers, register) ? (gateway.registers[register]?.register.title ?? register) : register;
}
