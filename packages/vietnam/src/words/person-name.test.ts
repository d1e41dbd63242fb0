import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkPersonName, personNameFormat, toPopulationKey, toReadableName} from './person-name.ts';

const GOOD = [
  'Nguyễn Văn A',
  "Y H'Đrăng Niê",
  'Ma Seo Sùng',
  'Thích Nữ Diệu Hiền',
  'Lý A Páo',
  'Kpă Y Tung',
  'Páo',
  'Anne-Marie',
  '王小明',
];

test('names of all peoples pass', () => {
  for (const name of GOOD) {
    assert.deepEqual(checkPersonName(name), [], name);
    assert.equal(personNameFormat.normalize?.(name), name);
  }
  assert.deepEqual(checkPersonName('Y H’Đrăng Niê'), []);
});

test('digits, signs and lengths are said', () => {
  assert.deepEqual(checkPersonName('Nguyễn V4n'), [{code: 'vn-person-name.digits'}]);
  assert.deepEqual(checkPersonName('Nguyễn@Văn'), [{code: 'vn-person-name.characters'}]);
  assert.deepEqual(checkPersonName('   '), [{code: 'vn-person-name.characters'}]);
  assert.deepEqual(checkPersonName('A'), [{code: 'vn-person-name.length', params: {minimum: 2, maximum: 100}}]);
  assert.deepEqual(checkPersonName('A'.repeat(101)), [{code: 'vn-person-name.length', params: {minimum: 2, maximum: 100}}]);
});

test('a name is composed and its spaces are evened out, nothing else', () => {
  assert.equal(personNameFormat.normalize?.('  NGUYỄN   Thị\tMẫu '.normalize('NFD')), 'NGUYỄN Thị Mẫu');
  assert.equal(personNameFormat.normalize?.('Hoà’ Hòa'), 'Hoà’ Hòa');
});

test('the key of the population service has capitals only', () => {
  assert.equal(toPopulationKey('Nguyễn Thị Mẫu'), 'NGUYENTHIMAU');
  assert.equal(toPopulationKey("Y H'Đrăng Niê"), 'YHDRANGNIE');
  assert.equal(toPopulationKey('Đặng Đình Đức'.normalize('NFD')), 'DANGDINHDUC');
});

test('capitals of a register become readable, mixed case stays', () => {
  assert.equal(toReadableName('NGUYỄN THỊ MẪU'), 'Nguyễn Thị Mẫu');
  assert.equal(toReadableName("Y H'ĐRĂNG NIÊ"), "Y H'Đrăng Niê");
  assert.equal(toReadableName('NGUYỄN THỊ MẪU'.normalize('NFD')), 'Nguyễn Thị Mẫu');
  assert.equal(toReadableName('Jean van Damme'), 'Jean van Damme');
});
