import {type Draft, FormError} from '@egov-form/core';
import {expect} from 'chai';
import {deleteDB, type IDBPDatabase, openDB} from 'idb';
import {crc32} from './crc32.ts';
import {type BrowserDraftStore, createDraftStore, type DraftStoreOptions} from './store.ts';

const MOTHER = 'mother-0000000000000000';
const FATHER = 'father-0000000000000000';
const PLANTED = ['NGUYỄN THỊ BÍ MẬT', '025190000042', 'giấy-chứng-sinh.jpg', 'image/jpeg', 'nội dung tệp bí mật'];

const draft = (fullName = 'NGUYỄN THỊ BÍ MẬT'): Draft => ({
  savedAt: '2026-11-22T00:00:00.000Z',
  snapshot: {
    form: 'khai-sinh',
    version: '1.0.0',
    answers: {requester: {fullName, citizenId: '025190000042'}},
    origins: {},
    documents: {},
    lookups: {},
    decisions: [],
    page: 'requester',
  },
});
const photo = (): File => new File(['nội dung tệp bí mật'], 'giấy-chứng-sinh.jpg', {type: 'image/jpeg'});

/** Keys as a gateway would give them, and how often each was asked for. */
class Gateway {
  /** Whose session it is; `undefined` for nobody's. */
  signedIn: string | undefined = MOTHER;
  reachable = true;
  secret = 1;
  readonly asked: string[] = [];

  readonly personKey = async (owner: string): Promise<Uint8Array<ArrayBuffer>> => {
    this.asked.push(owner);
    if (!this.reachable) throw new TypeError('Failed to fetch');
    if (this.signedIn === undefined) throw new FormError('EGOV_DRAFTS_LOCKED', 'signed out', {reason: 'signed-out'});
    if (this.signedIn !== owner) throw new FormError('EGOV_DRAFTS_LOCKED', 'another', {reason: 'other-person'});
    const bytes = new TextEncoder().encode(`${this.secret}${owner}`.padEnd(32, '.').slice(0, 32));
    return new Uint8Array(bytes);
  };
}

function closeBrowser(): void {
  for (const cookie of document.cookie.split('; ')) {
    // biome-ignore lint/suspicious/noDocumentCookie: as the code under test does.
    document.cookie = `${cookie.split('=')[0]}=; path=/; max-age=0`;
  }
}

/** What a promise rejects with: its code and reason. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'resolved',
    ({code, details}: FormError) => [code, ...(details['reason'] === undefined ? [] : [details['reason']])],
  );
}

/** Everything that is stored, as text: texts as they are, bytes read as UTF-8 and as UTF-16. */
async function everythingIn(database: IDBPDatabase): Promise<string> {
  const texts: string[] = [];
  const look = async (value: unknown): Promise<void> => {
    if (value instanceof Blob) await look(new Uint8Array(await value.arrayBuffer()));
    else if (value instanceof Uint8Array) {
      texts.push(new TextDecoder('utf-8').decode(value), new TextDecoder('utf-16le').decode(value));
    } else if (value instanceof CryptoKey) expect(value.extractable).to.equal(false);
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) await look(member);
    else texts.push(String(value));
  };
  for (const name of database.objectStoreNames) {
    await look(await database.getAllKeys(name));
    await look(await database.getAll(name));
  }
  return texts.join('\n');
}

describe('sealed drafts', () => {
  let counter = 0;
  let databaseName = '';
  let gateway: Gateway;
  let opened: BrowserDraftStore[] = [];
  const open = (options: DraftStoreOptions = {personKey: gateway.personKey}): BrowserDraftStore => {
    const store = createDraftStore({databaseName, ...options});
    opened.push(store);
    return store;
  };
  const raw = async <T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> => {
    const database = await openDB(databaseName);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };

  beforeEach(() => {
    databaseName = `sealed-drafts-test-${++counter}`;
    gateway = new Gateway();
  });
  afterEach(async () => {
    for (const store of opened) store.close();
    opened = [];
    closeBrowser();
    await deleteDB(databaseName);
  });

  it('leave nothing readable in the database: answers, names, types and content of files', async () => {
    const own = open();
    await own.save(`khai-sinh:${MOTHER}`, draft());
    await own.putFile(`khai-sinh:${MOTHER}`, 'a', photo());
    const nobodys = open({});
    await nobodys.save('khai-sinh', draft());
    await nobodys.putFile('khai-sinh', 'a', photo());
    const onDevice = open({lifetime: 'device'});
    await onDevice.save('ket-hon', draft());
    await onDevice.putFile('ket-hon', 'a', photo());
    const everything = await raw(everythingIn);
    for (const planted of PLANTED) expect(everything).not.to.contain(planted);
    expect(await own.load(`khai-sinh:${MOTHER}`)).to.deep.equal(draft());
    expect(await nobodys.load('khai-sinh')).to.deep.equal(draft());
    expect(await onDevice.load('ket-hon')).to.deep.equal(draft());
    for (const [store, key] of [
      [own, `khai-sinh:${MOTHER}`],
      [nobodys, 'khai-sinh'],
      [onDevice, 'ket-hon'],
    ] as const) {
      const file = await store.getFile(key, 'a');
      expect([file?.name, file?.type]).to.deep.equal(['giấy-chứng-sinh.jpg', 'image/jpeg']);
      expect(new TextDecoder().decode(await file?.arrayBuffer())).to.equal('nội dung tệp bí mật');
    }
  });

  it('ask for a person’s key once, again after a lock, and not before there is one to open', async () => {
    const store = open();
    const key = `khai-sinh:${MOTHER}`;
    expect(await store.load(key)).to.equal(undefined);
    expect(gateway.asked).to.deep.equal([]);
    await Promise.all([store.save(key, draft()), store.putFile(key, 'a', photo())]);
    await store.load(key);
    expect(gateway.asked).to.deep.equal([MOTHER]);

    store.lock();
    gateway.signedIn = undefined;
    expect(await refusal(store.load(key))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'signed-out']);
    expect(await refusal(store.getFile(key, 'a'))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'signed-out']);
    expect(await refusal(store.save(key, draft('ai đó')))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'signed-out']);
    gateway.signedIn = FATHER;
    expect(await refusal(store.load(key))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'other-person']);
    gateway.reachable = false;
    expect(await refusal(store.load(key))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'unreachable']);
    [gateway.reachable, gateway.signedIn] = [true, MOTHER];
    expect(await store.load(key)).to.deep.equal(draft());
  });

  it('of one person are not opened for another, nor written over with another key', async () => {
    const store = open();
    await store.save(`khai-sinh:${MOTHER}`, draft());
    store.lock();
    gateway.signedIn = FATHER;
    expect(await store.load(`khai-sinh:${FATHER}`)).to.equal(undefined);
    await store.save(`khai-sinh:${FATHER}`, draft('LÊ VĂN CHỒNG'));
    expect(await store.load(`khai-sinh:${FATHER}`)).to.deep.equal(draft('LÊ VĂN CHỒNG'));

    // Another installation behind the same address gives another key: that is told apart from damage.
    store.lock();
    [gateway.signedIn, gateway.secret] = [MOTHER, 2];
    const before = await raw((database) => database.getAll('drafts'));
    expect(await refusal(store.load(`khai-sinh:${MOTHER}`))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'other-key']);
    expect(await refusal(store.save(`khai-sinh:${MOTHER}`, draft('ai đó')))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'other-key']);
    expect(await raw((database) => database.getAll('drafts'))).to.deep.equal(before);
    store.lock();
    gateway.secret = 1;
    expect(await store.load(`khai-sinh:${MOTHER}`)).to.deep.equal(draft());
  });

  it('fall back to the copy before when the newest does not open, and say when neither does', async () => {
    const store = open();
    const key = `khai-sinh:${MOTHER}`;
    await store.save(key, draft('bản trước'));
    await store.save(key, draft());
    const spoil = (index: 0 | 1): Promise<unknown> =>
      raw(async (database) => {
        const slot = await database.get('drafts', [key, index]);
        const data = new Uint8Array(slot.data);
        data[3] = (data[3] ?? 0) ^ 1;
        // With a checksum that fits: only the seal knows.
        const checksum = crc32(`${slot.sequence}\n${slot.check}\n`, slot.iv, data);
        return database.put('drafts', {...slot, data, checksum}, [key, index]);
      });
    await spoil(1);
    expect(await store.load(key)).to.deep.equal(draft('bản trước'));
    await spoil(0);
    expect(await refusal(store.load(key))).to.deep.equal(['EGOV_DRAFTS_DAMAGED']);
    await store.save(key, draft());
    expect(await store.load(key)).to.deep.equal(draft());
  });

  it('do not open where somebody put them: another form, another person, another file', async () => {
    const store = open();
    await store.save(`khai-sinh:${MOTHER}`, draft());
    await store.putFile(`khai-sinh:${MOTHER}`, 'a', photo());
    await store.putFile(`khai-sinh:${MOTHER}`, 'b', new File(['x'], 'b.png', {type: 'image/png'}));
    await raw(async (database) => {
      for (const index of [0, 1]) {
        const slot = await database.get('drafts', [`khai-sinh:${MOTHER}`, index]);
        if (slot) await database.put('drafts', slot, [`ket-hon:${MOTHER}`, index]);
      }
      await database.put('attachments', await database.get('attachments', [`khai-sinh:${MOTHER}`, 'a']), [
        `khai-sinh:${MOTHER}`,
        'b',
      ]);
    });
    expect(await refusal(store.load(`ket-hon:${MOTHER}`))).to.deep.equal(['EGOV_DRAFTS_DAMAGED']);
    expect(await refusal(store.getFile(`khai-sinh:${MOTHER}`, 'b'))).to.deep.equal(['EGOV_DRAFTS_DAMAGED']);
    expect((await store.getFile(`khai-sinh:${MOTHER}`, 'a'))?.name).to.equal('giấy-chứng-sinh.jpg');
  });

  it('of a browser session do not open after it, not even those that the sweep did not reach', async () => {
    for (const options of [{}, {personKey: gateway.personKey, lifetime: 'session'} as const]) {
      const key = options.personKey ? `khai-sinh:${MOTHER}` : 'khai-sinh';
      const store = open(options);
      await store.save(key, draft());
      await store.putFile(key, 'a', photo());
      expect(await store.load(key)).to.deep.equal(draft());
      const stolen = await raw(async (database) => ({
        keys: await database.getAllKeys('drafts'),
        slots: await database.getAll('drafts'),
        file: (await database.getAll('attachments'))[0],
      }));
      store.close();
      closeBrowser();
      // A new session, with everything that lay in the profile put under its own name.
      const later = open(options);
      await later.save(key, draft('sau'));
      await raw(async (database) => {
        const [place] = (await database.getAllKeys('drafts'))[0] as unknown as [string];
        for (const [i, slot] of stolen.slots.entries()) {
          const [, index] = stolen.keys[i] as unknown as [string, number];
          await database.put('drafts', slot, [place, index]);
        }
        await database.put('attachments', stolen.file, [place, 'a']);
      });
      expect(await refusal(later.load(key))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'other-key']);
      expect(await refusal(later.getFile(key, 'a'))).to.deep.equal(['EGOV_DRAFTS_DAMAGED']);
      later.close();
      await deleteDB(databaseName);
    }
  });

  it('say how they are kept, and whether somebody’s are there', async () => {
    expect(await open().keeping(`khai-sinh:${MOTHER}`)).to.deep.equal({until: 'removed', readers: 'owner'});
    expect(await open().keeping('khai-sinh')).to.deep.equal({until: 'browser-closed', readers: 'browser'});
    expect(await open({lifetime: 'device'}).keeping('khai-sinh')).to.deep.equal({until: 'removed', readers: 'browser'});
    const session = open({personKey: gateway.personKey, lifetime: 'session'});
    expect(await session.keeping(`khai-sinh:${MOTHER}`)).to.deep.equal({until: 'browser-closed', readers: 'owner'});

    await open().save('khai-sinh', draft());
    await open().save(`ket-hon:${MOTHER}`, draft());
    expect(await open().hasOwned('khai-sinh')).to.equal(false);
    expect(await open().hasOwned('ket')).to.equal(false);
    expect(await open().hasOwned('ket-hon')).to.equal(true);
    await session.save(`khai-tu:${MOTHER}`, draft());
    expect(await open().hasOwned('khai-tu')).to.equal(true);
    // A draft that lies on the device already stays there, whoever opens the form later.
    await open({lifetime: 'device'}).save('khai-tu', draft('trên thiết bị'));
    expect(await open().keeping('khai-tu')).to.deep.equal({until: 'removed', readers: 'browser'});
    expect(await open().load('khai-tu')).to.deep.equal(draft('trên thiết bị'));
  });

  it('of many saves at once from two windows: none is lost', async () => {
    const stores = [open(), open()] as const;
    const key = `khai-sinh:${MOTHER}`;
    await Promise.all(Array.from({length: 20}, (_, i) => stores[i % 2 === 0 ? 0 : 1].save(key, draft(`người ${i}`))));
    const sequences = await raw(async (database) => (await database.getAll('drafts')).map(({sequence}) => sequence));
    expect(sequences.sort((a, b) => a - b)).to.deep.equal([19, 20]);
    expect((await stores[0].load(key))?.snapshot.answers).to.deep.equal((await stores[1].load(key))?.snapshot.answers);
  });

  describe('that version 1 kept in plain text', () => {
    const plain = (value: Draft, sequence: number) => {
      const text = JSON.stringify(value);
      return {sequence, text, checksum: crc32(`${sequence}\n${text}`)};
    };
    const record = () => ({name: 'giấy-chứng-sinh.jpg', type: 'image/jpeg', blob: new Blob(['nội dung tệp bí mật'])});
    const leave = async (places: readonly string[]): Promise<void> => {
      const old = await openDB(databaseName, 1, {
        upgrade: (database) => {
          database.createObjectStore('slots');
          database.createObjectStore('files');
        },
      });
      for (const place of places) {
        await old.put('slots', plain(draft('bản trước'), 4), [place, 0]);
        await old.put('slots', plain(draft(), 5), [place, 1]);
        await old.put('files', record(), [place, 'a']);
      }
      old.close();
    };

    it('are sealed before anything else is done, for any owner, and nothing stays readable', async () => {
      await leave([`khai-sinh:${MOTHER}`, `khai-sinh:${FATHER}`, 'khai-sinh', 'ket-hon']);
      const store = open();
      expect(await store.load('khai-tu')).to.equal(undefined);
      const everything = await raw(everythingIn);
      for (const planted of PLANTED) expect(everything).not.to.contain(planted);
      expect(await raw(async (database) => [await database.count('slots'), await database.count('files')])).to.deep.equal([0, 0]);
    });

    it('are opened by their owner, and are under the owner’s key alone from then on', async () => {
      await leave([`khai-sinh:${MOTHER}`, `khai-sinh:${FATHER}`]);
      const store = open();
      for (const owner of [MOTHER, FATHER]) {
        gateway.signedIn = owner;
        expect(await store.load(`khai-sinh:${owner}`)).to.deep.equal(draft());
        expect((await store.getFile(`khai-sinh:${owner}`, 'a'))?.name).to.equal('giấy-chứng-sinh.jpg');
        await store.save(`khai-sinh:${owner}`, draft('mới'));
      }
      store.close();
      gateway.secret = 2;
      gateway.signedIn = MOTHER;
      const later = open();
      expect(await refusal(later.load(`khai-sinh:${MOTHER}`))).to.deep.equal(['EGOV_DRAFTS_LOCKED', 'other-key']);
      expect(await refusal(later.getFile(`khai-sinh:${MOTHER}`, 'a'))).to.deep.equal(['EGOV_DRAFTS_DAMAGED']);
    });

    it('of nobody stay on the device for nobody, with their files', async () => {
      await leave(['khai-sinh']);
      const store = open();
      expect(await store.load('khai-sinh')).to.deep.equal(draft());
      expect((await store.getFile('khai-sinh', 'a'))?.name).to.equal('giấy-chứng-sinh.jpg');
      await store.save('khai-sinh', draft('mới'));
      store.close();
      closeBrowser();
      expect(await open().load('khai-sinh')).to.deep.equal(draft('mới'));
      await open().remove('khai-sinh');
      expect(await open().load('khai-sinh')).to.equal(undefined);
      expect(await open().keeping('khai-sinh')).to.deep.equal({until: 'browser-closed', readers: 'browser'});
    });

    it('are sealed once by two windows at the same time, and go on from there', async () => {
      await leave([`khai-sinh:${MOTHER}`, 'khai-sinh']);
      const [first, second] = [open(), open()];
      const both = await Promise.all([first.load(`khai-sinh:${MOTHER}`), second.load(`khai-sinh:${MOTHER}`)]);
      expect(both).to.deep.equal([draft(), draft()]);
      await second.save(`khai-sinh:${MOTHER}`, draft('mới'));
      expect(await first.load(`khai-sinh:${MOTHER}`)).to.deep.equal(draft('mới'));
    });

    it('of a browser session that is over are deleted, damaged ones too', async () => {
      await leave(['/session/0b0e8f5c-0000-4000-8000-000000000000/khai-sinh', 'ket-hon']);
      const old = await openDB(databaseName, 1);
      for (const index of [0, 1]) {
        const slot = await old.get('slots', ['ket-hon', index]);
        await old.put('slots', {...slot, text: slot.text.slice(9)}, ['ket-hon', index]);
      }
      old.close();
      expect(await open().load('ket-hon')).to.equal(undefined);
      const everything = await raw(everythingIn);
      expect(everything).not.to.contain('BÍ MẬT');
    });
  });
});
