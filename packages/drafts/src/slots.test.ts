import type {Draft} from '@egov-form/core';
import {expect} from 'chai';
import {crc32} from './crc32.ts';
import {baseKey, encode, type SealingKey, sealingKey} from './sealing.ts';
import {goodSlots, nextSlot, openSlot, type Slot, sealSlot} from './slots.ts';

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
const MOTHER = draft('NGUYỄN THỊ MẪU');
const sequences = (slots: readonly (Slot | undefined)[]): readonly number[] => goodSlots(slots).map(({slot}) => slot.sequence);

describe('draft slots', () => {
  let key: SealingKey;
  let newer: Slot;
  let older: Slot;
  before(async () => {
    key = await sealingKey(await baseKey(new Uint8Array(32).fill(7)), '');
    newer = await sealSlot(key, 'khai-sinh', {index: 0, sequence: 7}, JSON.stringify(MOTHER));
    older = await sealSlot(key, 'khai-sinh', {index: 1, sequence: 6}, JSON.stringify(draft('LÊ VĂN CHỒNG')));
  });

  it('checks with the published check value', () => {
    expect(crc32('123456789')).to.equal(0xcbf43926);
    expect(crc32('1234', encode('56'), '789')).to.equal(0xcbf43926);
  });

  it('puts the newer of two good slots first, and saves into the other', () => {
    expect(sequences([newer, older])).to.deep.equal([7, 6]);
    expect(nextSlot(goodSlots([newer, older])[0])).to.deep.equal({index: 1, sequence: 8});
    expect(nextSlot(goodSlots([undefined, older])[0])).to.deep.equal({index: 0, sequence: 7});
    expect(nextSlot(undefined)).to.deep.equal({index: 0, sequence: 1});
  });

  it('leaves damaged ones out: cut, other sequence, other checksum, a bit of the seal, empty', () => {
    for (const damaged of [
      {...newer, data: newer.data.slice(1)},
      {...newer, sequence: 9},
      {...newer, checksum: newer.checksum ^ 1},
      {...newer, iv: newer.iv.map((byte) => byte ^ 1)},
      {...newer, check: '0'},
    ]) {
      expect(sequences([damaged, older])).to.deep.equal([6]);
    }
    expect(sequences([undefined, undefined])).to.deep.equal([]);
  });

  it('opens a slot where it was sealed, and nowhere else', async () => {
    expect(await openSlot(key, 'khai-sinh', {index: 0, slot: newer})).to.deep.equal(MOTHER);
    expect(await openSlot(key, 'khai-sinh', {index: 1, slot: newer})).to.equal(undefined);
    expect(await openSlot(key, 'ket-hon', {index: 0, slot: newer})).to.equal(undefined);
    expect(await openSlot(key, 'khai-sinh:owner', {index: 0, slot: newer})).to.equal(undefined);
    expect(await openSlot(key, 'khai-sinh', {index: 0, slot: {...newer, sequence: 9}})).to.equal(undefined);
  });

  it('seals a draft to other bytes each time, under another check value per key and session', async () => {
    const again = await sealSlot(key, 'khai-sinh', {index: 0, sequence: 7}, JSON.stringify(MOTHER));
    expect([...again.iv]).not.to.deep.equal([...newer.iv]);
    expect([...again.data]).not.to.deep.equal([...newer.data]);
    const base = await baseKey(new Uint8Array(32).fill(7));
    const others = await Promise.all([sealingKey(base, 'session'), sealingKey(await baseKey(new Uint8Array(32)), '')]);
    for (const other of others) {
      expect(other.check).not.to.equal(key.check);
      expect(await openSlot(other, 'khai-sinh', {index: 0, slot: newer})).to.equal(undefined);
    }
    expect((await sealingKey(base, '')).check).to.equal(key.check);
  });
});
