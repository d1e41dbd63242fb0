/** Sealed records in the database: read, written and sealed anew. */
import {type Draft, FormError} from '@egov-form/core';
import type {IDBPDatabase} from 'idb';
import {completed, STRICT} from './completed.ts';
import {isClosed} from './failure.ts';
import {placeOfFile} from './file-record.ts';
import {recordsOf} from './places.ts';
import {open, type SealingKey, seal} from './sealing.ts';
import {type GoodSlot, goodSlots, nextSlot, openSlot, sealSlot} from './slots.ts';
import type {DraftSchema} from './upgrades.ts';

/** So often a save is sealed for another slot because another window saved meanwhile. */
const MOST_TRIES = 50;

/** What lies in the two slots of a place. */
export interface Slots {
  /** Undamaged ones, the newest first. */
  readonly good: readonly GoodSlot[];
  /** Nothing was ever saved there, or it was removed. */
  readonly empty: boolean;
}

/** A place with what lies there, and the key for it. */
export interface Place {
  readonly at: string;
  readonly sealing: SealingKey;
  readonly slots: Slots;
}

export async function readSlots(database: IDBPDatabase<DraftSchema>, place: string): Promise<Slots> {
  const {store, done} = database.transaction('drafts');
  const slots = await completed(done, Promise.all([store.get([place, 0]), store.get([place, 1])]));
  return {good: goodSlots(slots), empty: slots.every((slot) => slot === undefined)};
}

/** The newest draft of the slots that opens. @throws FormError `EGOV_DRAFTS_LOCKED`, `EGOV_DRAFTS_DAMAGED` when there is none. */
export async function newestDraft({at, sealing, slots: {good}}: Place): Promise<Draft> {
  const own = good.filter(({slot}) => slot.check === sealing.check);
  for (const one of own) {
    const draft = await openSlot(sealing, at, one);
    if (draft) return draft;
  }
  if (own.length < good.length) throw otherKey();
  throw new FormError('EGOV_DRAFTS_DAMAGED', 'Expected a draft, found both copies of it damaged. Nothing of it can be opened.');
}

/**
 * Writes a draft into the slot that does not hold the newest good one. Which slot that is decides the seal, and only the
 * transaction that writes knows for sure: when another window saved in between, it is sealed again.
 * @returns what is the newest from now on.
 * @throws FormError `EGOV_DRAFTS_LOCKED` rather than write over what another key sealed.
 */
export async function writeDraft(
  database: IDBPDatabase<DraftSchema>,
  {at, sealing, slots}: Place,
  text: string,
): Promise<GoodSlot> {
  let [newest] = slots.good;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (newest && newest.slot.check !== sealing.check) throw otherKey();
    const choice = nextSlot(newest);
    const sealed = await sealSlot(sealing, at, choice, text);
    const {store, done} = database.transaction('drafts', 'readwrite', STRICT);
    const write = async (): Promise<boolean> => {
      [newest] = goodSlots(await Promise.all([store.get([at, 0]), store.get([at, 1])]));
      const next = nextSlot(newest);
      if (next.index !== choice.index || next.sequence !== choice.sequence) return false;
      await store.put(sealed, [at, choice.index]);
      return true;
    };
    if (await completed(done, write())) return {index: choice.index, slot: sealed};
  }
  throw new FormError('EGOV_DRAFTS_FAILED', 'The draft was not saved: other windows save it all the time. Try again.', {
    name: 'Busy',
  });
}

/** Whether everything good there was sealed with this key. */
export function isSealedWith({good}: Slots, {check}: SealingKey): boolean {
  return good.length > 0 && good.every(({slot}) => slot.check === check);
}

/** Seals a draft and its files with another key. What cannot be opened stays as it is, and so does a file that there is no room for. */
export async function sealAnew(database: IDBPDatabase<DraftSchema>, at: string, from: SealingKey, to: SealingKey): Promise<void> {
  for (const [, fileId] of await database.getAllKeys('attachments', recordsOf(at))) {
    const record = await database.get('attachments', [at, fileId]);
    const bytes = record?.check === from.check ? await open(from, placeOfFile(at, fileId), record) : undefined;
    if (!bytes) continue;
    const sealed = await seal(to, placeOfFile(at, fileId), bytes as Uint8Array<ArrayBuffer>);
    const {store, done} = database.transaction('attachments', 'readwrite', STRICT);
    const swap = async (): Promise<void> => {
      if ((await store.count([at, fileId])) > 0) await store.put(sealed, [at, fileId]);
    };
    await completed(done, swap()).catch((error: unknown) => {
      if (isClosed(error)) throw error;
    });
  }
  const slots = await readSlots(database, at);
  if (!isSealedWith(slots, from)) return;
  const text = JSON.stringify(await newestDraft({at, sealing: from, slots}));
  const choice = nextSlot(slots.good[0]);
  const sealed = await sealSlot(to, at, choice, text);
  const {store, done} = database.transaction('drafts', 'readwrite', STRICT);
  const swap = async (): Promise<void> => {
    const [newest] = goodSlots(await Promise.all([store.get([at, 0]), store.get([at, 1])]));
    // Another window was faster.
    if (newest?.slot.sequence !== choice.sequence - 1 || newest.slot.check !== from.check) return;
    await store.put(sealed, [at, choice.index]);
    await store.delete([at, choice.index === 0 ? 1 : 0]);
  };
  await completed(done, swap());
}

function otherKey(): FormError {
  return new FormError(
    'EGOV_DRAFTS_LOCKED',
    'Expected a draft that the key at hand opens, found one of another key. Nothing was changed.',
    {reason: 'other-key'},
  );
}
