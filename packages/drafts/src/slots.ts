/**
 * Two alternating slots per draft, so that the last good record is never overwritten: a save goes into the slot that does
 * not hold it. A record counts only while its checksum fits, so a torn or damaged one falls back to the other.
 */
import type {Draft} from '@egov-form/core';
import {crc32} from './crc32.ts';

/** One stored copy of a draft. */
export interface Slot {
  /** Grows by one with each save of this key; the higher of two good slots is the draft. */
  readonly sequence: number;
  /** The draft as JSON text: what the checksum is of. */
  readonly text: string;
  /** CRC-32 of `<sequence>\n<text>`. It finds damage; it does not prove who wrote. */
  readonly checksum: number;
}

/** Index of a slot. */
export type SlotIndex = 0 | 1;

/** A slot that can be read. */
export interface GoodSlot {
  readonly index: SlotIndex;
  readonly sequence: number;
  readonly draft: Draft;
}

/** A record ready to be written. */
export function sealSlot(text: string, sequence: number): Slot {
  return {sequence, text, checksum: checksumOf(sequence, text)};
}

/** The newest slot whose checksum fits; `undefined` when there is none. */
export function newestGood(slots: readonly (Slot | undefined)[]): GoodSlot | undefined {
  const [first, second] = [readSlot(slots[0], 0), readSlot(slots[1], 1)];
  if (!first || !second) return first ?? second;
  return second.sequence > first.sequence ? second : first;
}

function readSlot(slot: Slot | undefined, index: SlotIndex): GoodSlot | undefined {
  if (typeof slot?.text !== 'string' || slot.checksum !== checksumOf(slot.sequence, slot.text)) return undefined;
  return {index, sequence: slot.sequence, draft: JSON.parse(slot.text) as Draft};
}

function checksumOf(sequence: number, text: string): number {
  return crc32(`${sequence}\n${text}`);
}
