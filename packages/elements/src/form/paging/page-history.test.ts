/** Back and Forward of the browser inside a form. */
import type {FormDefinition, Recipient} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {executeServerCommand} from '@web/test-runner-commands';
import {expect} from 'chai';
import {button, fill, MemoryDrafts, mount, next, settle, unmountAll} from '../../../test/mount.ts';
import type {EgovForm} from '../../index.ts';

// A tab keeps fifty entries. It has those of other tests, and Chromium first drops what was added without a press: these.
beforeEach(async () => {
  await executeServerCommand('forget-history').catch(() => undefined);
  history.pushState(null, '');
});
afterEach(unmountAll);

const text = (title: string) => ({type: 'string', title}) as const;
const FORM: FormDefinition = {
  ...{id: 'pages', version: '1.0.0', title: 'Pages'},
  data: {type: 'object', properties: {a: text('A'), b: text('B'), c: text('C')}},
  pages: [
    {id: 'first', title: 'First', items: [{field: '/a'}]},
    {id: 'second', title: 'Second', items: [{field: '/b'}]},
    {id: 'third', title: 'Third', items: [{field: '/c'}]},
  ],
};

const heading = (form: EgovForm): string | undefined =>
  form.renderRoot.querySelector('.page-title')?.textContent?.replace(/\s+/gu, ' ').trim();
const at = async (form: EgovForm, words: string): Promise<void> => {
  await until(`the page ${words} is shown`, () => heading(form)?.startsWith(words));
  await settle(form);
};
/** As the browser's buttons do it. */
const go = async (by: number): Promise<void> => {
  const moved = new Promise((done) => globalThis.addEventListener('popstate', done, {once: true}));
  history.go(by);
  await moved;
};
const opened = (setup: Partial<EgovForm> = {}): Promise<EgovForm> => mount({definition: FORM, ...setup});

describe('the history of the tab', () => {
  it('leads to the page before and after it, the review too, with the focus there', async () => {
    const form = await opened();
    const pages: string[] = [];
    form.addEventListener('egov-page', ({page}) => pages.push(page));
    const address = location.href;
    await fill(form, '/a', 'Bí mật');
    for (const _ of [1, 2, 3]) await next(form);
    await at(form, 'Xem lại');
    await go(-1);
    await at(form, 'Third');
    await go(-1);
    await at(form, 'Second');
    expect(form.shadowRoot?.activeElement?.className).to.contain('page-title');
    await go(-1);
    await at(form, 'First');
    expect(form.answers).to.deep.equal({a: 'Bí mật'});
    await go(3);
    await at(form, 'Xem lại');
    expect(pages).to.deep.equal(['second', 'third', 'review', 'third', 'second', 'first', 'review']);
    expect(location.href).to.equal(address);
    expect(JSON.stringify(history.state)).not.to.contain('Bí mật');
  });

  it('leaves alone what the page and its router keep there', async () => {
    history.replaceState({router: {at: 7}}, '');
    const form = await opened();
    await next(form);
    expect(history.state.router).to.deep.equal({at: 7});
    history.pushState({router: {at: 8}}, '');
    history.pushState({router: {at: 9}}, '');
    await go(-1);
    await settle(form);
    expect([heading(form)?.startsWith('Second'), history.state]).to.deep.equal([true, {router: {at: 8}}]);
    await go(-1);
    await settle(form);
    expect(heading(form)).to.contain('Second');
    await go(-1);
    await at(form, 'First');
    expect(history.state.router).to.deep.equal({at: 7});
    // What somebody else wrote under its name, and what has no room.
    for (const state of [{egovForm: 'x'}, {egovForm: {run: {step: 1}}}, 'words', [1]]) {
      history.pushState(state, '');
      await next(form);
      form.showPage('first');
    }
    await at(form, 'First');
  });

  it('tells two forms of a page apart', async () => {
    const [one, two] = [await opened(), await opened()];
    await next(one);
    await next(two);
    await next(two);
    await at(two, 'Third');
    await go(-1);
    await at(two, 'Second');
    expect(heading(one)).to.contain('Second');
    await go(-1);
    await at(two, 'First');
    expect(heading(one)).to.contain('Second');
    await go(-1);
    await at(one, 'First');
    expect(heading(two)).to.contain('First');
  });

  it('is gone on with after a reload with a draft', async () => {
    const drafts = new MemoryDrafts();
    const setup = {drafts, ports: {owner: 'someone'}};
    const before = await opened(setup);
    await fill(before, '/a', 'A');
    await next(before);
    await fill(before, '/b', 'B');
    await until('the draft is saved', () => [...drafts.drafts.values()].some((draft) => draft.includes('"b":"B"')));
    before.remove();
    await settle(before);
    const form = await opened(setup);
    await at(form, 'Second');
    await go(-1);
    await at(form, 'First');
    await go(1);
    await at(form, 'Second');
    expect(form.answers).to.deep.equal({a: 'A', b: 'B'});
  });

  it('does not lead a form that begins anew to pages of the one before', async () => {
    const form = await opened();
    await fill(form, '/a', 'A');
    await next(form);
    await next(form);
    await form.reset();
    await settle(form);
    await at(form, 'First');
    await go(-1);
    await settle(form);
    expect([heading(form)?.startsWith('First'), form.answers]).to.deep.equal([true, {}]);
  });

  it('brings nothing back at a kiosk, nor after sending', async () => {
    const recipient: Recipient = {
      upload: async () => 'upload-1',
      submit: async () => ({state: 'accepted', code: 'H00-1', at: '2026-11-22T03:04:00.000Z'}),
    };
    const form = await opened({kiosk: true, recipient});
    const {model} = form;
    await fill(form, '/a', 'Bí mật');
    await next(form);
    await next(form);
    await next(form);
    form.shadowRoot?.querySelector<HTMLInputElement>('#egov-declare')?.click();
    await form.submit();
    await settle(form);
    const code = (): Element | null => form.renderRoot.querySelector('[part~=code]');
    await go(-1);
    await settle(form);
    expect([code()?.textContent, heading(form)]).to.deep.equal(['H00-1', undefined]);
    button(form.renderRoot, 'Đã ghi lại mã').click();
    await until('a new form has begun', () => form.model && form.model !== model);
    await at(form, 'First');
    for (const by of [-1, 2]) {
      await go(by);
      await settle(form);
      expect([heading(form)?.startsWith('First'), form.answers]).to.deep.equal([true, {}]);
    }
  });

  it('is left alone when the page asks for that, and by a form that is taken out', async () => {
    const form = await opened({history: 'off'});
    const entries = history.length;
    await next(form);
    expect([history.length, history.state]).to.deep.equal([entries, null]);
    form.history = '';
    await next(form);
    form.remove();
    await go(-1);
    expect(form.model?.page).to.equal('third');
    document.body.append(form);
    await settle(form);
    await go(1);
    await go(-1);
    await at(form, 'Second');
  });

  it('passes over a page on which nothing is asked any more', async () => {
    const definition = {...FORM, fields: {'/b': {visible: {'!=': [{var: '/a'}, 'no']}}}};
    const form = await opened({definition});
    for (const _ of [1, 2]) await next(form);
    form.answers = {a: 'no'};
    await settle(form);
    await go(-1);
    await at(form, 'First');
  });
});
