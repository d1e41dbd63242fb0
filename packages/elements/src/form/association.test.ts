/** A form element as a part of a `<form>`: it behaves as a native control does, for every kind of question. */
import {coreFieldTypes} from '@egov-form/core/field-types';
import {expect} from 'chai';
import {control, fill, PACK, settle, unmountAll} from '../../test/mount.ts';
import {definitionOf, mountIn, nativeBattery} from '../../test/native-battery.ts';

afterEach(() => {
  unmountAll();
  for (const form of document.forms) form.remove();
});

describe('a form around the element', () => {
  it('is known by a native control of every kind', () => {
    expect(coreFieldTypes.length).to.be.greaterThan(15);
  });

  nativeBattery(coreFieldTypes, [PACK]);

  it('shows what is wrong, focused, when the person sends it; a mere question moves nothing', async () => {
    const text = coreFieldTypes.find(({name}) => name === 'text');
    if (!text) throw new Error('There is no kind of question.');
    const {outer, form} = await mountIn(definitionOf(text));
    let [told, sent] = [0, 0];
    form.addEventListener('invalid', () => (told += 1));
    outer.addEventListener('submit', (event) => {
      event.preventDefault();
      sent += 1;
    });
    const shadow = form.shadowRoot as ShadowRoot;
    expect(outer.checkValidity()).to.equal(false);
    await settle(form);
    expect([told, shadow.querySelector('.summary'), form.hasAttribute('tabindex')]).to.deep.equal([1, null, false]);
    outer.requestSubmit();
    await settle(form);
    expect(sent).to.equal(0);
    expect(shadow.querySelector('.summary')?.contains(shadow.activeElement)).to.equal(true);
    expect(form.hasAttribute('tabindex')).to.equal(false);
    expect(form.reportValidity()).to.equal(false);
    await fill(form, '/it', 'Một');
    outer.querySelector('input')?.setAttribute('value', 'x');
    outer.requestSubmit();
    expect(sent).to.equal(1);
  });

  it('is not sent by Enter in a question, whatever is around it', async () => {
    const text = coreFieldTypes.find(({name}) => name === 'text');
    if (!text) throw new Error('There is no kind of question.');
    const {outer, form} = await mountIn(definitionOf(text));
    let sent = 0;
    outer.noValidate = true;
    outer.addEventListener('submit', (event) => {
      event.preventDefault();
      sent += 1;
    });
    for (const type of ['keydown', 'keypress', 'keyup']) {
      control(form, '/it').dispatchEvent(
        new KeyboardEvent(type, {key: 'Enter', bubbles: true, composed: true, cancelable: true}),
      );
    }
    expect(sent).to.equal(0);
  });

  it('gives the browser no value to keep, and the answers to a form that asks for them', async () => {
    const text = coreFieldTypes.find(({name}) => name === 'text');
    if (!text) throw new Error('There is no kind of question.');
    const given: unknown[] = [];
    const real = ElementInternals.prototype.setFormValue;
    ElementInternals.prototype.setFormValue = (value) => void given.push(value);
    try {
      const {outer, form} = await mountIn(definitionOf(text));
      await fill(form, '/it', 'Một');
      expect(new FormData(outer).getAll('dossier')).to.deep.equal(['{"it":"Một"}']);
      const other = document.body.appendChild(document.createElement('form'));
      other.append(form);
      await settle(form);
      expect([new FormData(outer).getAll('dossier'), new FormData(other).getAll('dossier')]).to.deep.equal([
        [],
        ['{"it":"Một"}'],
      ]);
    } finally {
      ElementInternals.prototype.setFormValue = real;
    }
    expect(given).to.deep.equal([]);
    expect('formStateRestoreCallback' in (customElements.get('egov-form')?.prototype ?? {})).to.equal(false);
  });
});
