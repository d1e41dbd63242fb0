import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {localPath} from './safe-redirect.ts';

const ORIGINS = ['http://127.0.0.1:8080', 'https://dichvucong.example'];

test('paths of ours are led back to as they are', () => {
  const paths = [
    '/',
    '/a/b?c=d',
    '/procedures/khai-sinh.html#top',
    '/dossiers.html?next=//x.example',
    '/@x.example',
    '/authors/',
    '/th%E1%BB%A7-t%E1%BB%A5c/',
    '/a//b',
    '/?return=/auth/sign-in',
  ];
  for (const origin of ORIGINS) for (const path of paths) assert.equal(localPath(path, origin), path);
});

test('dots inside a path are resolved', () => {
  for (const origin of ORIGINS) {
    assert.equal(localPath('/a/../b/./c', origin), '/b/c');
    assert.equal(localPath('/a/%2e%2E/b', origin), '/b');
  }
});

test('nothing that a browser, or a server before it, reads as another host is led back to', () => {
  const foreign = [
    undefined,
    '',
    'dossiers.html',
    'https://x.example/',
    'http:x.example',
    'javascript:alert(1)',
    '//x.example',
    '///x.example',
    '/\\x.example',
    '\\\\x.example',
    '/\t/x.example',
    '/\n/x.example',
    '/ /x.example',
    // What dots leave behind.
    '/.//x.example',
    '/..//x.example',
    '/a/..//x.example',
    '/a/../..//x.example',
    '/./\\x.example',
    '/.\\/x.example',
    '/.\\\\x.example',
    '/..\\..\\\\x.example',
    '/%2e//x.example',
    '/%2E%2e//x.example',
    '/.%2e//x.example',
    '/%2e%2e/\\x.example',
    '/.///x.example@127.0.0.1:8080/',
    // What a proxy would decode.
    '/%2f%2fx.example',
    '/%2F/x.example',
    '/%5cx.example',
    '/%5C%5Cx.example',
    '/.%2f/x.example',
    '/%09/x.example',
    '/%0d%0aLocation:%20https://x.example',
    '/%00',
    '/%ff',
    // A slash in another script's width.
    '/\uff0fx.example',
    '/%EF%BC%8Fx.example',
    '/%EF%BC%BCx.example',
    `/${'a'.repeat(2000)}`,
  ];
  for (const origin of ORIGINS) for (const path of foreign) assert.equal(localPath(path, origin), '/', String(path));
});

test('signing in does not lead back to signing in', () => {
  const paths = [
    '/auth',
    '/auth/sign-in',
    '/auth/sign-out?x=1',
    '/a/../auth/sign-in',
    '/./auth/sign-in',
    '/%2e/auth/sign-in',
    '/%61uth/sign-in',
    '/auth%2fsign-in',
    '/a%2f..%2fauth/sign-in',
    '/AUTH/sign-in',
    '/%EF%BD%81uth/sign-in',
  ];
  for (const origin of ORIGINS) for (const path of paths) assert.equal(localPath(path, origin), '/', path);
});

test('whatever comes, the answer is one slash and a path on our own origin', () => {
  const pieces = fc.constantFrom(
    ...['/', '//', '\\', '.', '..', './', '../', '%2e', '%2E%2e', '%2f', '%5c', '%09', '\t', '\n', ' ', '@', ':', '?', '#'],
    ...['x.example', 'https:', 'javascript:', 'auth/', '\uff0f', '\u2215', '%EF%BC%8F', '%', 'a', '127.0.0.1:8080'],
  );
  const paths = fc.oneof(
    fc.array(pieces, {maxLength: 12}).map((parts) => `/${parts.join('')}`),
    fc.array(pieces, {maxLength: 12}).map((parts) => parts.join('')),
    fc.string({unit: 'binary', maxLength: 40}).map((text) => `/${text}`),
    fc.webUrl(),
  );
  fc.assert(
    fc.property(paths, fc.constantFrom(...ORIGINS), (text, origin) => {
      const path = localPath(text, origin);
      assert.match(path, /^\/(?![/\\])[\x21-\x7e]*$/u);
      const url = new URL(path, `${origin}/auth/callback?code=x`);
      assert.equal(url.origin, origin);
      assert.equal(url.href, `${origin}${path}`);
      assert.equal(url.username + url.password, '');
      assert.doesNotMatch(decodeURIComponent(url.pathname), /^\/(?:[/\\]|auth\/)/iu);
      // Asked again, it answers the same.
      assert.equal(localPath(path, origin), path);
    }),
    {numRuns: 20_000, seed: 9},
  );
});
