/** Both procedures from the first field to the dossier's code by keys alone: Tab, Shift+Tab, arrows, Space, Enter and letters. */
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {demoCompanies} from '@egov-form/simulators';
import type {Page} from 'playwright-core';
import {blankPdf} from '../src/fixtures/bad-files.ts';
import {makeBirthNoticeTextPdf} from '../src/fixtures/birth-notice.ts';
import {birthNotice} from '../src/fixtures/fictional-people.ts';
import {openStage, type Stage} from './demo.ts';
import {type ChosenFile, Visit, wordsOf} from './visit.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

/** What has the focus, inside all trees. */
interface Focused {
  readonly pointer: string;
  readonly part: string;
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  readonly value: string;
  readonly checked: boolean;
  readonly top: number;
  readonly left: number;
  readonly height: number;
  /** A mark of the focus can be seen. */
  readonly marked: boolean;
}

function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    const node = at as HTMLInputElement;
    const seen = node.closest('label, .choice, .file-button') ?? node;
    const box = seen.getBoundingClientRect();
    const marks = (part: Element): boolean => {
      const style = getComputedStyle(part);
      return (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none';
    };
    return {
      pointer: node.closest('[data-pointer]')?.getAttribute('data-pointer') ?? '',
      part: node.getAttribute('part') ?? '',
      name: node.getAttribute('aria-label') ?? node.textContent?.trim() ?? '',
      kind: node.localName === 'input' ? node.type : node.localName,
      id: node.id,
      value: node.value ?? '',
      checked: node.checked ?? false,
      top: box.top + scrollY,
      left: box.left,
      height: box.height,
      marked: marks(node) || marks(seen),
    };
  });
}

/** Somebody with a keyboard and nothing else. */
class Keys {
  readonly #page: Page;
  /** Steps of the focus that went against the eye, or could not be seen. */
  readonly strange: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  /** Press Tab until what is wanted has the focus, and look where the focus goes on the way. */
  async tabTo(wanted: string, found: (focus: Focused) => boolean): Promise<Focused> {
    let last = await focused(this.#page);
    if (found(last)) return last;
    for (let presses = 0; presses < 150; presses += 1) {
      await this.#page.keyboard.press('Tab');
      const now = await focused(this.#page);
      this.#judge(last, now);
      if (found(now)) return now;
      last = now;
    }
    throw new Error(`Tab does not come to ${wanted}; it stands at ${JSON.stringify(last)}.`);
  }

  #judge(last: Focused, now: Focused): void {
    const name = `${now.pointer} ${now.kind} ${now.name}`;
    if (now.kind !== 'body' && !now.marked) this.strange.push(`no mark of the focus: ${name}`);
    if (last.kind === 'body' || now.kind === 'body') return;
    const sameLine = Math.abs(now.top - last.top) < Math.max(last.height, now.height, 40);
    if (!sameLine && now.top < last.top - 40 && now.left <= last.left) this.strange.push(`up, not right: ${name}`);
    if (sameLine && now.left < last.left - 2 && now.top <= last.top) this.strange.push(`back on the same line: ${name}`);
  }

  to(pointer: string): Promise<Focused> {
    return this.tabTo(pointer, (focus) => focus.pointer === pointer && focus.kind !== 'button');
  }

  async type(pointer: string, text: string): Promise<void> {
    await this.to(pointer);
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(text, {delay: 5});
    await this.#page.keyboard.press('Tab');
  }

  /** Choose a value: a radio by arrows, a drop-down by arrows, a search box by letters and Enter. */
  async choose(pointer: string, value: string, words = ''): Promise<void> {
    const {kind} = await this.to(pointer);
    const {keyboard} = this.#page;
    if (kind === 'radio') {
      await keyboard.press('Space');
      for (let presses = 0; presses < 12; presses += 1) {
        const {value: now, checked} = await focused(this.#page);
        if (checked && now === value) return;
        await keyboard.press('ArrowDown');
      }
      throw new Error(`The arrows do not come to ${value} of ${pointer}.`);
    }
    if (kind === 'select') {
      for (let presses = 0; presses < 80; presses += 1) {
        if ((await focused(this.#page)).value === value) return;
        await keyboard.press('ArrowDown');
      }
      throw new Error(`The arrows do not come to ${value} of ${pointer}.`);
    }
    await keyboard.type(words, {delay: 5});
    await this.#page.locator(`egov-form [data-pointer="${pointer}"] [role="option"]`).first().waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
  }

  async attach(slot: string, file: ChosenFile): Promise<void> {
    await this.tabTo(slot, ({kind, id}) => kind === 'file' && id.includes(slot));
    // The browser has to be asked to hand the dialog over before the key is pressed: what is drawn in between is waited for.
    const opened = this.#page.waitForEvent('filechooser');
    await this.#page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    await this.#page.keyboard.press('Enter');
    const chooser = await opened;
    await chooser.setFiles(file);
  }

  /** Tab to a button by its part, and press it. */
  async press(part: string): Promise<void> {
    await this.tabTo(part, (focus) => focus.part.split(' ').includes(part));
    await this.#page.keyboard.press('Enter');
  }

  /** On to the next page, which takes the focus to its heading. */
  async next(): Promise<void> {
    const heading = this.#page.locator('egov-form [part~="page-title"]');
    const before = await wordsOf(heading);
    await this.press('next');
    const moved = heading.filter({hasNotText: before});
    const summary = this.#page.locator('egov-form [part~="summary"]');
    await moved.or(summary).first().waitFor();
    if ((await moved.count()) === 0) {
      assert.equal(await summary.getAttribute('data-tone'), 'warning', await wordsOf(summary));
      await this.press('next');
      await moved.waitFor();
    }
    await this.#page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.page-title'));
  }
}

test('a birth is registered by keys alone', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  const keys = new Keys(page);
  await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/khai-sinh/');
  await visit.openForm('khai-sinh');

  // What to have at hand unfolds by Enter and stays in the way of nothing.
  await keys.tabTo('the box before the start', ({kind}) => kind === 'summary');
  await keys.choose('/requester/relation', 'mother', 'Mẹ');
  await keys.choose('/situation', 'ordinary', 'Khai sinh thông thường');
  await visit.known('/requester/fullName');
  // The father whom the register of marriages proposes: his page asks nothing more.
  const proposal = page.locator('egov-proposal[data-proposal="husband"]');
  await proposal.waitFor();
  await keys.tabTo('the day and month of birth', ({id}) => id === 'p-husband');
  await page.keyboard.type('1/5', {delay: 5});
  await page.keyboard.press('Enter');
  await proposal.waitFor({state: 'hidden'});
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.facts'));
  await keys.next();

  await keys.attach('birthNotice', {
    name: 'giay-chung-sinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(await makeBirthNoticeTextPdf(birthNotice, stage.browser)),
  });
  await visit.read('birthNotice');
  if ((await visit.valueOf('/child/fullName')) === undefined) await keys.type('/child/fullName', 'Lê Nguyễn Bảo An');
  assert.equal(await visit.valueOf('/child/birthDate'), birthNotice.childBirthDate);
  // Enter in a text sends nothing and leaves nothing.
  await keys.to('/child/birthPlace');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('egov-form [part~="summary"]').count(), 0);
  await keys.choose('/copies/want', 'false');
  await keys.next();

  // From the review back to a page and to the review again, to the same button.
  await keys.tabTo('an edit of the review', ({name}) => name.startsWith('Sửa: Người cha'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.page-title'));
  await keys.press('next');
  await page.locator('egov-form egov-review').waitFor();
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('[data-edit]'));
  assert.match((await focused(page)).name, /^Sửa: Người cha/u);

  // Sending without the declaration is held back; the link of the summary leads to it.
  await keys.press('send');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.summary'));
  assert.match(await page.title(), /^Chưa xong: /u);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.id === 'egov-declare');
  await page.keyboard.press('Space');
  await keys.press('send');
  assert.match(await wordsOf(page.locator('egov-form [part~="code"]')), /^H44/u);
  assert.doesNotMatch(await page.title(), /^(Lỗi|Chưa xong): /u);
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.matches('.accepted'));
  assert.deepEqual(keys.strange, []);
  visit.assertNoProblems();
  await visit.close();
});

test('a badge is asked for by keys alone', async () => {
  const visit = await Visit.open(stage.browser, stage.demo);
  const {page} = visit;
  const keys = new Keys(page);
  await visit.signIn('LÊ VĂN CHỒNG', '/procedures/phu-hieu-xe/');
  await visit.openForm('phu-hieu-xe');
  const carrier = demoCompanies().find((company) => company.transport);
  assert.ok(carrier, 'the simulated registry has a carrier');
  await keys.type('/organization/code', carrier.code);
  await visit.known('/organization/name');
  await keys.choose('/submitter/capacity', 'employee');
  if ((await visit.valueOf('/organization/phone')) === undefined) await keys.type('/organization/phone', '0912345678');
  await keys.next();
  await keys.choose('/badge/kind', 'truck');
  await keys.choose('/badge/reissue', 'false');
  await keys.type('/vehicles/0/plate', '88A00001');
  await visit.known('/vehicles/0/brand');
  // A second row: the focus goes to its first question, and back up by Shift+Tab.
  await keys.press('add');
  await page.waitForFunction(
    () =>
      document.activeElement?.shadowRoot?.activeElement?.closest('[data-pointer]')?.getAttribute('data-pointer') ===
      '/vehicles/1/plate',
  );
  await page.keyboard.type('88B00002', {delay: 5});
  await page.keyboard.press('Tab');
  await visit.known('/vehicles/1/brand');
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    if ((await focused(page)).name.startsWith('Chuyển lên: Xe 2')) break;
  }
  await page.keyboard.press('Enter');
  const {vehicles} = (await visit.answers()) as {vehicles: readonly {plate: string}[]};
  assert.deepEqual(
    vehicles.map(({plate}) => plate),
    ['88B-000.02', '88A-000.01'],
  );
  const paper = {mimeType: 'application/pdf', buffer: Buffer.from(await blankPdf())};
  await keys.attach('introduction', {name: 'giay-gioi-thieu.pdf', ...paper});
  await visit.read('introduction');
  await keys.attach('rentalContract', {name: 'hop-dong-thue.pdf', ...paper});
  await visit.read('rentalContract');
  await keys.next();
  await keys.tabTo('the declaration', ({id}) => id === 'egov-declare');
  await page.keyboard.press('Space');
  await keys.press('send');
  assert.match(await wordsOf(page.locator('egov-form [part~="code"]')), /-[0-9]{6}-/u);
  assert.deepEqual(keys.strange, []);
  visit.assertNoProblems();
  await visit.close();
});
