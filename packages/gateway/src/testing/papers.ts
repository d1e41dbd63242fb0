/** Documents for tests, and dossiers of the letter that carry them. */
import {createHash} from 'node:crypto';
import type {Submission} from '@egov-form/core';
import {LETTER, MOTHER} from './gateway-fixture.ts';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A picture by its first bytes; the others are of this seed. */
export function paper(sizeBytes: number, seed: number): Buffer {
  const bytes = Buffer.alloc(sizeBytes);
  let state = seed >>> 0;
  for (let i = 0; i < sizeBytes; i += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  PNG_SIGNATURE.copy(bytes);
  return bytes;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A letter with these documents, by upload id. */
export function letterWith(note: string, papers: readonly (readonly [uploadId: string, bytes: Buffer])[]): Submission {
  const card = papers.map(([uploadId, bytes]) => ({
    ...{uploadId, name: 'card.png', type: 'image/png', sizeBytes: bytes.length, sha256: sha256(bytes), pageCount: 1, facts: {}},
  }));
  return {
    ...{form: LETTER.id, version: LETTER.version, locale: 'vi', origins: {}, decisions: [], declared: true},
    answers: {citizenId: MOTHER.citizenId, fullName: MOTHER.fullName, note},
    documents: card.length === 0 ? {} : {card},
  };
}
