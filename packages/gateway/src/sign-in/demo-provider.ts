/**
 * An OpenID Connect provider for the demo, as its own HTTP server: whoever opens it chooses one of the made-up people.
 * A real installation gives the address of a real provider instead.
 */
import {randomBytes} from 'node:crypto';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {exportJWK, generateKeyPair} from 'jose';
import {Provider} from 'oidc-provider';
import {DEMO_PEOPLE, type DemoPerson} from './demo-people.ts';
import {brokenPage, STYLE, signInPage} from './demo-provider-page.ts';
import {DemoProviderStore} from './demo-provider-store.ts';

export interface DemoProviderOptions {
  /** Callback of the gateway, `<origin>/auth/callback`. */
  readonly redirectUri: string;
  /** Defaults to any free port. */
  readonly port?: number;
  /** Defaults to the people of the demo. */
  readonly people?: readonly DemoPerson[];
}

/** What the gateway needs to know of it. */
export interface DemoProvider {
  readonly issuer: string;
  /** The same at every start, whatever the port. */
  readonly realm: string;
  readonly clientId: string;
  readonly clientSecret: string;
  close(): Promise<void>;
}

const CLIENT_ID = 'egov-form-demo';
const REALM = 'urn:egov-form:demo';
const HOUR_SECONDS = 3600;

/** Starts the provider on loopback. Its keys and sessions live in memory. */
export async function startDemoProvider(options: DemoProviderOptions): Promise<DemoProvider> {
  const people = options.people ?? DEMO_PEOPLE;
  const clientSecret = randomBytes(24).toString('base64url');
  const server = createServer();
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(options.port ?? 0, '127.0.0.1', done);
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await createProvider(issuer, clientSecret, options.redirectUri, people).catch(async (error: unknown) => {
    await stop(server);
    throw error;
  });
  const answerOidc = provider.callback();
  const home = new URL('/', options.redirectUri);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    protect(response, home.origin);
    forgetLastPerson(request);
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (path === '/sign-in.css') {
      response.setHeader('content-type', 'text/css; charset=utf-8').end(STYLE);
    } else if (path === '/favicon.ico') {
      // Browsers ask for it unasked, and complain about a refusal.
      response.writeHead(204).end();
    } else if (path.startsWith('/sign-in/')) {
      signIn(provider, people, request, response).catch(() => sendPage(response, 400, brokenPage(home.href)));
    } else {
      answerOidc(request, response).catch(() => response.destroy());
    }
  });

  return {issuer, realm: REALM, clientId: CLIENT_ID, clientSecret, close: () => stop(server)};
}

async function createProvider(
  issuer: string,
  clientSecret: string,
  redirectUri: string,
  people: readonly DemoPerson[],
): Promise<Provider> {
  const {privateKey} = await generateKeyPair('RS256', {extractable: true});
  const provider = new Provider(issuer, {
    adapter: DemoProviderStore,
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: {keys: [{...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: randomBytes(6).toString('hex')}]},
    cookies: {keys: [randomBytes(32).toString('base64url')]},
    claims: {openid: ['sub'], profile: ['name', 'birthdate'], citizen: ['personal_id', 'role']},
    scopes: ['openid'],
    features: {devInteractions: {enabled: false}, rpInitiatedLogout: {enabled: false}},
    interactions: {url: (_context, interaction) => `/sign-in/${interaction.uid}`},
    pkce: {required: () => true},
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: HOUR_SECONDS,
      IdToken: 600,
      Interaction: HOUR_SECONDS,
      Session: HOUR_SECONDS,
    },
    findAccount: (_context, sub) => {
      const person = people.find(({account}) => account === sub);
      if (!person) return undefined;
      const {name, birthDate, personalId, role} = person;
      return {accountId: sub, claims: async () => ({sub, name, birthdate: birthDate, personal_id: personalId, role})};
    },
    // The portal is the provider's own client: people are not asked whether it may know them.
    loadExistingGrant: async ({oidc}) => {
      const grant = new provider.Grant({clientId: CLIENT_ID, accountId: oidc.session?.accountId ?? ''});
      grant.addOIDCScope('openid profile citizen');
      await grant.save();
      return grant;
    },
    renderError: (context) => {
      context.type = 'html';
      context.body = brokenPage(new URL('/', redirectUri).href);
    },
  });
  return provider;
}

/**
 * Each sign-in starts from nothing. A provider that remembers who was here wants to sign them out before another person, and
 * asks on a page that needs a script.
 */
function forgetLastPerson({headers}: IncomingMessage): void {
  const kept = (headers.cookie ?? '').split(/;\s*/u).filter((cookie) => !/^_session(?:\.|=)/u.test(cookie));
  headers.cookie = kept.join('; ');
}

async function signIn(
  provider: Provider,
  people: readonly DemoPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Throws when the cookie of this interaction is not there.
  const {uid} = await provider.interactionDetails(request, response);
  const action = `/sign-in/${uid}`;
  if (request.method !== 'POST') return sendPage(response, 200, signInPage(people, action));
  const chosen = new URLSearchParams(await readBody(request)).get('account');
  const person = people.find(({account}) => account === chosen);
  if (!person) return sendPage(response, 400, signInPage(people, action));
  await provider.interactionFinished(request, response, {login: {accountId: person.account, remember: false}});
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > 4096) throw new RangeError('Expected a short form body.');
  }
  return text;
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, {'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store'}).end(html);
}

/** A choice of person ends on the gateway's callback, so forms may lead there. */
function protect(response: ServerResponse, clientOrigin: string): void {
  response.setHeader(
    'content-security-policy',
    [
      "default-src 'self'",
      "script-src 'none'",
      "require-trusted-types-for 'script'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action 'self' ${clientOrigin}`,
    ].join('; '),
  );
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
}

async function stop(server: Server): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}
