import assert from 'node:assert/strict';
import test from 'node:test';
import {coreFormats} from '../formats/formats.ts';
import {en} from './en.ts';
import {vi} from './vi.ts';

const placeholders = (text: string | undefined): string[] => [...new Set(text?.match(/\{\w+\}/g))].sort();

test('both languages have the same codes', () => {
  assert.deepEqual(Object.keys(vi).sort(), Object.keys(en).sort());
});

test('a message uses the same params in both languages', () => {
  for (const [code, text] of Object.entries(vi)) {
    const [vietnamese, english] = [placeholders(text), placeholders(en[code])].map((names) =>
      names.filter((name) => name !== '{label}'),
    );
    assert.deepEqual(vietnamese, english, code);
  }
});

test('every format of core has its message', () => {
  for (const {name} of coreFormats) assert.ok(Object.hasOwn(vi, `format.${name}`), name);
});

test('messages are whole sentences in normal form C', () => {
  for (const [code, text] of [...Object.entries(vi), ...Object.entries(en)]) {
    assert.match(text, /\.$/, code);
    assert.equal(text, text.normalize('NFC'), code);
  }
});
