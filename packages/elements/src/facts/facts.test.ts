import type {FormDefinition, LookupAnswer} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {
  axeViolations,
  button,
  control,
  fill,
  HandRegister,
  MemoryDrafts,
  mount,
  next,
  part,
  settle,
  shown,
  unmountAll,
} from '../../test/mount.ts';

afterEach(unmountAll);

/** A person whom one look-up fills but for the keys, a group of what follows, and a page that asks nothing. */
const PERSON: FormDefinition = {
  id: 'facts',
  version: '1.0.0',
  title: 'Tờ khai',
  data: {
    type: 'object',
    required: ['id', 'name', 'town'],
    properties: {
      id: {type: 'string', pattern: '^[0-9]{4}$', maxLength: 4},
      born: {type: 'string', format: 'date'},
      name: {type: 'string', maxLength: 60},
      town: {type: 'string', maxLength: 60},
      job: {type: 'string', maxLength: 60},
      reason: {type: 'string', maxLength: 60},
      copied: {type: 'string'},
      again: {type: 'string'},
      mail: {type: 'string'},
    },
  },
  pages: [
    {
      id: 'person',
      title: 'Trang người',
      items: [
        {
          group: 'Người yêu cầu',
          items: [
            {field: '/id'},
            {document: 'card'},
            {group: 'Nhân thân', columns: 2, items: [{field: '/name'}, {field: '/born'}, {field: '/town'}]},
            {group: 'Việc làm', items: [{field: '/job'}]},
          ],
        },
        {field: '/reason'},
      ],
    },
    {
      id: 'follows',
      title: 'Trang theo',
      items: [{group: 'Theo người yêu cầu', items: [{field: '/copied'}, {field: '/again'}]}],
    },
    {id: 'last', title: 'Trang cuối', items: [{field: '/mail'}]},
  ],
  fields: {
    '/id': {label: 'Số định danh'},
    '/born': {label: 'Ngày sinh'},
    '/name': {label: 'Họ tên'},
    '/town': {label: 'Nơi ở'},
    '/job': {label: 'Nghề'},
    '/reason': {label: 'Lý do'},
    '/copied': {label: 'Họ tên người ký', value: {var: 'name'}},
    '/again': {label: 'Nơi ký', value: {var: 'town'}},
    '/mail': {label: 'Thư điện tử'},
  },
  lookups: {
    person: {
      connector: 'population',
      title: {vi: 'Sổ dân cư', en: 'Population register'},
      keys: {citizenId: '/id', birthDate: {pointer: '/born', optional: true}},
      fill: {'/name': 'fullName', '/born': 'birthDate', '/town': 'town', '/job': 'job'},
      trust: {'*': 'correctable', '/name': 'locked'},
      purpose: {vi: 'Để điền tờ khai.', en: 'To fill in the form.'},
    },
  },
  documents: {card: {title: 'Thẻ', accept: ['image/jpeg'], maxBytes: 1000}},
};

const VALUES = {fullName: 'NGUYỄN THỊ MẪU', birthDate: '1990-02-14', town: 'Huế', job: 'Thợ may'};

type Form = Awaited<ReturnType<typeof mount>>;

const facts = (form: Form): HTMLElement => {
  const found = form.renderRoot.querySelector<HTMLElement>('egov-facts');
  if (!found) throw new Error('No group is facts.');
  return found;
};
const card = (form: Form): HTMLElement | null => form.renderRoot.querySelector<HTMLElement>('[part~=facts]');
const words = (element: Element | null | undefined): string =>
  (element?.textContent ?? '').replace(/[\s\u2066-\u2069]+/gu, ' ').trim();
const asked = (form: Form): string[] =>
  [...form.renderRoot.querySelectorAll('egov-field[data-pointer]')].map((field) => field.getAttribute('data-pointer') ?? '');
const inFocus = (form: Form): Element | null => form.shadowRoot?.activeElement ?? null;

async function opened(setup: Parameters<typeof mount>[0] = {}) {
  const connectors = new HandRegister();
  const form = await mount({definition: PERSON, connectors, ...setup});
  const said: string[] = [];
  const live = form.renderRoot.querySelector('#egov-live');
  if (live)
    new MutationObserver(() => live.textContent && said.push(live.textContent)).observe(live, {
      childList: true,
      subtree: true,
      characterData: true,
    });
  const give = async (id: string, answer: LookupAnswer): Promise<void> => {
    const before = connectors.questions.length;
    const input = control(form, '/id');
    input.focus();
    input.value = id;
    input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    await until('the register is asked', () => connectors.questions.length > before);
    connectors.questions.at(-1)?.answer(answer);
    await settle(form);
  };
  return {form, connectors, give, said};
}

describe('facts of a group that one look-up fills', () => {
  it('asks for the key alone, with the paper and a way to type by hand', async () => {
    const {form} = await opened();
    expect(asked(form)).to.deep.equal(['/id', '/reason']);
    expect(form.renderRoot.querySelector('egov-document:not([hidden])')).to.not.equal(null);
    expect(words(facts(form))).to.not.contain('Nhân thân');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(form.renderRoot, 'Nhập tay').click();
    await settle(form);
    expect(asked(form)).to.deep.equal(['/id', '/name', '/born', '/town', '/job', '/reason']);
    expect(inFocus(form)).to.equal(control(form, '/name'));
    expect(words(facts(form))).to.contain('Nhân thân');
  });

  it('shows a card for what was filled: who, one source, one undo, everything behind a fold', async () => {
    const {form, give, said} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    expect(asked(form)).to.deep.equal(['/reason']);
    expect(words(card(form)?.querySelector('.facts-who'))).to.equal('NGUYỄN THỊ MẪU · 14/02/1990 · 1234');
    expect(words(facts(form)).match(/Lấy từ Sổ dân cư, \d\d:\d\d \d\d\/11\/2026/gu)).to.have.length(1);
    const back = [...facts(form).querySelectorAll('button')].filter((each) => words(each) === 'Hoàn tác');
    // In sight: what was filled is taken back in one step.
    expect(back.map((each) => each.checkVisibility())).to.deep.equal([true]);
    const all = card(form)?.querySelector('details');
    expect(words(all?.querySelector('summary'))).to.equal('Xem tất cả (5)');
    expect(words(all?.querySelector('dl'))).to.contain('NghềThợ may');
    // The question that had the focus is gone: the card has it.
    expect(inFocus(form)).to.equal(card(form));
    expect(said.length).to.be.at.most(2);
    expect(said.at(-1)).to.contain('Đã điền 4 mục');
    for (const target of facts(form).querySelectorAll('button, summary'))
      if (target.checkVisibility()) expect(target.getBoundingClientRect().height).to.be.at.least(24);
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('opens the questions where something is wrong, and closes to the card', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    button(form.renderRoot, 'chưa đúng?').click();
    await settle(form);
    expect(asked(form)).to.deep.equal(['/id', '/name', '/born', '/town', '/job', '/reason']);
    expect(inFocus(form)).to.equal(control(form, '/name'));
    expect(words(part(form, '/name'))).to.contain('Thông tin chưa đúng?');
    await fill(form, '/town', 'Vinh');
    expect(words(part(form, '/town'))).to.contain('Vì sao Ông/Bà sửa?');
    button(form.renderRoot, 'Thu gọn').click();
    await settle(form);
    expect(inFocus(form)).to.equal(card(form));
    // What was corrected stays in sight, with what the register said.
    expect(asked(form)).to.deep.equal(['/town', '/reason']);
    expect(words(card(form))).to.contain('Xem tất cả (4)');
  });

  it('takes the fill back by one press, and asks for the key again', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    button(facts(form), 'Hoàn tác').click();
    await settle(form);
    expect(card(form)).to.equal(null);
    expect(asked(form)).to.deep.equal(['/id', '/reason']);
    expect(inFocus(form)).to.equal(control(form, '/id'));
  });

  it('says beside the card what a paper gave, with the way back', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled({birthDate: '1990-02-14', job: 'Thợ may'}));
    const read = {kind: 'document', document: 'card', fact: 'x', from: 'qr', page: 1, confidence: 1} as const;
    form.model?.transact(
      [
        {pointer: '/name', value: 'NGUYỄN THỊ MẪU'},
        {pointer: '/town', value: 'Vinh'},
      ],
      read,
    );
    await settle(form);
    expect(card(form)).to.not.equal(null);
    const line = form.renderRoot.querySelector('egov-filled [data-kind=document]');
    expect(line?.checkVisibility()).to.equal(true);
    expect(words(line)).to.match(/^2 mục đọc từ .*Hoàn tác$/u);
    button(line as Element, 'Hoàn tác lần điền: 2 mục').click();
    await settle(form);
    expect([form.model?.get('/name'), form.model?.get('/town')]).to.deep.equal([undefined, undefined]);
  });

  it('takes another key, and stays a card until one is given', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    button(facts(form), 'Đổi số định danh').click();
    await settle(form);
    expect(asked(form)).to.deep.equal(['/id', '/reason']);
    expect(inFocus(form)).to.equal(control(form, '/id'));
    expect(card(form)).to.not.equal(null);
    await give('4321', {...HandRegister.filled({...VALUES, fullName: 'TRẦN VĂN MẪU'})});
    expect(words(card(form))).to.contain('TRẦN VĂN MẪU');
  });

  it('asks for what the register does not have, and says so once', async () => {
    const {form, give} = await opened();
    const {source, values} = HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', birthDate: '1990-02-14'}) as Extract<
      LookupAnswer,
      {state: 'filled'}
    >;
    await give('1234', {state: 'partial', source, values});
    expect(asked(form)).to.deep.equal(['/town', '/job', '/reason']);
    expect(words(facts(form).querySelector('[part~=facts-absent]'))).to.contain('không có: Nơi ở và Nghề');
    await fill(form, '/town', 'Huế');
    expect(words(facts(form).querySelector('[part~=facts-absent]'))).to.contain('Nơi ở và Nghề');
    expect(asked(form)).to.include('/town');
  });

  it('is walked through and worked by keys alone', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    card(form)?.focus();
    const stops: string[] = [];
    while (facts(form).contains(inFocus(form)) && stops.length < 9) {
      await sendKeys({press: 'Tab'});
      stops.push(words(inFocus(form)));
    }
    // After them comes the paper.
    expect(stops.slice(0, 4)).to.deep.equal(['Xem tất cả (5)', 'Đổi số định danh', 'Có thông tin chưa đúng?', 'Hoàn tác']);
    card(form)?.focus();
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Enter'});
    await until('all of it is shown', () => card(form)?.querySelector('[part~=facts-all][open]'));
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Enter'});
    await until('the questions are asked', () => asked(form).includes('/town'));
    expect(inFocus(form)).to.equal(control(form, '/name'));
  });

  it('tells what is not on file from what may not be said and what is too old', async () => {
    const drafts = new MemoryDrafts();
    const {form, give} = await opened({drafts});
    const {source, values} = HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', birthDate: '1990-02-14'}) as Extract<
      LookupAnswer,
      {state: 'filled'}
    >;
    await give('1234', {
      ...{state: 'partial', source, values},
      gaps: {town: {reason: 'stale', asOf: '2019-03-12'}, job: {reason: 'not-permitted'}},
    });
    const lines = (of: Form): string[] => [...facts(of).querySelectorAll('[part~=facts-absent]')].map((line) => words(line));
    const told = [
      'Trong cơ sở dữ liệu đã cũ (từ 12/03/2019): Nơi ở. Ông/Bà khai theo hiện nay; nếu mới được cập nhật thì tra cứu lại.',
      'Cơ sở dữ liệu không được cung cấp cho thủ tục này: Nghề. Ông/Bà khai thêm ở dưới.',
    ];
    expect(lines(form)).to.deep.equal(told);
    expect(asked(form)).to.deep.equal(['/town', '/job', '/reason']);
    await until('the draft is kept', () => drafts.drafts.size > 0);
    form.remove();
    const {form: again, connectors} = await opened({drafts});
    expect(lines(again)).to.deep.equal(told);
    // What was stale then may be put right by now.
    button(facts(again), 'Tra cứu lại').click();
    await until('the register is asked', () => connectors.questions.length > 0);
    expect(connectors.questions[0]?.keys['citizenId']).to.equal('1234');
  });

  it('keeps what was typed beside the card, with the differences', async () => {
    const {form, give} = await opened();
    button(form.renderRoot, 'Nhập tay').click();
    await settle(form);
    await fill(form, '/town', 'Vinh');
    await give('1234', HandRegister.filled(VALUES));
    expect(words(card(form)?.querySelector('[part~=differences]'))).to.contain('Vinh');
    expect(asked(form)).to.include('/town');
    button(facts(form), 'Dùng tất cả theo').click();
    await settle(form);
    expect(asked(form)).to.deep.equal(['/reason']);
  });

  const UNDER_KEY: readonly [string, LookupAnswer][] = [
    ['not found', {state: 'not-found'}],
    ['mismatch', {state: 'mismatch'}],
    ['sign-in', {state: 'forbidden', reason: 'sign-in'}],
  ];
  for (const [name, answer] of UNDER_KEY)
    it(`leaves the key and a way to type: ${name}`, async () => {
      const {form, give} = await opened();
      await give('1234', answer);
      expect(asked(form)).to.deep.equal(['/id', '/reason']);
      expect(button(form.renderRoot, 'Nhập tay').checkVisibility()).to.equal(true);
    });

  it('asks for a further key where it is what is missing, and keeps it', async () => {
    const {form, give, connectors} = await opened();
    await give('1234', {state: 'incomplete', missing: ['birthDate']});
    expect(asked(form)).to.deep.equal(['/id', '/born', '/reason']);
    // Emptied to be written anew, it does not vanish.
    await fill(form, '/born', '1');
    await fill(form, '/born', '');
    expect(asked(form)).to.deep.equal(['/id', '/born', '/reason']);
    form.model?.set('/born', '1990-02-14');
    await until('the register is asked again', () => connectors.questions.length > 1);
    await settle(form);
    expect(asked(form)).to.deep.equal(['/id', '/born', '/reason']);
  });

  const BY_HAND: readonly [string, LookupAnswer][] = [
    ['down', {state: 'unavailable', reason: 'down'}],
    ['limited', {state: 'limited', retryAfterSeconds: 30}],
    ['not permitted', {state: 'forbidden', reason: 'procedure'}],
  ];
  for (const [name, answer] of BY_HAND)
    it(`opens the questions: ${name}`, async () => {
      const {form, give} = await opened();
      await give('1234', answer);
      expect(asked(form)).to.deep.equal(['/id', '/name', '/born', '/town', '/job', '/reason']);
    });

  it('asks everything where no register can be asked, or the definition says so', async () => {
    const form = await mount({definition: PERSON});
    expect(asked(form)).to.include('/job');
    form.remove();
    const [page, ...rest] = structuredClone(PERSON.pages ?? []);
    const [group] = page?.items ?? [];
    if (!page || !group || !('group' in group)) throw new Error('The page has a group.');
    group.presentation = 'questions';
    const {form: other} = await opened({definition: {...PERSON, pages: [page, ...rest]}});
    expect(asked(other)).to.include('/job');
  });

  it('opens for what is gone to, and for what is wrong', async () => {
    const {form, give} = await opened();
    await next(form);
    // Everything that is due and not drawn is drawn now.
    expect(asked(form)).to.include.members(['/id', '/name', '/town']);
    await give('1234', HandRegister.filled(VALUES));
    expect(asked(form)).to.not.include('/job');
    expect(await form.focusField('/job')).to.equal(true);
    expect(inFocus(form)).to.equal(control(form, '/job'));
  });

  it('shows questions that hold something when a draft is opened', async () => {
    const drafts = new MemoryDrafts();
    const {form} = await opened({drafts});
    button(form.renderRoot, 'Nhập tay').click();
    await settle(form);
    await fill(form, '/name', 'Tự khai');
    await until('the draft is kept', () => drafts.drafts.size > 0);
    form.remove();
    const {form: again} = await opened({drafts});
    expect(asked(again)).to.include('/name');
  });
});

describe('a page that asks nothing', () => {
  const titles = (form: Form): string[] => [...form.renderRoot.querySelectorAll('.progress .step-title')].map(words);

  it('is shown below the page before it, and is a page again where something is wrong', async () => {
    const {form, give} = await opened();
    expect(titles(form)).to.have.length(4);
    await give('1234', HandRegister.filled(VALUES));
    expect(titles(form).map((title) => title.replace(/ \(.*/u, ''))).to.deep.equal([
      'Trang người',
      'Trang cuối',
      'Xem lại và gửi',
    ]);
    const cards = [...form.renderRoot.querySelectorAll('.card')];
    expect(cards).to.have.length(2);
    expect(words(cards[1])).to.contain('Trang theo');
    expect(words(cards[1])).to.contain('NGUYỄN THỊ MẪU · Huế');
    expect(await axeViolations(form)).to.deep.equal([]);
    button(cards[1] as Element, 'chưa đúng?').click();
    await settle(form);
    expect(words(form.renderRoot.querySelector('.page-title'))).to.equal('Trang theo');
    expect(titles(form)).to.have.length(4);
  });

  it('is passed by going on, and reached by what is wrong there', async () => {
    const {form, give} = await opened();
    await give('1234', HandRegister.filled(VALUES));
    await next(form);
    expect(words(form.renderRoot.querySelector('.page-title'))).to.equal('Trang cuối');
    expect(await form.focusField('/copied')).to.equal(true);
    expect(words(form.renderRoot.querySelector('.page-title'))).to.equal('Trang theo');
  });

  it('does not vanish under who stands on it', async () => {
    const {form, connectors} = await opened();
    form.showPage('follows');
    await settle(form);
    form.model?.set('/id', '1234');
    await until('the register is asked', () => connectors.questions.length > 0);
    connectors.questions.at(-1)?.answer(HandRegister.filled(VALUES));
    await settle(form);
    expect(words(form.renderRoot.querySelector('.page-title'))).to.equal('Trang theo');
    expect(words(card(form))).to.contain('NGUYỄN THỊ MẪU');
    expect(shown(form, '/copied')).to.equal(false);
    await next(form);
    expect(titles(form)).to.have.length(3);
  });
});

describe('facts in the rows of a list', () => {
  const CARS: FormDefinition = {
    id: 'cars',
    version: '1.0.0',
    title: 'Xe',
    data: {
      type: 'object',
      properties: {
        cars: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          items: {
            type: 'object',
            properties: {
              plate: {type: 'string', pattern: '^[0-9]{4}$', maxLength: 4},
              kind: {type: 'string'},
              owner: {type: 'string'},
            },
          },
        },
      },
    },
    pages: [
      {
        id: 'cars',
        title: 'Danh sách xe',
        items: [
          {list: '/cars', rowTitle: 'Xe', items: [{field: '/cars/*/plate'}, {field: '/cars/*/kind'}, {field: '/cars/*/owner'}]},
        ],
      },
    ],
    fields: {
      '/cars': {label: 'Xe'},
      '/cars/*/plate': {label: 'Biển số'},
      '/cars/*/kind': {label: 'Loại xe'},
      '/cars/*/owner': {label: 'Chủ xe'},
    },
    lookups: {
      car: {
        connector: 'vehicle',
        title: 'Sổ xe',
        keys: {plate: '/cars/*/plate'},
        fill: {'/cars/*/kind': 'kind', '/cars/*/owner': 'owner'},
        trust: {'*': 'locked'},
        purpose: 'Để điền.',
      },
    },
  };

  it('are one line each until opened, and follow their rows', async () => {
    const connectors = {
      ask: async ({keys}: {keys: {readonly [name: string]: string}}) =>
        HandRegister.filled({kind: 'Xe tải', owner: `Chủ ${keys['plate']}`}),
    };
    const form = await mount({definition: CARS, connectors});
    form.model?.batch(() => {
      for (let index = 0; index < 20; index += 1) form.model?.list('/cars').insert();
    });
    for (let index = 0; index < 20; index += 1) form.model?.set(`/cars/${index}/plate`, String(1000 + index));
    await settle(form);
    const lines = () => [...form.renderRoot.querySelectorAll<HTMLElement>('.row')];
    await until('every row is a line', () => form.renderRoot.querySelectorAll('details.facts').length === 20);
    expect(asked(form)).to.deep.equal([]);
    expect(words(lines()[3]?.querySelector('summary'))).to.equal('1003 · Xe tải · Chủ 1003');
    expect(Math.max(...lines().map((line) => line.getBoundingClientRect().height))).to.be.at.most(140);
    form.model?.list('/cars').move(3, 0);
    await settle(form);
    expect(words(lines()[0]?.querySelector('summary'))).to.equal('1003 · Xe tải · Chủ 1003');
    const [first] = lines();
    first?.querySelector('summary')?.click();
    button(first as Element, 'Đổi biển số').click();
    await settle(form);
    expect(inFocus(form)).to.equal(control(form, '/cars/0/plate'));
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('know what a rule made of registers alone, and are one line on the review', async () => {
    type Data = {readonly properties: {readonly cars: {readonly items: {readonly properties: object}}}};
    const {cars} = (CARS.data as unknown as Data).properties;
    const items = {...cars.items, properties: {...cars.items.properties, owned: {type: 'boolean'}}};
    const [page] = CARS.pages ?? [];
    const list = page?.items[0] as {readonly items: readonly object[]};
    const definition = {
      ...CARS,
      data: {type: 'object', properties: {cars: {...cars, items}}},
      pages: [
        {
          ...page,
          items: [{...list, items: [{group: 'Xe', presentation: 'facts', items: [...list.items, {field: '/cars/*/owned'}]}]}],
        },
      ],
      fields: {...CARS.fields, '/cars/*/owned': {label: 'Xe của tôi', default: {'==': [{var: '/cars/*/owner'}, 'Tôi']}}},
    } as unknown as FormDefinition;
    const form = await mount({definition, connectors: {ask: async () => HandRegister.filled({kind: 'Xe tải', owner: 'Tôi'})}});
    form.model?.list('/cars').insert();
    form.model?.set('/cars/0/plate', '1000');
    await until('the row is a line', () => form.renderRoot.querySelector('details.facts') !== null);
    expect(shown(form, '/cars/0/owned')).to.equal(false);
    form.showPage('review');
    await settle(form);
    const line = form.renderRoot.querySelector('egov-review details');
    expect(words(line?.querySelector('summary'))).to.equal('Xe 1: 1000');
    expect(line?.querySelectorAll('[part~=answer]').length).to.equal(4);
  });
});
