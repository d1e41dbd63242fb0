/** docs/server.md: its two files run, take a right submission and refuse wrong ones. */
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {FormDefinition, Submission} from '@egov-form/core';
import {root} from '../src/root.ts';

const DEFINITION: FormDefinition = {
  id: 'tax',
  version: '1.0.0',
  title: 'Tax',
  data: {
    type: 'object',
    required: ['code'],
    properties: {code: {type: 'string', format: 'vn-tax-code'}, copies: {type: 'integer'}, fee: {type: 'integer'}},
  },
  fields: {'/fee': {value: {'*': [{var: '/copies'}, 8000]}}},
  documents: {card: {title: 'Card', required: true}},
};

const BYTES = new TextEncoder().encode('a card');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const CARD = {name: 'card.jpg', type: 'image/jpeg', sizeBytes: BYTES.length, sha256: SHA256, pageCount: 1, facts: {}};
const RIGHT: Submission = {
  form: 'tax',
  version: '1.0.0',
  locale: 'vi',
  answers: {code: '0100109106', copies: 2, fee: 16_000},
  origins: {},
  documents: {card: [{uploadId: SHA256, ...CARD}]},
  decisions: [],
  declared: true,
};

describe('a server of one’s own, as docs/server.md writes it', () => {
  let folder = '';
  let server: Server;
  let url = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-own-server-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await writeFile(join(folder, 'form.json'), JSON.stringify(DEFINITION));
    const page = await readFile(join(root, 'docs/server.md'), 'utf8');
    for (const [, name = '', code = ''] of page.matchAll(/^```js (\S+)\n(.*?)^```/gmsu))
      await writeFile(join(folder, name), code);
    const here = process.cwd();
    process.chdir(folder);
    ({server} = (await import(pathToFileURL(join(folder, 'server.mjs')).href)) as {server: Server});
    process.chdir(here);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/my-office`;
  });
  after(async () => {
    await new Promise((closed) => server.close(closed));
    await rm(folder, {recursive: true, force: true});
  });

  async function send(
    submission: unknown,
    files: readonly (readonly [name: string, bytes: Uint8Array<ArrayBuffer>])[] = [[SHA256, BYTES]],
  ) {
    const body = new FormData();
    body.append('submission', JSON.stringify(submission));
    for (const [name, bytes] of files) body.append(name, new File([bytes], 'card.jpg'), 'card.jpg');
    const reply = await fetch(url, {method: 'POST', body});
    const text = await reply.text();
    return [reply.status, reply.status === 201 ? text : (JSON.parse(text) as {code: string}[]).map(({code}) => code)] as const;
  }

  it('takes a right one', async () => {
    assert.deepEqual(await send(RIGHT), [201, 'HS-0001']);
  });

  const answers = (change: object): Submission => ({...RIGHT, answers: {...RIGHT.answers, ...change}});
  for (const [what, submission, code] of [
    ['a check digit', answers({code: '0100109107'}), 'vn-tax-code.check-digit'],
    ['a computed value that is not true', answers({fee: 1}), 'submission.computed'],
    ['an answer that no question has', answers({more: 'x'}), 'submission.unknown-field'],
    ['a missing answer', {...RIGHT, answers: {copies: 2, fee: 16_000}}, 'value.required'],
    ['a missing paper', {...RIGHT, documents: {}}, 'document.required'],
    ['another version', {...RIGHT, version: '2.0.0'}, 'submission.version'],
    ['what is no submission', {form: 'tax'}, 'submission.unreadable'],
    ['nothing', null, 'submission.unreadable'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const [status, codes] = await send(submission);
      assert.equal(status, 422);
      assert.ok(codes.includes(code), JSON.stringify(codes));
    });
  }

  it('refuses a paper that is another than its digest says, or is not there', async () => {
    assert.deepEqual(await send(RIGHT, [[SHA256, new TextEncoder().encode('another')]]), [422, ['submission.unreadable']]);
    assert.deepEqual(await send(RIGHT, []), [422, ['submission.unreadable']]);
  });
});
