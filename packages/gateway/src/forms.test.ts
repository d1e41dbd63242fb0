import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import type {FormError} from '@egov-form/core';
import {findingsOf, loadForms} from './forms.ts';

const GOOD =
  '{\n  "id": "good",\n  "version": "1.0.0",\n  "title": {"vi": "Tốt", "en": "Good"},\n  "data": {"type": "object"}\n}';

const NOTHING = {packs: [], connectors: []};

describe('forms of a folder', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-forms-'));
    const files = {
      good: GOOD,
      mark: `\uFEFF${GOOD.replace('"good"', '"mark"')}`,
      comma: GOOD.replace('"1.0.0",', '"1.0.0"'),
      comment: `// a form\n${GOOD}`,
      trailing: GOOD.replace('{"type": "object"}', '{"type": "object",}'),
      odd: GOOD.replace('"good"', '"odd"').replace(
        '{"type": "object"}',
        '{"properties": {\n    "name": {"type": "string", "maxLength": 9, "propertyOrder": 1}}}',
      ),
    };
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'form.json'), text);
    }
  });
  after(() => rm(folder, {recursive: true}));

  test('one whose text is no JSON is left out and told with line and column', async () => {
    const told: FormError[] = [];
    const forms = await loadForms(folder, NOTHING, (error) => told.push(error));
    assert.deepEqual(forms.map(({definition}) => definition.id).toSorted(), ['good', 'mark', 'odd']);
    assert.deepEqual(
      told.map(({code, details}) => ({code, ...details})),
      [
        {code: 'EGOV_GATEWAY_FORM', folder: 'comma', line: 3, column: 21},
        {code: 'EGOV_GATEWAY_FORM', folder: 'comment', line: 1, column: 1},
        {code: 'EGOV_GATEWAY_FORM', folder: 'trailing', line: 5, column: 29},
      ],
    );
    assert.match(told[0]?.message ?? '', /comma\/form\.json.*line 3, column 21.*Expected a comma/u);
  });

  test('what is odd has its line', async () => {
    const forms = await loadForms(folder, NOTHING, () => {});
    const odd = forms.find(({definition}) => definition.id === 'odd')?.definition;
    assert.ok(odd);
    assert.deepEqual(
      findingsOf(odd, {}).map(({code, line, column, severity}) => [code, line, column, severity]),
      [['data.unknown-keyword', 6, 48, 'warning']],
    );
    assert.deepEqual(
      findingsOf(structuredClone(odd), {}).map(({line}) => line),
      [undefined],
    );
    const good = forms.find(({definition}) => definition.id === 'good')?.definition;
    assert.ok(good);
    assert.deepEqual(findingsOf(good, {}), []);
  });
});
