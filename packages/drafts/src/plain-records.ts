/**
 * What version 1 of the database kept unsealed. It is sealed before anything else is done with a database, and deleted.
 *
 * The key of a person is not at hand for another person's draft, and often not for one's own. So everything is sealed with the
 * key of this browser, where it lies; when its owner opens it, it is sealed anew with the owner's (`sealAnew` of records.ts).
 * A file that cannot be sealed, because its blob cannot be read or there is no room for a second copy, stops nothing else: it is
 * read as it lies, and tried again when the database is next opened.
 */
import type {Draft} from '@egov-form/core';
import type {IDBPDatabase} from 'idb';
import {completed, STRICT} from './completed.ts';
import {crc32} from './crc32.ts';
import {isClosed} from './failure.ts';
import {packFile, placeOfFile} from './file-record.ts';
import {recordsOf} from './places.ts';
import {type SealingKey, seal} from './sealing.ts';
import {sealSlot} from './slots.ts';
import type {DraftSchema, PlainSlot} from './upgrades.ts';

/** Seal all that lies there unsealed. Once there is nothing more, that is one look. @param keyOf the browser's key for a place. */
export async function sealPlainRecords(
  database: IDBPDatabase<DraftSchema>,
  keyOf: (place: string) => Promise<SealingKey>,
): Promise<void> {
  for (const [place, fileId] of await database.getAllKeys('files'))
    await sealPlainFile(database, await keyOf(place), place, fileId).catch((error: unknown) => {
      if (isClosed(error)) throw error;
    });
  const places = new Set((await database.getAllKeys('slots')).map(([place]) => place));
  for (const place of places) await sealPlainDraft(database, await keyOf(place), place);
}

async function sealPlainFile(database: IDBPDatabase<DraftSchema>, key: SealingKey, place: string, fileId: string): Promise<void> {
  const plain = await database.get('files', [place, fileId]);
  // Another window was faster.
  if (!plain) return;
  const {name, type, blob} = plain;
  const file = {name, type, size: blob.size, arrayBuffer: () => blob.arrayBuffer()};
  const sealed = await seal(key, placeOfFile(place, fileId), await packFile(file));
  const transaction = database.transaction(['files', 'attachments'], 'readwrite', STRICT);
  const move = async (): Promise<void> => {
    const files = transaction.objectStore('files');
    if ((await files.count([place, fileId])) === 0) return;
    await transaction.objectStore('attachments').put(sealed, [place, fileId]);
    await files.delete([place, fileId]);
  };
  await completed(transaction.done, move());
}

async function sealPlainDraft(database: IDBPDatabase<DraftSchema>, key: SealingKey, place: string): Promise<void> {
  const plain = newestPlain(await database.getAll('slots', recordsOf(place)));
  const sealed = plain && (await sealSlot(key, place, {index: 0, sequence: plain.sequence}, plain.text));
  const transaction = database.transaction(['slots', 'drafts'], 'readwrite', STRICT);
  const move = async (): Promise<void> => {
    const slots = transaction.objectStore('slots');
    if ((await slots.count(recordsOf(place))) === 0) return;
    // What is damaged in both slots could not be read by the version that wrote it either.
    if (sealed) await transaction.objectStore('drafts').put(sealed, [place, 0]);
    await slots.delete(recordsOf(place));
  };
  await completed(transaction.done, move());
}

function newestPlain(slots: readonly PlainSlot[]): PlainSlot | undefined {
  const good = slots.filter(({sequence, text, checksum}) => {
    if (typeof text !== 'string' || checksum !== crc32(`${sequence}\n${text}`)) return false;
    return typeof (JSON.parse(text) as Draft).savedAt === 'string';
  });
  return good.sort((a, b) => b.sequence - a.sequence)[0];
}
