import {sql} from 'kysely';
import {sendProblem} from '../errors.ts';
import type {Routes} from '../gateway.ts';

/** How long the database may take to answer, ms: longer than that, nobody should be sent here. */
const DATABASE_MS = 3000;

/**
 * `GET /healthz`: the process lives. `GET /readyz`: it can do its work, so a balancer may send people here. A sick register
 * is named and keeps nobody away: people go on by hand.
 */
export const healthRoutes: Routes = (app, gateway) => {
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({state: 'alive'}));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!(await answersInTime(sql`select 1`.execute(gateway.options.database)))) {
      return sendProblem(reply, 'server.unavailable', {detail: 'The database does not answer.'});
    }
    const registers = Object.fromEntries(
      Object.entries(gateway.registers).map(([connector, {health}]) => [connector, health().breaker]),
    );
    const sick = Object.values(registers).some((breaker) => breaker !== 'closed');
    return {state: sick ? 'degraded' : 'ready', forms: gateway.options.forms.size, registers};
  });
};

async function answersInTime(asked: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), DATABASE_MS);
  });
  const answered = asked.then(
    () => true,
    () => false,
  );
  return Promise.race([answered, late]).finally(() => clearTimeout(timer));
}
