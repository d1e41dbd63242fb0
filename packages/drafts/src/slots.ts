/**
 * Two alternating slots per draft, so that the last good record is never overwritten: a save goes into the slot that does
 * not hold it. A record counts only while its checksum fits and it opens, so a torn or damaged one falls back to the other.
 *
 * The checksum is of what lies there, the sealed bytes: which slot may be overwritten is decided inside a transaction, which
 * would not wait for a decryption.
 */
import type {Draft} from '@egov-form/core';
import {crc32} from './crc32.ts';
import {encode, open, type Sealed, type SealingKey, seal} from './sealing.ts';

/** One stored copy of a draft. */
export interface Slot extends Sealed {
  /** Grows by one with each save of this key; the higher of two good slots is the draft. */
  readonly sequence: number;
  /** CRC-32 of sequence, check value, IV and data. It finds damage; it does not prove who wrote. */
  readonly checksum: number;
}

/** Index of a slot. */
export type SlotIndex = 0 | 1;

/** A slot that is not damaged, as far as can be told without its key. */
export interface GoodSlot {
  readonly index: SlotIndex;
  readonly slot: Slot;
}

/** Where a save goes. */
export interface SlotChoice {
  readonly index: SlotIndex;
  readonly sequence: number;
}

/** Undamaged slots, the newest first. */
export function goodSlots(slots: readonly (Slot | undefined)[]): readonly GoodSlot[] {
  const good = ([0, 1] as const).flatMap((index): GoodSlot[] => {
    const slot = slots[index];
    return slot?.data instanceof Uint8Array && slot.checksum === checksumOf(slot) ? [{index, slot}] : [];
  });
  return good.sort((a, b) => b.slot.sequence - a.slot.sequence);
}

/** The slot that a save goes to: never the newest good one. */
export function nextSlot(newest: GoodSlot | undefined): SlotChoice {
  return {index: newest?.index === 0 ? 1 : 0, sequence: (newest?.slot.sequence ?? 0) + 1};
}

/** A record ready to be written, bound to its place: it opens under this key, in this slot, with this sequence alone. */
export async function sealSlot(key: SealingKey, place: string, {index, sequence}: SlotChoice, text: string): Promise<Slot> {
  const sealed = await seal(key, placeOfSlot(place, index, sequence), encode(text));
  const slot = {...sealed, sequence};
  return {...slot, checksum: checksumOf(slot)};
}

/** The draft that a slot holds; `undefined` when it does not open. */
export async function openSlot(key: SealingKey, place: string, {index, slot}: GoodSlot): Promise<Draft | undefined> {
  const bytes = await open(key, placeOfSlot(place, index, slot.sequence), slot);
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Draft);
}

function placeOfSlot(place: string, index: SlotIndex, sequence: number): readonly unknown[] {
  return ['slot', place, index, sequence];
}

function checksumOf({sequence, check, iv, data}: Omit<Slot, 'checksum'>): number {
  return crc32(`${sequence}\n${check}\n`, iv, data);
}
