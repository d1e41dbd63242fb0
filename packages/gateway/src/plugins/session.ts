/** Sessions: a random token in a cookie, everything else in the database. */
import {createHash, randomBytes} from 'node:crypto';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import type {Person} from '../person.ts';

/**
 * The prefix makes browsers insist on `Secure`, `Path=/` and no `Domain`. Chromium and Firefox accept such a cookie from
 * a plain-http loopback address too, which the demo uses.
 */
export const SESSION_COOKIE = '__Host-egov';

const EIGHT_HOURS = 8 * 60 * 60;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; looked up once per request under `/api`. */
    person: Person | undefined;
  }
}

/** Finds the session of each request under `/api`, before a body is read. */
export function addSessions(app: FastifyInstance, gateway: Gateway): void {
  app.decorateRequest('person', undefined);
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/')) request.person = await findPerson(gateway, request);
  });
}

/** @throws Problem `session.required` when nobody is signed in. */
export function requirePerson(request: FastifyRequest): Person {
  if (!request.person) throw new Problem('session.required');
  return request.person;
}

/** Starts a session and hands the cookie over. Sessions that ran out are removed on the way. */
export async function startSession(gateway: Gateway, reply: FastifyReply, person: Person): Promise<void> {
  const {database, sessionSeconds = EIGHT_HOURS} = gateway.options;
  const now = gateway.clock.now();
  const token = randomBytes(32).toString('base64url');
  await database.deleteFrom('sessions').where('expires_at', '<=', new Date(now)).execute();
  await database
    .insertInto('sessions')
    .values({
      token_hash: hash(token),
      subject: person.subject,
      personal_id: person.personalId,
      name: person.name,
      birth_date: person.birthDate,
      role: person.role,
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + sessionSeconds * 1000).toISOString(),
    })
    .execute();
  reply.setCookie(SESSION_COOKIE, token, {path: '/', secure: true, httpOnly: true, sameSite: 'lax'});
}

/** Ends the session on both sides. */
export async function endSession(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = request.cookies[SESSION_COOKIE];
  if (token) await gateway.options.database.deleteFrom('sessions').where('token_hash', '=', hash(token)).execute();
  reply.clearCookie(SESSION_COOKIE, {path: '/', secure: true, httpOnly: true, sameSite: 'lax'});
}

async function findPerson(gateway: Gateway, request: FastifyRequest): Promise<Person | undefined> {
  const token = request.cookies[SESSION_COOKIE];
  if (!token) return undefined;
  const row = await gateway.options.database
    .selectFrom('sessions')
    .selectAll()
    .where('token_hash', '=', hash(token))
    .where('expires_at', '>', new Date(gateway.clock.now()))
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    subject: row.subject,
    personalId: row.personal_id,
    name: row.name,
    birthDate: row.birth_date,
    role: row.role === 'officer' ? 'officer' : 'citizen',
  };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
