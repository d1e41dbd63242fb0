import type {Draft} from '@egov-form/core';
import {expect} from 'chai';
import {deleteDB, openDB} from 'idb';
import {type BrowserDraftStore, createDraftStore} from './store.ts';

const KEY = 'khai-sinh';
const OWNED = 'khai-sinh:mother-0000000000000000';

const draft = (text = 'An'): Draft => ({
  savedAt: '2026-11-22T00:00:00.000Z',
  snapshot: {
    ...{form: 'khai-sinh', version: '1.0.0', answers: {name: text}, origins: {}, documents: {}, lookups: {}},
    ...{decisions: [], page: 'one'},
  },
});
const photo = (): File => new File(['ảnh'], 'a.jpg', {type: 'image/jpeg'});

/** What a browser cannot do is that browser's: one part that fails must leave the rest as it would be. */
describe('a part that fails', () => {
  let counter = 0;
  let name = '';
  let opened: BrowserDraftStore[] = [];
  const {put} = IDBObjectStore.prototype;
  const open = (personKey?: () => Promise<Uint8Array<ArrayBuffer>>): BrowserDraftStore => {
    const store = createDraftStore({databaseName: name, lifetime: 'device', ...(personKey && {personKey})});
    opened.push(store);
    return store;
  };
  /** From now on no such record can be put. */
  const refuse = (is: (store: string, value: unknown) => boolean, error: string): void => {
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, value, key) {
      if (is(this.name, value)) throw new DOMException('Refused.', error);
      return put.call(this, value, key);
    };
  };
  /** As version 1 left it. */
  const leaveFile = async (key: string, blob: unknown): Promise<void> => {
    const old = await openDB(name, 1, {
      upgrade: (database) => {
        database.createObjectStore('slots');
        database.createObjectStore('files');
      },
    });
    await old.put('files', {name: 'a.jpg', type: 'image/jpeg', blob}, [key, 'a']);
    old.close();
  };
  const textOf = async (store: BrowserDraftStore, key: string): Promise<string | undefined> =>
    new TextDecoder().decode(await (await store.getFile(key, 'a'))?.arrayBuffer());

  beforeEach(() => {
    name = `part-failures-test-${++counter}`;
  });
  afterEach(async () => {
    IDBObjectStore.prototype.put = put;
    for (const store of opened) store.close();
    opened = [];
    await deleteDB(name);
  });

  it('an old file whose blob cannot be read is told damaged, and drafts are saved', async () => {
    await leaveFile(KEY, {size: 3});
    const store = open();
    await store.save(KEY, draft());
    expect(await store.load(KEY)).to.deep.equal(draft());
    const error = await store.getFile(KEY, 'a').catch(({code}) => code);
    expect(error).to.equal('EGOV_DRAFTS_DAMAGED');
    await store.remove(KEY);
    expect(await store.getFile(KEY, 'a')).to.equal(undefined);
  });

  it('an old file without room to be sealed is read as it lies, and sealed another time', async () => {
    await leaveFile(KEY, photo());
    refuse((store) => store === 'attachments', 'QuotaExceededError');
    const store = open();
    await store.save(KEY, draft());
    expect(await textOf(store, KEY)).to.equal('ảnh');
    store.close();
    IDBObjectStore.prototype.put = put;
    const later = open();
    expect(await textOf(later, KEY)).to.equal('ảnh');
    later.close();
    const database = await openDB(name);
    expect([await database.count('files'), await database.count('attachments')]).to.deep.equal([0, 1]);
    database.close();
  });

  it('a file that stays under the browser’s key is read, and its draft is saved', async () => {
    const before = open();
    await before.save(OWNED, draft());
    await before.putFile(OWNED, 'a', photo());
    before.close();
    refuse((store) => store === 'attachments', 'UnknownError');
    const store = open(async () => new Uint8Array(32).fill(7));
    expect(await store.load(OWNED)).to.deep.equal(draft());
    await store.save(OWNED, draft('Bình'));
    expect(await textOf(store, OWNED)).to.equal('ảnh');
  });

  for (const error of ['DataCloneError', 'UnknownError', 'NotSupportedError'])
    it(`a key object that cannot be kept, by ${error}, is kept as its bytes`, async () => {
      refuse((_store, value) => value instanceof CryptoKey, error);
      const store = open();
      await store.save(KEY, draft());
      store.close();
      expect(await open().load(KEY)).to.deep.equal(draft());
    });
});
