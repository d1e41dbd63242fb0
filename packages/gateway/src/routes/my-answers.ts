import {Problem} from '../errors.ts';
import type {Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import {keptAnswersOf, removeKeptAnswers} from '../submissions/kept-answers.ts';

const PARAMS = {
  type: 'object',
  required: ['term'],
  properties: {term: {enum: ['phone', 'email', 'postalAddress', 'bankAccount']}},
} as const;

/**
 * What the person who is signed in had kept of their applications: `GET /api/me/answers` gives it to them alone, `DELETE
 * /api/me/answers/:term` and `DELETE /api/me/answers` remove one or all. Addresses name terms, never what was given.
 */
export const myAnswerRoutes: Routes = (app, gateway) => {
  const onRequest = async (request: Parameters<typeof requirePerson>[0]): Promise<void> => void requirePerson(request);
  app.get('/api/me/answers', {onRequest}, async (request) => {
    const person = requirePerson(request);
    const now = gateway.clock.now();
    // Counted like look-ups, beside them: nobody reads this more often than they open forms.
    const {waitSeconds} = await gateway.sessionBudgets.take(`answers ${person.session}`, now);
    if (waitSeconds > 0) throw new Problem('lookup.limited', {retryAfterSeconds: waitSeconds});
    const kept = await keptAnswersOf(gateway, person);
    if (kept.length > 0) {
      const attributes = kept.map(({term}) => term);
      const entry = {action: 'kept-answers', form: '', target: '', attributes, outcome: 'given'} as const;
      await gateway.audit.add(person, entry, new Date(now));
    }
    return {answers: kept.map(({form, ...answer}) => ({...answer, title: gateway.procedures.get(form)?.title ?? form}))};
  });
  app.delete('/api/me/answers', {onRequest}, async (request, reply) => {
    await removeKeptAnswers(gateway, requirePerson(request));
    return reply.status(204).send();
  });
  app.delete<{Params: {term: string}}>('/api/me/answers/:term', {schema: {params: PARAMS}, onRequest}, async (request, reply) => {
    await removeKeptAnswers(gateway, requirePerson(request), request.params.term);
    return reply.status(204).send();
  });
};
