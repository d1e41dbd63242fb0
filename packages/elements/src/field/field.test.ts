import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {axeViolations, button, control, fill, mount, part, settle, shown, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

describe('fields', () => {
  it('are elements in the one shadow root, with label, control and hint that belong together', async () => {
    const form = await mount();
    const host = part(form, '/id');
    const input = control(form, '/id');
    expect(host.getRootNode()).to.equal(form.shadowRoot);
    expect(host.querySelector('label')?.htmlFor).to.equal(input.id);
    // That it is required is said once: by the control where it can, else in words.
    expect(host.querySelector('label')?.textContent).to.equal('Số định danh\u00a0*');
    expect(input.getAttribute('aria-required')).to.equal('true');
    const described = input.getAttribute('aria-describedby') ?? '';
    expect(form.shadowRoot?.getElementById(described)?.textContent).to.equal('4 chữ số');
    expect(control(form, '/name').autocomplete).to.equal('name');
  });

  it('show the control that their type asks for', async () => {
    const form = await mount();
    expect(control(form, '/story')).to.be.instanceOf(HTMLTextAreaElement);
    expect(control(form, '/copies').inputMode).to.equal('numeric');
    expect(part(form, '/size').querySelectorAll('input[type=radio]')).to.have.length(3);
    expect(part(form, '/size').querySelector('[role=radiogroup] > legend')?.textContent).to.contain('Cỡ');
    expect(control<HTMLSelectElement>(form, '/colour').options).to.have.length(7);
    expect(control(form, '/town').getAttribute('role')).to.equal('combobox');
    expect(part(form, '/married').querySelectorAll('input[type=radio]')).to.have.length(2);
    expect(control(form, '/home/provinceCode').getAttribute('role')).to.equal('combobox');
    expect(control(form, '/home/communeCode').disabled).to.equal(true);
    expect(control(form, '/double')).to.be.instanceOf(HTMLOutputElement);
  });

  it('keep the text and the caret while a person types in the middle', async () => {
    const form = await mount();
    const input = control(form, '/name');
    input.focus();
    await sendKeys({type: 'Tran  An '});
    input.setSelectionRange(4, 4);
    await sendKeys({type: ' Van'});
    await settle(form);
    expect(input.value).to.equal('Tran Van  An ');
    expect(input.selectionStart).to.equal(8);
    expect(form.model?.get('/name')).to.equal('Tran Van  An');
    input.blur();
    await settle(form);
    expect(input.value).to.equal('Tran Van  An');
  });

  it('leave a composition of an input method alone', async () => {
    const form = await mount();
    const input = control(form, '/name');
    input.focus();
    input.dispatchEvent(new CompositionEvent('compositionstart'));
    input.value = 'Nguye ';
    input.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
    await settle(form);
    expect(input.value).to.equal('Nguye ');
    input.value = 'Nguyễ ';
    input.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
    await settle(form);
    expect(input.value).to.equal('Nguyễ ');
  });

  it('take a pasted text in full and say what is wrong with it only after it was left', async () => {
    const form = await mount();
    const input = control(form, '/id');
    expect(input.maxLength).to.equal(-1);
    input.focus();
    await sendKeys({type: '12345678'});
    await settle(form);
    expect(input.value).to.equal('12345678');
    expect(part(form, '/id').querySelector('[data-severity=error]')).to.equal(null);
    input.blur();
    await settle(form);
    expect(input.getAttribute('aria-invalid')).to.equal('true');
    const issue = part(form, '/id').querySelector('[data-severity=error]');
    expect(getComputedStyle(issue ?? input, '::before').borderStyle).to.equal('solid');
    expect(issue?.textContent).to.match(/^Lỗi: \S/u);
    expect(input.getAttribute('aria-describedby')).to.contain('issues');
    // It goes as soon as it is mended, still typing.
    input.focus();
    input.setSelectionRange(4, 8);
    await sendKeys({press: 'Delete'});
    await settle(form);
    expect(input.value).to.equal('1234');
    expect(part(form, '/id').querySelector('[data-severity=error]')).to.equal(null);
  });

  it('change only what says that they are wrong when a page is checked', async () => {
    const form = await mount();
    const touched: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const {type, attributeName, target} of records) {
        const name = target instanceof Element ? target.localName : 'text';
        touched.push(type === 'attributes' ? `${name} ${attributeName}` : `${name} children`);
      }
    });
    observer.observe(part(form, '/name'), {subtree: true, childList: true, attributes: true, characterData: true});
    observer.observe(part(form, '/born'), {subtree: true, childList: true, attributes: true, characterData: true});
    form.validate();
    await settle(form);
    observer.disconnect();
    expect(touched.sort()).to.deep.equal(['div children', 'egov-field class', 'input aria-describedby', 'input aria-invalid']);
    const input = control(form, '/name');
    const words = form.shadowRoot?.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
    expect(words).to.equal('Lỗi: Vui lòng nhập Họ tên.');
  });

  it('group an amount of money also where it is worked out and has a warning', async () => {
    const form = await mount({
      definition: {
        id: 'fee',
        version: '1.0.0',
        title: 'Fee',
        data: {type: 'object', properties: {fee: {type: 'integer', format: 'x-money'}, year: {type: 'integer'}}},
        fields: {
          '/fee': {label: 'Fee', value: {'*': [2, 8000]}, checks: [{rule: false, severity: 'warning', message: 'High.'}]},
          '/year': {label: 'Year', value: {'+': [2000, 26]}},
        },
      },
      packs: [{formats: [{name: 'x-money', widget: 'money', unit: 'đồng', check: () => []}]}],
    });
    form.validate();
    await settle(form);
    expect(control(form, '/fee').textContent).to.equal('16.000 đồng');
    expect(part(form, '/fee').querySelector('[data-severity=warning]')?.textContent).to.contain('High.');
    expect(control(form, '/year').textContent).to.equal('2026');
  });

  it('stand as they were when they are hidden and shown again', async () => {
    const form = await mount();
    const yes = part(form, '/married').querySelectorAll<HTMLInputElement>('input');
    yes[0]?.click();
    await settle(form);
    await fill(form, '/spouse', 'Trần Thị Mẫu');
    const input = control(form, '/spouse');
    yes[1]?.click();
    await settle(form);
    expect(shown(form, '/spouse')).to.equal(false);
    expect(input.checkVisibility()).to.equal(false);
    expect(form.model?.answers()['spouse']).to.equal(undefined);
    form.locale = 'en';
    yes[0]?.click();
    await settle(form);
    expect(control(form, '/spouse')).to.equal(input);
    expect(input.value).to.equal('Trần Thị Mẫu');
    expect(part(form, '/spouse').querySelector('label')?.textContent).to.equal('Spouse');
  });

  it('read dates as people type them', async () => {
    const form = await mount();
    await fill(form, '/issued', '5.11.2020');
    expect(form.model?.get('/issued')).to.equal('2020-11-05');
    expect(control(form, '/issued').value).to.equal('05/11/2020');
    await fill(form, '/born', '1960');
    expect(form.model?.get('/born')).to.equal('1960');
    await fill(form, '/issued', '31/02/2020');
    expect(part(form, '/issued').querySelector('[data-severity=error]')).to.not.equal(null);
    expect(control(form, '/issued').value).to.equal('31/02/2020');
  });

  it('read numbers with the grouping of the language, and keep what is no number', async () => {
    const form = await mount();
    await fill(form, '/copies', ' 12 ');
    expect(form.model?.get('/copies')).to.equal(12);
    expect(control<HTMLOutputElement>(form, '/double').textContent).to.contain('24');
    // Said when the field is left, with what was typed still there.
    await fill(form, '/copies', '72.5');
    expect(control(form, '/copies').value).to.equal('72.5');
    expect(form.model?.get('/copies')).to.equal('72.5');
    expect(part(form, '/copies').querySelector('[data-severity=error]')?.textContent).to.contain('phải là số nguyên');
    await fill(form, '/copies', 'hai');
    expect(control(form, '/copies').value).to.equal('hai');
    expect(part(form, '/copies').querySelector('[data-severity=error]')).to.not.equal(null);
  });

  it('show and hide at once what depends on an answer, and never check what is hidden', async () => {
    const form = await mount();
    expect(shown(form, '/spouse')).to.equal(false);
    const text = form.renderRoot.querySelector('egov-text');
    expect(text?.hidden).to.equal(true);
    part(form, '/married').querySelector<HTMLInputElement>('input')?.click();
    await settle(form);
    expect(form.model?.get('/married')).to.equal(true);
    expect(shown(form, '/spouse')).to.equal(true);
    expect(text?.hidden).to.equal(false);
  });

  it('draw texts of the definition as text, never as markup or script addresses', async () => {
    const form = await mount({answers: {married: true}});
    const text = form.renderRoot.querySelector('egov-text');
    expect(text?.querySelector('strong')?.textContent).to.equal('chú ý');
    expect(text?.querySelector('b')).to.equal(null);
    expect([...(text?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'))).to.deep.equal(['/xem']);
  });

  it('search a long list without tone marks, by keyboard', async () => {
    const form = await mount();
    const input = control(form, '/town');
    input.focus();
    await sendKeys({type: 'da l'});
    await settle(form);
    const options = () => [...part(form, '/town').querySelectorAll('[role=option]')].map((option) => option.textContent?.trim());
    expect(input.getAttribute('aria-expanded')).to.equal('true');
    expect(options()).to.deep.equal(['Đà Lạt', 'Đà Lạt mới']);
    const active = () => form.shadowRoot?.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent?.trim();
    expect(active()).to.equal('Đà Lạt');
    await sendKeys({press: 'ArrowDown'});
    await settle(form);
    expect(active()).to.equal('Đà Lạt mới');
    await sendKeys({press: 'Enter'});
    await settle(form);
    expect(input.value).to.equal('Đà Lạt mới');
    expect(input.getAttribute('aria-expanded')).to.equal('false');
    expect(form.model?.get('/town')).to.equal('t14');
  });

  it('choose a province, then a commune of it, and drop the commune when the province changes', async () => {
    const form = await mount();
    const pick = async (pointer: string, words: string) => {
      control(form, pointer).click();
      await settle(form);
      const option = [...part(form, pointer).querySelectorAll<HTMLElement>('[role=option]')].find(
        (each) => each.textContent?.trim() === words,
      );
      option?.click();
      await settle(form);
    };
    await pick('/home/provinceCode', 'Tỉnh 12');
    await pick('/home/communeCode', 'Xã 15');
    await fill(form, '/home/detail', 'Số 1');
    expect(form.model?.get('/home')).to.deep.equal({provinceCode: '12', communeCode: '12015', detail: 'Số 1', era: '2025-07-01'});
    await pick('/home/provinceCode', 'Tỉnh 13');
    expect(form.model?.get('/home')).to.deep.equal({provinceCode: '13', detail: 'Số 1', era: '2025-07-01'});
  });

  it('update by themselves: a keystroke draws one question', async () => {
    const form = await mount();
    const records: MutationRecord[] = [];
    const watch = new MutationObserver((found) => records.push(...found));
    watch.observe(form.renderRoot, {subtree: true, childList: true, characterData: true, attributes: true});
    control(form, '/story').focus();
    await sendKeys({type: 'abc'});
    await settle(form);
    watch.disconnect();
    expect(records.map(({type, attributeName, target}) => `${type} ${attributeName} ${target.nodeName}`)).to.deep.equal([]);
  });

  it('stop listening when they leave the document', async () => {
    const form = await mount();
    const field = part(form, '/name') as HTMLElement & {isUpdatePending: boolean};
    const {model} = form;
    form.remove();
    await settle(form);
    model?.set('/name', 'Ai đó');
    expect(field.isUpdatePending).to.equal(false);
    document.body.append(form);
    await settle(form);
    expect(control(form, '/name').value).to.equal('Ai đó');
  });

  it('have no accessibility violations empty, filled and with errors', async () => {
    const form = await mount();
    expect(await axeViolations(form)).to.deep.equal([]);
    form.validate();
    await settle(form);
    expect(await axeViolations(form)).to.deep.equal([]);
    form.answers = {
      id: '1234',
      name: 'Ai đó',
      size: 's',
      town: 't1',
      married: true,
      home: {provinceCode: '12', communeCode: '12015'},
    };
    await settle(form);
    expect(await axeViolations(form)).to.deep.equal([]);
  });

  it('can be locked as a whole', async () => {
    const form = await mount({readonly: true, answers: {name: 'Ai đó', size: 'm'}});
    expect(control(form, '/name').readOnly).to.equal(true);
    expect(control(form, '/size').textContent).to.contain('Vừa');
    expect(() => button(form.renderRoot, 'Hoàn tác')).to.throw();
  });
});
