import assert from 'node:assert/strict';
import test from 'node:test';
import {en} from './en.ts';
import {vi} from './vi.ts';

const placeholders = (text: string | undefined): string[] => [...new Set(text?.match(/\{\w+\}/g))].sort();

test('a message uses the same params in both languages', () => {
  for (const code of Object.keys(vi) as (keyof typeof vi)[]) {
    const [vietnamese, english] = [placeholders(vi[code]), placeholders(en[code])].map((names) =>
      names.filter((name) => name !== '{label}'),
    );
    assert.deepEqual(vietnamese, english, code);
  }
});

test('messages are whole sentences in normal form C', () => {
  for (const [code, text] of [...Object.entries(vi), ...Object.entries(en)]) {
    assert.match(text, /\.$/, code);
    assert.equal(text, text.normalize('NFC'), code);
  }
});
