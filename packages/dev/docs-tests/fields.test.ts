/** The pages about kinds of questions are what the records generate, and every definition on them renders. */
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {checkDefinition, type FormDefinition} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {FieldStage, show} from '../browser/fields/field-page.ts';
import {fieldDocs} from '../src/generate/field-docs.ts';
import {ALL_TYPES, memberOf} from '../src/generate/field-types.ts';
import {root} from '../src/root.ts';

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

describe('docs/fields', () => {
  let stage: FieldStage;
  before(async () => {
    stage = await FieldStage.open();
  });
  after(() => stage?.close());

  it('has a page for each kind and an index, as generated', async () => {
    const pages = fieldDocs();
    assert.equal(pages.size, ALL_TYPES.length + 1);
    for (const [path, text] of pages) assert.equal(await read(path), text, `${path} differs: run "npm run generate".`);
    const files = (await readdir(join(root, 'docs/fields'))).map((file) => `docs/fields/${file}`);
    assert.deepEqual(
      files.filter((file) => !pages.has(file) && !file.endsWith('/custom.md')),
      [],
    );
  });

  it('shows definitions that have no fault and render as they stand', async () => {
    const {page, problems} = await stage.page();
    const widgets = [...new Set(ALL_TYPES.map(({widget}) => widget))];
    for (const type of ALL_TYPES) {
      const text = await read(`docs/fields/${type.name}.md`);
      const json = /^```json form\n([\s\S]*?)^```$/mu.exec(text)?.[1];
      const definition = JSON.parse(json ?? '') as FormDefinition;
      assert.deepEqual(checkDefinition(definition, {packs: [vietnam], widgets}), [], type.name);
      await show(page, {definition, answers: {[memberOf(type)]: type.example.value}, locale: 'en'});
      const shown = await page.locator(`egov-form [data-pointer="/${memberOf(type)}"]`).count();
      assert.equal(shown, type.role === 'none' ? 0 : 1, type.name);
    }
    assert.deepEqual(problems, []);
  });

  it('links to pages that exist', async () => {
    const files = new Set(await readdir(join(root, 'docs/fields')));
    for (const path of ['docs/fields/README.md', 'docs/fields/custom.md']) {
      for (const [, file = ''] of (await read(path)).matchAll(/\]\(([\w-]+\.md)\)/gu))
        assert.ok(files.has(file), `${path}: ${file}`);
    }
  });
});
