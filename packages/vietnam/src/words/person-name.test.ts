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

test('a name in letters that only look Latin is refused, one script at a time is not', () => {
  const alike = [
    'Nguy\u0435n V\u0430n \u0410',
    '\u0422\u043e\u043d',
    'Nguyen \u039d\u03b1m',
    '\uff2e\uff47uyen',
    '\u{1d40d}guyen',
    'N\u0261uyen',
    '王 An',
  ];
  for (const name of alike) assert.deepEqual(checkPersonName(name), [{code: 'vn-person-name.script'}], name);
  for (const name of ['Ơ\u0306ng Mlô', 'Ñuñez Ibáñez', 'Łukasz Żak', 'İpek Şahin', '김민수', 'สมชาย'])
    assert.deepEqual(checkPersonName(name), [], name);
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
