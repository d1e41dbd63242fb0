/**
 * Every connector times every fault: what the gateway answers a form, over HTTP; and on the demo's forms, in a browser, what
 * a person is told, that nothing they typed is lost, and that all goes on when the register is well again. The tables are
 * printed.
 */
import assert from 'node:assert/strict';
import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import type {LookupAnswer} from '@egov-form/core';
import type {FaultKind, SimulatedService} from '@egov-form/simulators';
import {openSharedDatabase, type SharedDatabase} from '@egov-form/simulators/database';
import type {Browser} from 'playwright-core';
import {type Demo, startDemo} from '../src/demo/start-demo.ts';
import {openBrowser} from '../src/fixtures/render.ts';
import {root} from '../src/root.ts';
import {
  ASKED,
  type Asked,
  breakConnector,
  furtherConnectors,
  OUTCOMES,
  type Outcome,
  SHARED_TABLE,
  writeMatrixForm,
} from './fault-matrix.ts';
import {Visit} from './visit.ts';

interface AskedLookup {
  readonly proposes?: unknown;
  readonly keys: {readonly [name: string]: string | {readonly pointer: string}};
  readonly fill: {[pointer: string]: string};
}

/** Make the requester somebody whose number is typed: a fault must come when it is asked about, and not before. */
async function askWithoutSession(path: string): Promise<void> {
  const definition = JSON.parse(await readFile(path, 'utf8'));
  delete definition.parties.requester.subject;
  for (const [name, {proposes, keys, fill}] of Object.entries<AskedLookup>(definition.lookups)) {
    // Only who is signed in is proposed somebody, and only a number that nobody typed is filled.
    if (proposes) delete definition.lookups[name];
    for (const key of Object.values(keys)) delete fill[typeof key === 'string' ? key : key.pointer];
  }
  await writeFile(path, JSON.stringify(definition));
}

/** Long enough for a register on a busy machine; the faults that must be waited out take so long. */
const REGISTER_MS = 3_000;
const MANY = {asks: 100_000, windowSeconds: 60};

let folder: string;
let demo: Demo;
let browser: Browser;
let database: SharedDatabase;
let file: string;
let visit: Visit;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'egov-matrix-'));
  file = join(folder, 'merits.csv');
  database = await openSharedDatabase();
  await database.run(SHARED_TABLE);
  const formsFolder = join(folder, 'forms');
  await cp(join(root, 'examples/procedures'), formsFolder, {recursive: true});
  await writeMatrixForm(formsFolder);
  await askWithoutSession(join(formsFolder, 'khai-sinh/form.json'));
  browser = await openBrowser();
  demo = await startDemo({
    dataFolder: join(folder, 'data'),
    formsFolder,
    connectors: furtherConnectors(database, file),
    // A breaker that opened would answer for the register: its own tests are the gateway's.
    limits: {'*': {timeoutMs: REGISTER_MS, retries: 0, sample: 10_000}},
    budget: {session: MANY, others: MANY, othersDaily: MANY},
  });
  visit = await Visit.open(browser, demo);
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  for (const asked of ASKED) await breakConnector(asked, 'none', {simulators: demo.simulators, database, file});
  // The first question makes the data: not within the time of a hasty one.
  for (const asked of ASKED) await answerTo(asked);
});

after(async () => {
  await browser?.close();
  await demo?.close();
  await database?.close();
  if (folder) await rm(folder, {recursive: true, force: true});
});

async function answerTo({connector, keys}: Asked): Promise<LookupAnswer> {
  const response = await visit.page.request.post(`${demo.url}/api/lookups/${connector}`, {
    headers: {'X-Egov-Form': '1', Origin: demo.url},
    data: {form: 'su-co', version: '1.0.0', lookup: connector, keys, refresh: true},
  });
  assert.equal(response.status(), 200, await response.text());
  return (await response.json()) as LookupAnswer;
}

function outcomeOf(answer: LookupAnswer): string {
  return answer.state === 'unavailable' ? answer.reason : answer.state;
}

/** One line for each row, one column for each fault. */
function print(title: string, rows: ReadonlyMap<string, ReadonlyMap<FaultKind, string>>): void {
  const wide = Math.max(...[...rows.keys()].map((name) => name.length)) + 2;
  const line = (name: string, cells: readonly string[]): string =>
    name.padEnd(wide) + cells.map((cell) => cell.padEnd(15)).join('');
  const lines = [...rows].map(([name, cells]) =>
    line(
      name,
      OUTCOMES.map(([fault]) => cells.get(fault) ?? '—'),
    ),
  );
  process.stdout.write(
    `\n${title}\n${[
      line(
        '',
        OUTCOMES.map(([fault]) => fault),
      ),
      ...lines,
    ].join('\n')}\n\n`,
  );
}

describe('every connector times every fault, as the gateway answers it', () => {
  const table = new Map<string, Map<FaultKind, string>>();
  after(() => print('Connector and adapter × fault → answer of the gateway', table));

  for (const asked of ASKED) table.set(`${asked.connector} (${asked.adapter})`, new Map());

  for (const [fault, expected] of OUTCOMES) {
    test(`${fault} → ${expected}`, async () => {
      const place = {simulators: demo.simulators, database, file};
      await Promise.all(
        ASKED.map(async (asked) => {
          const name = `${asked.connector} (${asked.adapter})`;
          if (!(await breakConnector(asked, fault, place))) return;
          const answer = await answerTo(asked);
          table.get(name)?.set(fault, outcomeOf(answer));
          assert.equal(outcomeOf(answer), expected, name);
          if (answer.state === 'limited') assert.equal(answer.retryAfterSeconds, 30);
          if (answer.state === 'partial') assert.deepEqual(Object.keys(answer.values), [asked.attributes[0]], name);
          assert.ok(!('values' in answer) || answer.receipt !== undefined, 'what is filled has a receipt');
          await breakConnector(asked, 'none', place);
          assert.equal(outcomeOf(await answerTo(asked)), 'filled', `${name}: well again`);
        }),
      );
      assert.equal((await visit.page.request.get(`${demo.url}/healthz`)).status(), 200, 'the process is alive');
    });
  }
});

/** What a person reads at the key when nothing was filled. Numbers are those of the form. */
const WORDS: {readonly [outcome in Exclude<Outcome, 'filled' | 'partial'>]: RegExp} = {
  forbidden: /^Thủ tục này chưa được phép khai thác cơ sở dữ liệu\. Vui lòng tự khai\./u,
  limited: /^Đã tra cứu nhiều lần\. Vui lòng thử lại sau (?:30|2\d) giây hoặc tự khai\./u,
  down: /^Chưa kết nối được với cơ sở dữ liệu\. Ông\/Bà cứ tự khai, cán bộ sẽ đối chiếu sau\./u,
  slow: /^Cơ sở dữ liệu trả lời quá chậm\. Ông\/Bà có thể thử lại hoặc tự khai\./u,
  'invalid-answer': /^Cơ sở dữ liệu trả lời không đúng quy cách\. Ông\/Bà cứ tự khai, cán bộ sẽ đối chiếu sau\./u,
};

interface Screen {
  readonly service: SimulatedService;
  readonly form: string;
  /** Where the key is typed, and what is typed. */
  readonly key: string;
  readonly text: string;
  readonly stored: string;
  /** An answer of the person's own that must outlive everything. */
  readonly own: string;
  /** A field that the register fills, and what a person types there meanwhile. */
  readonly filled: readonly [pointer: string, typed: string];
  /** To the page with the key, and the own answer. */
  reach(visit: Visit): Promise<void>;
}

const SCREENS: readonly Screen[] = [
  {
    service: 'population',
    form: 'khai-sinh',
    key: '/requester/citizenId',
    text: '026190000042',
    stored: '026190000042',
    own: '/requester/relation',
    filled: ['/requester/fullName', 'Nguyễn Thị Mẫu'],
    async reach(visit) {
      await visit.openForm('khai-sinh');
      await visit.choose('/requester/relation', 'Mẹ');
    },
  },
  {
    service: 'business',
    form: 'phu-hieu-xe',
    key: '/organization/code',
    text: '9999999972',
    stored: '9999999972',
    own: '/organization/email',
    filled: ['/organization/name', 'Công ty TNHH Vận tải Mẫu Thử'],
    async reach(visit) {
      await visit.openForm('phu-hieu-xe');
      await visit.type('/organization/email', 'mau@example.vn');
    },
  },
  {
    service: 'vehicle',
    form: 'phu-hieu-xe',
    key: '/vehicles/0/plate',
    text: '88a00001',
    stored: '88A-000.01',
    own: '/organization/email',
    filled: ['/vehicles/0/brand', 'Mẫu'],
    // Goes on where the business was asked last, and well.
    async reach(visit) {
      await visit.choose('/submitter/capacity', 'Người của đơn vị, có giấy giới thiệu');
      if ((await visit.valueOf('/organization/phone')) === undefined) await visit.type('/organization/phone', '0912 345 678');
      if ((await visit.valueOf('/authority')) === undefined) {
        await visit.control('/authority').evaluate((select: HTMLSelectElement) => {
          select.selectedIndex = 1;
          select.dispatchEvent(new Event('change', {bubbles: true}));
        });
      }
      await visit.next();
    },
  },
];

describe('every kind of register times every fault, as a person sees it', () => {
  const table = new Map<string, Map<FaultKind, string>>();
  after(() => print('Register × fault → what the page says', table));

  for (const screen of SCREENS) {
    test(`${screen.service} on ${screen.form}`, async () => {
      const {page} = visit;
      const cells = new Map<FaultKind, string>();
      table.set(`${screen.service} (${screen.form})`, cells);
      await screen.reach(visit);
      const own = await visit.valueOf(screen.own);
      assert.ok(own !== undefined);
      const state = visit.field(screen.key).locator('[part~="lookup-state"]');
      const absent = page.locator('egov-form [part~="facts-absent"]');
      for (const [fault, expected] of OUTCOMES.toSorted((a, b) => rank(a[0]) - rank(b[0]))) {
        demo.simulators.setFault({service: screen.service, fault, ms: 30_000});
        if (fault === 'none') {
          // The gateway would give the partial answer again; who wants a new one asks for it, on a card that may be folded.
          const partial = page.locator('egov-form egov-lookup[data-state="partial"]');
          if (!(await partial.isVisible())) await page.locator('egov-form details[part~="facts"] > summary').first().click();
          await partial.getByRole('button', {name: 'Tra cứu lại'}).click();
        } else {
          await visit.control(screen.key).fill('');
          await visit.type(screen.key, screen.text);
        }
        if (expected === 'filled' || expected === 'partial') {
          // A card: what the register does not have is said on it, and asked.
          await page.locator(`egov-form egov-lookup[data-state="${expected}"]`).last().waitFor({state: 'attached'});
          await absent.last().waitFor({state: expected === 'partial' ? 'visible' : 'detached'});
        } else {
          await state
            .filter({hasText: WORDS[expected]})
            .waitFor()
            .catch(async () => assert.match(await visit.lookupState(screen.key), WORDS[expected], fault));
        }
        cells.set(fault, expected);
        assert.equal(await visit.valueOf(screen.key), screen.stored, `${fault}: the key is kept`);
        assert.equal(await visit.valueOf(screen.own), own, `${fault}: what was typed is kept`);
        const [filled, typed] = screen.filled;
        if (!['filled', 'partial'].includes(expected)) {
          assert.equal(await visit.control(filled).isEditable(), true, `${fault}: the person can go on by hand`);
          await visit.control(filled).fill(typed);
          await visit.control(filled).press('Tab');
          assert.equal(await visit.originOf(filled), 'typed');
          await visit.control(filled).fill('');
          await visit.control(filled).press('Tab');
        } else assert.equal(await visit.originOf(filled), 'register');
      }
      demo.simulators.setFault({service: screen.service, fault: 'none'});
      assert.equal((await page.request.get(`${demo.url}/healthz`)).status(), 200);
      visit.assertNoProblems();
    });
  }
});

/** What fills comes last: the gateway keeps such an answer for its session. */
function rank(fault: FaultKind): number {
  return fault === 'none' ? 2 : fault === 'partial' ? 1 : 0;
}
