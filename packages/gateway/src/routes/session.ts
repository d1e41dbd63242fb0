import type {FastifyRequest} from 'fastify';
import type {Routes} from '../gateway.ts';
import {ownerName} from '../plugins/opened-by.ts';
import {endSession, SESSION_PATH} from '../plugins/session.ts';

/**
 * Who the page talks to. Never the personal number; a page does not need it. `draftOwner` keeps the forms and drafts of several
 * people on one device apart. `idleSeconds` is how long the session lasts if nobody uses it: `GET` does not, `POST` does,
 * `DELETE` ends it.
 */
export const sessionRoutes: Routes = (app, gateway) => {
  const {secrets, clock} = gateway;
  const describe = ({person}: FastifyRequest) =>
    person
      ? {
          ...{signedIn: true, name: person.name, role: person.role, draftOwner: ownerName(secrets, person)},
          idleSeconds: Math.max(0, Math.floor((person.endsAt - clock.now()) / 1000)),
        }
      : {signedIn: false, name: '', role: null};

  app.get(SESSION_PATH, async (request) => describe(request));
  app.post(SESSION_PATH, async (request) => describe(request));
  // Under the same address as the rest, for a page that is being left: it has no time to find out another.
  app.delete(SESSION_PATH, async (request, reply) => {
    await endSession(gateway, request, reply);
    return reply.status(204).send();
  });
};
