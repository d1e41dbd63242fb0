import assert from 'node:assert/strict';
import test from 'node:test';
import {bankOptions} from './banks.ts';

test('every bank has six digits of its own and a name, composed', async () => {
  const banks = await bankOptions.load({});
  assert.equal(banks.length, 47);
  assert.equal(new Set(banks.map(({value}) => value)).size, banks.length);
  for (const {value, label, aliases} of banks) {
    assert.match(String(value), /^[0-9]{6}$/u);
    const names = [String(label), ...(aliases ?? [])];
    assert(names.every((name) => name !== '' && name === name.normalize('NFC').trim()));
  }
});

test('a bank is found by its name of before', async () => {
  const banks = await bankOptions.load({});
  const byAlias = (name: string): unknown => banks.find(({aliases}) => aliases?.includes(name))?.value;
  assert.equal(byAlias('LienVietPostBank'), '970449');
  assert.equal(byAlias('Ngoại thương Việt Nam'), '970436');
});
