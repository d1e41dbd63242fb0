/** Sessions: a random token in a cookie, everything else in the database. */
import {createHash, randomBytes} from 'node:crypto';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import {forgetOldCounts} from '../lookups/budget.ts';
import type {Person, SignedInPerson} from '../sign-in/person.ts';
import {type OwnCookie, ownCookie} from '../sign-in/session-cookie.ts';
import {ONE_HOUR, type SessionUse} from '../sign-in/sessions.ts';

/** Its name; at an https address with the prefix of `ownCookie`. */
const COOKIE = 'egov';

/** The cookie that holds a session's token at this address. */
export function sessionCookie(origin: string): OwnCookie {
  return ownCookie(origin, COOKIE);
}

const EIGHT_HOURS = 8 * 60 * 60;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; looked up once per request under `/api`. */
    person: Person | undefined;
  }
}

/** Where a page asks about the session itself. */
export const SESSION_PATH = '/api/session';

/** Finds the session of each request under `/api`, before a body is read. */
export function addSessions(app: FastifyInstance, gateway: Gateway): void {
  app.decorateRequest('person', undefined);
  app.addHook('onRequest', async (request) => {
    if (!request.url.startsWith('/api/')) return;
    // A page that waits for the end of a session would keep it alive by asking.
    const only = request.routeOptions.url === SESSION_PATH;
    request.person = await findPerson(gateway, request, only ? (request.method === 'POST' ? 'now' : 'none') : 'some');
  });
}

/** @throws Problem `session.required` when nobody is signed in. */
export function requirePerson(request: FastifyRequest): Person {
  if (!request.person) throw new Problem('session.required');
  return request.person;
}

/** Starts a session and hands the cookie over. What ran out is removed on the way: sessions, counts, answers kept. */
export async function startSession(gateway: Gateway, reply: FastifyReply, person: SignedInPerson): Promise<void> {
  const {database, sessionSeconds = EIGHT_HOURS, idleSeconds = ONE_HOUR} = gateway.options;
  const now = gateway.clock.now();
  const token = randomBytes(32).toString('base64url');
  await database
    .deleteFrom('sessions')
    .where((or) => or.or([or('expires_at', '<=', new Date(now)), or('seen_at', '<=', new Date(now - idleSeconds * 1000))]))
    .execute();
  await forgetOldCounts(database, now);
  gateway.answers.sweep(now);
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
      seen_at: new Date(now).toISOString(),
    })
    .execute();
  const {name, attributes} = gateway.sessionCookie;
  reply.setCookie(name, token, attributes);
}

/** Ends the session on both sides. */
export async function endSession(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const {name, attributes} = gateway.sessionCookie;
  const token = request.cookies[name];
  if (token) {
    const session = hash(token);
    gateway.answers.forget(session);
    await gateway.options.database.deleteFrom('sessions').where('token_hash', '=', session).execute();
  }
  reply.clearCookie(name, attributes);
}

/** Ends every session of the person who is signed in: on this device, and wherever else they forgot to sign out. */
export async function endAllSessions(gateway: Gateway, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const person = await findPerson(gateway, request, 'none');
  if (person) {
    const ended = await gateway.options.database
      .deleteFrom('sessions')
      .where('subject', '=', person.subject)
      .returning('token_hash')
      .execute();
    for (const {token_hash: session} of ended) gateway.answers.forget(session);
  }
  await endSession(gateway, request, reply);
}

async function findPerson(gateway: Gateway, request: FastifyRequest, use: SessionUse): Promise<Person | undefined> {
  const token = request.cookies[gateway.sessionCookie.name];
  return token ? gateway.sessions.find(hash(token), use) : undefined;
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
