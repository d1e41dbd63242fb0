import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {until} from '@egov-form/dev/until';
import {type Simulators, startSimulators} from '@egov-form/simulators';
import {createTokenSource, type LgspCredentials, type TokenSource} from './token.ts';

const signal = new AbortController().signal;
let simulators: Simulators;

before(async () => {
  simulators = await startSimulators({tokenSeconds: 100, latencyMs: 5});
});
after(() => simulators.close());

function source(options: {credentials?: LgspCredentials; now?: () => number; earlyMs?: number} = {}): TokenSource {
  return createTokenSource({
    url: simulators.urls.token,
    credentials: simulators.credentials.basic,
    timeoutMs: 5000,
    ...options,
  });
}

async function asked(action: () => Promise<unknown>): Promise<number> {
  const before = simulators.counts().token;
  await action();
  return simulators.counts().token - before;
}

describe('tokens of the exchange', () => {
  it('come for both ways to say who asks', async () => {
    for (const credentials of [simulators.credentials.basic, simulators.credentials.lgspaccesstoken] as LgspCredentials[]) {
      const token = await source({credentials}).token(signal);
      const response = await fetch(simulators.urls.business, {
        method: 'POST',
        headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json'},
        body: '{"msdn":"9999999997"}',
      });
      assert.equal(response.status, 200, credentials.kind);
    }
  });

  it('are refused for wrong credentials, without repeating them', async () => {
    const {basic, lgspaccesstoken} = simulators.credentials;
    const wrong: LgspCredentials[] = [
      {...basic, consumerSecret: 'guessed-secret'},
      {...lgspaccesstoken, secretKey: 'guessed-secret'},
    ];
    for (const credentials of wrong) {
      await assert.rejects(source({credentials}).token(signal), (error: Error & {code?: string; details?: unknown}) => {
        assert.equal(error.code, 'EGOV_CONNECTORS_TOKEN');
        assert.doesNotMatch(`${error.message} ${JSON.stringify(error.details)}`, /guessed|key-/u);
        return true;
      });
    }
  });

  it('are kept, and asked for once however many wait', async () => {
    const tokens = source();
    const calls = await asked(async () => {
      const all = await Promise.all(Array.from({length: 50}, () => tokens.token(signal)));
      assert.equal(new Set(all).size, 1);
      assert.equal(await tokens.token(signal), all[0]);
    });
    assert.equal(calls, 1);
  });

  it('are renewed before they end, while the old one still serves', async () => {
    let now = 1_000_000;
    const tokens = source({now: () => now, earlyMs: 20_000});
    const first = await tokens.token(signal);
    now += 79_000;
    assert.equal(await asked(() => tokens.token(signal)), 0);
    now += 2_000;
    assert.equal(await tokens.token(signal), first, 'nobody waits for the renewal');
    await until('the new one serves', async () => (await tokens.token(signal)) !== first);
  });

  it('are waited for once they have ended', async () => {
    let now = 1_000_000;
    const tokens = source({now: () => now});
    const first = await tokens.token(signal);
    now += 101_000;
    assert.notEqual(await tokens.token(signal), first);
  });

  it('are renewed once when several callers were refused with the same one', async () => {
    const tokens = source();
    const first = await tokens.token(signal);
    const calls = await asked(async () => {
      const renewed = await Promise.all([tokens.renew(first, signal), tokens.renew(first, signal)]);
      assert.equal(renewed[0], renewed[1]);
      assert.notEqual(renewed[0], first);
      assert.equal(await tokens.renew(first, signal), renewed[0], 'already renewed by somebody else');
    });
    assert.equal(calls, 1);
  });

  it('keep coming for the others when one caller gives up', async () => {
    const tokens = source();
    const controller = new AbortController();
    const given = tokens.token(controller.signal);
    const kept = tokens.token(signal);
    controller.abort(new Error('gone'));
    await assert.rejects(given, {message: 'gone'});
    assert.match(await kept, /^\S+$/u);
  });
});
