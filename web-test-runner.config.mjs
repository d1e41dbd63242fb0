/**
 * Browser tests: `web-test-runner`, or with one file `web-test-runner --files packages/drafts/src/store.test.ts`.
 * Sources are served as they are; esbuild strips the types and compiles Lit's decorators.
 */
import {fileURLToPath} from 'node:url';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {chromeLauncher} from '@web/test-runner-chrome';
import {BROWSER_FLAGS, findBrowser} from './packages/dev/src/find-browser.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

export default {
  rootDir: root,
  files: [
    'packages/{elements,drafts,egov-form}/src/**/*.test.ts',
    'packages/{elements,drafts,egov-form,digitize}/src/**/*.browser.test.ts',
    '!**/*.node.test.ts',
  ],
  nodeResolve: {
    exportConditions: ['egov-source', 'browser', 'development'],
    extensions: ['.ts', '.mjs', '.js', '.json'],
  },
  plugins: [
    esbuildPlugin({
      ts: true,
      json: true,
      target: 'es2023',
      tsconfig: fileURLToPath(new URL('packages/elements/tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath: findBrowser(),
        args: BROWSER_FLAGS.filter((flag) => flag !== '--headless'),
      },
    }),
  ],
  concurrency: 1,
  concurrentBrowsers: 1,
  coverage: false,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 240_000,
  browserStartTimeout: 60_000,
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
};
