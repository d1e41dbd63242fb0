/**
 * Browser tests: `web-test-runner`, or with one file `web-test-runner --files packages/drafts/src/store.test.ts`. In Chromium;
 * in the Firefox that `EGOV_TEST_FIREFOX` names, where it is set.
 * They are bundled by esbuild, which strips the types and compiles Lit's decorators.
 */
import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {defaultReporter} from '@web/test-runner';
import {chromeLauncher, puppeteerCore} from '@web/test-runner-chrome';
import {BROWSER_FLAGS, findBrowser} from './packages/dev/src/find-browser.ts';
import {bundledPages} from './packages/dev/src/test-run/bundled-pages.ts';
import {placeOf, testFiles} from './packages/dev/src/test-run/test-files.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Protocol sessions that hold a storage limit, by test session. */
const limits = new Map();

/**
 * What only the browser's own protocol can do to a page, for tests by `executeServerCommand` of @web/test-runner-commands:
 * `quota` limits the storage of the origin to `{bytes}` (no limit without), `forget-storage` throws IndexedDB away under an open page,
 * `forget-history` all entries of the tab but the one that is shown.
 */
const protocolCommands = {
  name: 'protocol-commands',
  async executeCommand({command, payload, session}) {
    if (!['quota', 'forget-storage', 'forget-history'].includes(command)) return;
    const page = session.browser.getPage(session.id);
    const {origin} = new URL(page.url());
    const protocol = await page.createCDPSession();
    if (command === 'forget-storage') await protocol.send('Storage.clearDataForOrigin', {origin, storageTypes: 'indexeddb'});
    if (command === 'forget-history') {
      await protocol.send('Page.resetNavigationHistory');
      await protocol.detach();
      return true;
    }
    // The limit lasts as long as the session that set it.
    await limits.get(session.id)?.detach();
    limits.delete(session.id);
    if (command === 'quota' && payload?.bytes) {
      await protocol.send('Storage.overrideQuotaForOrigin', {origin, quotaSize: payload.bytes});
      limits.set(session.id, protocol);
    } else {
      await protocol.detach();
    }
    return true;
  },
};

/** Writes `{passed, failed}` to the file that `npm test` names. A session that died without a failed test counts as one failure. */
const countReporter = {
  async onTestRunFinished({sessions}) {
    const file = process.env.EGOV_TEST_COUNTS;
    if (!file) return;
    let [passed, failed] = [0, 0];
    const count = ({tests = [], suites = []} = {}) => {
      for (const test of tests) {
        if (test.skipped) continue;
        if (test.passed) passed += 1;
        else failed += 1;
      }
      for (const suite of suites) count(suite);
    };
    for (const session of sessions) {
      const before = failed;
      count(session.testResults);
      if (!session.passed && failed === before) failed += 1;
    }
    await writeFile(file, `${JSON.stringify({passed, failed})}\n`);
  },
};

const firefox = process.env.EGOV_TEST_FIREFOX;

const inChromium = () =>
  chromeLauncher({
    launchOptions: {
      executablePath: findBrowser(),
      args: BROWSER_FLAGS.filter((flag) => flag !== '--headless'),
    },
    // Tests beside each other: a window each, which believes that it is the one in front.
    createBrowserContext: ({browser}) => browser.createBrowserContext(),
    createPage: async ({context}) => {
      const page = await context.newPage();
      const protocol = await page.createCDPSession();
      await protocol.send('Emulation.setFocusEmulationEnabled', {enabled: true});
      return page;
    },
  });

/** By WebDriver BiDi. The launcher takes another browser with a puppeteer of the caller's alone. */
const inFirefox = (executablePath) =>
  chromeLauncher({puppeteer: puppeteerCore, launchOptions: {browser: 'firefox', executablePath}});

const pages = (await testFiles(root)).filter((path) => placeOf(path) === 'page');

export default {
  rootDir: root,
  files: pages,
  nodeResolve: {
    exportConditions: ['egov-source', 'browser', 'development'],
    extensions: ['.ts', '.mjs', '.js', '.json'],
  },
  plugins: [
    protocolCommands,
    bundledPages(pages),
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2023',
      tsconfig: fileURLToPath(new URL('packages/elements/tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [firefox ? inFirefox(firefox) : inChromium()],
  reporters: [defaultReporter(), countReporter],
  // Half of the time is waiting. Firefox gives the focus to one window alone.
  concurrency: firefox ? 1 : 2,
  concurrentBrowsers: 1,
  coverage: false,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  browserStartTimeout: 60_000,
  // Longer than `until` waits: what was awaited in vain is told in its words.
  testFramework: {config: {ui: 'bdd', timeout: 40_000}},
};
