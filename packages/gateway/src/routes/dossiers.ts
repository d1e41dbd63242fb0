import type {Text} from '@egov-form/core';
import {mayReadAll, readableDossier} from '../dossiers/dossier-access.ts';
import {Problem} from '../errors.ts';
import type {Gateway, Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import {shownChecks} from '../submissions/deferred-verification.ts';

/** Most dossiers that a list shows, newest first. */
const LIST_LIMIT = 200;

/** `GET /api/submissions`: one's own dossiers. `GET /api/submissions/:code`: one of them, or any for an officer. */
export const dossierRoutes: Routes = (app, gateway) => {
  app.get('/api/submissions', async (request) => {
    const person = requirePerson(request);
    const rows = await gateway.options.database
      .selectFrom('dossiers')
      .select(['code', 'form', 'received_at', 'state'])
      .where('subject', '=', person.subject)
      .orderBy('received_at', 'desc')
      .orderBy('code', 'desc')
      .limit(LIST_LIMIT)
      .execute();
    return {
      submissions: rows.map((row) => ({
        code: row.code,
        form: row.form,
        title: titleOf(gateway, row.form),
        receivedAt: row.received_at.toISOString(),
        state: row.state,
      })),
    };
  });

  app.get<{Params: {code: string}}>('/api/submissions/:code', async (request) => {
    const person = requirePerson(request);
    const {code} = request.params;
    // Somebody else's dossier and none at all look alike.
    const row = await readableDossier(gateway.options.database, person, code);
    if (!row) throw new Problem('dossier.unknown');
    if (row.subject !== person.subject) {
      const entry = {action: 'dossier.read', form: row.form, target: code, attributes: [], outcome: 'shown'} as const;
      await gateway.audit.add(person, entry, new Date(gateway.clock.now()));
    }
    return {
      code: row.code,
      form: row.form,
      version: row.version,
      title: titleOf(gateway, row.form),
      state: row.state,
      receivedAt: row.received_at.toISOString(),
      locale: row.locale,
      answers: row.answers,
      origins: row.origins,
      documents: row.documents,
      decisions: row.decisions,
      besides: row.besides,
      checks: await shownChecks(gateway.options.database, code, mayReadAll(person)),
    };
  });
};

function titleOf(gateway: Gateway, form: string): Text {
  return gateway.options.forms.get(form)?.title ?? form;
}
