import type {Draft} from '@egov-form/core';
import {expect} from 'chai';
import {crc32} from './crc32.ts';
import {newestGood, sealSlot} from './slots.ts';

const draft = (fullName: string): Draft => ({
  savedAt: '2026-11-22T00:00:00.000Z',
  snapshot: {
    form: 'khai-sinh',
    version: '1.0.0',
    answers: {fullName},
    origins: {},
    documents: {},
    lookups: {},
    decisions: [],
    page: 'one',
  },
});
const newer = sealSlot(JSON.stringify(draft('NGUYỄN THỊ MẪU')), 7);
const older = sealSlot(JSON.stringify(draft('LÊ VĂN CHỒNG')), 6);

describe('draft slots', () => {
  it('checks with the published check value', () => {
    expect(crc32('123456789')).to.equal(0xcbf43926);
  });

  it('reads the newer of two good slots, wherever it is', () => {
    expect(newestGood([newer, older])).to.deep.equal({index: 0, sequence: 7, draft: draft('NGUYỄN THỊ MẪU')});
    expect(newestGood([older, newer])).to.deep.equal({index: 1, sequence: 7, draft: draft('NGUYỄN THỊ MẪU')});
  });

  it('falls back to the older one when the newer is damaged', () => {
    expect(newestGood([{...newer, text: newer.text.slice(0, -1)}, older])?.sequence).to.equal(6);
    expect(newestGood([{...newer, sequence: 9}, older])?.sequence).to.equal(6);
  });

  it('finds nothing in empty or damaged slots', () => {
    expect(newestGood([undefined, undefined])).to.equal(undefined);
    expect(newestGood([{...newer, checksum: newer.checksum ^ 1}, undefined])).to.equal(undefined);
  });
});
