import assert from 'node:assert/strict';
import {test} from 'node:test';
import {sameText} from '../words/fold.ts';
import {
  communeName,
  explainAddress,
  findCommune,
  formatAddress,
  loadCommunes,
  loadFormerCommunes,
  resolveAddress,
  toReadablePlace,
} from './addresses.ts';
import {COMMUNE_CHANGES} from './commune-changes.ts';
import {communeOptions} from './communes.ts';
import {FORMER_PROVINCES, PROVINCES} from './provinces.ts';

const FORMER_LINE = 'XÃ LŨNG HOÀ, HUYỆN VĨNH TƯỜNG, TỈNH VĨNH PHÚC';
const FORMER_NAME = 'Xã Lũng Hoà, huyện Vĩnh Tường, tỉnh Vĩnh Phúc';

test('3,321 units in 34 provinces, codes unique, names composed and unique within a province', async () => {
  const communes = [...(await loadCommunes()).values()];
  assert.equal(communes.length, 3321);
  assert.equal(new Set(communes.map((commune) => commune.code)).size, 3321);
  assert.deepEqual(new Set(communes.map((commune) => commune.provinceCode)), new Set(PROVINCES.map((province) => province.code)));
  for (const {code, name} of communes) {
    assert.match(code, /^[0-9]{5}$/u);
    assert.equal(name, name.normalize('NFC'));
    assert.match(name, /^[\p{Lu}0-9][\p{L}\p{M}0-9 '’-]*$/u);
  }
  assert.equal(new Set(communes.map((commune) => `${commune.provinceCode}${communeName(commune)}`)).size, 3321);
});

test('kinds of units, day by day', async () => {
  const codes = [...(await loadCommunes()).keys()];
  const count = async (on?: string): Promise<number[]> => {
    const units = await Promise.all(codes.map((code) => findCommune(code, on)));
    return ['xã', 'phường', 'đặc khu'].map((type) => units.filter((unit) => unit?.type === type).length);
  };
  assert.deepEqual(await count('2025-07-01'), [2621, 687, 13]);
  assert.deepEqual(await count('2026-04-29'), [2621, 687, 13]);
  assert.deepEqual(await count('2026-04-30'), [2611, 697, 13]);
  assert.deepEqual(await count('2026-09-20'), [2599, 709, 13]);
  assert.deepEqual(await count(), [2599, 709, 13]);
});

test('each change names communes that were xã, in one province', async () => {
  const communes = await loadCommunes();
  for (const change of COMMUNE_CHANGES) {
    const units = change.toWard.map((code) => communes.get(code));
    assert.ok(units.every((unit) => unit?.type === 'xã'));
    assert.equal(new Set(units.map((unit) => unit?.provinceCode)).size, 1);
  }
});

test('a code means another unit in each era', async () => {
  const cases = [
    ['09106', 'Xã Lũng Hoà', 'Huyện Vĩnh Tường', 'Xã Vĩnh Thành', '25'],
    ['23602', 'Xã An Phú', 'Thành phố Pleiku', 'Phường An Phú', '52'],
    ['20506', 'Xã Đại Lãnh', 'Huyện Đại Lộc', 'Xã Thượng Đức', '48'],
    ['26368', 'Thị trấn Long Thành', 'Huyện Long Thành', 'Phường Long Thành', '75'],
    ['23938', 'Xã Ia Mơ', 'Huyện Chư Prông', 'Xã Ia Mơ', '52'],
  ] as const;
  const formers = await loadFormerCommunes();
  for (const [code, before, district, since, province] of cases) {
    const former = formers.byCode(code);
    assert.deepEqual([former?.name, former?.district], [before, district]);
    const commune = await findCommune(code);
    assert.ok(commune);
    assert.deepEqual([communeName(commune), commune.provinceCode], [since, province]);
  }
  assert.equal(await findCommune('23737'), undefined);
  assert.equal(formers.byCode('23737')?.name, 'Xã Ia Mơ Nông');
});

test('every former unit leads to present ones of the province that followed its own', async () => {
  const communes = await loadCommunes();
  const {all} = await loadFormerCommunes();
  assert.equal(all.length, 10_809);
  assert.equal(all.filter((unit) => unit.code !== undefined).length, 10_035);
  assert.equal(new Set(all.map((unit) => unit.code)).size, 10_036);
  assert.equal(new Set(all.map((unit) => unit.provinceCode)).size, 63);
  assert.deepEqual(new Set(all.flatMap((unit) => unit.successors)), new Set(communes.keys()));
  for (const unit of all) {
    assert.equal(unit.name, unit.name.normalize('NFC'));
    const successor = FORMER_PROVINCES.find((province) => province.code === unit.provinceCode)?.successor;
    for (const code of unit.successors)
      assert.equal(communes.get(code)?.provinceCode, successor, `${unit.name}, ${unit.district}`);
  }
});

test('communes of a province are its own, in order; without one, labels name the province', async () => {
  const ofPhuTho = await communeOptions.load({provinceCode: '25'});
  assert.equal(ofPhuTho.length, 148);
  assert.ok(ofPhuTho.some((option) => option.label === 'Phường Vĩnh Yên'));
  const labels = ofPhuTho.map((option) => option.label as string);
  assert.deepEqual(labels, labels.toSorted(new Intl.Collator('vi', {numeric: true}).compare));
  const everywhere = await communeOptions.load({});
  assert.equal(new Set(everywhere.map((option) => option.label)).size, 3321);
  assert.deepEqual(await communeOptions.load({provinceCode: '26'}), []);
});

test('three-level codes are followed and the former name is kept', async () => {
  const expected = {provinceCode: '25', communeCode: '09106', era: '2025-07-01', legacyText: FORMER_NAME};
  const codes = {provinceCode: '26', districtCode: '252', communeCode: '09106'};
  assert.deepEqual(await resolveAddress({...codes, detail: FORMER_LINE}), expected);
  assert.deepEqual(await resolveAddress(codes), expected);
  assert.deepEqual(await resolveAddress({text: FORMER_LINE.normalize('NFD')}), expected);
  assert.deepEqual(await resolveAddress({provinceCode: '26', districtCode: '', communeCode: '09106'}), expected);
  assert.deepEqual(await resolveAddress({...codes, detail: `THÔN HOÀ LOAN, ${FORMER_LINE}`}), {
    ...expected,
    detail: 'Thôn Hoà Loan',
  });
});

test('present codes stay, and are not taken for former ones', async () => {
  const record = {provinceCode: '25', districtCode: '', communeCode: '09106', detail: 'THÔN HOÀ LOAN'};
  const address = {provinceCode: '25', communeCode: '09106', era: '2025-07-01', detail: 'Thôn Hoà Loan'};
  assert.deepEqual(await explainAddress(record), {address, state: 'current', candidates: []});
  assert.deepEqual((await explainAddress({...record, era: '2021-01-01'})).state, 'converted');
  assert.deepEqual(await resolveAddress({text: 'Thôn Hòa Loan, xã Vĩnh Thành, tỉnh Phú Thọ'}), {
    ...address,
    detail: 'Thôn Hòa Loan',
  });
});

test('a divided unit chooses none of its successors', async () => {
  const {address, state, candidates} = await explainAddress({text: 'SỐ 5 NGÕ 10, P. DỊCH VỌNG HẬU, Q. CẦU GIẤY, TP HÀ NỘI'});
  assert.equal(state, 'divided');
  assert.deepEqual(candidates.map(communeName).sort(), ['Phường Cầu Giấy', 'Phường Nghĩa Đô']);
  assert.deepEqual(address, {
    provinceCode: '01',
    era: '2025-07-01',
    detail: 'Số 5 ngõ 10',
    legacyText: 'Phường Dịch Vọng Hậu, quận Cầu Giấy, thành phố Hà Nội',
  });
});

test('where code and name disagree, or no unit is found, nothing is chosen', async () => {
  const codes = {provinceCode: '26', districtCode: '252', communeCode: '09106'};
  const other = await explainAddress({...codes, text: 'Xã Không Có, huyện Vĩnh Tường, tỉnh Vĩnh Phúc'});
  assert.equal(other.state, 'unknown');
  assert.deepEqual(other.address, {
    provinceCode: '25',
    era: '2025-07-01',
    legacyText: 'Xã Không Có, huyện Vĩnh Tường, tỉnh Vĩnh Phúc',
  });
  assert.equal((await explainAddress({provinceCode: '01', communeCode: '09106'})).state, 'unknown');
  assert.deepEqual(await explainAddress({provinceCode: '', communeCode: ''}), {address: {}, state: 'unknown', candidates: []});
  assert.deepEqual(await resolveAddress({provinceCode: '25', detail: 'NHÀ SỐ 3'}), {
    provinceCode: '25',
    era: '2025-07-01',
    detail: 'Nhà số 3',
  });
});

test('every coded former unit resolves by its codes and by its line, to the same', async () => {
  const {all} = await loadFormerCommunes();
  for (const unit of all.filter((_, i) => i % 37 === 0)) {
    if (unit.code === undefined) continue;
    const coded = await explainAddress({provinceCode: unit.provinceCode, districtCode: '999', communeCode: unit.code});
    const written = await explainAddress({text: `${unit.name}, ${unit.district}, ${unit.province}`.toUpperCase()});
    assert.deepEqual(written.address.communeCode, coded.address.communeCode, unit.name);
    assert.ok(sameText(written.address.legacyText ?? '', coded.address.legacyText ?? ''), unit.name);
    assert.equal(coded.state, unit.successors.length === 1 ? 'converted' : 'divided');
  }
});

test('an address in one line, with the former name when asked for', async () => {
  const address = await resolveAddress({provinceCode: '26', districtCode: '252', communeCode: '09106', detail: 'THÔN HOÀ LOAN'});
  const line = 'Thôn Hoà Loan, xã Vĩnh Thành, tỉnh Phú Thọ';
  assert.equal(await formatAddress(address), line);
  const former = 'xã Lũng Hoà, huyện Vĩnh Tường, tỉnh Vĩnh Phúc';
  assert.equal(await formatAddress(address, {withFormerName: true}), `${line} (trước đây: ${former})`);
  assert.equal(await formatAddress({provinceCode: '75', communeCode: '26368'}), 'Phường Long Thành, thành phố Đồng Nai');
  assert.equal(
    await formatAddress({provinceCode: '75', communeCode: '26368'}, {on: '2025-12-31'}),
    'Xã Long Thành, tỉnh Đồng Nai',
  );
  assert.equal(await formatAddress({provinceCode: '25', legacyText: FORMER_NAME}), FORMER_NAME);
  assert.equal(await formatAddress({}), '');
});

test('lines in capitals become readable', () => {
  assert.equal(toReadablePlace(FORMER_LINE), FORMER_NAME);
  assert.equal(toReadablePlace('SỐ 12B, TỔ DÂN PHỐ 5, PHƯỜNG VĨNH YÊN'), 'Số 12B, tổ dân phố 5, phường Vĩnh Yên');
  assert.equal(toReadablePlace('TỔ DÂN PHỐ SỐ 5, XÃ ĐƯỜNG LÂM, TP HÀ NỘI'), 'Tổ dân phố số 5, xã Đường Lâm, TP Hà Nội');
  assert.equal(toReadablePlace('Km 5 đường Hùng Vương, Xã Ea H’Leo'), 'Km 5 đường Hùng Vương, xã Ea H’Leo');
});
