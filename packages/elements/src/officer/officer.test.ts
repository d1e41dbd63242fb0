import type {FormDefinition, JsonObject, LookupGap} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {HandClock} from '../../test/hand-clock.ts';
import {axeViolations, HandRegister, mount, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {Dossier} from './dossier.ts';

afterEach(unmountAll);

const AT = '2026-11-22T03:04:00.000Z';

/** Every kind of source, and every way in which sources may disagree. */
const DOSSIER: Dossier = {
  form: 'sample',
  version: '1.0.0',
  answers: {
    id: '1234',
    name: 'NGUYỄN THỊ MẪU',
    born: '1990-02-14',
    story: 'Đã sửa',
    copies: 2,
    double: 4,
    issued: '2020-11-05',
    town: 't1',
    consent: true,
    cars: [{plate: '88A-000.01', owner: 'Lê Văn Mẫu'}],
  },
  origins: {
    '/name': {origin: 'register', register: 'population', at: AT, disputed: 'Tên đệm là Thu', replacedInput: 'Nguyễn Thu Mẫu'},
    '/born': {origin: 'register', register: 'population', at: AT},
    '/story': {origin: 'register-edited', register: 'population', at: AT, registered: 'Bản gốc', reason: 'Đã đổi'},
    '/double': {origin: 'computed'},
    '/issued': {origin: 'document', document: 'card'},
    '/cars/0/owner': {origin: 'citizen', check: 'pending'},
  },
  documents: {
    card: [
      {file: 'a'.repeat(8), name: '<b>thẻ</b>.jpg', type: 'image/jpeg', sizeBytes: 900, sha256: 'ab', pageCount: 1, facts: {}},
    ],
  },
  decisions: [
    {pointer: '/issued', kept: 'document', dropped: 'typed', at: AT},
    {
      ...{pointer: '/name', kept: 'register', dropped: 'document', other: 'Nguyễn Thị Mận', at: AT},
      ...{document: 'card', wrong: 'document', note: 'In nhầm ở bệnh viện.'},
    },
  ],
  checks: [{lookup: 'person', row: '', state: 'done', verdicts: {'/town': 'agrees', '/copies': 'differs'}}],
};

type Form = Awaited<ReturnType<typeof mount>>;

async function read(
  dossier: Dossier | undefined,
  locale = 'vi',
  definition = SAMPLE,
): Promise<{form: Form; connectors: HandRegister}> {
  const connectors = new HandRegister();
  const form = await mount({mode: 'officer', dossier, connectors, locale, definition});
  await until('the answers are shown', () => form.renderRoot.querySelector('egov-officer .answer'));
  await settle(form);
  return {form, connectors};
}

const answer = (form: Form, pointer: string): string =>
  (form.renderRoot.querySelector(`[data-answer="${pointer}"]`)?.textContent ?? '').replace(/\s+/gu, ' ').trim();

describe('a dossier for an officer', () => {
  it('says which data stand for a document that was not asked for', async () => {
    const card = {
      ...SAMPLE.documents?.['card'],
      ...{title: 'Thẻ mẫu', notNeededWhen: {'==': [{origin: '/born'}, 'register']}, notNeededText: 'Đã có trong Sổ dân cư.'},
    };
    const definition = {...SAMPLE, documents: {card}};
    const {form} = await read({...DOSSIER, documents: {}, decisions: []}, 'vi', definition);
    const shown = (): string => form.renderRoot.querySelector('egov-attached')?.textContent ?? '';
    expect(shown()).to.contain('Đã có trong Sổ dân cư.');
    expect(answer(form, '/born')).to.contain('Lấy từ Sổ dân cư');
    unmountAll();
    const own = {...DOSSIER.origins, '/born': {origin: 'citizen'} as const};
    const asked = await read({...DOSSIER, origins: own, documents: {}, decisions: []}, 'vi', definition);
    expect(asked.form.renderRoot.querySelector('egov-attached')?.textContent).not.to.contain('Đã có trong Sổ dân cư.');
  });

  it('shows every answer with its source and how far it was verified', async () => {
    const {form} = await read(DOSSIER);
    expect(form.renderRoot.querySelector('input, select, textarea') === null).to.equal(true);
    expect(answer(form, '/born')).to.match(/14\/02\/1990 Lấy từ Sổ dân cư, \d\d:\d\d 22\/11\/2026 · đã kiểm chứng$/u);
    expect(answer(form, '/double')).to.contain('Tự tính · đã tính lại');
    expect(answer(form, '/issued')).to.contain('Đọc từ Thẻ mẫu, trên thiết bị của người nộp');
    expect(answer(form, '/consent')).to.contain('Người nộp tự khai');
    expect(answer(form, '/town')).to.contain('Huế').and.to.contain('Người nộp tự khai · khớp với cơ sở dữ liệu');
    expect(answer(form, '/cars/0/owner')).to.contain('chờ đối chiếu');
    expect(form.renderRoot.textContent).to.contain('<b>thẻ</b>.jpg');
  });

  it('says which register a value was worked out from', async () => {
    const double = {origin: 'computed', register: 'population', at: AT} as const;
    const {form} = await read({...DOSSIER, origins: {...DOSSIER.origins, '/double': double}});
    expect(answer(form, '/double')).to.match(/Tính từ Sổ dân cư, \d\d:\d\d 22\/11\/2026 · đã tính lại/u);
  });

  it('says where sources disagree, what was corrected and why, and what the rules find wrong', async () => {
    const {form} = await read({...DOSSIER, answers: {...DOSSIER.answers, id: '12'}});
    expect(answer(form, '/story')).to.contain('Sổ dân cư ghi: Bản gốc.').and.to.contain('Lý do sửa: Đã đổi');
    expect(answer(form, '/name')).to.contain('Thẻ mẫu ghi sai: “Nguyễn Thị Mận”. Ghi chú: In nhầm ở bệnh viện.');
    expect(answer(form, '/name')).to.contain('chưa đúng: Tên đệm là Thu').and.to.contain('đã khai: Nguyễn Thu Mẫu');
    expect(answer(form, '/copies')).to.contain('khác với cơ sở dữ liệu');
    expect(answer(form, '/issued')).to.contain('đã chọn: giấy tờ, không chọn: Người nộp tự khai');
    const wrong = form.model?.field('/id').issues[0];
    expect(wrong && answer(form, '/id').includes(form.model?.messageOf(wrong, 'vi') ?? '?')).to.equal(true);
    const look = [...form.renderRoot.querySelectorAll<HTMLElement>('.officer-head li')];
    expect(look.map(({textContent}) => textContent?.trim())).to.deep.equal([
      'Số định danh',
      'Họ tên',
      'Trình bày',
      'Số bản',
      'Ngày cấp',
    ]);
    look[2]?.querySelector('button')?.click();
    expect(form.shadowRoot?.activeElement?.getAttribute('data-answer')).to.equal('/story');
  });

  it('says in rows of rows, too, which answers wait for a register', async () => {
    const people = {type: 'array', items: {type: 'object', properties: {'2023': {type: 'string'}, '*': {type: 'string'}}}};
    const definition: FormDefinition = {
      id: 'sample',
      version: '1.0.0',
      title: 'Fleets',
      data: {type: 'object', properties: {fleets: {type: 'array', items: {type: 'object', properties: {people}}}}},
      lookups: {
        person: {
          connector: 'population',
          keys: {id: '/fleets/*/people/*/2023'},
          fill: {'/fleets/*/people/*/*': 'fullName'},
          purpose: 'x',
        },
      },
    };
    const fleets: JsonObject[] = [{people: [{'2023': '1', '*': 'A'}]}, {people: [{'*': 'B'}, {'2023': '2', '*': 'C'}]}];
    const checks = [{lookup: 'person', row: '1/1', state: 'waiting', verdicts: {}}] as const;
    const {form} = await read(
      {...DOSSIER, answers: {fleets}, origins: {}, documents: {}, decisions: [], checks},
      'vi',
      definition,
    );
    expect(answer(form, '/fleets/1/people/1/*')).to.contain('C').and.to.contain('chờ đối chiếu');
    expect(answer(form, '/fleets/1/people/0/*')).to.contain('B').and.not.to.contain('chờ đối chiếu');
    expect(answer(form, '/fleets/1/people/1/2023')).to.contain('2').and.not.to.contain('chờ đối chiếu');
  });

  it('says why no register filled an answer, which is no reason to look', async () => {
    const gap = (reason: LookupGap['reason'], asOf?: string) =>
      ({origin: 'citizen', gap: {reason, ...(asOf !== undefined && {asOf})}}) as const;
    const gaps = {'/story': gap('stale', '2019-03-12'), '/town': gap('absent'), '/cars/0/owner': gap('not-permitted')};
    for (const [locale, told] of [
      ['vi', ['đã cũ (từ 12/03/2019) nên không điền', 'không có mục này khi tra cứu', 'không được cung cấp mục này']],
      ['en', ['out of date (since 12/03/2019)', 'did not have this when it was asked', 'may not give this']],
    ] as const) {
      const {town: _town, ...answers} = DOSSIER.answers;
      const {form} = await read({...DOSSIER, answers, origins: gaps, decisions: [], checks: [], documents: {}}, locale);
      const said = Object.keys(gaps).map((pointer) => answer(form, pointer));
      for (const [i, text] of told.entries()) expect(said[i]).to.contain(text);
      expect(form.renderRoot.querySelectorAll('.officer-head li')).to.have.length(0);
      expect(form.renderRoot.querySelector('details [data-answer="/town"]') === null).to.equal(false);
      unmountAll();
    }
  });

  it('says where letters only look Latin', async () => {
    const {form} = await read({
      ...DOSSIER,
      answers: {...DOSSIER.answers, name: 'Nguy\u0435n'},
      origins: {'/name': {origin: 'citizen', lookalike: true}},
    });
    expect(answer(form, '/name')).to.contain('trông giống chữ Latinh');
    expect(answer(form, '/story')).not.to.contain('trông giống chữ Latinh');
  });

  it('shows what a paper says otherwise', async () => {
    const card = {...SAMPLE.documents?.['card'], title: 'Thẻ mẫu', fill: {'/story': 'note'}};
    const note = {value: 'Chữ trên giấy', confidence: 0.97, page: 1, from: 'ocr'} as const;
    const [file] = DOSSIER.documents['card'] ?? [];
    const documents = {card: file ? [{...file, facts: {note}}] : []};
    const {form} = await read({...DOSSIER, documents}, 'vi', {...SAMPLE, documents: {card}});
    expect(answer(form, '/story')).to.contain('Thẻ mẫu ghi: Chữ trên giấy.');
  });

  it('without a dossier shows what stands in the form, which nobody has verified', async () => {
    const {form} = await read(undefined);
    form.model?.set('/name', 'Nguyễn Thị Mẫu');
    await settle(form);
    expect(answer(form, '/name')).to.contain('Nguyễn Thị Mẫu').and.to.contain('chưa kiểm chứng');
  });

  it('asks no register, keeps no draft, and changes nothing', async () => {
    const clock = new HandClock();
    const {form, connectors} = await read(DOSSIER);
    await clock.pass(60_000);
    expect(connectors.questions).to.have.length(0);
    expect(form.renderRoot.querySelector('[part~=draft]') === null).to.equal(true);
    expect(form.model?.answers()).to.deep.equal(DOSSIER.answers);
  });

  it('can be printed as the declaration, and has no barriers, in both languages', async () => {
    for (const [locale, words] of [
      ['vi', /4 mục cần xem/u],
      ['en', /4 answers need a look/u],
    ] as const) {
      const {form} = await read(DOSSIER, locale);
      expect(form.renderRoot.querySelector('.officer-head h3')?.textContent).to.match(words);
      expect(form.renderRoot.querySelector('egov-print .sheet') === null).to.equal(false);
      expect(form.renderRoot.querySelector('.print-do button') === null).to.equal(false);
      expect(await axeViolations(form)).to.deep.equal([]);
      unmountAll();
    }
  });

  it('says so when the form has changed since', async () => {
    const {form} = await read({...DOSSIER, version: '0.9.0'});
    expect(form.renderRoot.querySelector('egov-officer .notice')?.textContent).to.contain('phiên bản 0.9.0');
  });
});
