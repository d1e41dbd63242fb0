import type {Draft} from '@egov-form/core';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';
import {deleteDB, openDB} from 'idb';
import {type BrowserDraftStore, createDraftStore} from './store.ts';
import {DATABASE_VERSION} from './upgrades.ts';

const draft = (fullName: string, note = ''): Draft => ({
  savedAt: '2026-11-22T00:00:00.000Z',
  snapshot: {
    form: 'khai-sinh',
    version: '1.0.0',
    answers: {requester: {fullName}, note},
    origins: {'/requester/fullName': {kind: 'typed'}},
    documents: {},
    lookups: {},
    decisions: [],
    page: 'requester',
  },
});

const MOTHER = draft('NGUYỄN THỊ MẪU');
const FATHER = draft('LÊ VĂN CHỒNG');

/** Text that the browser's storage cannot make smaller. */
function noise(length: number): string {
  const codes = new Uint16Array(length).map(() => 0x4e00 + Math.floor(Math.random() * 20_000));
  return new TextDecoder('utf-16le').decode(codes);
}

/** What closing the browser does to its cookies. */
function closeBrowser(): void {
  for (const cookie of document.cookie.split('; ')) {
    // biome-ignore lint/suspicious/noDocumentCookie: as the code under test does.
    document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0`;
  }
}

/** The code of the error that a promise rejects with. */
async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    (error) => (error as {code?: string; details?: {reason?: string}}).code,
  );
}

/** Only the protocol of Chromium can fill a device, or take its data away, from outside of the page. */
const itInChromium = 'chrome' in globalThis ? it : it.skip;

describe('draft store', () => {
  let counter = 0;
  let databaseName = '';
  let opened: BrowserDraftStore[] = [];
  const open = (lifetime: 'device' | 'session' = 'device'): BrowserDraftStore => {
    const store = createDraftStore({databaseName, lifetime});
    opened.push(store);
    return store;
  };

  beforeEach(() => {
    databaseName = `drafts-test-${++counter}`;
  });
  afterEach(async () => {
    for (const store of opened) store.close();
    opened = [];
    closeBrowser();
    await deleteDB(databaseName);
  });

  it('keeps the last saved draft of each key, also for a connection opened later', async () => {
    const first = open();
    expect(await first.load('khai-sinh')).to.equal(undefined);
    await first.save('khai-sinh', MOTHER);
    await first.save('khai-sinh:other', MOTHER);
    await first.save('khai-sinh', FATHER);
    expect(await first.load('khai-sinh')).to.deep.equal(FATHER);
    first.close();
    const second = open();
    expect(await second.load('khai-sinh')).to.deep.equal(FATHER);
    expect(await second.load('khai-sinh:other')).to.deep.equal(MOTHER);
  });

  it('loses none of many saves from two connections at once', async () => {
    const stores = [open(), open()] as const;
    await Promise.all(
      Array.from({length: 20}, (_, index) => stores[index % 2 === 0 ? 0 : 1].save('khai-sinh', draft(`person ${index}`))),
    );
    await stores[1].save('khai-sinh', MOTHER);
    expect(await stores[0].load('khai-sinh')).to.deep.equal(MOTHER);
    const raw = await openDB(databaseName);
    const slots = await raw.getAll('drafts');
    raw.close();
    expect(slots.map((slot) => slot.sequence).sort((a, b) => a - b)).to.deep.equal([20, 21]);
  });

  it('falls back to the draft before when a record is torn, and never overwrites the good one', async () => {
    const store = open();
    await store.save('khai-sinh', MOTHER);
    await store.save('khai-sinh', FATHER);
    const raw = await openDB(databaseName);
    const torn = await raw.get('drafts', ['khai-sinh', 1]);
    await raw.put('drafts', {...torn, data: torn.data.slice(0, torn.data.length / 2)}, ['khai-sinh', 1]);
    expect(await store.load('khai-sinh')).to.deep.equal(MOTHER);

    const good = await raw.get('drafts', ['khai-sinh', 0]);
    await store.save('khai-sinh', FATHER);
    expect(await raw.get('drafts', ['khai-sinh', 0])).to.deep.equal(good);
    expect(await store.load('khai-sinh')).to.deep.equal(FATHER);
    raw.close();
  });

  it('gives files back as files', async () => {
    const store = open();
    const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
    await store.putFile('khai-sinh', 'a', new File([bytes], 'căn cước.jpg', {type: 'image/jpeg'}));
    await store.putFile('khai-sinh', 'b', {
      name: 'b.pdf',
      type: 'application/pdf',
      size: bytes.length,
      arrayBuffer: async () => bytes.buffer.slice(0),
    });
    store.close();
    const file = await open().getFile('khai-sinh', 'a');
    expect(file).to.be.instanceOf(File);
    expect({name: file?.name, type: file?.type, size: file?.size}).to.deep.equal({
      name: 'căn cước.jpg',
      type: 'image/jpeg',
      size: 7,
    });
    expect(new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0))).to.deep.equal(bytes);
    expect((await store.getFile('khai-sinh', 'b'))?.name).to.equal('b.pdf');
    await store.removeFile('khai-sinh', 'a');
    expect(await store.getFile('khai-sinh', 'a')).to.equal(undefined);
  });

  it('removes a draft with all its files, and nothing else', async () => {
    const store = open();
    const file = new File(['x'], 'x.png', {type: 'image/png'});
    for (const key of ['khai-sinh', 'khai-sinh:other']) {
      await store.save(key, MOTHER);
      await store.save(key, FATHER);
      await store.putFile(key, 'a', file);
      await store.putFile(key, 'b', file);
    }
    await store.remove('khai-sinh');
    expect(await store.load('khai-sinh')).to.equal(undefined);
    expect(await store.getFile('khai-sinh', 'a')).to.equal(undefined);
    expect(await store.load('khai-sinh:other')).to.deep.equal(FATHER);
    expect((await store.getFile('khai-sinh:other', 'b'))?.name).to.equal('x.png');
    const raw = await openDB(databaseName);
    expect([await raw.count('drafts'), await raw.count('attachments')]).to.deep.equal([2, 2]);
    raw.close();
  });

  it('keeps a session draft for every tab until the browser is closed, then deletes only it', async () => {
    const file = new File(['x'], 'x.png', {type: 'image/png'});
    const device = open();
    await device.save('khai-sinh', FATHER);
    await device.save('session', FATHER);
    const first = open('session');
    await first.save('khai-sinh', MOTHER);
    await first.putFile('khai-sinh', 'a', file);
    first.close();
    const otherTab = open('session');
    expect(await otherTab.load('khai-sinh')).to.deep.equal(MOTHER);
    expect((await otherTab.getFile('khai-sinh', 'a'))?.name).to.equal('x.png');
    expect(await device.load('khai-sinh')).to.deep.equal(FATHER);
    // A form that keeps drafts on the device is opened in the same session: the session's draft stays.
    expect(await open().load('khai-sinh')).to.deep.equal(FATHER);
    expect(await otherTab.load('khai-sinh')).to.deep.equal(MOTHER);

    closeBrowser();
    const counts = async (): Promise<number[]> => {
      const raw = await openDB(databaseName);
      const result = [await raw.count('drafts'), await raw.count('attachments')];
      raw.close();
      return result;
    };
    expect(await counts()).to.deep.equal([3, 1]);
    expect(await open().load('khai-sinh')).to.deep.equal(FATHER);
    expect(await counts()).to.deep.equal([2, 0]);

    await open('session').save('khai-sinh', MOTHER);
    closeBrowser();
    const later = open('session');
    expect(await later.load('khai-sinh')).to.equal(undefined);
    expect(await counts()).to.deep.equal([2, 0]);
    await later.save('khai-sinh', MOTHER);
    expect(await later.load('khai-sinh')).to.deep.equal(MOTHER);
    await later.remove('khai-sinh');
    expect(await counts()).to.deep.equal([2, 0]);
    expect(await device.load('session')).to.deep.equal(FATHER);
  });

  itInChromium('says when the device is full, and the draft before is still there', async () => {
    // Chromium remembers for a while how much room an origin has, until it has to build the storage anew.
    await executeServerCommand('forget-storage', {});
    await executeServerCommand('quota', {bytes: 2_000_000});
    const store = open();
    try {
      await store.save('khai-sinh', MOTHER);
      expect(await codeOf(store.save('khai-sinh', draft('LÊ VĂN CHỒNG', noise(1_500_000))))).to.equal('EGOV_DRAFTS_QUOTA');
      expect(await codeOf(store.putFile('khai-sinh', 'a', new File([noise(1_500_000)], 'a.png')))).to.equal('EGOV_DRAFTS_QUOTA');
      expect(await store.load('khai-sinh')).to.deep.equal(MOTHER);
      expect(await store.getFile('khai-sinh', 'a')).to.equal(undefined);
    } finally {
      await executeServerCommand('quota', {});
    }
    await store.save('khai-sinh', FATHER);
    expect(await store.load('khai-sinh')).to.deep.equal(FATHER);
  });

  itInChromium('opens again after the browser threw its data away under it', async () => {
    const store = open();
    await store.save('khai-sinh', MOTHER);
    await executeServerCommand('forget-storage', {});
    expect(await store.load('khai-sinh')).to.equal(undefined);
    await store.save('khai-sinh', FATHER);
    expect(await store.load('khai-sinh')).to.deep.equal(FATHER);
  });

  it('opens once more where the browser cuts the opening off', async () => {
    const {open: original} = IDBFactory.prototype;
    let cutOff = 0;
    IDBFactory.prototype.open = function (name, version) {
      IDBFactory.prototype.open = original;
      const request = original.call(this, name, version);
      // After the listener of the store, which makes the database.
      queueMicrotask(() =>
        request.addEventListener('upgradeneeded', () => {
          cutOff += 1;
          request.transaction?.abort();
        }),
      );
      return request;
    };
    const store = open();
    await store.save('khai-sinh', MOTHER);
    expect(cutOff).to.equal(1);
    expect(await store.load('khai-sinh')).to.deep.equal(MOTHER);
  });

  it('lets a newer version of the page in, and says that it is the older one', async () => {
    const store = open();
    await store.save('khai-sinh', MOTHER);
    const newer = await openDB(databaseName, DATABASE_VERSION + 1);
    const error = await store.load('khai-sinh').catch((reason) => reason);
    newer.close();
    expect([error.code, error.details.reason]).to.deep.equal(['EGOV_DRAFTS_UNAVAILABLE', 'newer']);
  });

  it('reports work that the browser did not complete', async () => {
    // A database of the right version that lacks the stores: what a broken upgrade leaves behind.
    (await openDB(databaseName, DATABASE_VERSION)).close();
    expect(await codeOf(open().save('khai-sinh', MOTHER))).to.equal('EGOV_DRAFTS_FAILED');
  });

  it('does not wait for long for a window that holds the database by which a new log is begun', async function () {
    this.timeout(10_000);
    const held = await openDB('egov-form-new-log-1', 1);
    await open().save('khai-sinh', MOTHER);
    held.close();
    expect(await open().load('khai-sinh')).to.deep.equal(MOTHER);
  });
});
