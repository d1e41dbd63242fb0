import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {isJsonFault, type JsonSource, readJsonSource} from './json-source.ts';

function faultOf(text: string): readonly [line: number, column: number, message: string] {
  const read = readJsonSource(text);
  assert.ok(isJsonFault(read), `Expected a fault in ${text}`);
  return [read.line, read.column, read.message];
}

test('a mistake of the syntax is told with its line, column and the way to mend it', () => {
  const cases: readonly (readonly [text: string, line: number, column: number, sentence: RegExp])[] = [
    ['{\n  "a": 1\n  "b": 2\n}', 2, 9, /comma or "\}" after the member "a", found "b" in line 3/],
    ['{\r\n  "a": [1 2]\r\n}', 2, 10, /comma or "\]" after this item, found "2" in line 2/],
    ['{"a": 1,}', 1, 9, /Take the comma out/],
    ['[1,\n2,\n]', 3, 1, /Take the comma out/],
    ['{"a" 1}', 1, 5, /colon after "a"/],
    ['{a: 1}', 1, 2, /name of a member in double quotation marks/],
    ["{'a': 1}", 1, 2, /single quotation mark/],
    ['{"a": True}', 1, 7, /true, false and null/],
    ['{"a": +1}', 1, 7, /Numbers are written/],
    ['{"a": 01}', 1, 7, /Numbers are written/],
    ['{"a": text}', 1, 7, /texts between double quotation marks/],
    ['{"a": "x\ny"}', 1, 7, /end in its line/],
    ['{"a": "\\x"}', 1, 7, /unknown escape/],
    ['{"a": 1} // done', 1, 9, /a comment, which JSON has not/],
    ['{"a": {"b": 1}', 1, 15, /found the end of the text/],
    ['', 1, 1, /Expected a value, found the end of the text/],
    ['{"a": }', 1, 7, /Expected a value, found "\}"/],
    ['['.repeat(100_000), 1, 1, /nested less deep/],
  ];
  for (const [text, line, column, sentence] of cases) {
    const [foundLine, foundColumn, message] = faultOf(text);
    assert.deepEqual([foundLine, foundColumn], [line, column], text.slice(0, 40));
    assert.match(message, sentence);
  }
});

test('each part is found by its pointer, or the nearest around it', () => {
  const text = '{\n  "a": {"b/c": [10,\n    20]},\n  "d~": null\n}';
  const source = readJsonSource(text) as JsonSource;
  const place = (pointer: string): string => Object.values(source.placeOf(pointer)).join(':');
  assert.deepEqual(['', '/a', '/a/b~1c', '/a/b~1c/1', '/a/b~1c/9', '/a/missing/deep', '/d~0'].map(place), [
    '1:1',
    '2:3',
    '2:9',
    '3:5',
    '2:9',
    '2:3',
    '4:3',
  ]);
});

test('a member that stands twice is told', () => {
  const {repeated, value} = readJsonSource('{"a": 1, "b": {"c": 1, "c": 2}, "a": 3}') as JsonSource;
  assert.deepEqual([repeated, value], [['/b/c', '/a'], {a: 3, b: {c: 2}}]);
});

test('takes what JSON.parse takes, as it does, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', '"', ',', '}', ']', ':', '\\', '0', 'e', '\n', '\t', '-', '.'),
      (json, place, typed) => {
        const at = place % (json.length + 1);
        const text = json.slice(0, at) + typed + json.slice(at + (place % 2));
        let expected: unknown;
        let isJson = true;
        try {
          expected = JSON.parse(text);
        } catch {
          isJson = false;
        }
        const read = readJsonSource(text);
        assert.equal(isJsonFault(read), !isJson, text);
        if (!isJsonFault(read)) assert.equal(JSON.stringify(read.value), JSON.stringify(expected));
      },
    ),
    {numRuns: 3000, seed: 11},
  );
});
