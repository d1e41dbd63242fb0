/** Letters that a person hands in, as tests of restarts and restores send them. */
import assert from 'node:assert/strict';
import {createHash, randomUUID} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Submission} from '@egov-form/core';
import {LETTER, MOTHER, Visitor} from './gateway-fixture.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Hands in letters with a file each; answers their codes. */
export async function handInLetters(origin: string, count: number): Promise<readonly string[]> {
  const visitor = new Visitor(origin);
  await visitor.signIn('nguyen-thi-mau');
  const codes: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const submission = letter(await visitor.upload(PNG));
    const reply = await visitor.call('POST', '/api/submissions', submission, {'idempotency-key': randomUUID()});
    assert.equal(reply.status, 201, reply.text);
    codes.push(reply.body.code);
  }
  return codes;
}

/** @throws AssertionError when the file of one of these letters is not as it was sent. */
export async function expectLetterFiles(dataFolder: string, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const folder = join(dataFolder, 'files', 'dossiers', code);
    const [name = ''] = await readdir(folder);
    assert.deepEqual(await readFile(join(folder, name)), PNG, code);
  }
}

function letter(uploadId: string): Submission {
  const sha256 = createHash('sha256').update(PNG).digest('hex');
  const file = {name: 'card.png', type: 'image/png', sizeBytes: PNG.length, sha256, pageCount: 1, facts: {}};
  return {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', origins: {}, decisions: [], declared: true},
    // Its own, so that none is the twin of another.
    answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, note: uploadId},
    documents: {card: [{...file, uploadId}]},
  };
}
