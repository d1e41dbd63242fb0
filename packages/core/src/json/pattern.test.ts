import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {JsonObject} from './json.ts';
import {innermostRow, Pattern, WHOLE} from './pattern.ts';
import {formatPointer, parsePointer, type Segments} from './pointer.ts';

const LISTS = new Set(['/cars', '/cars/*/parts', '/cars/*/2023', '/*']);
const isRow = (around: Segments): boolean => LISTS.has(formatPointer(around));
const parse = (text: string): Pattern => Pattern.parse(text, isRow);
const generalize = (text: string): string => Pattern.generalize(parsePointer(text), isRow).text;

describe('a pattern', () => {
  test('has rows below lists only, however a member is called', () => {
    assert.deepEqual(parse('/cars/*/parts/*/n').rows, [1, 3]);
    assert.deepEqual(parse('/rates/*').rows, []);
    assert.deepEqual(parse('/cars/*/*').rows, [1]);
    assert.deepEqual(parse('/*/*').rows, [1]);
    assert.deepEqual(parse('/cars/*/2023/*').rows, [1, 3]);
    assert.deepEqual(parse('/cars/0/parts/*').rows, [3], 'one row of a list is one row');
    assert.equal(parse('/a~1b/c').text, '/a~1b/c');
    assert.throws(() => parse('cars/*'), /EGOV_CORE_POINTER|begins with/u);
  });

  test('is what a place in rows has in common with those of the other rows', () => {
    assert.equal(generalize('/cars/3/parts/0/n'), '/cars/*/parts/*/n');
    assert.equal(generalize('/years/2023/income'), '/years/2023/income');
    assert.equal(generalize('/cars/1/2023/2'), '/cars/*/2023/*');
    assert.equal(generalize('/cars/01/n'), '/cars/01/n', 'no index as JSON Pointer has it');
    assert.equal(generalize('/cars/*/n'), '/cars/*/n');
    assert.equal(generalize(''), '');
  });

  test('is bound to rows, and tells which rows a place is of', () => {
    const pattern = parse('/cars/*/parts/*/*');
    assert.deepEqual(pattern.bind(['1', '2']), ['cars', '1', 'parts', '2', '*']);
    assert.deepEqual(pattern.bind(['1']), ['cars', '1', 'parts', '*', '*']);
    assert.deepEqual(pattern.match(['cars', '1', 'parts', '2', '*']), ['1', '2']);
    for (const other of ['/cars/1/parts/2/n', '/cars/1/parts/2', '/cars/x/parts/2/*', '/cars/*/parts/2/*'])
      assert.equal(pattern.match(parsePointer(other)), undefined, other);
    assert.deepEqual(parse('/years/2023').match(['years', '2023']), []);
    assert.deepEqual(parse('/rates/*').match(['rates', '0']), undefined);
  });

  test('finds every row that there is', () => {
    const answers: JsonObject = {cars: [{parts: [{}, {}], '2023': []}, {}, {parts: [{}]}], rates: {'*': [1]}};
    assert.deepEqual(parse('/cars/*/parts/*/n').rowsOf(answers), [
      ['0', '0'],
      ['0', '1'],
      ['2', '0'],
    ]);
    assert.deepEqual(parse('/cars/*/parts/*').rowsOf(answers, ['2']), [['2', '0']]);
    assert.deepEqual(parse('/rates/*').rowsOf(answers), [[]]);
    assert.deepEqual(parse('/*/*').rowsOf(answers), []);
  });

  test('seen from a place is in the rows that both lie in', () => {
    const seen = (text: string, from: string): string => formatPointer(parse(text).seenFrom(parsePointer(from)));
    assert.equal(seen('/cars/*/parts/*/n', '/cars/4/parts/2/m'), '/cars/4/parts/2/n');
    assert.equal(seen('/cars/*/parts/*/n', '/cars/4/plate'), '/cars/4/parts/*/n');
    assert.equal(seen('/cars/*/plate', '/cars/4/parts/2/m'), '/cars/4/plate');
    assert.equal(seen('/cars/*/plate', '/people/4/name'), '/cars/*/plate');
    assert.equal(seen('/rates/*', '/rates/0'), '/rates/*');
    assert.deepEqual(parse('/cars/*/parts/*').rowsIn(['cars', '1', 'owners', '0']), ['1']);
  });

  test('knows its row, its list and the ways to it', () => {
    const pattern = parse('/cars/*/parts/*/*');
    assert.deepEqual([pattern.row.text, pattern.list], ['/cars/*/parts/*', '/cars/*/parts']);
    assert.deepEqual([parse('/rates/*').row.text, parse('/rates/*').list], ['', '']);
    assert.deepEqual(pattern.prefixTexts, ['/cars', '/cars/*', '/cars/*/parts', '/cars/*/parts/*', '/cars/*/parts/*/*']);
    assert.deepEqual(pattern.prefix(3).rows, [1]);
    const row = parse('/cars').item();
    assert.deepEqual([row.text, row.rows, row.member('a/b').text], ['/cars/*', [1], '/cars/*/a~1b']);
    assert.ok(parse('/name').isSeenFrom(pattern) && parse('/cars/*/plate').isSeenFrom(pattern));
    assert.ok(!pattern.isSeenFrom(parse('/cars/*/plate')) && !parse('/cars/*/plate').isSeenFrom(WHOLE));
    assert.equal(innermostRow([parse('/name'), pattern, parse('/cars/*/plate')]).text, '/cars/*/parts/*');
    assert.equal(innermostRow([]), WHOLE);
  });
});
