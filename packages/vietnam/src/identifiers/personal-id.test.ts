import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  checkPersonalId,
  maskPersonalId,
  parsePersonalId,
  personalIdFormat,
  personalIdGender,
  personalIdYear,
} from './personal-id.ts';

const VALID = [
  ['001090000001', '001', 'male', 1990],
  ['026192000042', '026', 'female', 1992],
  ['052204001234', '052', 'male', 2004],
  ['079300123456', '079', 'female', 2000],
  ['049325000777', '049', 'female', 2025],
] as const;

test('a number tells place of registration, sex and year of birth', () => {
  for (const [text, prefix, gender, birthYear] of VALID) {
    assert.deepEqual(parsePersonalId(text), {ok: true, value: {text, prefix, gender, birthYear}});
    assert.deepEqual(checkPersonalId(text, 2026), []);
    assert.equal(personalIdYear.apply([text]), birthYear);
    assert.equal(personalIdGender.apply([text]), gender);
  }
});

test('what people paste is brought to twelve digits, and twice is as once', () => {
  for (const pasted of [
    '026 192 000 042',
    '026.192.000.042',
    '026-192-000042',
    ' ０２６１９２０００042 ',
    '026\u00a0192\u200b000–042',
  ]) {
    const once = personalIdFormat.normalize?.(pasted) ?? '';
    assert.equal(once, '026192000042');
    assert.equal(personalIdFormat.normalize?.(once), once);
  }
});

test('length, letters and years to come are errors, an unknown place only warns', () => {
  assert.deepEqual(personalIdFormat.check('00109000001'), [{code: 'vn-personal-id.length', params: {length: 11, expected: 12}}]);
  assert.deepEqual(personalIdFormat.check('0010900000012'), [
    {code: 'vn-personal-id.length', params: {length: 13, expected: 12}},
  ]);
  assert.deepEqual(personalIdFormat.check('00109000000A'), [{code: 'vn-personal-id.characters'}]);
  assert.deepEqual(personalIdFormat.check('003090000001'), [{code: 'vn-personal-id.prefix', severity: 'warning'}]);
  assert.deepEqual(checkPersonalId('001290999999', 2026), [{code: 'vn-personal-id.future'}]);
  assert.deepEqual(personalIdFormat.check('001490000001'), [{code: 'vn-personal-id.future'}]);
});

test('rules get null for what is no number', () => {
  for (const value of ['0261920000', 26192000042, null, true]) {
    assert.equal(personalIdYear.apply([value]), null);
    assert.equal(personalIdGender.apply([value]), null);
  }
  assert.equal(personalIdYear.apply([]), null);
});

test('a masked number keeps three and four digits', () => {
  assert.equal(maskPersonalId('026190000042'), '026*****0042');
  assert.equal(maskPersonalId('026 190 000 042'), '026*****0042');
  assert.equal(maskPersonalId('12345'), '*****');
});
