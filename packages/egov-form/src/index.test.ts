import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {createDraftStore, createLazyDigitizer, defaultPorts, EgovForm, type FormDefinition, FormError, vietnam} from './index.ts';

const DEFINITION: FormDefinition = {
  id: 'facade',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {
    type: 'object',
    properties: {person: {$ref: 'urn:egov-form:person:v1', required: ['citizenId']}},
  },
  pages: [
    {
      id: 'one',
      title: {vi: 'Một', en: 'One'},
      items: [{field: '/person/citizenId'}, {field: '/person/residence'}, {document: 'card'}],
    },
  ],
  lookups: {
    person: {
      connector: 'population',
      keys: {citizenId: '/person/citizenId'},
      fill: {'/person/residence': 'residence'},
      purpose: 'Thử',
    },
  },
  documents: {card: {title: {vi: 'Thẻ', en: 'Card'}, maxFiles: 2}},
};

/** What a gateway calls two people. */
const MOTHER = 'mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm';
const FATHER = 'fffffffffffffffffffffffffffffffffffffffffff';

/** What closing the browser does to the cookie of draft sessions. */
function closeBrowser(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: as the code under test does.
  document.cookie = 'egov-draft-session=; path=/; max-age=0';
}

/** Where no reader is. */
const MISSING = new URL('/nowhere/missing.worker.js', location.href);

/** A photo, 40 by 20 pixels and to be shown upright, with a GPS position as cameras write it. */
async function photoWithPlace(): Promise<File> {
  const canvas = new OffscreenCanvas(40, 20);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 40, 20);
  context.fillStyle = '#123456';
  context.fillRect(3, 3, 10, 6);
  const jpeg = await canvas.convertToBlob({type: 'image/jpeg'});
  const letters =
    'Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0GPSMARK';
  const exif = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const head = Uint8Array.of(0xff, 0xe1, 0, exif.length + 2);
  const photo = new Blob([jpeg.slice(0, 2), head, exif, jpeg.slice(2), 'GPSMARK']);
  // In one piece, as from a camera: Firefox decodes none whose first piece has two bytes.
  return new File([await photo.arrayBuffer()], 'ảnh.jpg', {type: 'image/jpeg'});
}

async function pixelsOf(picture: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(picture, {imageOrientation: 'from-image'});
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  context?.drawImage(bitmap, 0, 0);
  const pixels = context?.getImageData(0, 0, bitmap.width, bitmap.height);
  if (!pixels) throw new Error('There is no canvas.');
  return pixels;
}

const textOf = async (file: Pick<Blob, 'arrayBuffer'>) => new TextDecoder('latin1').decode(await file.arrayBuffer());

/** A form on the page, ready. */
async function mount(attributes: {[name: string]: string} = {}): Promise<EgovForm> {
  const element = document.createElement('egov-form');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.definition = structuredClone(DEFINITION);
  const ready = new Promise((resolve) => element.addEventListener('egov-ready', resolve, {once: true}));
  document.body.append(element);
  await ready;
  return element;
}

/** The least that is a whole PDF. */
const PDF = '%PDF-1.7\n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids[]>> endobj trailer <</Root 1 0 R>>\n%%EOF';

describe('the facade', () => {
  const {fetch} = globalThis;
  let asked: {url: string; init: RequestInit | undefined}[] = [];
  let keys: string[];
  let session: () => Response | Promise<Response>;

  beforeEach(() => {
    asked = [];
    keys = [];
    session = () => Response.json({signedIn: false, name: '', role: null});
    globalThis.fetch = async (input, init) => {
      if (String(input).endsWith('/session')) {
        const answer = await session();
        if (init?.signal?.aborted) throw init.signal.reason;
        return answer;
      }
      // The key of whoever the header names: this gateway trusts its pages.
      if (String(input).endsWith('/drafts/key')) {
        keys.push(new Headers(init?.headers).get('X-Egov-Owner') ?? '');
        return Response.json({key: keys.at(-1)?.padEnd(43, 'x').slice(0, 43)});
      }
      asked.push({url: String(input), init});
      return Response.json({state: 'not-found'});
    };
  });

  afterEach(async () => {
    globalThis.fetch = fetch;
    document.querySelector('egov-form')?.remove();
    const store = createDraftStore();
    for (const key of ['facade', `facade:${MOTHER}`, `facade:${FATHER}`]) await store.remove(key);
    closeBrowser();
  });

  /** Type a number into a fresh form, wait until it is kept, and leave. Answers what stood there before. */
  async function visit(attributes: {[name: string]: string}, citizenId: string): Promise<unknown> {
    const form = await mount(attributes);
    const found = form.model?.get('/person/citizenId');
    const saved = new Promise<void>((resolve) =>
      form.addEventListener('egov-draft', ({state}) => state === 'saved' && resolve()),
    );
    form.model?.set('/person/citizenId', citizenId);
    await saved;
    form.remove();
    return found;
  }

  it('registers the element with the Vietnamese pack: a wrong number is told in Vietnamese', async () => {
    expect(customElements.get('egov-form')).to.equal(EgovForm);
    const {model} = await mount({locale: 'vi'});
    model?.set('/person/citizenId', '12345');
    const [issue] = model?.field('/person/citizenId').issues ?? [];
    expect(issue?.code).to.equal('vn-personal-id.length');
    expect(issue && model?.messageOf(issue, 'vi')).to.match(/12 chữ số/u);
  });

  it('asks the element’s gateway with the header that other sites cannot set', async () => {
    const {model} = await mount({gateway: '/cong'});
    model?.set('/person/citizenId', '026190000042');
    await until('the register answered', () => model?.lookup('person').state === 'not-found');
    expect(asked).to.have.length(1);
    expect(asked[0]?.url).to.match(/\/cong\/lookups\/population$/u);
    expect(asked[0]?.init?.method).to.equal('POST');
    expect(new Headers(asked[0]?.init?.headers).get('X-Egov-Form')).to.equal('1');
    expect(asked[0]?.url).not.to.contain('026190000042');
  });

  it('says at every call who opened the form, and knows where that person signs in', async () => {
    for (const [draftOwner, header] of [
      [undefined, 'none'],
      [MOTHER, MOTHER],
    ] as const) {
      session = () => Response.json({signedIn: draftOwner !== undefined, name: '', role: null, draftOwner});
      const form = await mount({gateway: '/cong/api'});
      form.model?.set('/person/citizenId', '026190000042');
      await until('the register is asked', () => asked.some(({url}) => url.includes('/lookups/')));
      const {init} = asked.find(({url}) => url.includes('/lookups/')) ?? {};
      expect(new Headers(init?.headers).get('X-Egov-Owner')).to.equal(header);
      form.remove();
      asked = [];
    }
    const back = encodeURIComponent(`${location.pathname}${location.search}`);
    for (const [gateway, path] of [
      ['/api', '/auth/sign-in'],
      ['/api/', '/auth/sign-in'],
      ['/cong/api', '/cong/auth/sign-in'],
      [`${location.origin}/api`, '/auth/sign-in'],
    ] as const) {
      const {signInAddress} = defaultPorts({gateway, locale: 'vi', draft: 'off'});
      expect(typeof signInAddress === 'function' && signInAddress()).to.equal(`${path}?return=${back}`);
    }
  });

  it('keeps a draft that another element of the same form finds', async () => {
    const first = await mount();
    first.model?.set('/person/citizenId', '026190000042');
    const store = createDraftStore();
    await until('the draft is saved', async () => (await store.load('facade'))?.snapshot.answers['person']);
    first.remove();
    const second = await mount();
    expect(second.model?.get('/person/citizenId')).to.equal('026190000042');
  });

  it('keeps the drafts of two people on one device apart, as the gateway tells them apart', async () => {
    const at = {gateway: '/cong/'};
    expect(await visit(at, '026190000042')).to.equal(undefined);
    session = () => Response.json({signedIn: true, name: 'A', role: 'citizen', draftOwner: MOTHER});
    expect(await visit(at, '026190000043')).to.equal(undefined);
    session = () => Response.json({signedIn: true, name: 'B', role: 'citizen', draftOwner: FATHER});
    expect(await visit(at, '026190000044')).to.equal(undefined);
    session = () => Response.json({signedIn: true, name: 'A', role: 'citizen', draftOwner: MOTHER});
    expect(await visit(at, '026190000045')).to.equal('026190000043');
    expect([...new Set(keys)].sort()).to.deep.equal([FATHER, MOTHER]);
  });

  it('opens nobody else’s draft when the gateway answers rubbish', async () => {
    session = () => Response.json({signedIn: true, name: 'A', role: 'citizen', draftOwner: MOTHER});
    await visit({gateway: '/cong'}, '026190000043');
    for (const rubbish of [{draftOwner: '../x'}, null, [], {draftOwner: {}}]) {
      session = () => Response.json(rubbish);
      const form = await mount({gateway: '/cong'});
      expect(form.model?.get('/person/citizenId')).to.equal(undefined);
      form.remove();
    }
  });

  it('with draft="session" keeps the draft only until the browser is closed', async () => {
    const [forSession, onDevice] = [{draft: 'session'}, {draft: 'device'}];
    await visit(forSession, '026190000042');
    expect(await visit(onDevice, '026190000043')).to.equal(undefined);
    expect(await visit(forSession, '026190000044')).to.equal('026190000042');
    closeBrowser();
    expect(await visit(forSession, '026190000045')).to.equal(undefined);
    expect(await visit(onDevice, '026190000046')).to.equal('026190000043');
  });

  it('without the attribute keeps the draft of the signed-in, others’ until the browser closes', async () => {
    const at = {gateway: '/cong'};
    await visit(at, '026190000042');
    expect(await visit(at, '026190000043')).to.equal('026190000042');
    closeBrowser();
    expect(await visit(at, '026190000044')).to.equal(undefined);
    session = () => Response.json({signedIn: true, name: 'A', role: 'citizen', draftOwner: MOTHER});
    await visit(at, '026190000045');
    closeBrowser();
    expect(await visit(at, '026190000046')).to.equal('026190000045');
  });

  it('without a gateway asks nobody and hands in to nobody', () => {
    const ports = defaultPorts({gateway: '', locale: 'vi', draft: 'device'});
    expect(ports.connector).to.equal(undefined);
    expect(ports.recipient).to.equal(undefined);
    expect(ports.packs).to.deep.equal([vietnam]);
  });

  it('loads nothing of the reader before a file is chosen', async () => {
    await mount();
    const loaded = (): readonly string[] => performance.getEntriesByType('resource').map(({name}) => name);
    const before = loaded();
    const digitizer = createLazyDigitizer(MISSING);
    expect(loaded()).to.deep.equal(before);
    expect(before.filter((name) => name.includes('inspect-pdf'))).to.be.empty;
    const {signal} = new AbortController();
    await digitizer.digitize(new File([PDF], 'a.pdf'), {accept: [], maxBytes: 1000, signal});
    expect(loaded().filter((name) => name.includes('inspect-pdf'))).to.have.length(1);
  });

  it('when the reader cannot start keeps a photo unread, without its place; refuses non-papers', async () => {
    const photo = await photoWithPlace();
    expect(await textOf(photo)).to.contain('GPSMARK');
    const form = document.createElement('egov-form');
    form.definition = structuredClone(DEFINITION);
    form.digitizer = createLazyDigitizer(MISSING);
    form.draft = 'off';
    const ready = new Promise((resolve) => form.addEventListener('egov-ready', resolve, {once: true}));
    document.body.append(form);
    await ready;
    const slot = form.model?.document('card');
    await slot?.attach(photo);
    const [kept] = slot?.attachments ?? [];
    expect(kept?.state).to.equal('unread');
    expect(kept?.issues.map(({code}) => code)).to.deep.equal(['document.reader-unavailable']);
    expect(kept?.file && (await textOf(kept.file))).not.to.contain('GPSMARK');
    expect(kept?.sha256).to.match(/^[0-9a-f]{64}$/u);

    // The same picture, still turned as the camera said.
    const [before, after] = [await pixelsOf(photo), await pixelsOf(new Blob([(await kept?.file?.arrayBuffer()) ?? '']))];
    expect([before.width, before.height]).to.deep.equal([20, 40]);
    expect([after.width, after.height]).to.deep.equal([20, 40]);
    expect(after.data).to.deep.equal(before.data);

    await slot?.attach(new File(['PK\x03\x04'], 'scan.pdf', {type: 'application/pdf'}));
    const refused = slot?.attachments.find(({state}) => state === 'refused');
    expect(refused?.issues[0]?.code).to.equal('document.type');
  });

  it('does not keep a file that was cancelled while the reader failed to start', async () => {
    const control = new AbortController();
    const reading = createLazyDigitizer(MISSING).digitize(await photoWithPlace(), {
      accept: [],
      maxBytes: 100_000,
      signal: control.signal,
    });
    control.abort();
    const outcome = await reading.then(
      () => 'kept',
      (error: unknown) => (error instanceof FormError ? error.code : (error as DOMException).name),
    );
    expect(outcome).to.equal('AbortError');
  });
});
