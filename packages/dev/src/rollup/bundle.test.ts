import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {BUNDLE_FOLDER, type BuiltFile, buildBundle, type Manifest, readManifest} from './bundle.ts';
import {digitizeAssets} from './digitize-assets.ts';

/** Text of a script that would need a hole in the content policy, or that no browser can load. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['eval', /\beval\s*\(/u],
  ['new Function', /\bnew\s+Function\b|[^.\w$]Function\s*\(\s*["'`]/u],
  ['a blob: address', /["'`]blob:|createObjectURL/u],
  ['a data: image', /data:image\//u],
  ['an import by package name', /\bimport\s*\(\s*["'](?![./])/u],
];

/** Compressed bytes that a chunk may have. Raise one only with what the bytes are for. */
const BUDGET: {readonly [name: string]: number} = {
  // Documents, facts, lists and the review bring their own words: 500, 1,100, 150 and 1,050 bytes.
  'egov-form': 500,
  // The plan of a form in phases: 520 bytes; flags of the records of field types: 220; a date with a time: 520; what no field
  // holds and the question nearest to it: 1,900; alternatives and branches inside objects: 2,200; numbers that are not guessed,
  // parts that need not be there, the way to what is loaded for a structure, a reader that a bundler moved: the rest.
  // Look-ups that wait for the sign-in, equal values told at their rows, whose number is asked for: 600.
  // The pages of a form in the history of the tab: 750 bytes.
  // Parties that follow each other, the signed-in person's own look-up, the effort before the start: 2,900 bytes; look-ups and
  // their panel went to `facts-part`, the words of five parts to those: 3,700 bytes less.
  // What several late parts need, no chunk of its own: 150 bytes, for one round trip less.
  // A default that comes with its optional part: 100 bytes.
  // What lies in optional parts, found in one go instead of for each part (2,000 parts: 2.9 s to 50 ms): 80 bytes.
  main: 118_600,
  // What an author is told: misspelt keywords, limits without effect, texts that lack a language; and the line of each: 6,200 bytes;
  // older drafts of JSON Schema read as what they are: 2,400.
  // What is found about parties: 1,300 bytes.
  // What a look-up may say of age, corrections and proposals, and published schemas with bundles: 2,600.
  check: 33_400,
  // What registers say otherwise when a draft is opened again; rows that changed, went or came: 1,300 bytes.
  'changes-part': 4_700,
  'device-digitizer': 5_000,
  // A paper that differs, and what the person says of it: 1,500 bytes.
  'documents-part': 6_500,
  // What registers changed, and what was kept earlier, is looked for: 250 bytes.
  'drafts-part': 8_600,
  // The second database that outlasts a browser killed in the middle of a save: 200 bytes.
  'kept-drafts': 7_150,
  // Words for what blocks a sending, numbers, structures, readings that stop: 500 bytes.
  // Effort, receipt, facts and folds: 350 bytes; what registers changed: 200;
  // answers of an earlier application: 100; papers that differ, gaps, proposals: 400;
  // what stands once on the review, one more file: 100;
  // why no register filled it, for the office, and rows that changed: 200.
  english: 10_350,
  // Look-ups and the cards of what they fill, and why something was not filled.
  // Corrections, out of the first chunk: 1,500 bytes; proposals: 1,300.
  'facts-part': 12_100,
  'gateway-calls': 3_900,
  // Reads the objects of a PDF, unpacked by fflate. Addresses of links: 330 bytes.
  'inspect-pdf': 8_900,
  // Rows of a register to tick, and columns that are looked up together: 1,800.
  'lists-part': 6_700,
  migrate: 2_700,
  'presence-part': 2_200,
  reasons: 7_300,
  // What is known and what was left empty, folded; the receipt and what comes next: 1,000 bytes; the wish to
  // have answers kept: 350.
  // Folded groups and rows, papers told once, one line for what was left out: 800.
  // Which definition was filled in: 60.
  'review-part': 9_110,
  // What was kept of an earlier application.
  'reuse-part': 1_000,
  // Procedures as modules, held against their manifest; what is wrong with a source.
  'sources-part': 3_600,
  sheet: 3_000,
  'structure-part': 5_700,
};

describe('the browser bundle', () => {
  let manifest: Manifest = {};
  let files: readonly BuiltFile[] = [];
  const read = (file: string): Promise<string> => readFile(join(BUNDLE_FOLDER, file), 'utf8');

  before(async () => {
    await buildBundle();
    manifest = await readManifest();
    files = Object.values(manifest);
  });

  it('is made once, until an input changes', async () => {
    assert.equal(await buildBundle(), false);
  });

  it('compiles no code at run time and needs no hole in the content policy', async () => {
    assert.ok(manifest['egov-form'] && manifest['digitize.worker']);
    for (const {file} of files) {
      const text = await read(file);
      for (const [name, pattern] of FORBIDDEN) assert.equal(pattern.test(text), false, `${file}: ${name}`);
    }
  });

  it('is an entry that only names the first chunk, and chunks named after their content', async () => {
    const names = Object.entries(manifest).map(([name, {file}]) => [name, file.replace(/-[0-9a-f]{12}\.js$/u, '-*.js')]);
    for (const [name, file] of names.filter(([name]) => name !== 'egov-form' && name !== 'digitize.worker'))
      assert.equal(file, `egov-form/${name}-*.js`);
    assert.equal(manifest['egov-form']?.file, 'egov-form.js');
    assert.match(
      (await read('egov-form.js')).replace(/\n\/\/#.*\n?$/u, ''),
      /^import\{[^}]*\}from"\.\/egov-form\/main-[0-9a-f]{12}\.js";export\{[^}]*\};$/u,
    );
  });

  it('needs nothing beside the first chunk before its script has run', () => {
    assert.deepEqual(manifest['egov-form']?.imports, ['main']);
    assert.deepEqual(manifest['main']?.imports, []);
  });

  it('finds its chunks beside it, which import what is there already', async () => {
    const found = new Set<string>();
    for (const {file} of files)
      for (const [, path = ''] of (await read(file)).matchAll(/\bimport\(["'`]([^"'`]+)["'`]\)/gu))
        found.add(join(dirname(file), path));
    const known = new Set(files.map(({file}) => file));
    for (const path of found) assert.ok(known.has(path), path);
    assert.ok(found.size > 10, [...found].join());
  });

  it('keeps to its budget', () => {
    for (const [name, most] of Object.entries(BUDGET)) {
      const found = manifest[name]?.gzipBytes ?? Number.NaN;
      assert.ok(found <= most, `Expected ${name} to have at most ${most} bytes compressed, found ${found}.`);
    }
  });

  it('knows its size', async () => {
    for (const {file, bytes, gzipBytes} of files) {
      const content = await readFile(join(BUNDLE_FOLDER, file));
      assert.deepEqual([content.length, gzipSync(content, {level: 9}).length], [bytes, gzipBytes], file);
    }
  });

  it('names no folder of the machine that built it', async () => {
    for (const {file} of files) {
      const {sources} = JSON.parse(await read(`${file}.map`)) as {sources: readonly string[]};
      assert.equal(sources.length > 0, file !== 'egov-form.js', file);
      assert.deepEqual(
        sources.filter((source) => source.startsWith('/') || source.startsWith('file:')),
        [],
        file,
      );
    }
  });

  it('has every file that the document reader loads', async () => {
    const present = new Set((await readdir(BUNDLE_FOLDER, {recursive: true})).map((name) => name.replaceAll('\\', '/')));
    assert.deepEqual(
      digitizeAssets()
        .map(({to}) => to)
        .filter((to) => !present.has(to)),
      [],
    );
  });
});
