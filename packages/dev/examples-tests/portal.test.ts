import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import {procedurePages, readPage} from '../src/demo/pages.ts';
import {PROCEDURES, procedureDefinition} from '../src/fixtures/example-procedures.ts';
import {root} from '../src/root.ts';

const PORTAL = `${root}/examples/portal`;
const files = readdirSync(PORTAL, {recursive: true, encoding: 'utf8'}).sort();
const own = files.filter((file) => file.endsWith('.html') && !/^(?:parts|templates)\//u.test(file));
const templates = files.filter((file) => file.startsWith('templates/') && file.endsWith('.html'));

/** The pages as they are served, but for the names of chunks. */
const served = new Map<string, string>();
for (const page of own) served.set(page, await readPage(PORTAL, page));
for (const id of PROCEDURES)
  for (const [page, html] of await procedurePages(PORTAL, procedureDefinition(id))) served.set(page, html);

/** Addresses that the gateway or the build answers, not a file of the portal. */
const ELSEWHERE = [
  /^\/egov-form\.js$/u,
  /^\/egov-form\/[\w-]+\.js$/u,
  /^\/forms\/[a-z0-9-]+\/form\.json$/u,
  /^\/api\b/u,
  /^\/auth\b/u,
];

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(`\\s${name}="([^"]*)"`, 'gu'))].map((match) => match[1] ?? '');
}

describe('the sample portal', () => {
  test('has its pages', () => {
    const ofProcedures = PROCEDURES.flatMap((id) => [`procedures/${id}/index.html`, `procedures/${id}/kiosk.html`]);
    assert.deepEqual([...served.keys()].sort(), ['dossiers.html', 'index.html', 'lookups.html', ...ofProcedures].sort());
  });

  for (const [page, html] of served) {
    test(`${page} runs under a policy without inline code`, () => {
      for (const [tag] of html.matchAll(/<script\b[^>]*>/gu)) assert.match(tag, /\ssrc="\/[^"]+"/u);
      assert.doesNotMatch(html, /<script\b[^>]*>\s*[^<\s]/u, 'a script with code in it');
      assert.doesNotMatch(html, /<style\b|\sstyle=|\son[a-z]+=|javascript:/iu);
      assert.doesNotMatch(html, /\s(?:src|href)="(?:https?:)?\/\//u, 'something from another origin');
    });

    test(`${page} links only to what is there`, () => {
      for (const address of [...attributes(html, 'href'), ...attributes(html, 'src')]) {
        if (address.startsWith('#')) assert.ok(html.includes(`id="${address.slice(1)}"`), address);
        else if (!ELSEWHERE.some((pattern) => pattern.test(address))) {
          const file = (address.endsWith('/') ? `${address}index.html` : address).slice(1);
          assert.ok(served.has(file) || existsSync(`${PORTAL}/${file}`), address);
        } else if (address.startsWith('/forms/')) {
          assert.ok(existsSync(`${root}/examples/procedures/${address.split('/')[2]}/form.json`), address);
        }
      }
    });

    test(`${page} says everything in Vietnamese and in English`, () => {
      assert.match(html, /<html lang="vi">/u);
      assert.match(html, /class="skip" href="#content"/u);
      const body = html.slice(html.indexOf('<body')).replaceAll(/<noscript>.*?<\/noscript>/gsu, '');
      const silent = [...body.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>([^<]*\p{L}[^<]*)</gu)]
        .filter(([, , attribute = '']) => !/data-en="[^"]*[a-z]/u.test(attribute) && !/data-language=/u.test(attribute))
        .map(([, tag, , words = '']) => `<${tag}> ${words.trim()}`);
      assert.deepEqual(silent, []);
      for (const [, tag, attribute = ''] of body.matchAll(/<([a-z0-9]+)((?:\s[^>]*)?)>/gu)) {
        const label = /\saria-label="/u.test(attribute) && !/data-language=/u.test(attribute);
        if (label) assert.match(attribute, /data-en-label="/u, tag);
        if (/\splaceholder="/u.test(attribute)) assert.match(attribute, /data-en-placeholder="/u, tag);
      }
    });
  }

  test('says what all pages have in one place', () => {
    for (const page of [...own, ...templates]) {
      const source = readFileSync(`${PORTAL}/${page}`, 'utf8');
      for (const part of ['head', 'skip', 'notice', 'brand', 'tools', 'footer'])
        assert.ok(source.includes(`virtual="/parts/${part}.html"`), page);
      assert.doesNotMatch(source, /<meta charset|class="(?:skip|brand|account|site-footer)"/u, page);
    }
  });

  test('embeds each form as the design says', () => {
    for (const id of PROCEDURES) {
      const html = served.get(`procedures/${id}/index.html`) ?? '';
      assert.ok(html.includes('<script type="module" src="/egov-form.js"></script>'));
      assert.ok(html.includes(`<egov-form src="/forms/${id}/form.json" gateway="/api" locale="vi"></egov-form>`));
    }
  });

  test('a procedure’s words are text in its page, whatever they are', async () => {
    const words = {vi: '<b> & "', en: '{{id}}'};
    const made = await procedurePages(PORTAL, {id: 'x', version: '1.0.0', title: words, data: {type: 'object'}});
    const html = made.get('procedures/x/index.html') ?? '';
    assert.ok(html.includes('<h1 data-en="{{id}}">&lt;b&gt; &amp; &quot;</h1>'), html);
    assert.doesNotMatch(html, /documents-part/u);
  });

  test('its scripts write no markup from text and make no code from text', () => {
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const code = readFileSync(`${PORTAL}/${file}`, 'utf8');
      assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.style\b/u, file);
    }
  });
});
