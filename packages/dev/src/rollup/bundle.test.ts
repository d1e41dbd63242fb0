import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {BUNDLE_FOLDER, buildBundle, type FileSize} from './bundle.ts';
import {digitizeAssets} from './digitize-assets.ts';

/** Text of a script that would need a hole in the content policy, or that no browser can load. */
const FORBIDDEN: readonly (readonly [string, RegExp])[] = [
  ['eval', /\beval\s*\(/u],
  ['new Function', /\bnew\s+Function\b|[^.\w$]Function\s*\(\s*["'`]/u],
  ['a blob: address', /["'`]blob:|createObjectURL/u],
  ['a data: image', /data:image\//u],
  ['an import by package name', /\bimport\s*\(\s*["'](?![./])/u],
];

/** Compressed bytes that a file may have. Raise one only with what the bytes are for. */
const BUDGET: {readonly [file: string]: number} = {
  'egov-form.js': 107_500,
  'egov-form/check.js': 20_000,
  'egov-form/digitize.js': 4_700,
  'egov-form/documents.js': 2_500,
  'egov-form/drafts.js': 6_700,
  'egov-form/english.js': 7_900,
  'egov-form/gateway.js': 3_600,
  'egov-form/lists.js': 4_700,
  'egov-form/lookups.js': 6_300,
  'egov-form/migrate.js': 2_700,
  'egov-form/papers.js': 4_300,
  'egov-form/presence.js': 2_200,
  'egov-form/reasons.js': 7_300,
  'egov-form/review.js': 5_600,
  'egov-form/sheet.js': 3_000,
};

describe('the browser bundle', () => {
  let sizes: {readonly [file: string]: FileSize} = {};
  const read = (file: string): Promise<string> => readFile(join(BUNDLE_FOLDER, file), 'utf8');

  before(async () => {
    await buildBundle();
    sizes = JSON.parse(await read('sizes.json'));
  });

  it('is made once, until an input changes', async () => {
    assert.equal(await buildBundle(), false);
  });

  it('compiles no code at run time and needs no hole in the content policy', async () => {
    const files = Object.keys(sizes);
    assert(files.includes('egov-form.js') && files.includes('egov-form/digitize.worker.js'));
    for (const file of files) {
      const text = await read(file);
      for (const [name, pattern] of FORBIDDEN) assert.equal(pattern.test(text), false, `${file}: ${name}`);
    }
  });

  it('finds its pieces beside it', async () => {
    const pieces = [...(await read('egov-form.js')).matchAll(/\bimport\(["'`]([^"'`]+)["'`]\)/gu)].map(([, path = '']) => path);
    assert.ok(pieces.includes('./egov-form/check.js') && pieces.includes('./egov-form/digitize.js'), pieces.join());
    for (const path of pieces) assert.ok(Object.hasOwn(sizes, path.slice('./'.length)), path);
  });

  it('keeps to its budget', () => {
    for (const [file, most] of Object.entries(BUDGET)) {
      const found = sizes[file]?.gzipBytes ?? Number.NaN;
      assert.ok(found <= most, `Expected ${file} to have at most ${most} bytes compressed, found ${found}.`);
    }
  });

  it('is one file, and its lazy pieces do not import it back', async () => {
    const staticImport = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{$][^;"'`]*?\bfrom\s*)?["'][^"']+["']/u;
    for (const file of Object.keys(sizes)) assert.equal(staticImport.test(await read(file)), false, file);
    assert.match('import{a as b}from"./c.js";', staticImport);
    assert.match('x();export*from"./c.js"', staticImport);
  });

  it('knows its size', async () => {
    for (const [file, {bytes, gzipBytes}] of Object.entries(sizes)) {
      const content = await readFile(join(BUNDLE_FOLDER, file));
      assert.deepEqual([content.length, gzipSync(content, {level: 9}).length], [bytes, gzipBytes], file);
    }
  });

  it('names no folder of the machine that built it', async () => {
    for (const file of Object.keys(sizes)) {
      const {sources} = JSON.parse(await read(`${file}.map`)) as {sources: readonly string[]};
      assert(sources.length > 0);
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
