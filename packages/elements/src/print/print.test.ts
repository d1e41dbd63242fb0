import type {FormDefinition} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, mount, PACK, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const PLAIN: FormDefinition = {...SAMPLE, documents: {card: {title: {vi: 'Thẻ mẫu', en: 'Sample card'}}}};

const LAID_OUT: FormDefinition = {
  ...PLAIN,
  output: {
    print: {
      form: {vi: 'Mẫu 01', en: 'Form 01'},
      heading: [{vi: 'NƯỚC MẪU', en: 'SAMPLE STATE'}, 'Tự do'],
      lines: [
        {line: {vi: 'TỜ KHAI', en: 'REQUEST'}, align: 'center', style: 'title'},
        {line: {vi: 'Họ tên: {/name|upper}', en: 'Name: {/name|upper}'}},
        {line: 'Ngày {/issued|day} tháng {/issued|month} năm {/issued|year}'},
        {line: 'Sinh {/born}; {/married=true} Có {/married=false} Không; vợ hoặc chồng {/spouse}'},
        {line: 'Cỡ: {/size}'},
        {
          table: '/cars',
          rows: 3,
          columns: [
            {title: 'TT', text: '{#}'},
            {title: 'Biển', text: '{/cars/*/plate}'},
          ],
        },
        {line: 'In ngày {today|day} tháng {today|month} năm {today|year}', align: 'end'},
        {signatures: [{role: 'Người khai', note: '(Ký)', name: '{/name}'}]},
      ],
      notes: ['(1) Ghi chú'],
    },
  },
};

const ANSWERS = {
  id: '1234',
  name: 'Nguyễn Thị Mẫu',
  consent: true,
  size: 's',
  issued: '2026-02-05',
  born: '1990',
  spouse: 'Ai',
  cars: [{plate: 'A'}, {plate: 'B'}],
};

async function paper(setup: Partial<EgovForm>): Promise<{form: EgovForm; sheet: HTMLElement; lines: string[]}> {
  const form = await mount({mode: 'print', packs: [PACK], ...setup});
  await until('the sheet is drawn', () => form.renderRoot.querySelector('.sheet'));
  await settle(form);
  const sheet = form.renderRoot.querySelector<HTMLElement>('.sheet');
  if (!sheet) throw new Error('There is no paper.');
  return {form, sheet, lines: [...sheet.querySelectorAll('.sheet-line')].map((line) => line.textContent ?? '')};
}

describe('the declaration on paper', () => {
  it('is laid out by the definition, with the answers in their places', async () => {
    const {form, sheet, lines} = await paper({definition: LAID_OUT, answers: {...ANSWERS, married: true}});
    expect(lines.slice(0, 5)).to.deep.equal([
      'TỜ KHAI',
      'Họ tên: NGUYỄN THỊ MẪU',
      'Ngày 05 tháng 02 năm 2026',
      'Sinh 1990; × Có  Không; vợ hoặc chồng Ai',
      'Cỡ: Nhỏ',
    ]);
    const today = new Date();
    expect(lines[5]).to.contain(`năm ${today.getFullYear()}`);
    expect([...sheet.querySelectorAll('.box')].map((box) => box.getAttribute('aria-label'))).to.deep.equal(['Có', 'Không']);
    expect([...sheet.querySelectorAll('tbody tr')].map((row) => row.textContent)).to.deep.equal(['1A', '2B', '3']);
    expect(sheet.textContent).to.contain('Mẫu 01').and.to.contain('(1) Ghi chú').and.to.contain('NƯỚC MẪU');
    expect([...sheet.querySelectorAll('.sheet-head-last')].map((line) => line.textContent)).to.deep.equal(['Tự do']);
    expect(sheet.querySelectorAll('.blank')).to.have.length(0);
    expect(await axeViolations(form)).to.deep.equal([]);
    form.locale = 'en';
    await settle(form);
    const english = form.renderRoot.querySelector('.sheet');
    expect(english?.textContent).to.contain('REQUEST').and.to.contain('Small').and.to.contain('SAMPLE STATE');
  });

  it('has dotted lines where nothing was answered, or what was is not asked any more', async () => {
    const {sheet, lines} = await paper({definition: LAID_OUT, answers: {...ANSWERS, married: false, issued: '', name: ''}});
    expect(lines[2]).to.equal('Ngày  tháng  năm ');
    // The spouse's name is kept, but hidden: it is not on the paper.
    expect(lines[3]).to.equal('Sinh 1990;  Có × Không; vợ hoặc chồng ');
    const blanks = [...sheet.querySelectorAll<HTMLElement>('.sheet-line .blank')];
    expect(blanks).to.have.length(5);
    for (const blank of blanks) expect(getComputedStyle(blank).borderBlockEndStyle).to.equal('dotted');
    // At the end of a short line the dots run to its end.
    const [name] = blanks;
    const line = name?.closest('.sheet-line')?.getBoundingClientRect();
    expect(name?.getBoundingClientRect().right).to.be.closeTo(line?.right ?? 0, 2);
  });

  it('is made of the pages where the definition lays out none', async () => {
    const {form, sheet, lines} = await paper({definition: PLAIN, answers: ANSWERS});
    expect(lines[0]).to.equal('TỜ KHAI MẪU');
    expect(lines).to.include.members([
      'Trang một',
      'Họ tên: Nguyễn Thị Mẫu',
      'Cỡ: Nhỏ',
      'Xe 1',
      'Biển số: A',
      'Biển số: B',
      'Thẻ mẫu: ',
    ]);
    expect(sheet.textContent).to.contain('Tôi cam đoan').and.to.contain('Người khai');
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('is text and nothing else, whatever was entered or attached', async () => {
    const evil = '<img src=x onerror=alert(1)>{/id}{today}';
    const {form, sheet, lines} = await paper({definition: PLAIN, answers: {...ANSWERS, name: evil}});
    expect(sheet.querySelector('img, script')).to.equal(null);
    expect(lines).to.include(`Họ tên: ${evil}`);
    await form.model?.document('card').attach(new File(['x'], '{/id}.jpg', {type: 'image/jpeg'}));
    for (let round = 0; round < 4; round += 1) await settle(form);
    const files = [...form.renderRoot.querySelectorAll('.sheet-line')]
      .map((line) => line.textContent ?? '')
      .find((line) => line.startsWith('Thẻ mẫu'));
    expect(files).not.to.contain('1234');
  });

  it('comes and goes with the mode, loses nothing, and leaves the page its own paper', async () => {
    const before = document.adoptedStyleSheets.length;
    const form = await mount({definition: PLAIN, answers: ANSWERS});
    const {model} = form;
    form.showPage('two');
    await settle(form);
    form.mode = 'print';
    await until('the sheet is drawn', () => form.renderRoot.querySelector('.sheet'));
    await settle(form);
    expect(document.adoptedStyleSheets.length).to.equal(before + 1);
    expect([...(document.adoptedStyleSheets.at(-1)?.cssRules ?? [])].map((rule) => rule.cssText).join('')).to.contain('@page');
    expect(form.renderRoot.querySelector('egov-page')).to.equal(null);
    form.mode = 'fill';
    await settle(form);
    expect(document.adoptedStyleSheets.length).to.equal(before);
    expect(form.model).to.equal(model);
    expect(form.renderRoot.querySelector('.page-title')?.textContent).to.equal('Trang hai');
    // On the review page it is there for the printer only.
    form.showPage('review');
    await until('the sheet is drawn', () => form.renderRoot.querySelector('.sheet'));
    await settle(form);
    expect(form.renderRoot.querySelector<HTMLElement>('.sheet')?.checkVisibility()).to.equal(false);
  });
});
