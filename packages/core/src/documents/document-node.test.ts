import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  createForm,
  type DigitizedDocument,
  type Digitizer,
  type Fact,
  type FormDefinition,
  FormError,
  type SourceFile,
} from '../index.ts';

const definition: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: 'Sample',
  data: {
    type: 'object',
    properties: {name: {type: 'string'}, born: {type: 'string', format: 'partial-date'}, known: {type: 'boolean'}},
  },
  documents: {
    card: {
      title: 'Card',
      required: true,
      notNeededWhen: {var: 'known'},
      maxFiles: 2,
      maxBytes: 1000,
      fill: {'/name': 'name'},
      compare: {'/born': 'born'},
    },
  },
};

const file = (size = 10): SourceFile => ({
  name: 'card.jpg',
  type: 'image/jpeg',
  size,
  arrayBuffer: async () => new ArrayBuffer(size),
});

function read(facts: {[name: string]: string}): DigitizedDocument {
  const fact = (value: string): Fact => ({value, confidence: 0.9, page: 1, from: 'ocr'});
  return {
    type: 'image/jpeg',
    pages: [],
    codes: [],
    facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, fact(value)])),
    issues: [],
    sha256: 'aa',
    pageCount: 1,
    file: file(),
  };
}

function form(digitizer?: Digitizer['digitize']) {
  const sample = createForm(definition, digitizer ? {digitizer: {digitize: digitizer}} : {});
  return {sample, slot: sample.document('card')};
}

test('facts fill an empty field and say from where', async () => {
  const {sample, slot} = form(async () => read({name: 'An', born: '05/11/1990'}));
  sample.set('/born', '1990-11-05');
  await slot.attach(file());
  assert.equal(sample.get('/name'), 'An');
  assert.deepEqual(sample.field('/name').origin, {
    kind: 'document',
    document: 'card',
    fact: 'name',
    from: 'ocr',
    page: 1,
    confidence: 0.9,
  });
  assert.deepEqual(
    slot.attachments[0]?.comparisons.map(({pointer, verdict}) => [pointer, verdict]),
    [
      ['/name', 'filled'],
      ['/born', 'same'],
    ],
  );
  const fill = sample.field('/name').filledBy;
  assert.ok(fill);
  sample.undo(fill);
  assert.equal(sample.get('/name'), undefined);
});

test('a paper that says otherwise is shown at the field and in the slot, and changes nothing', async () => {
  const {sample, slot} = form(async () => read({name: 'Bình', born: '1991'}));
  sample.set('/name', 'An');
  sample.set('/born', '1990');
  await slot.attach(file());
  assert.equal(sample.get('/name'), 'An');
  assert.equal(sample.conflicts[0]?.pointer, '/name');
  assert.deepEqual(
    sample.field('/born').issues.map(({code, severity}) => [code, severity]),
    [['document.differs', 'warning']],
  );
  sample.set('/born', '1991');
  assert.deepEqual(sample.field('/born').issues, []);
  sample.decide('/name', 'keep');
  assert.equal(sample.conflicts.length, 0);
});

test('what the person says of a paper that differs is kept, settles it, and goes with the paper', async () => {
  const {sample, slot} = form(async () => read({name: 'Bình', born: '05/11/1991'}));
  sample.set('/name', 'An');
  sample.set('/born', '1990-11-05');
  await slot.attach(file());
  const verdicts = () => slot.attachments[0]?.comparisons.map(({verdict}) => verdict);
  assert.deepEqual(verdicts(), ['different', 'different']);
  const paper = {kind: 'document', document: 'card', fact: 'born', from: 'ocr', page: 1, confidence: 0.9} as const;
  const about = {
    current: {value: '1990-11-05', origin: {kind: 'typed'}},
    proposed: {value: '05/11/1991', origin: paper},
  } as const;
  sample.decide('/born', 'keep', {about, wrong: 'document', note: 'In nhầm.'});
  sample.decide('/name', 'keep', {wrong: 'document'});
  assert.deepEqual(verdicts(), ['settled', 'settled']);
  assert.deepEqual(sample.field('/born').issues, []);
  const said = {kept: 'typed', dropped: 'document', document: 'card', wrong: 'document'};
  const sent = () => sample.snapshot().decisions.map(({at: _at, ...decision}) => decision);
  assert.deepEqual(sent(), [
    {pointer: '/name', other: 'Bình', ...said},
    {pointer: '/born', other: '05/11/1991', note: 'In nhầm.', ...said},
  ]);
  const again = createForm(definition);
  again.restore(JSON.parse(JSON.stringify(sample.snapshot())));
  assert.equal(again.field('/born').decision?.note, 'In nhầm.');
  assert.deepEqual(
    again.document('card').attachments[0]?.comparisons.map(({verdict}) => verdict),
    ['settled', 'settled'],
  );
  slot.remove(slot.attachments[0]?.id ?? '');
  assert.deepEqual(sent(), []);
});

test('what was said of a paper is not said of another file that agrees', async () => {
  const facts = [{name: 'Bình'}, {name: 'An'}];
  const {sample, slot} = form(async () => read(facts.shift() ?? {}));
  sample.set('/name', 'An');
  await slot.attach(file());
  sample.decide('/name', 'keep', {wrong: 'document'});
  assert.equal(sample.snapshot().decisions.length, 1);
  slot.remove(slot.attachments[0]?.id ?? '');
  await slot.attach(file());
  assert.deepEqual(
    slot.attachments[0]?.comparisons.map(({verdict}) => verdict),
    ['same'],
  );
  assert.deepEqual(sample.snapshot().decisions, []);
});

test('a disagreement with a paper goes when the paper does', async () => {
  const {sample, slot} = form(async () => read({name: 'Bình'}));
  sample.set('/name', 'An');
  await slot.attach(file());
  assert.equal(sample.conflicts.length, 1);
  slot.remove(slot.attachments[0]?.id ?? '');
  assert.equal(sample.conflicts.length, 0);
});

test('a required paper is asked for until it is there, or not needed', async () => {
  const {sample, slot} = form(async () => read({}));
  assert.deepEqual(
    slot.issues.map(({code}) => code),
    ['document.required'],
  );
  sample.set('/known', true);
  assert.equal(slot.required, false);
  sample.set('/known', false);
  await slot.attach(file());
  assert.deepEqual(slot.issues, []);
  slot.remove(slot.attachments[0]?.id ?? '');
  assert.deepEqual(
    slot.issues.map(({code}) => code),
    ['document.required'],
  );
});

test('bad files are refused with the reason, and the form goes on', async () => {
  const {slot} = form(async () => {
    throw new FormError('EGOV_DIGITIZE_REFUSED', 'no', {issue: 'document.encrypted'});
  });
  const reason = (): string | undefined => slot.attachments.at(-1)?.issues[0]?.code;
  await slot.attach(file(0));
  assert.equal(reason(), 'document.empty');
  await slot.attach(file(2000));
  assert.equal(reason(), 'document.too-large');
  await slot.attach(file());
  assert.equal(reason(), 'document.encrypted');
  assert.deepEqual(
    slot.issues.map(({code}) => code),
    ['document.required'],
    'a refused file does not count',
  );
});

test('without a reader, or when it fails, the paper counts and stays unread', async () => {
  for (const {sample, slot} of [form(), form(async () => Promise.reject(new Error('broken')))]) {
    await slot.attach(file());
    assert.equal(slot.attachments[0]?.state, 'unread');
    assert.deepEqual(slot.issues, []);
    assert.equal(sample.snapshot().documents['card']?.length, 1);
  }
});

test('a file that was cleaned but not read counts as unread, also after a reload, and is sent', async () => {
  const clean = {...file(), size: 7};
  const unread: DigitizedDocument = {
    ...read({}),
    issues: [{code: 'document.reader-unavailable', pointer: '', severity: 'info'}],
    pageCount: 0,
    file: clean,
  };
  const {sample, slot} = form(async () => unread);
  await slot.attach(file());
  const [attachment] = slot.attachments;
  assert.deepEqual([attachment?.state, attachment?.file, attachment?.sizeBytes, attachment?.sha256], ['unread', clean, 7, 'aa']);
  assert.deepEqual(attachment?.issues, [{code: 'document.reader-unavailable', pointer: '#/documents/card', severity: 'info'}]);
  assert.deepEqual(slot.issues, []);
  const later = form(async () => unread);
  later.sample.restore(sample.snapshot());
  assert.equal(later.slot.attachments[0]?.state, 'unread');
});

test('cancelling takes the file away and drops what arrives later', async () => {
  let finish: (document: DigitizedDocument) => void = () => {};
  const {sample, slot} = form(() => new Promise((resolve) => (finish = resolve)));
  const attached = slot.attach(file());
  assert.deepEqual(
    slot.issues.map(({code}) => code),
    ['document.reading'],
  );
  slot.cancel(slot.attachments[0]?.id ?? '');
  finish(read({name: 'An'}));
  await attached;
  assert.deepEqual(slot.attachments, []);
  assert.equal(sample.get('/name'), undefined);
});

/** Timers that run when the test says so. */
function handTimers() {
  let now = 0;
  const timers = new Map<symbol, {readonly at: number; readonly call: () => void}>();
  return {
    clock: {
      now: () => now,
      today: () => '2026-11-21',
      after: (milliseconds: number, call: () => void) => {
        const id = Symbol('timer');
        timers.set(id, {at: now + milliseconds, call});
        return () => void timers.delete(id);
      },
    },
    pass(milliseconds: number) {
      now += milliseconds;
      for (const [id, {at, call}] of timers) if (at <= now && timers.delete(id)) call();
    },
    waiting: () => timers.size,
  };
}

const never = new Promise<never>(() => {});
const MINUTE = 60_000;

test('a reader that says nothing is given up, and the file is kept unread with the reason', async () => {
  const {clock, pass, waiting} = handTimers();
  let aborted = false;
  let late: (document: DigitizedDocument) => void = () => {};
  const sample = createForm(definition, {
    clock,
    digitizer: {
      digitize: (_file, {signal}) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise((resolve) => (late = resolve));
      },
    },
  });
  const slot = sample.document('card');
  const attached = slot.attach(file());
  await Promise.resolve();
  pass(MINUTE);
  assert.equal(slot.attachments[0]?.state, 'reading');
  pass(MINUTE);
  assert.equal(slot.attachments[0]?.state, 'unread');
  assert.deepEqual(
    slot.attachments[0]?.issues.map(({code}) => code),
    ['document.reading-stopped'],
  );
  assert.deepEqual([slot.issues, aborted], [[], true]);
  assert.equal(sample.snapshot().documents['card']?.length, 1);
  // What it finds after all comes too late.
  late(read({name: 'An'}));
  await attached;
  assert.deepEqual([slot.attachments[0]?.state, sample.get('/name'), waiting()], ['unread', undefined, 0]);
});

test('a reader that goes on is waited for, but not without end', async () => {
  const {clock, pass} = handTimers();
  let progress: () => void = () => {};
  const digitize: Digitizer['digitize'] = (_file, {onProgress}) => {
    progress = () => onProgress?.(0.5, 'ocr');
    return never;
  };
  const slot = createForm(definition, {clock, digitizer: {digitize}}).document('card');
  void slot.attach(file());
  await Promise.resolve();
  for (let minute = 1; minute < 10; minute += 1) {
    pass(MINUTE);
    progress();
    assert.equal(slot.attachments[0]?.state, 'reading', `after ${minute} minutes`);
  }
  pass(MINUTE);
  assert.equal(slot.attachments[0]?.state, 'unread');
});

test('a second try has the same limit, and one that was called off leaves no timer', async () => {
  const {clock, pass, waiting} = handTimers();
  const slot = createForm(definition, {clock, digitizer: {digitize: () => never}}).document('card');
  void slot.attach(file());
  await Promise.resolve();
  pass(2 * MINUTE);
  const [id = ''] = slot.attachments.map((one) => one.id);
  void slot.retry(id);
  await Promise.resolve();
  assert.equal(slot.attachments[0]?.state, 'reading');
  pass(2 * MINUTE);
  assert.deepEqual([slot.attachments[0]?.state, waiting()], ['unread', 0]);
  void slot.attach(file());
  await Promise.resolve();
  slot.cancel(slot.attachments[1]?.id ?? '');
  assert.deepEqual([slot.attachments.length, waiting()], [1, 0]);
});

test('photos that are joined without end are refused in words', async () => {
  const {clock, pass} = handTimers();
  const digitizer: Digitizer = {digitize: async () => read({}), join: () => never};
  const slot = createForm(definition, {clock, digitizer}).document('card');
  void slot.attachPhotos([file(), file()]);
  await Promise.resolve();
  pass(2 * MINUTE);
  assert.deepEqual(
    slot.attachments.map(({state, issues}) => [state, issues[0]?.code]),
    [['refused', 'document.broken']],
  );
});

test('too many files are refused', async () => {
  const {slot} = form(async () => read({}));
  for (let i = 0; i < 3; i += 1) await slot.attach(file());
  assert.deepEqual(
    slot.attachments.map(({state}) => state),
    ['ready', 'ready', 'refused'],
  );
});

const photo = (name: string): SourceFile => ({...file(), name});

/** A reader that joins photos by naming them all, and cannot read until it is allowed to. */
function joining(): {readonly digitizer: Digitizer; readonly joined: string[][]; works: boolean} {
  const joined: string[][] = [];
  const reader = {
    joined,
    works: true,
    digitizer: {
      digitize: async (source: SourceFile) => {
        if (!reader.works) throw new Error('out of order');
        return {...read({}), file: source, pageCount: joined.at(-1)?.length ?? 1};
      },
      join: async (photos: readonly SourceFile[]) => {
        joined.push(photos.map(({name}) => name));
        return {...file(), name: 'joined.pdf', type: 'application/pdf'};
      },
    } satisfies Digitizer,
  };
  return reader;
}

test('several photos become one document, which takes further pages', async () => {
  const reader = joining();
  const slot = createForm(definition, {digitizer: reader.digitizer}).document('card');
  assert.equal(slot.joinsPhotos, true);
  await slot.attachPhotos([photo('1.jpg'), photo('2.jpg')]);
  const [first] = slot.attachments;
  assert.deepEqual([slot.attachments.length, first?.name, first?.pageCount, first?.state], [1, 'joined.pdf', 2, 'ready']);
  assert.equal(slot.takesPages(first?.id ?? ''), true);
  await slot.addPages(first?.id ?? '', [photo('3.jpg')]);
  assert.deepEqual(reader.joined, [
    ['1.jpg', '2.jpg'],
    ['1.jpg', '2.jpg', '3.jpg'],
  ]);
  assert.deepEqual([slot.attachments.length, slot.attachments[0]?.pageCount], [1, 3]);
});

test('a single photo takes a second page; a PDF of somebody else does not', async () => {
  const reader = joining();
  const slot = createForm(definition, {
    digitizer: {...reader.digitizer, digitize: async (source) => ({...read({}), file: source})},
  }).document('card');
  await slot.attachPhotos([photo('1.jpg')]);
  assert.equal(reader.joined.length, 0);
  assert.equal(slot.takesPages(slot.attachments[0]?.id ?? ''), true);
  slot.remove(slot.attachments[0]?.id ?? '');
  const pdf = {...file(), name: 'scan.pdf', type: 'application/pdf'};
  const other = createForm(definition, {
    digitizer: {...reader.digitizer, digitize: async (source) => ({...read({}), type: 'application/pdf', file: source})},
  }).document('card');
  await other.attach(pdf);
  assert.equal(other.takesPages(other.attachments[0]?.id ?? ''), false);
});

test('photos that cannot be joined are refused with the reason', async () => {
  const {digitizer} = joining();
  const join = (): Promise<never> =>
    Promise.reject(new FormError('EGOV_DIGITIZE_REFUSED', 'No picture.', {issue: 'document.broken'}));
  const slot = createForm(definition, {digitizer: {...digitizer, join}}).document('card');
  await slot.attachPhotos([photo('1.jpg'), photo('2.txt')]);
  assert.deepEqual(
    slot.attachments.map(({state, issues}) => [state, issues[0]?.code]),
    [['refused', 'document.broken']],
  );
});

test('a file that stayed unread is read again when asked', async () => {
  const reader = joining();
  const slot = createForm(definition, {digitizer: reader.digitizer}).document('card');
  reader.works = false;
  await slot.attach(photo('1.jpg'));
  assert.equal(slot.attachments[0]?.state, 'unread');
  reader.works = true;
  await slot.retry(slot.attachments[0]?.id ?? '');
  assert.deepEqual([slot.attachments.length, slot.attachments[0]?.state, slot.attachments[0]?.issues], [1, 'ready', []]);
});
