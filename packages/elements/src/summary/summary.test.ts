import {checkedMark, type FormDefinition, type JsonObject, type Submission} from '@egov-form/core';
import {expect} from 'chai';
import {axeViolations, control, fill, mount, settle, unmountAll} from '../../test/mount.ts';
import {EgovErrorEvent} from '../events.ts';
import type {EgovForm} from '../index.ts';

const THEN = 'then';
const KIND = {type: 'string', title: 'Loại', enum: ['child', 'adult']};
const N = {type: 'integer', title: 'Số người'};
const ROWS = {type: 'array', title: 'Các mục', items: {type: 'object', properties: {x: {type: 'string', title: 'Tên mục'}}}};

/** As a page opens it that trusts the mark: a fault of the form is met by the person. */
function definitionOf(data: object, more: Partial<FormDefinition> = {}): FormDefinition {
  const definition = {
    ...{id: 'block', version: '1.0.0', title: {vi: 'Đơn đề nghị', en: 'Request'}},
    data: {type: 'object', ...data},
    ...more,
  } as FormDefinition;
  return {...definition, checked: checkedMark(definition)};
}

const sent: Submission[] = [];

async function send(data: object, answers: JsonObject, more: Partial<FormDefinition> = {}): Promise<EgovForm> {
  sent.length = 0;
  const form = await mount({definition: definitionOf(data, more), answers});
  form.addEventListener('egov-submit', (event) => {
    event.preventDefault();
    sent.push(event.submission);
  });
  await trySending(form);
  return form;
}

async function trySending(form: EgovForm): Promise<void> {
  form.showPage('review');
  await settle(form);
  const declare = form.renderRoot.querySelector<HTMLInputElement>('#egov-declare');
  if (declare && !declare.checked) declare.click();
  form.renderRoot.querySelector<HTMLButtonElement>('[part~=send]')?.click();
  await settle(form);
}

const focused = (form: EgovForm): Element | null => form.shadowRoot?.activeElement ?? null;
const lines = (form: EgovForm): HTMLButtonElement[] => [
  ...form.renderRoot.querySelectorAll<HTMLButtonElement>('egov-summary li button'),
];

describe('what stops the sending', () => {
  afterEach(unmountAll);

  const cases: readonly (readonly [string, object, JsonObject, string, string])[] = [
    [
      'a branch',
      {properties: {kind: KIND, n: N}, if: {properties: {kind: {const: 'child'}}}, [THEN]: {properties: {n: {maximum: 2}}}},
      {kind: 'child', n: 5},
      'Số người không được lớn hơn 2',
      '/n',
    ],
    [
      'rows that repeat',
      {properties: {rows: {...ROWS, uniqueItems: true}}},
      {rows: [{x: 'a'}, {x: 'a'}]},
      'mục 2 giống hệt mục 1',
      '/rows',
    ],
    [
      'a row that is missing',
      {properties: {rows: {...ROWS, contains: {required: ['y']}}}},
      {rows: [{x: 'a'}]},
      'Các mục còn thiếu',
      '/rows',
    ],
    [
      'what may not be together',
      {properties: {n: N, kind: KIND}, not: {required: ['n', 'kind']}},
      {n: 1, kind: 'child'},
      'Đơn đề nghị thuộc trường hợp',
      '/n',
    ],
    ['too few answers', {properties: {n: N, kind: KIND}, minProperties: 2}, {n: 1}, 'Đơn đề nghị chưa đủ', '/kind'],
    [
      'a part inside',
      {properties: {part: {type: 'object', title: 'Hộ', properties: {n: N}, not: {required: ['n']}}}},
      {part: {n: 1}},
      'Hộ thuộc trường hợp',
      '/part/n',
    ],
  ];
  for (const [name, data, answers, words, pointer] of cases)
    it(`is listed, takes the focus and leads to its question: ${name}`, async () => {
      const form = await send(data, answers);
      expect(sent).to.deep.equal([]);
      expect(focused(form)?.className).to.equal('summary');
      expect(lines(form).map(({textContent}) => textContent)).to.have.length(1);
      expect(lines(form)[0]?.textContent).to.contain(words);
      lines(form)[0]?.click();
      await settle(form);
      await settle(form);
      expect(focused(form)?.closest('[data-pointer]')?.getAttribute('data-pointer')).to.equal(pointer);
      expect(await axeViolations(form)).to.deep.equal([]);
    });

  it('is still to answer where nothing was, and names the section of labels that several have', async () => {
    const name = {type: 'string', title: 'Họ và tên', maxLength: 5};
    const person = {type: 'object', properties: {name}, required: ['name']};
    const group = (title: string, field: string) => ({group: title, items: [{field}]});
    const form = await send(
      {
        properties: {mother: person, father: person, note: {type: 'string', title: 'Ghi chú'}},
        required: ['mother', 'father', 'note'],
      },
      {},
      {
        pages: [
          {id: 'a', title: 'A', items: [group('Người mẹ', '/mother/name'), group('Người cha', '/father/name'), {field: '/note'}]},
        ],
      },
    );
    const summary = form.renderRoot.querySelector<HTMLElement>('.summary');
    const title = () => summary?.querySelector('.summary-title')?.textContent;
    expect([summary?.dataset['tone'], title()]).to.deep.equal(['todo', 'Còn 3 mục phải trả lời']);
    expect(lines(form).map(({textContent}) => textContent)).to.deep.equal([
      'Người mẹ: Vui lòng nhập Họ và tên.',
      'Người cha: Vui lòng nhập Họ và tên.',
      'Vui lòng nhập Ghi chú.',
    ]);
    form.answers = {mother: {name: 'dài quá mức'}};
    await trySending(form);
    expect([summary?.dataset['tone'], title()]).to.deep.equal(['error', 'Có 1 mục cần sửa. Còn 2 mục phải trả lời']);
  });

  it('goes from list and question when another answer mends it, and then the form is sent', async () => {
    const [, data = {}, answers = {}] = cases[0] ?? [];
    const form = await send(data, answers);
    form.showPage('form');
    await settle(form);
    expect(control(form, '/n').getAttribute('aria-invalid')).to.equal('true');
    form.model?.set('/kind', 'adult');
    await settle(form);
    expect(control(form, '/n').getAttribute('aria-invalid')).to.not.equal('true');
    expect(lines(form)).to.deep.equal([]);
    await trySending(form);
    expect(sent.map(({answers: given}) => given)).to.deep.equal([{kind: 'adult', n: 5}]);
  });

  it('that no question can mend is a fault of the form, with what can be done about it', async () => {
    const errors: EgovErrorEvent[] = [];
    const hear = (event: Event): void => void (event instanceof EgovErrorEvent && errors.push(event));
    document.addEventListener('egov-error', hear);
    const form = await send({properties: {name: {type: 'string', title: 'Tên'}}, required: ['nmae']}, {name: 'A'});
    document.removeEventListener('egov-error', hear);
    expect(sent).to.deep.equal([]);
    expect(focused(form)?.className).to.equal('summary');
    expect(lines(form)[0]?.textContent)
      .to.contain('Biểu mẫu này có lỗi')
      .and.to.contain('in hoặc lưu lại')
      .and.to.contain('value.required /nmae');
    expect(errors.map(({code, details}) => [code, details])).to.deep.equal([
      ['EGOV_ELEMENTS_FAULTY_FORM', {places: ['value.required /nmae']}],
    ]);
    await fill(form, '/name', 'B').catch(() => undefined);
    lines(form)[0]?.click();
    await settle(form);
    expect(focused(form)?.closest('.print-do') === null).to.equal(false);
  });

  it('that the gateway names is listed too, wherever it lies', async () => {
    const form = await mount({
      definition: definitionOf({properties: {rows: ROWS, n: N, part: {type: 'object', title: 'Hộ', properties: {kind: KIND}}}}),
      answers: {rows: [{x: 'a'}], n: 1},
      recipient: {
        upload: async () => '',
        submit: async () => ({
          state: 'refused',
          issues: [
            {code: 'schema.uniqueItems', pointer: '/rows', severity: 'error'},
            {code: 'schema.not', pointer: '/part', severity: 'error'},
            {code: 'schema.oneOf', pointer: '', severity: 'error'},
            {code: 'schema.additionalProperties', pointer: '/nmae', severity: 'error'},
            {code: 'value.required', pointer: '/rows/7/x', severity: 'error'},
            {code: 'submission.hidden-field', pointer: '/gone', severity: 'error'},
          ],
        }),
      },
    });
    await trySending(form);
    expect(lines(form).map(({dataset}) => dataset['target'])).to.deep.equal([
      '/rows',
      '/part/kind',
      '/part/kind',
      '#/keeping',
      '/rows/7/x',
      '#/keeping',
    ]);
    const texts = lines(form).map(({textContent}) => textContent ?? '');
    expect(texts[4]).to.contain('Tên mục');
    expect(texts[5]).to.contain('Biểu mẫu này có lỗi');
    form.model?.set('/n', 2);
    await settle(form);
    expect(lines(form).map(({dataset}) => dataset['target'])).to.deep.equal(['/rows']);
  });

  it('is nothing where an optional list and object were left alone, and the review says so', async () => {
    const part = {type: 'object', title: 'Hộ', required: ['n'], properties: {n: N, kind: KIND}};
    const form = await send(
      {properties: {name: {type: 'string', title: 'Tên'}, rows: {...ROWS, minItems: 2}, part}},
      {name: 'A'},
    );
    expect(sent.map(({answers}) => answers)).to.deep.equal([{name: 'A'}]);
    expect(form.renderRoot.querySelector('[data-answer="/rows"]')?.textContent).to.contain('Các mục');
  });
});
