/**
 * The database's versions. One numbered function per version, never edited after a release: a browser that skipped
 * versions runs every one it missed, in order.
 */
import type {DBSchema, IDBPDatabase} from 'idb';
import type {Sealed} from './sealing.ts';
import type {Slot} from './slots.ts';

/** One stored copy of a draft as version 1 wrote it. */
export interface PlainSlot {
  readonly sequence: number;
  /** The draft as JSON text. */
  readonly text: string;
  /** CRC-32 of `<sequence>\n<text>`. */
  readonly checksum: number;
}

/** One attached file as version 1 wrote it. */
export interface PlainFile {
  readonly name: string;
  readonly type: string;
  readonly blob: Blob;
}

/** Two sealed slots per place (`[place, 0]` and `[place, 1]`), sealed files by `[place, file id]`. */
export interface DraftSchema extends DBSchema {
  drafts: {key: [string, number]; value: Slot};
  attachments: {key: [string, string]; value: Sealed};
  /** The key of this browser, by the name `browser`: as the platform's own object or, where that cannot be kept, as its bytes. */
  keys: {key: string; value: CryptoKey | Uint8Array<ArrayBuffer>};
  /** What version 1 kept unsealed; emptied when the database is next used (plain-records.ts). */
  slots: {key: [string, number]; value: PlainSlot};
  files: {key: [string, string]; value: PlainFile};
}

type Upgrade = (database: IDBPDatabase<DraftSchema>) => void;

const UPGRADES: readonly Upgrade[] = [createStores, createSealedStores];

/** The version that this release writes. */
export const DATABASE_VERSION: number = UPGRADES.length;

/** Bring a database from `oldVersion` (0 when it is new) to `DATABASE_VERSION`. */
export function upgrade(database: IDBPDatabase<DraftSchema>, oldVersion: number): void {
  for (const step of UPGRADES.slice(oldVersion)) step(database);
}

/** Version 1. */
function createStores(database: IDBPDatabase<DraftSchema>): void {
  database.createObjectStore('slots');
  database.createObjectStore('files');
}

/** Version 2: an upgrade cannot wait for encryption, so what is there is sealed right after it. */
function createSealedStores(database: IDBPDatabase<DraftSchema>): void {
  database.createObjectStore('drafts');
  database.createObjectStore('attachments');
  database.createObjectStore('keys');
}
