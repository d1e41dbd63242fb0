/**
 * The database's versions. One numbered function per version, never edited after a release: a browser that skipped
 * versions runs every one it missed, in order.
 */
import type {DBSchema, IDBPDatabase} from 'idb';
import type {FileRecord} from './file-record.ts';
import type {Slot} from './slots.ts';

/** Two slots per draft key (`[key, 0]` and `[key, 1]`), and files by `[key, file id]`. */
export interface DraftSchema extends DBSchema {
  slots: {key: [string, number]; value: Slot};
  files: {key: [string, string]; value: FileRecord};
}

type Upgrade = (database: IDBPDatabase<DraftSchema>) => void;

const UPGRADES: readonly Upgrade[] = [createStores];

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
