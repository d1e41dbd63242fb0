import type {FormDefinition, JsonObject, LookupAnswer} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {
  axeViolations,
  button,
  control,
  fill,
  HandRegister,
  mount,
  next,
  part,
  settle,
  shown,
  unmountAll,
} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

async function rows(): Promise<{form: EgovForm; titles(): (string | undefined)[]}> {
  const form = await mount();
  form.showPage('two');
  await settle(form);
  return {form, titles: () => [...form.renderRoot.querySelectorAll('h5')].map((title) => title.textContent?.trim())};
}

describe('rows', () => {
  it('begin with as many as needed, none of which can be removed', async () => {
    const {form, titles} = await rows();
    expect(titles()).to.deep.equal(['Xe 1']);
    expect(button(part(form, '/cars'), 'Xóa Xe 1').disabled).to.equal(true);
  });

  it('are added with the focus in the new row, up to the most that is allowed', async () => {
    const {form, titles} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    expect(titles()).to.deep.equal(['Xe 1', 'Xe 2']);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/cars/1/plate'));
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    expect(() => button(part(form, '/cars'), 'Thêm dòng')).to.throw();
  });

  it('move with their answers and their controls, and the focus stays on a button of the row', async () => {
    const {form} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    await fill(form, '/cars/0/plate', 'A');
    await fill(form, '/cars/1/plate', 'B');
    const before = control(form, '/cars/1/plate');
    button(part(form, '/cars'), 'Chuyển lên: Xe 2').click();
    await settle(form);
    expect(form.model?.get('/cars')).to.deep.equal([{plate: 'B'}, {plate: 'A'}]);
    expect(control(form, '/cars/0/plate')).to.equal(before);
    expect(before.value).to.equal('B');
    expect(form.shadowRoot?.activeElement?.closest('.row')?.textContent).to.contain('Xe 1');
  });

  it('are removed with the focus on the row that took the place', async () => {
    const {form, titles} = await rows();
    button(part(form, '/cars'), 'Thêm dòng').click();
    await settle(form);
    await fill(form, '/cars/0/plate', 'A');
    await fill(form, '/cars/1/plate', 'B');
    button(part(form, '/cars'), 'Xóa Xe 1').click();
    await settle(form);
    expect(titles()).to.deep.equal(['Xe 1']);
    expect(control(form, '/cars/0/plate').value).to.equal('B');
    expect(shown(form, '/cars/1/plate')).to.equal(false);
    expect(form.shadowRoot?.activeElement?.textContent?.trim()).to.equal('Xe 1');
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.equal('Đã xóa Xe 1.');
  });

  it('are named in the summary, whose links reach them', async () => {
    const {form} = await rows();
    await next(form);
    const summary = form.renderRoot.querySelector('egov-summary');
    expect(summary?.contains(form.shadowRoot?.activeElement ?? null)).to.equal(true);
    expect([...(summary?.querySelectorAll('li') ?? [])].map((line) => line.textContent)).to.include(
      'Xe 1: Vui lòng nhập Biển số.',
    );
    button(summary ?? form.renderRoot, 'Biển số').click();
    await settle(form);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/cars/0/plate'));
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});

const SALES: FormDefinition = {
  id: 'sales',
  version: '1.0.0',
  title: 'Sales',
  data: {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        maxItems: 4,
        items: {
          type: 'object',
          required: ['name'],
          properties: {
            name: {type: 'string'},
            amount: {type: 'number'},
            day: {type: 'string', format: 'date'},
            kind: {enum: ['a', 'b']},
            paid: {type: 'boolean'},
          },
        },
      },
    },
  },
  pages: [
    {
      id: 'all',
      title: 'All',
      items: [
        {
          list: '/items',
          layout: 'table',
          rowTitle: {vi: 'Khoản', en: 'Item'},
          totals: ['/items/*/amount'],
          items: ['name', 'amount', 'day', 'kind', 'paid'].map((name) => ({field: `/items/*/${name}`})),
        },
      ],
    },
  ],
  fields: {
    '/items': {label: {vi: 'Các khoản', en: 'Items'}},
    '/items/*/name': {label: {vi: 'Tên', en: 'Name'}},
    '/items/*/amount': {label: {vi: 'Số tiền', en: 'Amount'}},
    '/items/*/day': {label: {vi: 'Ngày', en: 'Day'}},
    '/items/*/kind': {
      label: {vi: 'Loại', en: 'Kind'},
      widget: 'select',
      options: [
        {value: 'a', label: {vi: 'Thường', en: 'Plain'}},
        {value: 'b', label: {vi: 'Gấp', en: 'Urgent'}},
      ],
    },
    '/items/*/paid': {label: {vi: 'Đã trả', en: 'Paid'}, widget: 'checkbox'},
  },
};

async function table(items: JsonObject[]): Promise<EgovForm> {
  const form = await mount({definition: SALES, answers: {items}});
  await settle(form);
  return form;
}

/** An answer with values of any kind. */
function answerOf(values: JsonObject): LookupAnswer {
  return {...(HandRegister.filled({}) as Extract<LookupAnswer, {state: 'filled' | 'partial'}>), values};
}

/** What the browser does when the person pastes a text into a control. */
async function paste(form: EgovForm, pointer: string, text: string): Promise<boolean> {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const input = control(form, pointer);
  input.focus();
  const event = new ClipboardEvent('paste', {bubbles: true, cancelable: true, composed: true});
  // A synthetic event of Firefox carries no data, whatever it is made with.
  Object.defineProperty(event, 'clipboardData', {value: data});
  input.dispatchEvent(event);
  await settle(form);
  return event.defaultPrevented;
}

describe('a table', () => {
  it('has named columns, a number for each row, and its sums below', async () => {
    const form = await table([
      {name: 'A', amount: 0.1},
      {name: 'B', amount: 0.2},
    ]);
    const whole = part(form, '/items').querySelector('[role=table]');
    const heads = [...(whole?.querySelectorAll('[role=columnheader]') ?? [])].map((head) => head.textContent?.trim());
    expect(heads).to.deep.equal(['Thứ tự', 'Tên *', 'Số tiền', 'Ngày', 'Loại', 'Đã trả', 'Thao tác']);
    expect([...(whole?.querySelectorAll('.row > [role=rowheader]') ?? [])].map((head) => head.textContent)).to.deep.equal([
      '1',
      '2',
    ]);
    expect(whole?.querySelector('egov-totals')?.textContent).to.equal('Tổng cộng0,3');
    await fill(form, '/items/1/amount', '5');
    expect(whole?.querySelector('egov-totals')?.textContent).to.equal('Tổng cộng5,1');
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('that is drawn as panels takes pasted rows too, into the groups of its rows', async () => {
    const [page] = SALES.pages ?? [];
    const [list] = page?.items ?? [];
    if (!page || !list || !('list' in list)) throw new Error('Expected a list.');
    const {layout: _, totals: __, ...panels} = list;
    const items = [{group: 'What', items: list.items.slice(0, 2)}, ...list.items.slice(2)];
    const form = await mount({
      definition: {...SALES, pages: [{...page, items: [{...panels, items}]}]},
      answers: {items: [{name: 'A'}]},
    });
    await settle(form);
    expect(await paste(form, '/items/0/name', 'Bút\t2\t05/11/2026\nGiấy\t3')).to.equal(true);
    expect(form.model?.get('/items')).to.deep.equal([
      {name: 'Bút', amount: 2, day: '2026-11-05'},
      {name: 'Giấy', amount: 3},
    ]);
  });

  it('takes rows of a spreadsheet where they are pasted, new rows included, undone in one step', async () => {
    const form = await table([{name: 'A', amount: 1}]);
    const rows = 'Một\t1.500,5\t05/11/2026\tgấp\tx\r\n"Hai\t""ba"""\t2\t6/11/2026\tPlain\t\r\n';
    expect(await paste(form, '/items/0/name', rows)).to.equal(true);
    expect(form.model?.get('/items')).to.deep.equal([
      {name: 'Một', amount: 1500.5, day: '2026-11-05', kind: 'b', paid: true},
      // A text of one line keeps no tab.
      {name: 'Hai "ba"', amount: 2, day: '2026-11-06', kind: 'Plain'},
    ]);
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.equal('Đã dán 2 dòng.');
    form.model?.undo();
    await settle(form);
    expect(form.model?.get('/items')).to.deep.equal([{name: 'A', amount: 1}]);
    expect(part(form, '/items').querySelectorAll('.row')).to.have.length(1);
  });

  it('takes no more rows than it may have, and says so', async () => {
    const form = await table([{name: 'A'}, {name: 'B'}]);
    await paste(form, '/items/1/name', 'b\nc\nd\ne\nf');
    expect(form.model?.get('/items')).to.deep.equal(['A', 'b', 'c', 'd'].map((name) => ({name})));
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.contain('3 trong 5');
  });

  it('tells pasted keys together: how many are looked up, aloud at the start and the end only', async () => {
    const connectors = new HandRegister();
    const definition: FormDefinition = {
      ...SALES,
      lookups: {goods: {connector: 'goods', keys: {name: '/items/*/name'}, fill: {'/items/*/amount': 'amount'}, purpose: 'x'}},
    };
    const form = await mount({definition, connectors, answers: {items: [{}]}});
    await settle(form);
    const said: string[] = [];
    const live = form.renderRoot.querySelector('#egov-live') as HTMLElement;
    const heard = new MutationObserver(() => live.textContent && said.push(live.textContent));
    heard.observe(live, {childList: true, subtree: true, characterData: true});
    await paste(form, '/items/0/name', 'Một\nHai\nBa');
    const progress = (): string => form.renderRoot.querySelector('.lookup-progress')?.textContent?.trim() ?? '';
    await until('all are asked', () => connectors.questions.length === 3);
    expect(progress()).to.equal('Đã tra cứu 0 trong 3 dòng.');
    connectors.questions[0]?.answer(answerOf({amount: 1}));
    connectors.questions[1]?.answer({state: 'not-found'});
    await until('two have come', () => progress() === 'Đã tra cứu 2 trong 3 dòng.');
    connectors.questions[2]?.answer(answerOf({amount: 3}));
    await until('the end is told', () => live.textContent?.includes('Đã tra cứu xong'));
    await settle(form);
    expect(progress()).to.equal('');
    expect([...new Set(said)]).to.deep.equal(['Đã dán 3 dòng.', 'Đã tra cứu xong 3 dòng; 2 dòng có trong cơ sở dữ liệu.']);
    heard.disconnect();
  });

  it('offers rows that a register knows, to tick, to find and to take back', async () => {
    const connectors = new HandRegister();
    const {properties} = SALES.data as {properties: JsonObject};
    const definition: FormDefinition = {
      ...SALES,
      data: {type: 'object', properties: {...properties, code: {type: 'string'}}},
      pages: (SALES.pages ?? []).map((page) => ({...page, items: [{field: '/code'}, ...page.items]})),
      lookups: {
        stock: {
          connector: 'stock',
          keys: {code: '/code'},
          fill: {'/items/*/name': 'goods/*/name', '/items/*/amount': 'goods/*/price'},
          offers: true,
          purpose: 'x',
        },
      },
    };
    const form = await mount({definition, connectors, answers: {code: '1', items: [{}]}});
    await until('the list is drawn', () => form.renderRoot.querySelector('egov-offer details'));
    const offer = form.renderRoot.querySelector('egov-offer') as HTMLElement;
    const details = offer.querySelector('details') as HTMLDetailsElement;
    expect(connectors.questions).to.have.length(0);
    details.open = true;
    await until('the register is asked once the list is opened', () => connectors.questions.length === 1);
    const names = ['Bút', 'Giấy', 'Đèn', 'Kéo', 'Hồ', 'Bìa', 'Ghim', 'Mực', 'Thước'];
    connectors.questions[0]?.answer(answerOf({goods: names.map((name, i) => ({name, price: i}))}));
    await until('the list is there', () => offer.querySelectorAll('input[type=checkbox]').length === names.length);
    expect(form.model?.get('/items')).to.deep.equal([{}]);
    expect(await axeViolations(form)).to.deep.equal([]);

    const search = offer.querySelector<HTMLInputElement>('input[type=search]') as HTMLInputElement;
    search.value = 'den';
    search.dispatchEvent(new InputEvent('input', {bubbles: true}));
    const boxes = (): HTMLInputElement[] => [...offer.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
    await until('it is found without marks', () => boxes().length === 1);
    boxes()[0]?.click();
    await settle(form);
    expect(form.model?.get('/items')).to.deep.equal([{name: 'Đèn'}]);
    expect(offer.querySelector('legend')?.textContent).to.equal('Đã chọn 1 trong 9');
    expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.contain('Đã thêm Đèn');
    search.value = '';
    search.dispatchEvent(new InputEvent('input', {bubbles: true}));
    await until('all are there again', () => boxes().length === names.length);
    boxes()[0]?.click();
    await settle(form);
    expect(form.model?.get('/items')).to.deep.equal([{name: 'Đèn'}, {name: 'Bút'}]);
    form.model?.undo();
    await settle(form);
    expect([boxes()[0]?.checked, boxes()[2]?.checked]).to.deep.equal([false, true]);
    boxes()[2]?.click();
    await settle(form);
    expect(boxes().some(({checked}) => checked)).to.equal(false);
  });

  it('leaves a text of one cell to the browser', async () => {
    const form = await table([{name: 'A'}]);
    expect(await paste(form, '/items/0/name', 'một ô')).to.equal(false);
  });

  it('keeps rows, their controls and the focus when rows move', async () => {
    const form = await table(['A', 'B', 'C'].map((name) => ({name})));
    const moved = control(form, '/items/2/name');
    button(part(form, '/items'), 'Chuyển lên: Khoản 3').click();
    await settle(form);
    expect(control(form, '/items/1/name')).to.equal(moved);
    expect(moved.value).to.equal('C');
    expect(form.shadowRoot?.activeElement?.getAttribute('aria-label')).to.equal('Chuyển lên: Khoản 2');
    button(part(form, '/items'), 'Xóa Khoản 1').click();
    await settle(form);
    expect(control(form, '/items/0/name')).to.equal(moved);
    expect([...part(form, '/items').querySelectorAll('[role=rowheader]')].map((head) => head.textContent)).to.contain('1');
  });
});

describe('a long list', () => {
  const many = Array.from({length: 300}, (_, i) => ({name: `R${i}`}));
  const definition: FormDefinition = {
    ...SALES,
    data: {type: 'object', properties: {items: {type: 'array', items: {type: 'object', properties: {name: {type: 'string'}}}}}},
    pages: [{id: 'all', title: 'All', items: [{list: '/items', layout: 'table', items: [{field: '/items/*/name'}]}]}],
    fields: {'/items/*/name': {label: 'Name'}},
  };

  it('ends up in the document whole and in order, also when it changes while it is drawn', async () => {
    const form = await mount({definition, answers: {items: many}});
    form.model?.list('/items').insert(1);
    form.model?.set('/items/1/name', 'new');
    for (let i = 0; i < 20; i += 1) await settle(form);
    const names = [...form.renderRoot.querySelectorAll<HTMLInputElement>('.row input')].map((input) => input.value);
    expect(names).to.deep.equal(['R0', 'new', ...many.slice(1).map(({name}) => name)]);
  });

  it('is reached by the focus before it is drawn', async () => {
    const form = await mount({definition, answers: {items: many}});
    expect(await form.focusField('/items/299/name')).to.equal(true);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/items/299/name'));
    expect(control(form, '/items/299/name').value).to.equal('R299');
  });
});
