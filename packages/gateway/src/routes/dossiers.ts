import {mayReadAll, readableDossier} from '../dossiers/dossier-access.ts';
import {Problem} from '../errors.ts';
import type {Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import {definitionOf, titleOfDossier} from '../procedures/kept-definitions.ts';
import {shownChecks} from '../submissions/deferred-verification.ts';

/** Most dossiers that a list shows, newest first. */
const LIST_LIMIT = 200;

/**
 * `GET /api/submissions`: one's own dossiers. `GET /api/submissions/:code`: one of them, or any for an officer;
 * `…/:code/definition` is the very definition that it was made with, whatever is installed today.
 */
export const dossierRoutes: Routes = (app, gateway) => {
  const {
    procedures,
    options: {database},
  } = gateway;
  app.get('/api/submissions', async (request) => {
    const person = requirePerson(request);
    const rows = await database
      .selectFrom('dossiers')
      .leftJoin('definitions', 'definitions.hash', 'dossiers.definition')
      .select(['code', 'dossiers.form', 'received_at', 'state', 'title'])
      .where('subject', '=', person.subject)
      .orderBy('received_at', 'desc')
      .orderBy('code', 'desc')
      .limit(LIST_LIMIT)
      .execute();
    return {
      submissions: rows.map((row) => ({
        code: row.code,
        form: row.form,
        title: titleOfDossier(procedures, row.form, row.title),
        receivedAt: row.received_at.toISOString(),
        state: row.state,
      })),
    };
  });

  app.get<{Params: {code: string}}>('/api/submissions/:code', async (request) => {
    const person = requirePerson(request);
    const {code} = request.params;
    // Somebody else's dossier and none at all look alike.
    const row = await readableDossier(database, person, code);
    if (!row) throw new Problem('dossier.unknown');
    if (row.subject !== person.subject) {
      const entry = {action: 'dossier.read', form: row.form, target: code, attributes: [], outcome: 'shown'} as const;
      await gateway.audit.add(person, entry, new Date(gateway.clock.now()));
    }
    return {
      code: row.code,
      form: row.form,
      version: row.version,
      definition: row.definition,
      title: (await definitionOf(database, procedures, row))?.title ?? row.form,
      state: row.state,
      receivedAt: row.received_at.toISOString(),
      locale: row.locale,
      answers: row.answers,
      origins: row.origins,
      documents: row.documents,
      decisions: row.decisions,
      besides: row.besides,
      checks: await shownChecks(database, code, mayReadAll(person)),
    };
  });

  app.get<{Params: {code: string}}>('/api/submissions/:code/definition', async (request) => {
    const row = await readableDossier(database, requirePerson(request), request.params.code);
    if (!row) throw new Problem('dossier.unknown');
    const definition = await definitionOf(database, procedures, row);
    if (!definition) throw new Problem('form.unknown');
    return definition;
  });
};
