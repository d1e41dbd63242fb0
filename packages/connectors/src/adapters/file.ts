/**
 * A CSV or JSON file as a register.
 *
 * Rule    The file is read whole into an index over the columns that questions name. It is looked at before each question
 *         and read again when its time, size or number changed. A version that cannot be read, or is broken off in a row,
 *         leaves the last good one in use; without a good one nothing is known.
 * Limits  A file that is written while it is read may look whole: replace it by renaming a finished file over it.
 */
import {readFile, stat} from 'node:fs/promises';
import type {Json, JsonObject} from '@egov-form/core';
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
    let size: number;
    try {
      const found = await stat(path);
      size = found.size;
      version = `${found.mtimeMs} ${size} ${found.ino}`;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      return unavailable('down', 'file', code === '' ? {} : {detail: code});
    }
    if (version === index?.version) return undefined;
    if (version === broken?.version) return broken.failure;
    try {
      if (size > maxBytes) throw new RangeError('Too large.');
      index = {version, rows: indexed(rowsOf(await readFile(path, 'utf8'), settings), columns)};
      broken = undefined;
      return undefined;
    } catch {
      const detail = size > maxBytes ? 'too large' : 'unreadable';
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

/** @throws for a file that is not what its format says, and for a row that lacks columns. */
function rowsOf(text: string, {format, delimiter = ',', rows}: FileSettings): readonly JsonObject[] {
  if (format === 'csv') {
    return parse(text, {columns: true, bom: true, delimiter, skip_empty_lines: true, trim: true}) as readonly JsonObject[];
  }
  const found = readPath({value: JSON.parse(text) as Json, place: ''}, (rows && parsePath(rows)) || ROOT);
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
