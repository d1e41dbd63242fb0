import assert from 'node:assert/strict';
import test from 'node:test';
import {cpuMs} from '@egov-form/dev/cpu-time';
import fc from 'fast-check';
import type {Format} from './format.ts';
import {coreFormats} from './formats.ts';
import {normalizeText} from './texts.ts';

function format(name: string): Format {
  const found = coreFormats.find((each) => each.name === name);
  assert.ok(found, name);
  return found;
}

/** What is kept of a typed text, and whether it is right. */
function typed(name: string, text: string): [kept: string, right: boolean] {
  const {normalize, check} = format(name);
  const kept = normalize ? normalize(text) : text;
  return [kept, check(kept).length === 0];
}

const DATES: readonly [typed: string, kept: string, right: boolean][] = [
  ['5/11/1990', '1990-11-05', true],
  ['05-11-1990', '1990-11-05', true],
  ['05.11.1990', '1990-11-05', true],
  [' 5 / 11 / 1990 ', '1990-11-05', true],
  ['5 11 1990', '1990-11-05', true],
  ['05111990', '1990-11-05', true],
  ['５／１１／１９９０', '1990-11-05', true],
  ['1990-11-05', '1990-11-05', true],
  ['1990/11/5', '1990-11-05', true],
  ['29/2/2024', '2024-02-29', true],
  ['29/2/2026', '2026-02-29', false],
  ['31/4/2026', '2026-04-31', false],
  ['5/13/2026', '2026-13-05', false],
  ['1/1/0000', '0000-01-01', false],
  ['5/11/90', '5/11/90', false],
  ['hôm nay', 'hôm nay', false],
];

test('a date is kept in ISO order however it is typed', () => {
  for (const [text, kept, right] of DATES) assert.deepEqual(typed('date', text), [kept, right], text);
});

test('a partial date may leave out the day, or day and month', () => {
  for (const [text, kept, right] of DATES) assert.deepEqual(typed('partial-date', text), [kept, right], text);
  assert.deepEqual(typed('partial-date', '11/1990'), ['1990-11', true]);
  assert.deepEqual(typed('partial-date', '1990-11'), ['1990-11', true]);
  assert.deepEqual(typed('partial-date', ' 1990 '), ['1990', true]);
  assert.deepEqual(typed('partial-date', '13/1990'), ['1990-13', false]);
  assert.deepEqual(typed('date', '1990'), ['1990', false]);
});

test('a month, a time of day and a percentage are read as people write them', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['month', '11/2026', '2026-11', true],
    ['month', '2026-11', '2026-11', true],
    ['month', '13/2026', '2026-13', false],
    ['month', '2026', '2026', false],
    ['month', '5/11/2026', '2026-11-05', false],
    ['local-time', '8:30', '08:30', true],
    ['local-time', ' 8h30 ', '08:30', true],
    ['local-time', '8 giờ 5 phút', '08:05', true],
    ['local-time', '8h', '08:00', true],
    ['local-time', '０８：３０', '08:30', true],
    ['local-time', '0830', '08:30', true],
    ['local-time', '24:00', '24:00', false],
    ['local-time', '8', '8', false],
    ['percent', '12,5 %', '12,5', true],
  ];
  for (const [name, text, kept, right] of cases) assert.deepEqual(typed(name, text), [kept, right], `${name} ${text}`);
});

test('a date is shown day first', () => {
  const {display} = format('partial-date');
  assert.deepEqual(
    ['1990-11-05', '1990-11', '1990', '29-2'].map((text) => display?.(text)),
    ['05/11/1990', '11/1990', '1990', '29-2'],
  );
});

test('normalising twice is normalising once, and never takes long', async () => {
  for (const {normalize} of coreFormats) {
    if (!normalize) continue;
    const pieces = fc.oneof(fc.string({unit: 'binary'}), fc.stringMatching(/^[\d０-９./ -]{0,14}$/u));
    fc.assert(
      fc.property(pieces, (text) => assert.equal(normalize(normalize(text)), normalize(text))),
      {seed: 20261121, numRuns: 300},
    );
  }
  const cost = await cpuMs(() => {
    for (const {normalize, check} of coreFormats) {
      for (const unit of [' ', '-', '1.', 'a.', 'a@', '%41', ':', '[']) {
        const long = unit.repeat(50_000);
        check(normalize ? normalize(long) : long);
      }
    }
  });
  assert.ok(cost < 10_000, `${cost} ms`);
});

test('a plain text loses white space around it and is composed', () => {
  assert.equal(normalizeText('  Nguye\u0302\u0303n  Văn '), 'Nguyễn  Văn');
});

test('a format says its own code', () => {
  assert.deepEqual(format('email').check('a@'), [{code: 'format.email'}]);
  assert.deepEqual(format('email').check('ten@example.vn'), []);
});
