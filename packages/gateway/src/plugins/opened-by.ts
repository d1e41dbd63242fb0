/** A form is used by the person who opened it, or it says so: two people may share one browser, and with it one cookie. */
import type {FastifyInstance} from 'fastify';
import {Problem} from '../errors.ts';
import type {Secrets} from '../secrets.ts';
import type {Person} from '../sign-in/person.ts';

/** The header in which a call says who opened the form that makes it. */
export const OWNER_HEADER = 'X-Egov-Owner';

/** Stands there for a form that was opened when nobody was signed in. */
const NOBODY = 'none';

/**
 * A person's name for forms and drafts on a device: for this use alone, and the same at every sign-in. It is no secret, and
 * gives no rights: those come from the session.
 */
export function ownerName(secrets: Secrets, person: Person): string {
  return secrets.pseudonym('draft-owner', person.subject);
}

/**
 * Refuses a call of a form that another person opened, or that was opened before anybody signed in: `session.other-person`.
 * Calls without the header are those of other programs. Where nobody is signed in, there is nobody to mistake for another.
 */
export function addOwnerCheck(app: FastifyInstance, secrets: Secrets): void {
  const header = OWNER_HEADER.toLowerCase();
  app.addHook('onRequest', async ({headers, person}) => {
    const openedBy = headers[header];
    if (openedBy === undefined || !person) return;
    if (openedBy !== ownerName(secrets, person)) {
      const detail = openedBy === NOBODY ? 'Nobody was signed in when the form was opened.' : 'Another person opened the form.';
      throw new Problem('session.other-person', {detail});
    }
  });
}
