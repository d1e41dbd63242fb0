/** Addresses and headers that could lead from one's own upload to somebody else's. */
import assert from 'node:assert/strict';
import {readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {type Fixture, startFixture, type Visitor} from '../testing/gateway-fixture.ts';
import {OpenUpload} from '../testing/open-upload.ts';
import {paper} from '../testing/papers.ts';

const SIZE = 1000;
const HALF = SIZE / 2;
const TUS = {'tus-resumable': '1.0.0', 'x-egov-form': '1'};

describe('addresses of uploads', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let father: Visitor;
  let incoming: string;
  /** The father's upload, half of it there. */
  let other: string;
  let own: string;
  before(async () => {
    fixture = await startFixture();
    incoming = join(fixture.folder, 'files', 'incoming');
    mother = await fixture.signIn('nguyen-thi-mau');
    father = await fixture.signIn('le-van-chong');
    other = await begin(father);
    own = await begin(mother);
    const headers = {...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream'};
    const body = new Uint8Array(paper(HALF, 1));
    assert.equal((await father.fetch(`/api/uploads/${other}`, {method: 'PATCH', headers, body})).status, 204);
  });
  after(() => fixture.close());

  const begin = async (visitor: Visitor): Promise<string> => {
    const reply = await visitor.fetch('/api/uploads', {method: 'POST', headers: {...TUS, 'upload-length': String(SIZE)}});
    return reply.headers.get('location')?.split('/').at(-1) ?? '';
  };
  const rows = (): Promise<{id: string}[]> => fixture.database.selectFrom('uploads').select('id').orderBy('id').execute();
  const untouched = async (): Promise<void> => {
    assert.deepEqual(await readFile(join(incoming, other)), paper(HALF, 1));
    const head = await father.fetch(`/api/uploads/${other}`, {method: 'HEAD', headers: TUS});
    assert.deepEqual([head.status, head.headers.get('upload-offset')], [200, String(HALF)]);
  };

  test('no way of writing the address leads to the upload of another person', async () => {
    const ways = [
      `/api/uploads/${own}?/${other}`,
      `/api/uploads/${own}?x=/${other}`,
      `/api/uploads/${own}?/../${other}`,
      `/api/uploads/${own}#/${other}`,
      `/api/uploads/${own};/${other}`,
      `/api/uploads/${own}%2F${other}`,
      `/api/uploads/${own}%3F/${other}`,
      `/api/uploads/${own}%5C${other}`,
      `/api/uploads/${own}%00/${other}`,
      `/api/uploads/${own}/${other}`,
      `/api/uploads/${own}//${other}`,
      `/api/uploads/${own}/../${other}`,
      `/api/uploads/${own}/%2e%2e/${other}`,
      `/api/uploads//${other}`,
      `//api/uploads/${other}`,
      `/api/uploads/${other}`,
      `/api/uploads/${other}?/${own}`,
      `/api/uploads/${other.toUpperCase()}`,
      `${fixture.origin}/api/uploads/${own}?/${other}`,
      `http://x/api/uploads/${other}`,
    ];
    for (const path of ways) {
      for (const method of ['PATCH', 'HEAD', 'DELETE']) {
        own = await begin(mother);
        const offset = method === 'PATCH' && {'Upload-Offset': String(HALF)};
        const request = new OpenUpload(mother, {
          ...{method, path: path.replace(/[0-9a-f]{32}/gu, (id) => (id === other ? other : own))},
          ...(method === 'PATCH' && {sizeBytes: HALF}),
          headers: {...offset, Connection: 'close'},
        });
        if (method === 'PATCH') request.send(paper(HALF, 666));
        await request.answered();
        request.close();
        await untouched();
        await mother.fetch(`/api/uploads/${own}`, {method: 'DELETE', headers: TUS});
      }
    }
  });

  test('headers that change what a request means are refused, and nothing is made or removed', async () => {
    own = await begin(mother);
    const before = await rows();
    const length = {'upload-length': String(SIZE)};
    const cases: readonly (readonly [string, string, {[name: string]: string}])[] = [
      ['PATCH', `/api/uploads/${own}`, {'x-http-method-override': 'DELETE'}],
      ['DELETE', `/api/uploads/${own}`, {'x-http-method-override': 'PATCH'}],
      ['POST', '/api/uploads', {...length, 'x-http-method-override': 'DELETE'}],
      ['POST', '/api/uploads', {...length, 'upload-concat': `final;/api/uploads/${other} /api/uploads/${own}`}],
      ['POST', '/api/uploads', {...length, 'upload-concat': 'partial'}],
      ['POST', '/api/uploads', {...length, 'upload-defer-length': '1'}],
      ['POST', '/api/uploads', {'upload-defer-length': '1'}],
      ['POST', '/api/uploads', {'upload-length': '1e3'}],
      ['POST', '/api/uploads', {'upload-length': '0x10'}],
      [
        'PATCH',
        `/api/uploads/${own}`,
        {'upload-length': '10', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream'},
      ],
    ];
    for (const [method, path, headers] of cases) {
      const reply = await mother.fetch(path, {method, headers: {...TUS, ...headers}});
      assert.deepEqual([headers, reply.status, ((await reply.json()) as {code: string}).code], [headers, 400, 'upload.refused']);
    }
    assert.deepEqual(await rows(), before);
    assert.equal((await mother.fetch(`/api/uploads/${own}`, {method: 'HEAD', headers: TUS})).status, 200);
    for (const method of ['POST', 'PUT', 'GET', 'OPTIONS']) {
      const reply = await mother.fetch(`/api/uploads/${own}`, {method, headers: {...TUS, 'x-http-method-override': 'DELETE'}});
      assert.ok([400, 404].includes(reply.status), `${method} ${reply.status}`);
    }
    await untouched();
  });

  test('bytes that come with the creation are held to the announced length', async () => {
    const octets = {...TUS, 'content-type': 'application/offset+octet-stream'};
    const post = (announced: number, sent: number) =>
      mother.fetch('/api/uploads', {
        ...{method: 'POST', headers: {...octets, 'upload-length': String(announced)}},
        body: new Uint8Array(paper(sent, 3)),
      });
    const before = await rows();
    const names = (await readdir(incoming)).toSorted();
    const tooMuch = await post(100, 5000);
    assert.equal(tooMuch.status, 413);
    assert.deepEqual(await rows(), before);
    assert.deepEqual((await readdir(incoming)).toSorted(), names);
    const whole = await post(SIZE, SIZE);
    assert.equal(whole.status, 201);
    const id = whole.headers.get('location')?.split('/').at(-1) ?? '';
    assert.equal((await stat(join(incoming, id))).size, SIZE);
  });
});
