import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {BUNDLE_FOLDER, buildBundle, type FileSize} from './build.ts';
import {digitizeAssets} from './digitize-assets.ts';

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
      assert.doesNotMatch(text, /\beval\s*\(/u, `${file}: eval`);
      assert.doesNotMatch(text, /\bnew\s+Function\b|[^.\w$]Function\s*\(\s*["'`]/u, `${file}: new Function`);
      assert.doesNotMatch(text, /["'`]blob:|createObjectURL/u, `${file}: blob`);
      assert.doesNotMatch(text, /data:image\//u, `${file}: data: image`);
      assert.doesNotMatch(text, /from\s*["'](?![./])|import\s*\(\s*["'](?![./])/u, `${file}: an import that no browser resolves`);
    }
  });

  it('is one file, and its lazy pieces do not import it back', async () => {
    const staticImport = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{$][^;"'`]*?\bfrom\s*)?["'][^"']+["']/u;
    for (const file of Object.keys(sizes)) assert.doesNotMatch(await read(file), staticImport, file);
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
