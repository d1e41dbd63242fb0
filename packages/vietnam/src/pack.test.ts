import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {test} from 'node:test';
import fc from 'fast-check';
import {FORMER_PROVINCES, PROVINCES, provinceName, provinceType} from './addresses/provinces.ts';
import {COUNTRY_CODES} from './lists/countries.ts';
import {ETHNIC_GROUPS, findEthnicGroup} from './lists/ethnic-groups.ts';
import {en} from './messages/en.ts';
import {vi} from './messages/vi.ts';
import {natures} from './natures/index.ts';
import {vietnam} from './pack.ts';

test('the pack has the names that forms use', () => {
  assert.deepEqual(
    vietnam.formats?.map((format) => format.name),
    ['vn-personal-id', 'vn-tax-code', 'vn-phone', 'vn-plate', 'vn-person-name', 'vn-money', 'vn-industry-code'],
  );
  assert.deepEqual(vietnam.optionLists?.map((list) => list.name).sort(), [
    'countries',
    'vn.banks',
    'vn.communes',
    'vn.ethnic-groups',
    'vn.identity-documents',
    'vn.provinces',
  ]);
  assert.deepEqual(
    vietnam.functions?.map((rule) => rule.name),
    ['vn.date-words', 'vn.personal-id-year', 'vn.personal-id-gender'],
  );
  assert.deepEqual(natures.map((nature) => nature.name).sort(), ['vn.birth-notice', 'vn.citizen-card']);
  assert.equal(vietnam.natures, undefined, 'pages carry no natures: the reader does');
});

test('every finding that the sources can give has words in both languages, with the same params', async () => {
  const folder = new URL('.', import.meta.url);
  const sources = (await readdir(folder, {recursive: true})).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const texts = await Promise.all(sources.map((name) => readFile(new URL(name, folder), 'utf8')));
  const codes = new Set(
    texts.flatMap((text) => [...text.matchAll(/(?:code: |fail\()'(vn-[a-z-]+\.[a-z-]+)'/gu)].map((match) => match[1])),
  );
  assert.ok(codes.size > 10);
  assert.deepEqual(Object.keys(vi).sort(), [...codes].sort());
  assert.deepEqual(Object.keys(en).sort(), [...codes].sort());
  const params = (message = ''): string[] => [...message.matchAll(/\{\w+\}/gu)].map(String).sort();
  for (const code of Object.keys(vi) as (keyof typeof vi)[]) assert.deepEqual(params(vi[code]), params(en[code]), code);
});

test('34 provinces follow 63, and three became cities in 2026', async () => {
  assert.equal(PROVINCES.length, 34);
  assert.equal(FORMER_PROVINCES.length, 63);
  const codes = new Set(PROVINCES.map((province) => province.code));
  assert.equal(codes.size, 34);
  assert.deepEqual(new Set(FORMER_PROVINCES.map((province) => province.successor)), codes);
  const cities = (on?: string): number => PROVINCES.filter(({code}) => provinceType(code, on) === 'thành phố').length;
  assert.deepEqual(
    [cities('2025-07-01'), cities('2026-04-29'), cities('2026-04-30'), cities('2026-09-20'), cities()],
    [6, 6, 7, 9, 9],
  );
  assert.equal(provinceName('75', '2025-12-31'), 'Tỉnh Đồng Nai');
  assert.equal(provinceName('75'), 'Thành phố Đồng Nai');
  assert.equal(provinceName('26'), undefined);
  const options = await vietnam.optionLists?.find((list) => list.name === 'vn.provinces')?.load({});
  assert.deepEqual(
    options?.find((option) => option.value === '25'),
    {
      value: '25',
      label: 'Tỉnh Phú Thọ',
      aliases: ['Hòa Bình', 'Vĩnh Phúc'],
    },
  );
});

test('54 ethnic groups, found in any spelling', () => {
  assert.equal(ETHNIC_GROUPS.length, 54);
  assert.deepEqual([ETHNIC_GROUPS[0]?.name, ETHNIC_GROUPS[53]?.name], ['Kinh', 'Rơ-măm']);
  assert.equal(ETHNIC_GROUPS[53]?.code, '54');
  for (const [written, code] of [
    ['KINH', '01'],
    ["H'Mông", '08'],
    ['Mông', '08'],
    ['Ê Đê', '12'],
    ['Khmer', '05'],
    ['Tày', '02'],
  ] as const) {
    assert.equal(findEthnicGroup(written)?.code, code, written);
  }
  assert.equal(findEthnicGroup('Người nước ngoài'), undefined);
  const names = ETHNIC_GROUPS.flatMap((group) => [group.name, ...group.aliases]);
  for (const name of names)
    assert.ok(
      ETHNIC_GROUPS.some((group) => group === findEthnicGroup(name)),
      name,
    );
});

test('countries have names in both languages, Viet Nam first, then in Vietnamese order', async () => {
  const options = await vietnam.optionLists?.find((list) => list.name === 'countries')?.load({});
  assert.equal(options?.length, 249);
  assert.equal(new Set(COUNTRY_CODES).size, 249);
  assert.deepEqual(options?.[0], {value: 'VN', label: {vi: 'Việt Nam', en: 'Vietnam'}});
  const names = options?.slice(1).map((option) => (option.label as {vi: string}).vi) ?? [];
  assert.deepEqual(names, names.toSorted(new Intl.Collator('vi').compare));
  for (const option of options ?? []) assert.notEqual((option.label as {vi: string}).vi, option.value);
});

test('for any text, a format normalises twice as once, never throws, never repeats the text', () => {
  const typed = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.string({unit: fc.constantFrom(...'0123456789０８+-. ()AaBbĐđ\u0301ế’–')}),
  );
  for (const format of vietnam.formats ?? []) {
    fc.assert(
      fc.property(typed, (text) => {
        const once = format.normalize?.(text) ?? text;
        assert.equal(format.normalize?.(once) ?? once, once);
        const params = format.check(once).flatMap((finding) => Object.values(finding.params ?? {}));
        assert.ok(params.every((param) => typeof param === 'number'));
      }),
      {seed: 2026, numRuns: 2000},
    );
  }
});
