/** What npm would publish: packed, installed in an empty folder, imported, compiled against, and its READMEs held to. */
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join, posix} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {build} from 'esbuild';
import type {Browser} from 'playwright-core';
import {openBrowser} from '../src/fixtures/render.ts';
import {openStrictPage, type StrictPages, serveStrictPages} from '../src/fixtures/strict-pages.ts';
import {type Entry, entriesOf, installAll, runIn} from '../src/publish/consumer.ts';
import {packAll, type Tarball} from '../src/publish/pack.ts';
import {PUBLISHED_FOLDERS} from '../src/publish/published.ts';
import {type Example, examplesIn} from '../src/publish/readme-examples.ts';
import {root} from '../src/root.ts';
import {CHANGED_TITLE, sentOnPortal, shownByPages, Walk} from './from-empty-folder.ts';

/** Packages that define elements: they need a page. */
const NEED_A_PAGE = ['@egov-form/elements', 'egov-form'];

/** Published schemas that a package promises. */
const SCHEMAS: readonly (readonly [name: string, file: string])[] = [
  ...['form', 'person', 'organization', 'address', 'bank-account', 'document', 'source', 'block', 'overlay'].flatMap(
    (schema) =>
      [
        ['@egov-form/core', `schemas/${schema}/v1.json`],
        ['@egov-form/schemas', `${schema}/v1.json`],
      ] as const,
  ),
  ['@egov-form/connectors', 'schemas/configuration/v1.json'],
  ['@egov-form/connectors', 'schemas/messages/v1.json'],
];

interface ReadmeExample extends Example {
  /** Name of its file in the consumer's folder. */
  readonly file: string;
}

describe('the packages as they are published', () => {
  let folder = '';
  let tarballs: readonly Tarball[] = [];
  let entries: readonly Entry[] = [];
  const examples: ReadmeExample[] = [];
  let browser: Browser;
  let pages: StrictPages;

  const inNode = (): readonly Entry[] => entries.filter((entry) => !NEED_A_PAGE.includes(entry.package));
  const inPage = (): readonly Entry[] => entries.filter((entry) => NEED_A_PAGE.includes(entry.package));
  const pageName = ({specifier}: Entry): string => `entry-${specifier.replaceAll(/[@/]/gu, '_')}`;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-packed-'));
    // What an earlier build left behind of a source that is gone.
    await mkdir(join(root, 'packages/vietnam/dist'), {recursive: true});
    for (const ending of ['d.ts', 'js']) await writeFile(join(root, `packages/vietnam/dist/gone.${ending}`), 'export {};\n');
    tarballs = await packAll(join(folder, 'tarballs'));
    const consumer = join(folder, 'consumer');
    await installAll(consumer, tarballs);
    folder = consumer;
    entries = await entriesOf(folder, tarballs);
    for (const {name} of tarballs) {
      const readme = await readFile(join(folder, 'node_modules', name, 'README.md'), 'utf8');
      for (const [index, example] of examplesIn(readme).entries()) {
        const file = `${name.replaceAll(/[@/]/gu, '_')}-${index + 1}.ts`;
        await writeFile(join(folder, file), example.code);
        examples.push({...example, file});
      }
    }
    for (const entry of inPage()) {
      const code = `import * as all from '${entry.specifier}';\nObject.assign(globalThis, {imported: Object.keys(all).length});\n`;
      await writeFile(join(folder, `${pageName(entry)}.js`), code);
    }
    const scripts = [
      ...inPage().map((entry) => `${pageName(entry)}.js`),
      ...examples.filter(({kind}) => kind === 'page').map(({file}) => file),
    ];
    await build({
      entryPoints: scripts.map((file) => join(folder, file)),
      outdir: join(folder, 'pages'),
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      logLevel: 'silent',
    });
    const texts = scripts.map((file) => {
      const name = file.replace(/\.[jt]s$/u, '');
      return [`/${name}/index.html`, `<!doctype html><title>x</title><script type="module" src="/${name}.js"></script>`];
    });
    pages = await serveStrictPages(Object.fromEntries(texts), [join(folder, 'pages')]);
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await pages?.close();
    if (folder !== '') await rm(dirname(folder), {recursive: true, force: true});
  });

  it('are all there, each with its licence, its README and every entry with types', async () => {
    assert.equal(tarballs.length, PUBLISHED_FOLDERS.length);
    const licence = await readFile(join(root, 'LICENSE'), 'utf8');
    for (const {name, files} of tarballs) {
      const has = new Set(files);
      for (const file of ['package.json', 'README.md', 'LICENSE']) assert.ok(has.has(file), `${name}: ${file}`);
      assert.equal(await readFile(join(folder, 'node_modules', name, 'LICENSE'), 'utf8'), licence, name);
      for (const {specifier, file, types} of entries.filter((entry) => entry.package === name)) {
        assert.ok(has.has(file), `${specifier}: ${file}`);
        assert.ok(types !== undefined && has.has(types), `${specifier}: ${types ?? 'no types'}`);
      }
    }
    for (const [name, file] of SCHEMAS) {
      const schema = JSON.parse(await readFile(join(folder, 'node_modules', name, file), 'utf8')) as {$id: string};
      assert.match(schema.$id, /^urn:egov-form:/u, `${name}: ${file}`);
    }
  });

  it('hold no test, nothing that only tests use, and no leftover of a build', () => {
    const unwanted = /\.test\.|(?:^|\/)(?:test|testing|attacks)\/|\.tsbuildinfo$|(?:^|\/)node_modules\//u;
    for (const {name, files} of tarballs) {
      assert.deepEqual(
        files.filter((file) => unwanted.test(file)),
        [],
        name,
      );
      const sources = new Set(files.filter((file) => file.startsWith('src/')));
      const orphans = files
        .filter((file) => file.endsWith('.d.ts') && file.startsWith('dist/'))
        .filter((file) => !sources.has(file.replace(/^dist\//u, 'src/').replace(/\.d\.ts$/u, '.ts')));
      assert.deepEqual(orphans, [], name);
    }
  });

  it('have source maps that lead to a source', async () => {
    for (const {name, files} of tarballs) {
      const has = new Set(files);
      for (const file of files.filter((one) => one.endsWith('.map'))) {
        const map = JSON.parse(await readFile(join(folder, 'node_modules', name, file), 'utf8')) as {
          sources: readonly string[];
          sourcesContent?: readonly (string | null)[];
        };
        const lost = map.sources.filter(
          (source, index) => !map.sourcesContent?.[index] && !has.has(posix.join(posix.dirname(file), source)),
        );
        assert.deepEqual(lost, [], `${name}: ${file}`);
      }
    }
  });

  it('can be imported in Node, entry by entry', async () => {
    const imports = inNode().map(({specifier}) => `'${specifier}'`);
    assert.ok(imports.length > 15);
    const code = `const empty = [];
for (const name of [${imports.join(', ')}])
  if (Object.keys(await import(name)).length === 0) empty.push(name);
console.log(JSON.stringify(empty));
process.exit(0);`;
    await writeFile(join(folder, 'import-all.mjs'), code);
    const {status, stdout, stderr} = runIn(folder, 'import-all.mjs');
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), []);
  });

  it('can be imported in a page of a strict portal, entry by entry', async () => {
    assert.ok(inPage().length > 10);
    for (const entry of inPage()) {
      const {page, problems} = await openStrictPage(browser, `${pages.url}/${pageName(entry)}/`);
      await page.waitForFunction(() => 'imported' in globalThis).catch(() => assert.deepEqual(problems, [], entry.specifier));
      assert.deepEqual(problems, [], entry.specifier);
      await page.context().close();
    }
  });

  for (const [resolution, module] of [
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ]) {
    it(`have types that compile with "${resolution}", down to the last`, async () => {
      const lines = entries.map(({specifier}, index) => `import * as entry${index} from '${specifier}';\nvoid entry${index};`);
      await writeFile(join(folder, 'consumer.ts'), `${lines.join('\n')}\n`);
      const compilerOptions = {
        target: 'es2023',
        lib: ['es2023', 'dom', 'dom.iterable', 'webworker.importscripts'],
        types: ['node'],
        module,
        moduleResolution: resolution,
        strict: true,
        noEmit: true,
        skipLibCheck: false,
      };
      await writeFile(
        join(folder, 'tsconfig.json'),
        JSON.stringify({compilerOptions, files: ['consumer.ts', ...examples.map(({file}) => file)]}),
      );
      const {stdout} = runIn(folder, join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', '--pretty', 'false');
      const ours = stdout.split('\n').filter((line) => /error TS/u.test(line) && !isOfOthers(line));
      assert.deepEqual(ours, []);
    });
  }

  it('have READMEs with an example each, that print what they say', async () => {
    const without = tarballs.filter(
      ({name}) => !examples.some(({file}) => file.startsWith(`${name.replaceAll(/[@/]/gu, '_')}-`)),
    );
    assert.deepEqual(
      without.map(({name}) => name),
      [],
    );
    for (const {kind, file, prints} of examples.filter(({kind}) => kind !== 'check')) {
      assert.ok(prints !== undefined, `${file} has no block of what it prints.`);
      if (kind === 'run') {
        const {status, stdout, stderr} = runIn(folder, file);
        assert.equal(status, 0, `${file}: ${stderr}`);
        assert.equal(stdout, prints, file);
      } else {
        assert.equal(await printedInPage(file.replace(/\.ts$/u, '')), prints, file);
      }
    }
  });

  describe('a procedure, as docs/procedures.md says', () => {
    let walk: Walk;
    it('is made, changed, checked, tested and built from an empty folder', async () => {
      walk = await Walk.begin(folder);
      assert.match(await walk.follow('Make it'), /form\.json/u);
      await walk.follow('Change it');
      assert.match(
        await walk.follow('Check and test it'),
        /Recorded cases: 3 passed, 0 failed\.\nOwn tests: 2 passed, 0 failed\./u,
      );
      assert.match(await walk.follow('Build it'), /bundle\.js/u);
    });

    it('is shown by an application of Vite, and by a page without any tool', async () => {
      for (const heading of ['In an application with a bundler', 'On a plain page']) await walk.follow(heading);
      assert.deepEqual(await shownByPages(browser, walk, folder), [CHANGED_TITLE, CHANGED_TITLE]);
    });

    it('is on a portal: a person signs in, it is filled by their number, and is a dossier', async () => {
      assert.match(await walk.follow('On a portal with its gateway'), /Nothing is wrong\./u);
      const {code, dossier} = await sentOnPortal(browser, walk);
      assert.match(code, /^H00\.00\.00-\d{6}-\d{6}$/u);
      assert.deepEqual(dossier, {code, form: 'xac-nhan', name: 'Nguyễn Thị Mẫu', reason: 'Vay vốn học tập'});
    });
  });

  /** What an example writes on the console of an empty page. */
  async function printedInPage(name: string): Promise<string> {
    const {page, problems} = await openStrictPage(browser, 'about:blank');
    const message = page.waitForEvent('console', {predicate: (one) => one.type() === 'log'});
    await page.goto(`${pages.url}/${name}/`);
    const text = (await message.catch(() => undefined))?.text();
    assert.deepEqual(problems, [], name);
    await page.context().close();
    return `${text}\n`;
  }
});

/** A declaration of somebody else's package that does not compile is not ours to mend. */
function isOfOthers(line: string): boolean {
  return /^node_modules\/(?!@egov-form\/|egov-form\/)/u.test(line) || /^\.\.\//u.test(line);
}
