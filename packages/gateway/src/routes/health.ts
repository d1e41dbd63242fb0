import {sendProblem} from '../errors.ts';
import type {Routes} from '../gateway.ts';
import {type NotReady, Readiness} from '../readiness.ts';

/** For whoever watches the gateway. The word before it is for programs. */
const WORDS: {readonly [cause in NotReady]: string} = {
  'database-gone': 'The database cannot be reached.',
  'database-silent': 'The database does not answer in time.',
  'database-failed': 'The database refuses a small write.',
  'disk-full': 'There is no room on a disk for what people send.',
  'read-only': 'Database or files cannot be written to.',
  'disk-failed': 'A disk fails.',
  overloaded: 'The machine or the database has no resources left.',
  'files-silent': 'The folder of files does not answer in time.',
  'files-failed': 'The folder of files refuses a small write.',
};

/**
 * `GET /healthz`: the process lives. `GET /readyz`: it can keep what people send, so a balancer may send them here. A sick
 * register is named and keeps nobody away: people go on by hand.
 */
export const healthRoutes: Routes = (app, gateway) => {
  const readiness = new Readiness(gateway.options.database, gateway.options.uploadsFolder);
  let before: NotReady | undefined;
  app.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({state: 'alive'}));
  app.get('/readyz', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    const cause = await readiness.check();
    if (cause !== before) {
      if (cause) app.log.error({cause}, 'not ready');
      else app.log.info('ready again');
      before = cause;
    }
    if (cause) return sendProblem(reply, 'server.unavailable', {detail: `${cause}: ${WORDS[cause]}`, retryAfterSeconds: 5});
    const registers = Object.fromEntries(
      Object.entries(gateway.registers).map(([connector, {health}]) => [connector, health().breaker]),
    );
    const sick = Object.values(registers).some((breaker) => breaker !== 'closed');
    return {state: sick ? 'degraded' : 'ready', forms: gateway.procedures.size, registers};
  });
};
