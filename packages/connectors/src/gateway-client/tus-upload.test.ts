import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type Server, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {SourceFile} from '@egov-form/core';
import {createGatewayClient, type GatewayClient} from '../index.ts';

/** A tus 1.0.0 server in memory that can be told to misbehave on the next requests. */
interface Stored {
  readonly length: number;
  readonly metadata: string;
  bytes: Buffer;
}

type Trick = (response: ServerResponse, part: Buffer, stored: Stored | undefined) => boolean;

let server: Server;
let client: GatewayClient;
const uploads = new Map<string, Stored>();
const log: string[] = [];
let tricks: Trick[] = [];
/** For the next question how far an upload came. */
let headTrick: Trick | undefined;

before(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const part = Buffer.concat(chunks);
    const id = /^\/api\/uploads\/([\w-]+)$/u.exec(request.url ?? '')?.[1];
    const stored = uploads.get(id ?? '');
    log.push(request.method ?? '');
    assert.equal(request.headers['tus-resumable'], '1.0.0');
    assert.equal(request.headers['x-egov-form'], '1');
    if (request.method !== 'HEAD' && tricks.shift()?.(response, part, stored)) return;
    if (request.method === 'HEAD' && headTrick?.(response, part, stored)) {
      headTrick = undefined;
      return;
    }
    if (request.method === 'POST') {
      const name = `up-${uploads.size + 1}`;
      const length = Number(request.headers['upload-length']);
      uploads.set(name, {length, metadata: String(request.headers['upload-metadata']), bytes: Buffer.alloc(0)});
      response.writeHead(201, {Location: `https://elsewhere.example/files/${name}`, 'Tus-Resumable': '1.0.0'}).end();
    } else if (!stored) response.writeHead(404).end();
    else if (request.method === 'HEAD') {
      response
        .writeHead(200, {'Upload-Offset': stored.bytes.length, 'Upload-Length': stored.length, 'Cache-Control': 'no-store'})
        .end();
    } else if (request.method === 'PATCH') {
      assert.equal(request.headers['content-type'], 'application/offset+octet-stream');
      if (Number(request.headers['upload-offset']) !== stored.bytes.length) response.writeHead(409).end();
      else {
        stored.bytes = Buffer.concat([stored.bytes, part]);
        response.writeHead(204, {'Upload-Offset': stored.bytes.length}).end();
      }
    } else response.writeHead(405).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  client = createGatewayClient({base, chunkBytes: 1000, retryDelaysMs: [1, 2, 3]});
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});
beforeEach(() => {
  uploads.clear();
  log.length = 0;
  tricks = [];
});

const BYTES = Buffer.from(Array.from({length: 3500}, (_, index) => (index * 7) % 251));
const FILE = new File([BYTES], 'giấy chứng sinh.pdf', {type: 'application/pdf'});
const signal = new AbortController().signal;

const pass: Trick = () => false;
const status =
  (code: number): Trick =>
  (response) => {
    response.writeHead(code).end();
    return true;
  };
const lost: Trick = (response) => {
  response.socket?.destroy();
  return true;
};
/** The bytes arrive, the answer does not. */
const keptButSilent: Trick = (response, part, stored) => {
  if (stored) stored.bytes = Buffer.concat([stored.bytes, part]);
  response.socket?.destroy();
  return true;
};
const forgotten: Trick = (response) => {
  uploads.clear();
  response.writeHead(404).end();
  return true;
};

async function upload(file: SourceFile = FILE, onProgress?: (share: number) => void): Promise<string> {
  return client.upload(file, {signal, ...(onProgress && {onProgress})});
}

function assertWhole(id: string): void {
  assert.deepEqual(uploads.get(id)?.bytes, BYTES);
}

describe('resumable upload', () => {
  it('creates, sends in parts, tells progress, answers the id', async () => {
    const shares: number[] = [];
    const id = await upload(FILE, (share) => shares.push(share));
    assert.equal(id, 'up-1');
    assertWhole(id);
    assert.deepEqual(log, ['POST', 'PATCH', 'PATCH', 'PATCH', 'PATCH']);
    assert.deepEqual(shares, [0, 1000 / 3500, 2000 / 3500, 3000 / 3500, 1]);
    const [name, type] = (uploads.get(id)?.metadata ?? '')
      .split(',')
      .map((pair) => Buffer.from(pair.split(' ')[1] ?? '', 'base64').toString());
    assert.deepEqual([name, type], ['giấy chứng sinh.pdf', 'application/pdf']);
  });

  it('takes files that are no Blob, and empty ones', async () => {
    const plain: SourceFile = {
      name: 'a.png',
      type: 'image/png',
      size: BYTES.length,
      arrayBuffer: async () => BYTES.buffer.slice(BYTES.byteOffset, BYTES.byteOffset + BYTES.length) as ArrayBuffer,
    };
    assertWhole(await upload(plain));
    const empty = await upload(new File([], 'empty.pdf', {type: 'application/pdf'}));
    assert.equal(uploads.get(empty)?.length, 0);
  });

  it('goes on where the gateway stands after every kind of loss', async () => {
    tricks = [status(503), pass, lost, pass, keptButSilent, status(423), pass, status(500)];
    const id = await upload();
    assertWhole(id);
    assert.ok(log.includes('HEAD'));
  });

  it('sends no byte twice when only the answer was lost', async () => {
    tricks = [pass, keptButSilent];
    assertWhole(await upload());
    assert.equal(log.filter((method) => method === 'PATCH').length, 4);
  });

  it('starts again when the gateway has forgotten the upload, but not for ever', async () => {
    tricks = [pass, pass, forgotten];
    assertWhole(await upload());
    tricks = Array.from({length: 40}, (_, index) => (index % 3 === 2 ? forgotten : pass));
    await assert.rejects(upload(), {code: 'EGOV_CONNECTORS_UPLOAD_FAILED'});
  });

  it('gives up after the last try without progress', async () => {
    tricks = [pass, lost, lost, lost, lost];
    await assert.rejects(upload(), {code: 'EGOV_CONNECTORS_UPLOAD_FAILED'});
    tricks = Array.from({length: 9}, () => status(502));
    await assert.rejects(upload(), {code: 'EGOV_CONNECTORS_UPLOAD_FAILED', details: {status: 502}});
  });

  it('does not try again what the gateway refuses', async () => {
    tricks = [status(413)];
    await assert.rejects(upload(), {code: 'EGOV_CONNECTORS_UPLOAD_REFUSED', details: {status: 413}});
    tricks = [pass, status(401)];
    await assert.rejects(upload(), {code: 'EGOV_CONNECTORS_UPLOAD_FORBIDDEN'});
    assert.deepEqual(log, ['POST', 'POST', 'PATCH']);
  });

  it('says why the session does not do, at every request, and does not try again', async () => {
    const other: Trick = (response) => {
      response.writeHead(409, {'X-Egov-Problem': 'session.other-person'}).end('{"code":"session.other-person"}');
      return true;
    };
    const rejects = (state: string) =>
      assert.rejects(upload(), {
        code: 'EGOV_CONNECTORS_UPLOAD_FORBIDDEN',
        details: {status: state === 'signed-out' ? 401 : 409, state},
      });
    tricks = [other];
    await rejects('other-person');
    tricks = [pass, other];
    await rejects('other-person');
    tricks = [pass, status(401)];
    await rejects('signed-out');
    assert.deepEqual(log, ['POST', 'POST', 'PATCH', 'POST', 'PATCH']);
    // Asked how far it came, in an answer without a body.
    headTrick = other;
    tricks = [pass, lost];
    await rejects('other-person');
    // A place that moved is another conflict: it goes on from there.
    tricks = [pass, status(409)];
    assertWhole(await upload());
  });

  it('stops when the caller gives up', async () => {
    const controller = new AbortController();
    const sent = client.upload(FILE, {
      signal: controller.signal,
      onProgress: (share) => {
        if (share > 0.5) controller.abort(new Error('removed'));
      },
    });
    await assert.rejects(sent, {message: 'removed'});
    assert.equal(log.filter((method) => method === 'PATCH').length, 2);
  });
});
