import assert from 'node:assert/strict';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import {type Browser, chromium} from 'playwright-core';
import {BROWSER_FLAGS, findBrowser} from '../src/find-browser.ts';
import type {PageReport, Timed} from '../src/fixtures/core-in-page.ts';
import {root} from '../src/root.ts';

const POLICY = "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

describe('core in a page whose policy allows its own script files and nothing else', () => {
  let browser: Browser;
  let report: PageReport;
  const errors: string[] = [];

  before(async () => {
    const {outputFiles} = await build({
      entryPoints: [join(root, 'packages/dev/src/fixtures/core-in-page.ts')],
      bundle: true,
      format: 'esm',
      target: 'es2023',
      conditions: ['egov-source'],
      write: false,
      logLevel: 'silent',
    });
    const files: {readonly [path: string]: readonly [type: string, text: string]} = {
      '/': ['text/html', '<!doctype html><html lang="en"><title>core</title><script type="module" src="/page.js"></script>'],
      '/page.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    };
    const server = createServer((request, response) => {
      const [type, text] = files[request.url ?? ''] ?? ['text/plain', ''];
      response.writeHead(text === '' ? 404 : 200, {'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY});
      response.end(text);
    });
    try {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      assert(address !== null && typeof address === 'object');
      browser = await chromium.launch({executablePath: findBrowser(), args: [...BROWSER_FLAGS]});
      const page = await browser.newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().includes('favicon')) errors.push(message.text());
      });
      await page.goto(`http://127.0.0.1:${address.port}/`);
      await page.waitForFunction(() => window.coreReport !== undefined);
      report = (await page.evaluate(() => window.coreReport)) as PageReport;
    } finally {
      server.close();
    }
  });
  after(() => browser?.close());

  it('runs whole, and violates nothing', () => {
    assert.ok(report.exported > 20);
    assert.deepEqual(report.violations, []);
    assert.equal(report.evalRefused, true, 'The policy was not in force.');
    // The one that was provoked to see that.
    assert.deepEqual(
      errors.filter((text) => !/TrustedScript|eval/u.test(text)),
      [],
    );
  });

  it('validates 1,000 fields in a small multiple of writing and reading them', (t) => {
    const told = (name: string, {issues, median, longest}: Timed): void => {
      t.diagnostic(`${name}: ${issues} issues, median ${median.toFixed(2)} ms, longest ${longest.toFixed(2)} ms`);
      assert.equal(issues, report.wrong);
      assert.ok(median < report.baseline * 10, `${name}: ${median} ms, against ${report.baseline} ms of 20 × JSON`);
    };
    told('validators', report.validators);
    told('form.validate()', report.form);
  });

  it('refuses schemas that are meant to hang it', (t) => {
    const codes = Object.fromEntries(Object.entries(report.bombs).map(([name, {codes}]) => [name, codes]));
    for (const [name, {took}] of Object.entries(report.bombs)) t.diagnostic(`${name}: refused in ${took.toFixed(1)} ms`);
    assert.deepEqual(codes, {
      deep: ['gate.depth'],
      'fan-out': ['gate.depth', 'gate.fan-out'],
      circle: ['gate.recursion'],
      choices: ['gate.choices'],
      patterns: ['gate.pattern'],
      pattern: ['gate.pattern'],
    });
  });
});
