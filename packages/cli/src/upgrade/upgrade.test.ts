import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {PatchOperation} from '@egov-form/checks';
import {escapeSegment} from '@egov-form/core/plan';
import {readSource} from '../source/procedure-source.ts';
import {inFolder, run} from '../testing/command-line.ts';
import type {Codemod} from './codemods.ts';
import {liftText} from './lift-text.ts';
import {upgradeSource} from './upgrade-source.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/procedures', import.meta.url));

type Fields = {readonly [pointer: string]: {readonly hint?: unknown; readonly sensitivity?: unknown}};

/** A version 2 that does not exist: hints have another name, a setting is gone, the procedure's code is named first. */
const FORM_2: Codemod = {
  format: 'form',
  from: 1,
  to: 2,
  changes({fields = {}, procedure}) {
    const steps: PatchOperation[] = [];
    for (const [pointer, {hint, sensitivity}] of Object.entries(fields as Fields)) {
      const at = `/fields/${escapeSegment(pointer)}`;
      if (hint !== undefined) steps.push({op: 'move', from: `${at}/hint`, path: `${at}/help`});
      if (sensitivity !== undefined) steps.push({op: 'remove', path: `${at}/sensitivity`});
    }
    if (procedure !== undefined) steps.push({op: 'add', path: '/procedure/country', value: 'VN'});
    return steps;
  },
};
/** And a version 3 of it. */
const FORM_3: Codemod = {
  format: 'form',
  from: 2,
  to: 3,
  changes: () => [{op: 'add', path: '/title/fr', value: 'Formulaire'}],
};
const SOURCE_2: Codemod = {...FORM_2, format: 'source'};
const CASE_2: Codemod = {format: 'case', from: 1, to: 2, changes: () => [{op: 'move', from: '/title', path: '/name'}]};
const PACKAGE_2: Codemod = {format: 'package', from: 1, to: 2, changes: () => []};
const CODEMODS = [FORM_3, FORM_2, SOURCE_2, CASE_2, PACKAGE_2];

const context = {cwd: EXAMPLES, text: (key: string) => key};

describe('the steps between versions of a format', () => {
  it('lift every example, and change nothing a second time', async () => {
    const names = await readdir(EXAMPLES);
    for (const name of names) {
      const files = await upgradeSource(await readSource(name, context), CODEMODS);
      assert.ok(files.length > 1, name);
      for (const {path, format, text, to, isChanged} of files) {
        assert.deepEqual([isChanged, to], [true, format === 'form' ? 3 : 2], path);
        assert.deepEqual(liftText(text, format, CODEMODS), {text, from: to, to});
      }
      const form = files.find(({format}) => format === 'form' || format === 'source');
      const {fields} = JSON.parse(form?.text ?? '') as {readonly fields: Fields};
      assert.ok(
        Object.values(fields).every((settings) => !('hint' in settings || 'sensitivity' in settings)),
        name,
      );
    }
  });

  it('leave every line alone that they do not change', async () => {
    const text = await readFile(join(EXAMPLES, 'phu-hieu-xe/form.json'), 'utf8');
    const lifted = liftText(text, 'form', [FORM_3]);
    assert.equal(lifted.text, text, 'a step that begins elsewhere');
    const made = liftText(text.replace('form/v1.json', 'form/v2.json'), 'form', [FORM_3]);
    const [before, after] = [text.split('\n'), made.text.split('\n')];
    assert.equal(before.length, after.length);
    const changed = after.filter((line, index) => line !== before[index]);
    assert.deepEqual(
      changed.map((line) => line.trim().split(':')[0]),
      ['"$schema"', '"title"'],
    );
  });

  it('write the version into a document that does not name one', () => {
    const {text} = liftText('{\n  "id": "a"\n}\n', 'form', [{format: 'form', from: 1, to: 2, changes: () => []}]);
    assert.equal(text, '{\n  "id": "a",\n  "$schema": "urn:egov-form:form:v2"\n}\n');
  });
});

describe('egov-form upgrade', () => {
  const FORM = {$schema: 'urn:egov-form:form:v1', id: 'a', version: '1.0.0', title: 'A', data: {type: 'object'}};

  it('changes nothing of what is at the newest version', async () => {
    await inFolder({'form.json': FORM, 'package.json': {egovForm: {}}}, async (cwd) => {
      for (const args of [['upgrade'], ['upgrade', '--check']]) {
        const {code, out} = await run(args, {cwd});
        assert.deepEqual([code, out], [0, 'Every document is at the newest version of its format: 2.\n']);
      }
    });
  });

  it('leaves alone what a newer program wrote, and says so', async () => {
    await inFolder({'form.json': {...FORM, $schema: 'urn:egov-form:form:v9'}}, async (cwd) => {
      const {code, error} = await run(['upgrade'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /^form\.json is of version 9 of its format, and this program knows up to 1\./u);
    });
  });
});
