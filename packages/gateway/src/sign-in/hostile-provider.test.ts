/** A sign-in provider that sends too much, too slowly, or from somewhere else signs nobody in and costs little. */
import assert from 'node:assert/strict';
import {createServer, type Server, type ServerResponse} from 'node:http';
import {after, before, beforeEach, describe, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {createOidcClient, type OidcClient} from './oidc-client.ts';

const FILLER = Buffer.alloc(1024 * 1024, ' ');

/** What a provider does at one of its addresses instead of answering. */
const HOSTILE: {readonly [kind: string]: (response: ServerResponse) => void} = {
  'an endless answer': (response) => {
    response.setHeader('content-type', 'application/json');
    const more = (): void => {
      while (!response.destroyed && response.write(FILLER));
    };
    response.on('drain', more);
    more();
  },
  'an answer that drips': (response) => {
    response.setHeader('content-type', 'application/json');
    const timer = setInterval(() => (response.destroyed ? clearInterval(timer) : response.write(' ')), 50);
  },
  'a bomb': (response) => {
    response.setHeader('content-type', 'application/json');
    response.setHeader('content-encoding', 'gzip');
    response.end(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')));
  },
  'an abyss': (response) => {
    response.setHeader('content-type', 'application/json');
    response.end(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
  },
  'a redirect': (response) => {
    response.writeHead(302, {location: '/elsewhere'}).end();
  },
};

describe('a hostile sign-in provider', () => {
  let server: Server;
  let issuer: string;
  let client: OidcClient;
  let hostileAt = '';
  let hostile: (response: ServerResponse) => void = () => {};
  const asked: string[] = [];
  let sent = 0;

  before(async () => {
    server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      const {socket} = request;
      response.once('close', () => {
        sent += socket.bytesWritten;
      });
      if (path === hostileAt) return hostile(response);
      response.setHeader('content-type', 'application/json');
      if (path !== '/.well-known/openid-configuration') return void response.writeHead(404).end('{}');
      return void response.end(
        JSON.stringify({
          ...{issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`},
          ...{userinfo_endpoint: `${issuer}/me`, response_types_supported: ['code'], subject_types_supported: ['public']},
        }),
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    issuer = `http://127.0.0.1:${(server.address() as {port: number}).port}`;
  });
  after(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  beforeEach(() => {
    hostileAt = '';
    asked.length = 0;
    sent = 0;
    const redirectUri = 'http://127.0.0.1:9/auth/callback';
    client = createOidcClient({issuer, clientId: 'portal', clientSecret: 'secret-of-this-test', redirectUri}, 1);
  });

  for (const [kind, act] of Object.entries(HOSTILE)) {
    test(`${kind} as its configuration is none, and the next is read`, {timeout: 60_000}, async () => {
      hostileAt = '/.well-known/openid-configuration';
      hostile = act;
      await assert.rejects(client.start());
      assert.ok(sent < 16 * 1024 * 1024, `sent ${sent}`);
      assert.equal(asked.includes('/elsewhere'), false);
      hostileAt = '';
      assert.equal((await client.start()).url.origin, issuer);
    });

    test(`${kind} as a token is none`, {timeout: 60_000}, async () => {
      const start = await client.start();
      hostileAt = '/token';
      hostile = act;
      await assert.rejects(client.finish(`?code=abc&state=${start.state}`, start));
      assert.ok(asked.includes('/token'));
      assert.ok(sent < 16 * 1024 * 1024, `sent ${sent}`);
    });
  }
});
