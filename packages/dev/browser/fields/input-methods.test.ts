/**
 * Typing as people do it, in Chromium itself: input methods compose through the protocol's own calls, keys are key events,
 * pasting goes through the clipboard. Nothing is written into a control while a person types, and the caret stays.
 */
import assert from 'node:assert/strict';
import {after, before, beforeEach, describe, it} from 'node:test';
import type {CDPSession, Locator, Page} from 'playwright-core';
import {ALL_TYPES, definitionOf, memberOf} from '../../src/generate/field-types.ts';
import {FieldStage, settle, show} from './field-page.ts';

const IN_FORM = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Biểu mẫu</title>
<script type="module" src="/egov-form.js"></script></head><body><form action="/gone"><main></main><button>Gửi</button></form></body></html>`;

/** What scripts did to controls behind the person's back: `value` written while composing, the caret moved at any time. */
interface Meddling {
  writes: string[];
  carets: string[];
  composing: boolean;
}

let stage: FieldStage;
let page: Page;
let problems: readonly string[];
let keyboard: CDPSession;

before(async () => {
  stage = await FieldStage.open({'/in-form.html': IN_FORM});
  ({page, problems} = await stage.page('/in-form.html'));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  keyboard = await page.context().newCDPSession(page);
  await page.evaluate(() => {
    const seen: Meddling = {writes: [], carets: [], composing: false};
    (globalThis as unknown as {meddling: Meddling}).meddling = seen;
    addEventListener('compositionstart', () => (seen.composing = true), true);
    addEventListener('compositionend', () => (seen.composing = false), true);
    for (const {prototype} of [HTMLInputElement, HTMLTextAreaElement]) {
      const watched = (name: 'value' | 'selectionStart' | 'selectionEnd', note: (text: string) => void): void => {
        const own = Object.getOwnPropertyDescriptor(prototype, name);
        if (!own) throw new Error(`There is no ${name}.`);
        Object.defineProperty(prototype, name, {
          ...own,
          set(text: unknown) {
            note(String(text));
            own.set?.call(this, text);
          },
        });
      };
      watched('value', (text) => seen.composing && seen.writes.push(text));
      watched('selectionStart', (text) => seen.carets.push(text));
      watched('selectionEnd', (text) => seen.carets.push(text));
      const {setSelectionRange} = prototype;
      Object.assign(prototype, {
        setSelectionRange(this: HTMLInputElement, ...range: Parameters<HTMLInputElement['setSelectionRange']>) {
          if (seen.composing) seen.carets.push(range.join());
          setSelectionRange.apply(this, range);
        },
      });
    }
    for (const name of ['submit', 'egov-submit', 'egov-page'])
      addEventListener(name, () => seen.carets.push(`${name} happened`), true);
  });
});
after(() => stage?.close());
beforeEach(async () => {
  await show(page, {definition: definitionOf('filled')});
  await page.evaluate(() => {
    const seen = (globalThis as unknown as {meddling: Meddling}).meddling;
    seen.writes = [];
    seen.carets = [];
  });
});

const control = (pointer: string): Locator =>
  page.locator(`egov-form [data-pointer="${pointer}"] :is(input:not([aria-hidden]), textarea)`).first();

const answerAt = (pointer: string): Promise<unknown> =>
  page
    .locator('egov-form')
    .evaluate((form, at) => (form as unknown as {model: {get(pointer: string): unknown}}).model.get(at), pointer);

async function assertLeftAlone(): Promise<void> {
  const {writes, carets} = await page.evaluate(() => (globalThis as unknown as {meddling: Meddling}).meddling);
  assert.deepEqual({writes, carets}, {writes: [], carets: []});
}

/** What stands in the control and where the caret is. */
const standing = (box: Locator): Promise<{text: string; caret: number | null}> =>
  box.evaluate((node) => ({text: (node as HTMLInputElement).value, caret: (node as HTMLInputElement).selectionStart}));

/** An input method that composes a word, as on macOS, Android and Linux: the steps are shown underlined, the last is committed. */
async function compose(box: Locator, steps: readonly string[], around: {before: string; after: string}): Promise<void> {
  for (const step of steps) {
    await keyboard.send('Input.imeSetComposition', {text: step, selectionStart: step.length, selectionEnd: step.length});
    await settle(page);
    assert.deepEqual(await standing(box), {
      text: around.before + step + around.after,
      caret: around.before.length + step.length,
    });
  }
  await keyboard.send('Input.insertText', {text: steps.at(-1) ?? ''});
  await settle(page);
}

/** An input method of Windows (Unikey, EVKey): it takes letters back with Backspace and puts others, with no composition at all. */
async function replaceLast(count: number, text: string): Promise<void> {
  for (let i = 0; i < count; i += 1) await page.keyboard.press('Backspace');
  await keyboard.send('Input.insertText', {text});
  await settle(page);
}

const TELEX = ['N', 'Ng', 'Ngu', 'Nguy', 'Nguye', 'Nguyê', 'Nguyên', 'Nguyễn'];
const VNI = ['H', 'Hu', 'Hue', 'Huê', 'Huế'];

describe('input methods', () => {
  for (const [name, pointer, kept] of [
    ['a name', '/personName', 'Nguyễn'],
    ['a line of text', '/text', 'Nguyễn'],
    ['several lines', '/textarea', 'Nguyễn'],
    ['the detail of an address', '/address/detail', 'Nguyễn'],
    ['a number plate', '/plate', 'NGUYỄN'],
    ['an amount', '/money', 'Nguyễn'],
    ['a date', '/date', 'Nguyễn'],
  ] as const) {
    it(`${name} is composed in Telex without a letter being touched`, async () => {
      const box = control(pointer);
      await box.focus();
      await compose(box, TELEX, {before: '', after: ''});
      assert.deepEqual(await standing(box), {text: 'Nguyễn', caret: 6});
      await assertLeftAlone();
      await box.press('Tab');
      await settle(page);
      assert.equal(await answerAt(pointer), kept);
    });
  }

  it('a word is composed in the middle of a text, in VNI, and the caret stays behind it', async () => {
    const box = control('/personName');
    await box.fill('Trần An');
    await box.evaluate((node) => (node as HTMLInputElement).setSelectionRange(5, 5));
    await compose(box, VNI, {before: 'Trần ', after: 'An'});
    assert.deepEqual(await standing(box), {text: 'Trần HuếAn', caret: 8});
    await page.keyboard.press('Space');
    await settle(page);
    assert.deepEqual(await standing(box), {text: 'Trần Huế An', caret: 9});
    await assertLeftAlone();
    assert.equal(await answerAt('/personName'), 'Trần Huế An');
  });

  it('a composition that is given up leaves what stood there', async () => {
    const box = control('/text');
    await box.fill('Huế');
    await box.press('End');
    await keyboard.send('Input.imeSetComposition', {text: ' thành', selectionStart: 6, selectionEnd: 6});
    await settle(page);
    await keyboard.send('Input.imeSetComposition', {text: '', selectionStart: 0, selectionEnd: 0});
    await settle(page);
    assert.deepEqual(await standing(box), {text: 'Huế', caret: 3});
    await assertLeftAlone();
    assert.equal(await answerAt('/text'), 'Huế');
  });

  it('letters that are taken back and put anew, as on Windows, are let through', async () => {
    const box = control('/personName');
    await box.focus();
    await page.keyboard.type('Nguye');
    await replaceLast(1, 'ê');
    await page.keyboard.type('n');
    await replaceLast(2, 'ễn');
    await page.keyboard.type(' Ma');
    await replaceLast(1, 'ẫ');
    await page.keyboard.type('u');
    await settle(page);
    assert.deepEqual(await standing(box), {text: 'Nguyễn Mẫu', caret: 10});
    await assertLeftAlone();
    assert.equal(await answerAt('/personName'), 'Nguyễn Mẫu');
  });

  it('a search box finds while a word is composed, and Enter ends the word before it chooses', async () => {
    const box = control('/country');
    await box.focus();
    await compose(box, ['V', 'Vi', 'Viê', 'Việt'], {before: '', after: ''});
    const options = page.locator('egov-form [data-pointer="/country"] [role=option]');
    assert.match((await options.first().textContent()) ?? '', /Việt Nam/u);
    await assertLeftAlone();
    await page.keyboard.type(' n');
    await settle(page);
    await box.press('Enter');
    await settle(page);
    assert.equal(await answerAt('/country'), 'VN');
  });
});

const fullWidth = (text: string): string => text.replace(/[0-9]/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

/** Through the clipboard, with the keys that people press. */
async function paste(box: Locator, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await box.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+v');
  await settle(page);
}

describe('pasting', () => {
  for (const type of ALL_TYPES) {
    const {typed, value} = type.example;
    if (typed === undefined) continue;
    const pointer = `/${memberOf(type)}`;
    for (const [how, text] of [
      ['as people write it', typed],
      ['with white space around it', `\u00a0 ${typed}\u2003`],
      ['in full-width digits', fullWidth(typed)],
    ] as const) {
      it(`${type.name} ${how}`, async () => {
        const box = control(pointer);
        await paste(box, text);
        assert.equal((await standing(box)).text, text, 'what was pasted stands as it was');
        await assertLeftAlone();
        await box.press('Tab');
        await settle(page);
        // Letters of an address are not digits: it keeps the ones that were given.
        const kept = type.name === 'email' ? text.trim() : value;
        assert.deepEqual(await answerAt(pointer), kept);
        assert.equal(await page.locator(`egov-form [data-pointer="${pointer}"] [data-severity=error]`).count(), 0);
      });
    }
  }

  it('a long text is taken in full, and what is too long is said', async () => {
    const box = control('/text');
    await paste(box, 'dài '.repeat(100));
    await box.press('Tab');
    await settle(page);
    assert.equal(String(await answerAt('/text')).length, 399);
    assert.equal(await page.locator('egov-form [data-pointer="/text"] [data-severity=error]').count(), 1);
  });
});

describe('while it is typed', () => {
  it('nothing is wrong before the control is left; what is mended is right at once', async () => {
    const box = control('/personalId');
    const errors = page.locator('egov-form [data-pointer="/personalId"] [data-severity=error]');
    await box.focus();
    await page.keyboard.type('02619000004');
    await settle(page);
    assert.equal(await errors.count(), 0);
    await box.press('Tab');
    await settle(page);
    assert.match((await errors.textContent()) ?? '', /11 chữ số/u);
    await box.focus();
    await box.press('End');
    await page.keyboard.type('2');
    await settle(page);
    assert.equal(await errors.count(), 0);
    await assertLeftAlone();
  });

  it('Enter sends nothing and leads nowhere, in any control', async () => {
    const boxes = page.locator(
      'egov-form egov-field :is(input:not([type=radio], [type=checkbox], [aria-hidden]), select, [role=textbox])',
    );
    const count = await boxes.count();
    assert.ok(count > 20, `${count} controls`);
    const address = page.url();
    for (let i = 0; i < count; i += 1) {
      const box = boxes.nth(i);
      if (await box.isDisabled()) continue;
      await box.focus();
      await box.press('Enter');
      await box.press('Escape');
    }
    await settle(page);
    assert.equal(page.url(), address);
    await assertLeftAlone();
  });

  it('the phone shows the right keyboard, and fills in what the definition names', async () => {
    const attributes = (pointer: string): Promise<(string | null)[]> =>
      control(pointer).evaluate((node) =>
        ['inputmode', 'autocomplete', 'lang', 'enterkeyhint', 'spellcheck'].map((name) => node.getAttribute(name)),
      );
    assert.deepEqual(await attributes('/personalId'), ['numeric', 'off', null, 'next', 'false']);
    assert.deepEqual(await attributes('/phone'), ['tel', 'tel', null, 'next', 'false']);
    assert.deepEqual(await attributes('/email'), ['email', 'email', null, 'next', 'false']);
    assert.deepEqual(await attributes('/personName'), ['text', 'off', 'vi', 'next', 'false']);
    assert.deepEqual(await attributes('/money'), ['numeric', 'off', null, 'next', 'false']);
    assert.deepEqual(await attributes('/number'), ['decimal', 'off', null, 'next', 'false']);
    assert.deepEqual(await attributes('/address/detail'), [null, 'street-address', 'vi', 'next', 'false']);
  });

  it('no error came on the console', () => {
    assert.deepEqual(problems, []);
  });
});
