import assert from 'node:assert/strict';
import {test} from 'node:test';
import {trustedScriptUrl} from './trusted-script-url.ts';

test('only worker files of the own origin are vouched for', () => {
  Object.defineProperty(globalThis, 'location', {
    value: {protocol: 'https:', origin: 'https://a.example', href: 'https://a.example/form'},
    configurable: true,
  });
  assert.equal(trustedScriptUrl('https://a.example/x/digitize.worker.js'), 'https://a.example/x/digitize.worker.js');
  for (const url of [
    'https://b.example/digitize.worker.js',
    'https://a.example/evil.js',
    'https://a.example/evil.js?x.worker.js',
    'blob:https://a.example/1.worker.js#',
    'data:text/javascript,1.worker.js',
  ])
    assert.throws(() => trustedScriptUrl(url), {code: 'EGOV_DIGITIZE_WORKER_URL'}, url);
});
