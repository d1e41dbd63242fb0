/**
 * One request must not end the process, nor keep others waiting. A real gateway in a process of its own is sent the largest
 * submission that it accepts in each way, one above it, and then thousands that are shaped to hurt, while another thread asks
 * all the time whether it is there. Prints the table of limits; in full size (`npm run attacks -- hostile`) it asserts times.
 */
import assert from 'node:assert/strict';
import type {ChildProcess} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import {after, before, test} from 'node:test';
import {Worker} from 'node:worker_threads';
import type {Issue} from '@egov-form/core';
import {ISSUE_LIMITS} from '../limits.ts';
import {freePort} from '../start.ts';
import {LETTER, Visitor} from '../testing/gateway-fixture.ts';
import {type Installation, prepareInstallation} from '../testing/gateway-processes.ts';
import {ATTACKS, seeded} from './attack-size.ts';
import {body, DIMENSIONS, FLEET, fleet, HOSTILE} from './hostile-bodies.ts';

const FULL = ATTACKS >= 10_000;
const AT_ONCE = 6;
/** One in so many is one of the largest that are accepted. */
const LARGEST_ONE_IN = 150;
const LONGEST_WAIT_MS = 100;
const MEMORY_FACTOR = 1.3;

let installation: Installation;
let gateway: ChildProcess;
let watch: Worker;
let people: readonly Visitor[];

before(async () => {
  const port = await freePort();
  installation = await prepareInstallation(port, process.env['DATABASE_URL'], [LETTER, FLEET]);
  gateway = await installation.start(port);
  people = await Promise.all(
    ['nguyen-thi-mau', 'le-van-chong', 'tran-van-can-bo'].map(async (account) => {
      const visitor = new Visitor(installation.origin);
      await visitor.signIn(account);
      return visitor;
    }),
  );
  watch = new Worker(new URL('health-watch.ts', import.meta.url), {workerData: {origin: installation.origin, everyMs: 5}});
});
after(async () => {
  await watch.terminate();
  await installation.close();
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

/** Sends a body, again when it is asked to come again. */
async function send(visitor: Visitor, sent: string): Promise<Answer> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const started = performance.now();
    const response = await visitor.fetch('/api/submissions', {
      method: 'POST',
      headers: {
        ...{'x-egov-form': '1', origin: visitor.origin},
        ...{'content-type': 'application/json', 'idempotency-key': randomUUID()},
      },
      body: sent,
    });
    const text = await response.text();
    if (response.status !== 503) return {status: response.status, text, ms: performance.now() - started};
    assert.equal(response.headers.get('retry-after'), '2', text);
  }
  return assert.fail('never taken');
}

/** How long each question whether the gateway is there took, since this was last asked. */
async function waits(): Promise<readonly number[]> {
  watch.postMessage('times');
  const [times] = (await once(watch, 'message')) as [number[]];
  return times.toSorted((a, b) => a - b);
}

const share = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

async function memoryMb(): Promise<number> {
  const status = await readFile(`/proc/${gateway.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1024;
}

/** What every refusal has in common: it is short, says where, and repeats nothing. */
function assertBounded({status, text}: Answer, name: string): void {
  if (status === 201) return;
  assert.ok(text.length <= ISSUE_LIMITS.bytes + 1000, `${name}: an answer of ${text.length} characters`);
  const issues = (JSON.parse(text) as {issues?: readonly Issue[]}).issues ?? [];
  assert.ok(issues.length <= ISSUE_LIMITS.issues + 1, `${name}: ${issues.length} issues`);
}

test('the largest submission of each kind, and one above it', async (context) => {
  const [person] = people;
  assert.ok(person);
  await send(person, fleet(10));
  await waits();
  const lines: string[] = [];
  const measure = async (name: string, sent: string): Promise<Answer> => {
    const before = await memoryMb();
    await waits();
    const answer = await send(person, sent);
    const longest = share(await waits(), 1);
    const after = await memoryMb();
    const figures = [
      answer.status,
      `${answer.ms.toFixed(0)} ms`,
      `${longest.toFixed(0)} ms`,
      `${(after - before).toFixed(0)} MB`,
    ];
    lines.push(`| ${[name, `${(Buffer.byteLength(sent) / 1024).toFixed(0)} KB`, ...figures].join(' | ')} |`);
    assertBounded(answer, name);
    return answer;
  };
  for (const {name, limit, make, largest = 201, above} of DIMENSIONS) {
    const accepted = await measure(`${name}: ${limit}`, make(limit));
    assert.equal(accepted.status, largest, `${name} ${accepted.text.slice(0, 300)}`);
    const refused = await measure(`${name}: ${limit + 1}`, make(limit + 1));
    assert.equal(refused.status, above, `${name} ${refused.text.slice(0, 300)}`);
  }
  for (const rows of [500, 1000]) {
    assert.equal((await measure(`a carrier with ${rows} vehicles of 6 answers`, fleet(rows))).status, 201);
  }
  for (const {name, body: sent, status} of HOSTILE) {
    const answer = await measure(name, sent);
    assert.ok(status.includes(answer.status), `${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  const head = [
    '| what is sent | size | status | time | longest wait of /healthz | memory |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  context.diagnostic(`limits\n${[...head, ...lines].join('\n')}`);
});

test(`${ATTACKS} hostile submissions: alive, the same memory, quick questions answered`, {
  timeout: 7_200_000,
}, async (context) => {
  const random = seeded(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const largest = [...DIMENSIONS.map(({limit, make}) => make(limit)), fleet(1000)];
  const above = DIMENSIONS.map(({limit, make}) => make(limit + 1));
  const counts = new Map<number, number>();
  let left = ATTACKS;
  const attack = async (visitor: Visitor): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const sent = random() < 1 / LARGEST_ONE_IN ? pick(largest) : random() < 0.3 ? pick(above) : pick(HOSTILE).body;
      const answer = await send(visitor, sent);
      assertBounded(answer, sent.slice(0, 100));
      assert.ok(answer.status < 500, answer.text.slice(0, 300));
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
    }
  };
  const crowd = Array.from({length: AT_ONCE}, (_, i) => people[i % people.length] as Visitor);
  const idle = await memoryMb();
  const total = left;
  // What a process grows to by its work is found out by the first tenth of it.
  left = Math.ceil(total / 10);
  await Promise.all(crowd.map(attack));
  const warm = await memoryMb();
  await waits();
  left = total - Math.ceil(total / 10);
  const started = performance.now();
  await Promise.all(crowd.map(attack));
  const seconds = (performance.now() - started) / 1000;
  const asked = await waits();
  const end = await memoryMb();

  assert.deepEqual([gateway.exitCode, gateway.signalCode], [null, null]);
  const [person] = people;
  assert.ok(person);
  assert.equal((await send(person, body({note: 'Thư thường'}))).status, 201);
  const memory = `memory ${idle.toFixed(0)} MB before, ${warm.toFixed(0)} MB after a tenth, ${end.toFixed(0)} MB at the end`;
  const health = [0.5, 0.95, 0.99, 1].map((part) => share(asked, part).toFixed(1)).join(' / ');
  const statuses = [...counts].sort(([a], [b]) => a - b).map(([status, count]) => `${count} × ${status}`);
  context.diagnostic(`${statuses.join(', ')} in ${seconds.toFixed(0)} s; ${memory}`);
  context.diagnostic(`/healthz under attack, asked ${asked.length} times: p50 / p95 / p99 / longest ${health} ms`);
  assert.ok(end <= warm * MEMORY_FACTOR, memory);
  if (FULL) assert.ok(share(asked, 0.99) <= LONGEST_WAIT_MS, health);
});
