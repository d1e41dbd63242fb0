import {randomBytes} from 'node:crypto';
import {open, rm, statfs} from 'node:fs/promises';
import {join} from 'node:path';
import {type Unavailability, unavailability} from './database/availability.ts';
import type {Database} from './database/open.ts';

/** Why no people should be sent here, in a word. */
export type NotReady = Unavailability | 'database-silent' | 'files-silent' | 'database-failed' | 'files-failed';

/** How long database and files may take to answer, ms: longer than that, no people should be sent here. */
const SILENT_MS = 3000;
/** How long an answer holds, ms: whoever asks in between writes nothing. */
const HOLDS_MS = 2000;
/** Written to see whether files can be written. */
const PROBE_BYTES = 64 * 1024;
/** Less room than that, and the next upload (20 MiB) may not fit. */
const ROOM_BYTES = 32 * 1024 * 1024;

/** Whether this gateway can keep what it is sent: it tries, by a small write to the database and one to the files. */
export class Readiness {
  readonly #database: Database;
  readonly #filesFolder: string;
  #answer: Promise<NotReady | undefined> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** Tries that did not come back yet: no further ones are sent after them. */
  #hanging = 0;

  constructor(database: Database, filesFolder: string) {
    this.#database = database;
    this.#filesFolder = filesFolder;
  }

  /** Nothing when it is ready. */
  check(): Promise<NotReady | undefined> {
    const now = performance.now();
    if (!this.#answer || now - this.#askedAt >= HOLDS_MS) {
      this.#askedAt = now;
      this.#answer = this.#try();
    }
    return this.#answer;
  }

  async #try(): Promise<NotReady | undefined> {
    if (this.#hanging > 0) return 'database-silent';
    const [database, files] = await Promise.all([
      this.#inTime(this.#writeRow(), 'database-silent', 'database-failed'),
      this.#inTime(this.#writeFile(), 'files-silent', 'files-failed'),
    ]);
    return database ?? files;
  }

  async #writeRow(): Promise<undefined> {
    await this.#database.updateTable('installation').set({written_at: new Date().toISOString()}).execute();
  }

  async #writeFile(): Promise<'disk-full' | undefined> {
    const {bavail, bsize} = await statfs(this.#filesFolder);
    if (bavail * bsize < ROOM_BYTES) return 'disk-full';
    const path = join(this.#filesFolder, `.readiness-${randomBytes(6).toString('hex')}`);
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(randomBytes(PROBE_BYTES));
        await file.sync();
      } finally {
        await file.close();
      }
    } finally {
      await rm(path, {force: true});
    }
    return undefined;
  }

  async #inTime(tried: Promise<NotReady | undefined>, silent: NotReady, failed: NotReady): Promise<NotReady | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<NotReady>((done) => {
      timer = setTimeout(() => done(silent), SILENT_MS);
    });
    this.#hanging += 1;
    const answer = tried
      .catch((error: unknown) => unavailability(error) ?? failed)
      .finally(() => {
        this.#hanging -= 1;
      });
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  }
}
