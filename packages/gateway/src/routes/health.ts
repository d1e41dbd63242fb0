import {sql} from 'kysely';
import {sendProblem} from '../errors.ts';
import type {Routes} from '../gateway.ts';

/** `GET /healthz`: the process lives. `GET /readyz`: it can do its work, so a balancer may send people here. */
export const healthRoutes: Routes = (app, gateway) => {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({state: 'alive'}));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await sql`select 1`.execute(gateway.options.database);
      return {state: 'ready', forms: gateway.options.forms.size};
    } catch {
      return sendProblem(reply, 'server.unavailable', {detail: 'The database does not answer.'});
    }
  });
};
