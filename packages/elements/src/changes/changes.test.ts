/** A draft that is opened again after a register has changed: told once, decided by the person, nothing replaced before. */
import type {FormDefinition, JsonObject, LookupAnswer, LookupConnector, Recipient} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, control, fill, MemoryDrafts, mount, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const THEN = {fullName: 'NGUYỄN THỊ MẪU', story: 'Số 1 đường Cũ'};
const NOW = {fullName: 'NGUYỄN THỊ MỚI', story: 'Số 2 đường Mới'};
const TITLE = {vi: 'Sổ dân cư', en: 'Population register'};

class Register implements LookupConnector {
  values: JsonObject = THEN;
  at = '2026-11-01T03:04:00.000Z';
  asked = 0;

  async ask(): Promise<LookupAnswer> {
    this.asked += 1;
    return {state: 'filled', values: this.values, source: {register: 'population', title: TITLE, at: this.at}, receipt: this.at};
  }
}

interface Resumed {
  readonly form: EgovForm;
  readonly register: Register;
  readonly said: string[];
}

interface Setup {
  readonly owner?: string;
  readonly at?: string;
  readonly recipient?: Recipient;
  readonly definition?: FormDefinition;
  readonly values?: JsonObject;
  readonly now?: JsonObject;
}

/** Fill a form, change the register, open the draft. */
async function resumed({
  owner = 'mother',
  at = '2026-11-01T03:04:00.000Z',
  recipient,
  definition = SAMPLE,
  values = THEN,
  now = NOW,
}: Setup = {}): Promise<Resumed> {
  const register = new Register();
  Object.assign(register, {at, values});
  const drafts = new MemoryDrafts();
  const options = {
    ...{connectors: register, drafts, definition, ports: {owner: async () => owner}},
    ...(recipient && {recipient, definition: {...definition, documents: {card: {title: 'Thẻ mẫu'}}}}),
  };
  const before = await mount(options);
  await fill(before, '/id', '1234');
  await until('it is filled', () => before.model?.lookup(Object.keys(definition.lookups ?? {})[0] ?? '').state === 'filled');
  const last = JSON.stringify(Object.values(values).at(-1));
  await until('it is saved', () => [...drafts.drafts.values()].some((draft) => draft.includes(last)));
  before.remove();
  await settle(before);
  Object.assign(register, {values: now, at: new Date().toISOString(), asked: 0});
  const form = await mount(options);
  const said: string[] = [];
  const live = form.shadowRoot?.querySelector('#egov-live') as HTMLElement;
  new MutationObserver(() => said.push(live.textContent ?? '')).observe(live, {
    childList: true,
    characterData: true,
    subtree: true,
  });
  return {form, register, said};
}

const panel = (form: EgovForm): HTMLElement | null => form.renderRoot.querySelector('[part~=changes]');
async function shown(form: EgovForm): Promise<HTMLElement> {
  await until('what has changed is shown', () => panel(form));
  return panel(form) as HTMLElement;
}
const valuesOf = ({model}: EgovForm) => [model?.get('/name'), model?.get('/story')];

describe('a draft that is opened again after the register has changed', () => {
  for (const [locale, words] of [
    ['vi', ['Từ lần trước, cơ sở dữ liệu đã đổi 2 mục', 'Giữ của tôi: Số 1 đường Cũ', 'Dùng nội dung mới: Số 2 đường Mới']],
    ['en', ['Since last time the database has changed 2 answers', 'Keep mine: Số 1 đường Cũ', 'Use the new one: Số 2 đường Mới']],
  ] as const) {
    it(`says what was filled and what the register says now, and replaces nothing: ${locale}`, async () => {
      const {form, register} = await resumed();
      form.locale = locale;
      await shown(form);
      await until('it speaks', () => panel(form)?.textContent?.includes(words[0]));
      const text = panel(form)?.textContent?.replace(/\s+/gu, ' ') ?? '';
      for (const word of words) expect(text).to.contain(word);
      expect(text).to.contain('01/11/2026');
      expect(valuesOf(form)).to.deep.equal([THEN.fullName, THEN.story]);
      expect(register.asked).to.equal(1);
      expect(await axeViolations(form)).to.deep.equal([]);
    });
  }

  it('keeps what the person has unless they say otherwise, and can be sent', async () => {
    const {form, said} = await resumed();
    const changes = await shown(form);
    expect(form.shadowRoot?.querySelector('#egov-live')?.textContent).to.contain('đã đổi 2 mục');
    button(changes, 'Xong').click();
    await until('it is gone', () => panel(form) === null);
    // The name always follows the register.
    expect(valuesOf(form)).to.deep.equal([NOW.fullName, THEN.story]);
    const origin = form.model?.field('/story').origin;
    expect(origin?.kind === 'typed' && [origin.registered?.value, origin.reason]).to.deep.equal([
      NOW.story,
      'Giữ theo nội dung cơ sở dữ liệu trả lời lúc 10:04 01/11/2026.'.replace('10:04', time('2026-11-01T03:04:00.000Z')),
    ]);
    expect(form.model?.field('/story').issues).to.deep.equal([]);
    expect(said.at(-1)).to.contain('1 mục dùng nội dung mới, 1 mục giữ nguyên');
    form.model?.undo();
    expect(valuesOf(form)).to.deep.equal([THEN.fullName, THEN.story]);
  });

  it('takes what the register says where the person chooses it, by keyboard too', async () => {
    const {form} = await resumed();
    const changes = await shown(form);
    const take = changes.querySelectorAll<HTMLInputElement>('[data-change="/story"] input')[1];
    take?.focus();
    expect(form.shadowRoot?.activeElement).to.equal(take);
    take?.click();
    await settle(form);
    button(changes, 'Xong').click();
    await until('it is gone', () => panel(form) === null);
    expect(valuesOf(form)).to.deep.equal([NOW.fullName, NOW.story]);
    expect(form.model?.field('/story').origin?.kind).to.equal('register');
    expect(control(form, '/name').value).to.equal(NOW.fullName);
  });

  it('asks no register for nobody, nor again a moment later', async () => {
    for (const [owner, at] of [
      ['', '2026-11-01T03:04:00.000Z'],
      ['mother', new Date().toISOString()],
    ] as const) {
      const {form, register} = await resumed({owner, at});
      // What would come of it comes when the page has time for it: before this.
      await new Promise<unknown>((idle) => requestIdleCallback(idle, {timeout: 2_000}));
      await settle(form);
      expect([register.asked, panel(form)]).to.deep.equal([0, null]);
      unmountAll();
    }
  });

  it('tells the rows that have changed, are gone or are new, and adds none unasked', async () => {
    const people = (...rows: readonly (readonly [string, string])[]): JsonObject => ({
      cars: rows.map(([plate, owner]) => ({plate, owner})),
    });
    const definition: FormDefinition = {
      ...SAMPLE,
      lookups: {
        fleet: {
          connector: 'vehicles',
          title: TITLE,
          keys: {id: '/id'},
          fill: {'/cars/*/plate': 'cars/*/plate', '/cars/*/owner': 'cars/*/owner'},
          purpose: 'x',
        },
      },
    };
    const then = people(['A', 'An'], ['B', 'Bình']);
    const {form} = await resumed({definition, values: then, now: people(['A', 'Anh'], ['C', 'Chi'])});
    const changes = await shown(form);
    const text = changes.textContent?.replace(/\s+/gu, ' ') ?? '';
    expect(text).to.contain('đã đổi 4 mục');
    expect(text).to.contain('Danh sách xe 1: Chủ xe').and.to.contain('Giữ của tôi: An').and.to.contain('Danh sách xe: C · Chi');
    expect(text).to.contain('Danh sách xe 2: Biển số').and.to.contain('không còn ghi mục này');
    expect(form.model?.get('/cars')).to.deep.equal(then['cars']);
    expect(await axeViolations(form)).to.deep.equal([]);
    changes.querySelectorAll<HTMLInputElement>('[data-change="/cars C"] input')[1]?.click();
    await settle(form);
    button(changes, 'Xong').click();
    await until('it is gone', () => panel(form) === null);
    expect(form.model?.get('/cars')).to.deep.equal([
      {plate: 'A', owner: 'An'},
      {plate: 'B', owner: 'Bình'},
      {plate: 'C', owner: 'Chi'},
    ]);
    expect(form.model?.field('/cars/2/owner').origin?.kind).to.equal('register');
  });

  it('is looked for when the gateway refuses an old value that stands', async () => {
    const issues = [{code: 'receipt.mismatch', pointer: '/name', severity: 'error' as const}];
    const recipient = {submit: async () => ({state: 'refused' as const, issues})} as unknown as Recipient;
    const {form} = await resumed({at: new Date().toISOString(), recipient});
    form.model?.set('/cars/0/plate', 'A');
    form.model?.set('/consent', true);
    expect(form.validate()).to.equal(true);
    await form.submit();
    const declared = form.renderRoot.querySelector<HTMLInputElement>('[part~=declaration] input');
    declared?.click();
    await settle(form);
    await form.submit();
    const changes = await shown(form);
    button(changes, 'Xong').click();
    await until('it is taken', () => form.model?.get('/name') === NOW.fullName);
    expect(form.model?.field('/name').issues).to.deep.equal([]);
  });
});

function time(iso: string): string {
  const at = new Date(iso);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}
