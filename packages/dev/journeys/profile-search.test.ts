import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {deflateSync, gzipSync} from 'node:zlib';
import {placesOf, plant, searchProfile} from './profile-search.ts';

test('a planted text is found however a file holds it, and only there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'egov-search-'));
  try {
    const plants = Array.from({length: 51}, plant);
    const [first = '', second = ''] = plants;
    const noise = (): Buffer => randomBytes(4_000);
    const files: {readonly [name: string]: Buffer} = {
      text: Buffer.concat([noise(), Buffer.from(first), noise()]),
      cut: Buffer.concat([noise(), Buffer.from(first.slice(3, 11)), noise()]),
      wide: Buffer.concat([noise(), Buffer.from(second, 'utf16le'), noise()]),
      zlib: Buffer.concat([noise(), deflateSync(`{"answer":"${first}"}`), noise()]),
      gzip: Buffer.concat([noise(), gzipSync(`x${second}`), noise()]),
      'base64-0': Buffer.from(Buffer.from(`${second}abc`).toString('base64')),
      'base64-1': Buffer.from(Buffer.from(`x${second}abc`).toString('base64')),
      'base64-2': Buffer.from(Buffer.from(`xy${second}abc`).toString('base64url')),
      nothing: noise(),
    };
    for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
    const result = await searchProfile(folder, plants);
    assert.deepEqual(placesOf(result), [
      'base64-0 (base64)',
      'base64-1 (base64)',
      'base64-2 (base64)',
      'cut (text)',
      'gzip (deflated)',
      'text (text)',
      'wide (utf-16)',
      'zlib (deflated)',
    ]);
    assert.deepEqual([result.files, result.plants], [9, 2]);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
});
