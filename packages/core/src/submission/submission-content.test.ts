import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import type {Submission, SubmittedFile} from './submission.ts';
import {submissionContent} from './submission-content.ts';

const file = (change: Partial<SubmittedFile> = {}): SubmittedFile => ({
  ...{uploadId: 'first', name: 'card.png', type: 'image/png', sizeBytes: 3, sha256: 'ab', pageCount: 1, facts: {}},
  ...change,
});

const SENT: Submission = {
  form: 'letter',
  version: '1.0.0',
  locale: 'vi',
  answers: {fullName: 'NGUYỄN THỊ MẪU', copies: 2},
  origins: {'/fullName': {kind: 'typed', was: 'register', reason: 'Đã cải chính.'}},
  documents: {card: [file()], other: []},
  decisions: [{pointer: '/fullName', kept: 'typed', dropped: 'register', at: '2026-11-22T03:00:00.000Z'}],
  declared: true,
};

describe('the content of a submission', () => {
  const same = (change: Partial<Submission>): boolean => submissionContent({...SENT, ...change}) === submissionContent(SENT);

  it('is the same when sent again: other uploads, language, times, member order, empty slots', () => {
    assert.ok(same({documents: {card: [file({uploadId: 'second'})]}}));
    assert.ok(same({locale: 'en', answers: {copies: 2, fullName: 'NGUYỄN THỊ MẪU'}}));
    assert.ok(same({decisions: SENT.decisions.map((decision) => ({...decision, at: '2026-11-23T00:00:00.000Z'}))}));
    assert.ok(same({format: 2, receipts: {}, unasked: []}));
  });

  it('differs by every word and file of the person', () => {
    assert.equal(same({answers: {...SENT.answers, copies: 3}}), false);
    assert.equal(same({documents: {card: [file({sha256: 'cd'})]}}), false);
    assert.equal(same({documents: {card: [file({name: 'other.png'})]}}), false);
    assert.equal(same({documents: {other: [file()]}}), false);
    assert.equal(same({documents: {card: [file(), file()]}}), false);
    assert.equal(same({decisions: []}), false);
    assert.equal(same({declared: false}), false);
    assert.equal(same({origins: {'/fullName': {kind: 'typed', was: 'register', reason: 'Viết sai.'}}}), false);
    assert.equal(same({version: '1.0.1'}), false);
    const register = {
      kind: 'register',
      lookup: 'self',
      connector: 'population',
      attribute: 'fullName',
      title: '',
      trust: 'locked',
      at: '2026-11-22T03:00:00.000Z',
    } as const;
    const wordsOf = (words: object): string => submissionContent({...SENT, origins: {'/fullName': {...register, ...words}}});
    const texts = [{}, {disputed: 'Sai họ.'}, {disputed: 'Sai tên.'}, {replacedInput: 'NGUYỄN THỊ MẪU'}].map(wordsOf);
    assert.equal(new Set(texts).size, texts.length);
    assert.equal(wordsOf({at: '2026-11-23T00:00:00.000Z', receipt: 'another'}), texts[0]);
  });
});
