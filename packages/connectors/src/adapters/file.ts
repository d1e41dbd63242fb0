/**
 * A CSV or JSON file as a register.
 *
 * Rule    The file is read whole into an index over the columns that questions name. It is looked at before each question
 *         and read again when its time, size or number changed. A version that cannot be read, or is broken off in a row,
 *         leaves the last good one in use; without a good one nothing is known.
 * Limits  A file that is written while it is read may look whole: replace it by renaming a finished file over it.
 */
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {type JsonObject, parseBounded} from '@egov-form/core';
import {parse} from 'csv-parse/sync';
import type {FileSettings} from '../generated/configuration.ts';
import {type AnswerPath, parsePath, readPath} from '../mapping/path.ts';
import {fillText} from '../mapping/template.ts';
import {type Adapter, type Failure, unavailable} from './adapter.ts';

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
const ROOT: AnswerPath = {text: '$', steps: []};

interface Index {
  readonly version: string;
  /** Rows by their values in the named columns. */
  readonly rows: ReadonlyMap<string, readonly JsonObject[]>;
}

/** Documents are `{"rows": [{column: value}]}`. */
export function createFileAdapter(settings: FileSettings): Adapter {
  const {path, where, maxRows = 50, maxBytes = DEFAULT_MAX_BYTES} = settings;
  const columns = Object.keys(where);
  let index: Index | undefined;
  let reading: Promise<Failure | undefined> | undefined;
  let broken: {readonly version: string; readonly failure: Failure} | undefined;

  /** Why the file as it is now cannot be used; `undefined` when it can. */
  async function refresh(): Promise<Failure | undefined> {
    let version: string;
    try {
      const found = await stat(path);
      // A pipe or a device has no end.
      if (!found.isFile()) return unavailable('invalid-answer', 'file', {detail: 'no file'});
      version = `${found.mtimeMs} ${found.size} ${found.ino}`;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return unavailable('down', 'file', code === '' ? {} : {detail: code});
    }
    if (version === index?.version) return undefined;
    if (version === broken?.version) return broken.failure;
    try {
      index = {version, rows: indexed(rowsOf(await readUpTo(path, maxBytes), settings), columns)};
      broken = undefined;
      return undefined;
    } catch (error) {
      const detail = error instanceof TooLarge ? 'too large' : 'unreadable';
      broken = {version, failure: unavailable('invalid-answer', 'file', {detail})};
      return broken.failure;
    }
  }

  return {
    async ask(question, signal) {
      reading ??= refresh().finally(() => {
        reading = undefined;
      });
      // A file that is gone is being replaced, or was: the last good one still holds.
      const failure = await reading;
      signal.throwIfAborted();
      if (!index) return {failure: failure ?? unavailable('down', 'file')};
      const values = Object.values(where).map((template) => fillText(template, question));
      const rows = index.rows.get(keyOf(values)) ?? [];
      return rows.length > maxRows
        ? {failure: unavailable('invalid-answer', 'too-large')}
        : {document: {rows}, ...(failure && {warning: failure})};
    },
  };
}

class TooLarge extends Error {}

/** Reads no more than allowed, also of a file that grows meanwhile. */
async function readUpTo(path: string, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  // The place of the last byte that is read: one more than is allowed.
  for await (const chunk of createReadStream(path, {end: maxBytes})) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length > maxBytes) throw new TooLarge();
  return bytes.toString('utf8');
}

/** @throws for a file that is not what its format says, and for a row that lacks columns. */
function rowsOf(text: string, {format, delimiter = ',', rows}: FileSettings): readonly JsonObject[] {
  if (format === 'csv') {
    return parse(text, {columns: true, bom: true, delimiter, skip_empty_lines: true, trim: true}) as readonly JsonObject[];
  }
  // As many rows as it likes, and each a record like any other.
  const value = parseBounded(text, {values: Number.POSITIVE_INFINITY});
  if (value === undefined) throw new RangeError('Expected JSON that is not nested deeper than 64.');
  const found = readPath({value, place: ''}, (rows && parsePath(rows)) || ROOT);
  return found.flatMap(({value}) => (Array.isArray(value) ? (value as readonly JsonObject[]) : [value as JsonObject]));
}

function indexed(rows: readonly JsonObject[], columns: readonly string[]): ReadonlyMap<string, readonly JsonObject[]> {
  const index = new Map<string, JsonObject[]>();
  for (const row of rows) {
    if (row === null || typeof row !== 'object' || !columns.every((column) => Object.hasOwn(row, column))) {
      throw new RangeError('Expected rows that have the named columns.');
    }
    const key = keyOf(columns.map((column) => String(row[column])));
    const same = index.get(key);
    if (same) same.push(row);
    else index.set(key, [row]);
  }
  return index;
}

/** Texts joined so that none can look like two. Unicode's two ways of writing a letter are one. */
function keyOf(values: readonly string[]): string {
  return JSON.stringify(values.map((value) => value.normalize('NFC').trim()));
}
