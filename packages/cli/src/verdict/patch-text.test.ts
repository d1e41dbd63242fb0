import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {PatchOperation} from '@egov-form/checks';
import {patchText} from './patch-text.ts';

const TEXT = `{
  "title": {"vi": "Tờ khai",  "en": "Form"},
  "list": [ 1, 2,
            3 ],
  "pages": [
    {"id": "a"},
    {"id": "b", "items": []}
  ],
  "none": {},
  "last": true
}
`;

/** The lines of which one is of the one text and one of the other. */
function changedLines(operations: readonly PatchOperation[]): readonly [gone: readonly string[], came: readonly string[]] {
  const [before, after] = [TEXT.split('\n'), patchText(TEXT, operations).split('\n')];
  return [before.filter((line) => !after.includes(line)), after.filter((line) => !before.includes(line))];
}

describe('patchText', () => {
  for (const [name, operation, gone, came] of [
    [
      'replaces a value where it stands',
      {op: 'replace', path: '/title/vi', value: 'Đơn'},
      ['  "title": {"vi": "Tờ khai",  "en": "Form"},'],
      ['  "title": {"vi": "Đơn",  "en": "Form"},'],
    ],
    [
      'removes a member on a line with others',
      {op: 'remove', path: '/title/vi'},
      ['  "title": {"vi": "Tờ khai",  "en": "Form"},'],
      ['  "title": {"en": "Form"},'],
    ],
    ['removes a line', {op: 'remove', path: '/none'}, ['  "none": {},'], []],
    [
      'removes the last line with the comma before it',
      {op: 'remove', path: '/last'},
      ['  "none": {},', '  "last": true'],
      ['  "none": {}'],
    ],
    ['removes an item', {op: 'remove', path: '/pages/0'}, ['    {"id": "a"},'], []],
    ['removes the only member', {op: 'remove', path: '/pages/0/id'}, ['    {"id": "a"},'], ['    {},']],
    [
      'adds a member beside others on their line',
      {op: 'add', path: '/title/fr', value: 'F'},
      ['  "title": {"vi": "Tờ khai",  "en": "Form"},'],
      ['  "title": {"vi": "Tờ khai",  "en": "Form", "fr": "F"},'],
    ],
    [
      'adds a member on a line of its own',
      {op: 'add', path: '/more', value: {a: [1, 'b']}},
      ['  "last": true'],
      ['  "last": true,', '  "more": {"a": [1, "b"]}'],
    ],
    ['adds to what is empty', {op: 'add', path: '/none/x', value: 1}, ['  "none": {},'], ['  "none": {"x": 1},']],
    ['adds an item before another', {op: 'add', path: '/pages/1', value: {id: 'n'}}, [], ['    {"id": "n"},']],
    [
      'adds an item at the end',
      {op: 'add', path: '/pages/-', value: {id: 'n'}},
      ['    {"id": "b", "items": []}'],
      ['    {"id": "b", "items": []},', '    {"id": "n"}'],
    ],
    ['replaces what an added member names', {op: 'add', path: '/last', value: false}, ['  "last": true'], ['  "last": false']],
    [
      'moves a part as it is written',
      {op: 'move', from: '/title', path: '/none/title'},
      ['  "title": {"vi": "Tờ khai",  "en": "Form"},', '  "none": {},'],
      ['  "none": {"title": {"vi": "Tờ khai",  "en": "Form"}},'],
    ],
  ] as const satisfies readonly (readonly [string, PatchOperation, readonly string[], readonly string[]])[]) {
    it(name, () => assert.deepEqual(changedLines([operation]), [gone, came]));
  }

  it('writes a long value on lines, moved in as the rest of the text', () => {
    const value = {vi: 'x'.repeat(70), en: 'y'.repeat(70)};
    const text = patchText('{\n\t"a": 1\n}', [{op: 'replace', path: '/a', value}]);
    assert.equal(text, `{\n\t"a": {\n\t\t"vi": "${value.vi}",\n\t\t"en": "${value.en}"\n\t}\n}`);
  });

  it('keeps the line ends of the text', () => {
    assert.equal(patchText('{\r\n  "a": 1\r\n}', [{op: 'add', path: '/b', value: 2}]), '{\r\n  "a": 1,\r\n  "b": 2\r\n}');
  });

  it('refuses a place that is not there', () => {
    assert.throws(() => patchText(TEXT, [{op: 'remove', path: '/pages/7'}]), RangeError);
  });
});
