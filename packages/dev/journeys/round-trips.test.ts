/**
 * How often the form waits for the network, one request after another, before its first question is there. On a slow line that,
 * and not the bytes, is what a person waits for.
 */
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {openStage, type Stage} from './demo.ts';

/** A slow line: there and back in so many milliseconds. Far more than the browser is busy in between. */
const LATENCY_MS = 800;
const PRELOADS = /<link rel="modulepreload"[^>]*>/gu;

/** Where nothing is preloaded: the page, the entry, the first chunk, the definition, and documents on the first page. */
const WITHOUT = {'khai-sinh': 5, 'phu-hieu-xe': 4};

describe('round trips before the first question', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage?.close());

  async function roundTrips(procedure: string, options: {readonly preload: boolean}): Promise<number> {
    const page = await (await stage.browser.newContext({locale: 'vi-VN'})).newPage();
    const address = `${stage.demo.url}/procedures/${procedure}/`;
    if (!options.preload) {
      await page.route(address, async (route) => {
        const response = await route.fetch();
        const body = await response.text();
        assert.match(body, PRELOADS);
        await route.fulfill({response, body: body.replaceAll(PRELOADS, '')});
      });
    }
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const line = {offline: false, latency: LATENCY_MS, downloadThroughput: -1, uploadThroughput: -1};
    await session.send('Network.emulateNetworkConditions', line);
    await page.addInitScript(() => {
      addEventListener('egov-ready', () => Object.assign(globalThis, {ready: performance.now()}));
    });
    await page.goto(address, {waitUntil: 'commit'});
    await page.waitForFunction(() => 'ready' in globalThis);
    const trips = await page.evaluate(() => {
      const {ready} = globalThis as unknown as {ready: number};
      // What the page asks on its own account is not what the form waits for.
      const asked = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
        ({name, responseEnd}, i, all) =>
          /\/egov-form|\/form\.json/u.test(name) && responseEnd < ready && all.findIndex((one) => one.name === name) === i,
      );
      const rounds: {readonly answered: number; readonly round: number}[] = [{answered: 0, round: 1}];
      for (const {startTime, responseStart} of asked.sort((a, b) => a.startTime - b.startTime)) {
        const before = rounds.filter(({answered}) => answered <= startTime).map(({round}) => round);
        rounds.push({answered: responseStart, round: Math.max(...before) + 1});
      }
      return Math.max(...rounds.map(({round}) => round));
    });
    await page.context().close();
    return trips;
  }

  for (const [procedure, without] of Object.entries(WITHOUT)) {
    it(`are three for ${procedure}: the page, its scripts, and what they ask`, async () => {
      assert.equal(await roundTrips(procedure, {preload: true}), 3);
    });

    it(`are ${without} for ${procedure} where nothing is preloaded`, async () => {
      assert.equal(await roundTrips(procedure, {preload: false}), without);
    });
  }
});
