import assert from 'node:assert/strict';
import {mock, test} from 'node:test';
import {createDeviceDigitizer} from './device-digitizer.ts';
import type {ReadRequest, WorkerReport} from './protocol.ts';
import {createWorkerDigitizer, type WorkerDigitizerOptions} from './worker-digitizer.ts';

type Answer = (report: WorkerReport) => void;

/** Workers that do what the test says, and the options that start them. */
function workers(
  each: (request: ReadRequest, answer: Answer, number: number) => void,
  starts: (number: number) => boolean = () => true,
) {
  const ended: number[] = [];
  let count = 0;
  const startWorker = (): Worker => {
    count += 1;
    const number = count;
    const worker = {
      onmessage: null as ((event: {data: WorkerReport}) => void) | null,
      onerror: null,
      postMessage: (request: ReadRequest) => each(request, (data) => worker.onmessage?.({data}), number),
      terminate: () => void ended.push(number),
    };
    if (starts(number)) queueMicrotask(() => worker.onmessage?.({data: {kind: 'ready'}}));
    return worker as unknown as Worker;
  };
  const options: WorkerDigitizerOptions = {workerUrl: 'a.worker.js', startWorker};
  return {options, ended};
}

const done = (id: number): WorkerReport => ({
  kind: 'done',
  id,
  document: {
    ...{type: 'application/pdf', pages: [], codes: [], facts: {}, issues: [], sha256: 'aa', pageCount: 1},
    bytes: new ArrayBuffer(1),
    name: 'a.pdf',
  },
});

const pdf = (): File => new File(['%PDF-1.7\n%%EOF'], 'a.pdf', {type: 'application/pdf'});
/** The smallest file that is a JPEG by its structure. */
const photo = (): File =>
  new File([Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9)], 'a.jpg', {type: 'image/jpeg'});
const settings = (signal = new AbortController().signal) => ({accept: [], maxBytes: 1000, signal});

/** What is due is done: promises of files take some turns. */
async function turns(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise((resume) => setImmediate(resume));
}

async function pass(ms: number): Promise<void> {
  await turns();
  mock.timers.tick(ms);
  await turns();
}

test('a worker that is blocked is ended, and another one reads its file', async (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  const {options, ended} = workers(({id}, answer, number) => {
    if (number === 1) answer({kind: 'progress', id, share: 0, step: 'read'});
    else answer(done(id));
  });
  const read = createDeviceDigitizer(options).digitize(pdf(), settings());
  await pass(19_000);
  assert.deepEqual(ended, []);
  await pass(1_001);
  assert.deepEqual([(await read).pageCount, ended], [1, [1]]);
});

test('a file that blocks every worker is kept with the reason, and the next one is read', async (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  const {options, ended} = workers(({id}, answer, number) => {
    if (number > 2) answer(done(id));
  });
  const reader = createDeviceDigitizer(options);
  const kept = reader.digitize(photo(), settings());
  await pass(20_001);
  await pass(20_001);
  const {issues, file, pageCount} = await kept;
  assert.deepEqual(
    [issues.map(({code}) => code), file.name, pageCount, ended],
    [['document.reading-stopped'], 'a.jpg', 0, [1, 2]],
  );
  assert.equal((await reader.digitize(pdf(), settings())).pageCount, 1);
});

test('a worker that says that it is at work has longer, up to the limit of a file', async (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  let go: () => void = () => undefined;
  const {options} = workers(({id}, answer) => {
    go = () => answer({kind: 'alive', id});
  });
  let over = false;
  const read = createWorkerDigitizer(options)
    .digitize(pdf(), settings())
    .catch(({details}) => details)
    .finally(() => (over = true));
  for (let seconds = 0; seconds < 170; seconds += 17) {
    await pass(17_000);
    go();
    assert.equal(over, false);
  }
  await pass(10_001);
  assert.deepEqual(await read, {reason: 'too-long'});
});

test('a file that waits for its turn hears that it goes on', async (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  let go: () => void = () => undefined;
  const {options} = workers(({id}, answer) => {
    go = () => answer({kind: 'progress', id, share: 0.5, step: 'ocr'});
  });
  const reader = createWorkerDigitizer(options);
  void reader.digitize(pdf(), settings());
  await turns();
  const heard: number[] = [];
  void reader.digitize(pdf(), {...settings(), onProgress: (share) => heard.push(share)});
  go();
  assert.deepEqual(heard, [0]);
});

test('a start that was called off does not end the worker of the next file', async (t) => {
  mock.timers.enable({apis: ['setTimeout']});
  t.after(() => mock.timers.reset());
  let finish: () => void = () => undefined;
  const {options, ended} = workers(
    ({id}, answer) => {
      finish = () => answer(done(id));
    },
    (number) => number > 1,
  );
  const reader = createWorkerDigitizer(options);
  const first = new AbortController();
  const cancelled = reader.digitize(pdf(), settings(first.signal)).catch(() => 'cancelled');
  await pass(10_000);
  first.abort();
  assert.equal(await cancelled, 'cancelled');
  const second = reader.digitize(pdf(), settings());
  // The first start's time is over while the second file is read.
  await pass(6_000);
  assert.deepEqual(ended, [1]);
  finish();
  assert.equal((await second).pageCount, 1);
});
