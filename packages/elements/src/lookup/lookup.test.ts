import type {FormDefinition, LookupAnswer, LookupConnector} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, control, fill, HandRegister, mount, part, SAMPLE, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

async function asked() {
  const connectors = new HandRegister();
  const form = await mount({connectors});
  const panel = () => {
    const found = form.renderRoot.querySelector<HTMLElement>('egov-lookup');
    if (!found) throw new Error('There is no look-up panel.');
    return found;
  };
  const words = () => panel().querySelector('.lookup-state')?.textContent?.trim() ?? '';
  const announced = () => form.renderRoot.querySelector('#egov-live')?.textContent ?? '';
  await fill(form, '/id', '1234');
  // The engine may wait a moment for the key to be complete.
  await until('the register is asked', () => connectors.questions.length > 0);
  await settle(form);
  const answer = async (given: LookupAnswer) => {
    connectors.questions.at(-1)?.answer(given);
    await settle(form);
  };
  return {form, connectors, panel, words, announced, answer};
}

describe('look-up panel', () => {
  it('says before it asks which register, which attributes and why', async () => {
    const form = await mount({connectors: new HandRegister()});
    const text = part(form, '/id').querySelector('egov-lookup')?.textContent ?? '';
    expect(text).to.contain('Sổ dân cư');
    expect(text).to.contain('Họ tên, Trình bày');
    expect(text).to.contain('Để điền tờ khai.');
  });

  it('shows that it asks and can be cancelled', async () => {
    const {panel, connectors} = await asked();
    expect(connectors.questions[0]?.keys).to.deep.equal({citizenId: '1234'});
    expect(panel().dataset['state']).to.equal('asking');
    button(panel(), 'Hủy').click();
    await until('it asks no more', () => panel().dataset['state'] !== 'asking');
  });

  it('fills with a source at each value, announces it, and takes it back in one step', async () => {
    const {form, answer, words, announced} = await asked();
    await answer(HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU', story: 'Chuyện'}));
    expect(control(form, '/name').value).to.equal('NGUYỄN THỊ MẪU');
    expect(control(form, '/name').readOnly).to.equal(true);
    expect(part(form, '/name').querySelector('.badge')?.textContent).to.match(/Lấy từ Sổ dân cư, \d\d:\d\d \d\d\/\d\d\/2026/u);
    expect(part(form, '/name').textContent).to.contain('Thông tin chưa đúng?');
    expect(control(form, '/story').readOnly).to.equal(false);
    expect(words()).to.contain('Đã điền 2 mục');
    expect(announced()).to.contain('Đã điền 2 mục');
    expect(await axeViolations(form)).to.deep.equal([]);
    const line = form.renderRoot.querySelector<HTMLElement>('egov-filled');
    if (!line) throw new Error('Nothing says it for both.');
    expect(line.textContent).to.match(/2 mục lấy từ Sổ dân cư, \d\d:\d\d \d\d\/\d\d\/2026/u);
    button(line, 'Hoàn tác').click();
    await settle(form);
    expect(control(form, '/name').value).to.equal('');
    expect(control(form, '/story').value).to.equal('');
    expect(part(form, '/name').querySelector('.badge')).to.equal(null);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, '/name'));
    expect(line.hidden).to.equal(true);
  });

  const endings: readonly [string, LookupAnswer, RegExp][] = [
    ['missing keys', {state: 'incomplete', missing: ['birthDate']}, /Cần thêm ngày sinh/u],
    ['not found', {state: 'not-found'}, /Không tìm thấy.*tự khai/u],
    ['mismatch', {state: 'mismatch'}, /chưa khớp.*tự khai/u],
    ['sign-in', {state: 'forbidden', reason: 'sign-in'}, /đăng nhập/u],
    ['procedure', {state: 'forbidden', reason: 'procedure'}, /Thủ tục này chưa được phép/u],
    ['a number of somebody else', {state: 'forbidden', reason: 'not-self'}, /cần số định danh của chính Ông\/Bà/u],
    ['limited', {state: 'limited', retryAfterSeconds: 30}, /sau 30 giây/u],
    ['down', {state: 'unavailable', reason: 'down'}, /Chưa kết nối.*tự khai/u],
    ['slow', {state: 'unavailable', reason: 'slow'}, /quá chậm/u],
    ['rubbish', {state: 'unavailable', reason: 'invalid-answer'}, /không đúng quy cách/u],
    ['offline', {state: 'unavailable', reason: 'offline'}, /mất mạng/u],
  ];
  for (const [name, given, expected] of endings) {
    it(`has its own words for: ${name}`, async () => {
      const {form, answer, words, announced} = await asked();
      await answer(given);
      expect(words()).to.match(expected);
      expect(announced()).to.match(expected);
      // Typing by hand goes on.
      await fill(form, '/name', 'Tự khai');
      expect(form.model?.get('/name')).to.equal('Tự khai');
      expect(await axeViolations(form)).to.deep.equal([]);
    });
  }

  it('is no success where another row has the same key: both rows name each other at once', async () => {
    const message = {vi: 'Mỗi biển số một lần.', en: 'Each plate once.'};
    const connectors: LookupConnector = {ask: async () => HandRegister.filled({owner: 'CÔNG TY MẪU'})};
    const form = await mount({
      connectors,
      definition: {
        ...SAMPLE,
        fields: {...SAMPLE.fields, '/cars': {checks: [{rule: {unique: [{var: '/cars/*/plate'}]}, message}]}},
        lookups: {
          car: {connector: 'vehicle', keys: {plate: '/cars/*/plate'}, fill: {'/cars/*/owner': 'owner'}, purpose: 'Điền'},
        },
      },
      answers: {cars: [{plate: 'A'}, {}]},
    });
    form.showPage('two');
    await settle(form);
    const panel = (row: number) =>
      form.renderRoot.querySelectorAll('.row')[row]?.querySelector<HTMLElement>('egov-lookup') ?? undefined;
    const tone = () => panel(1)?.querySelector<HTMLElement>('[part~=lookup]')?.dataset['tone'];
    await fill(form, '/cars/1/plate', 'A');
    await until('it is said at the row', () => part(form, '/cars/1/plate').querySelector('.issue'));
    expect(panel(1)?.dataset['state']).to.equal('filled');
    expect(part(form, '/cars/1/plate').querySelector('.issue')?.textContent).to.contain(
      'Mỗi biển số một lần. Biển số giống dòng 1.',
    );
    expect(panel(1)?.querySelector('.lookup-state')?.textContent).to.contain('giống dòng 1');
    expect(tone()).to.equal('warning');
    expect(panel(0)?.dataset['state']).to.equal('ready');
    expect(await axeViolations(form)).to.deep.equal([]);
    await fill(form, '/cars/1/plate', 'B');
    await until('it is mended', () => tone() === 'good');
    expect(form.renderRoot.querySelectorAll('.row')[1]?.querySelector('.issue')).to.equal(null);
  });

  it('says with the answer what stands in its row because of it, once', async () => {
    const connectors = new HandRegister();
    const definition: FormDefinition = {
      ...{id: 'cars', version: '1.0.0', title: 'Xe'},
      data: {
        type: 'object',
        properties: {
          cars: {
            type: 'array',
            items: {type: 'object', properties: {plate: {type: 'string', maxLength: 2}, owner: {type: 'string'}}},
          },
        },
      },
      pages: [
        {
          ...{id: 'cars', title: 'Xe'},
          items: [
            {
              list: '/cars',
              items: [
                {field: '/cars/*/plate'},
                {field: '/cars/*/owner'},
                {text: 'Luôn có.'},
                {text: 'Xe của chủ khác.', visible: {'==': [{var: '/cars/*/owner'}, 'Bình']}},
              ],
            },
          ],
        },
      ],
      lookups: {car: {connector: 'cars', keys: {plate: '/cars/*/plate'}, fill: {'/cars/*/owner': 'owner'}, purpose: 'x'}},
    };
    const form = await mount({definition, connectors, answers: {cars: [{}, {}]}});
    const said: string[] = [];
    const live = form.renderRoot.querySelector('#egov-live') as HTMLElement;
    new MutationObserver(() => said.push(live.textContent ?? '')).observe(live, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    for (const [row, owner] of ['An', 'Bình'].entries()) {
      await fill(form, `/cars/${row}/plate`, `A${row}`);
      await until('the register is asked', () => connectors.questions.length > row);
      connectors.questions.at(-1)?.answer(HandRegister.filled({owner}));
      await until('the answer is told', () => said.filter((text) => text.includes('Đã điền')).length > row);
    }
    expect(said.filter((text) => text.includes('Xe của chủ khác.'))).to.have.length(1);
    expect(said.at(-1)).to.match(/Đã điền .*Xe của chủ khác\.$/u);
    expect(said.join(' ')).not.to.contain('Luôn có');
  });

  it('switches its words with the language', async () => {
    const {form, answer, words} = await asked();
    await answer({state: 'not-found'});
    form.locale = 'en';
    await settle(form);
    expect(words()).to.match(/^Nothing was found/u);
  });
});
