/** Nothing that is typed may get into the memory that a browser has for forms. */
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {control, fill, HandRegister, mount, part, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

/** Every kind of text box that a form has. */
const boxes = (form: EgovForm): HTMLInputElement[] => [
  ...form.renderRoot.querySelectorAll<HTMLInputElement>(
    'input:not([type=radio], [type=checkbox], [type=file]), textarea, select',
  ),
];
const remembered = (form: EgovForm): string[] =>
  boxes(form)
    .filter((box) => box.getAttribute('autocomplete') !== 'off')
    .map((box) => box.id);

/** As it is written: the property of the same name leaves out what its browser does not know. */
const purposeOf = (form: EgovForm, pointer: string): string | null => control(form, pointer).getAttribute('autocomplete');

type Lookup = NonNullable<typeof SAMPLE.lookups>[string];

const TOKENS = {'/name': 'name', '/story': 'street-address', '/colour': 'country', '/town': 'address-level2', '/issued': 'bday'};
const WITH_TOKENS: typeof SAMPLE = {
  ...SAMPLE,
  fields: {
    ...SAMPLE.fields,
    ...Object.fromEntries(
      Object.entries(TOKENS).map(([pointer, autocomplete]) => [pointer, {...SAMPLE.fields?.[pointer], autocomplete}]),
    ),
  },
};

describe('the memory that a browser has for forms', () => {
  it('gets nothing from a box that says nothing of its purpose, whatever its kind', async () => {
    const form = await mount({definition: {...SAMPLE, fields: {...SAMPLE.fields, '/name': {label: 'Họ tên'}}}});
    expect(boxes(form).length).to.be.greaterThan(8);
    // The rest of an address says what it is for by itself, as long as it is empty.
    expect(remembered(form)).to.deep.equal([control(form, '/home/detail').id]);
    await fill(form, '/home/detail', 'Số 1');
    expect(remembered(form)).to.deep.equal([]);
  });

  it('is told the purpose of an empty box, and nothing as soon as something is typed', async () => {
    const form = await mount({definition: WITH_TOKENS});
    for (const [pointer, token] of Object.entries(TOKENS)) expect(purposeOf(form, pointer)).to.equal(token);
    const typed = control(form, '/name');
    typed.value = 'A';
    typed.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
    await settle(form);
    expect(purposeOf(form, '/name')).to.equal('off');
    form.answers = {name: 'Ai đó', story: 'Số 1', colour: 'a', town: 't1', issued: '2020-11-05', home: {detail: 'Số 2'}};
    await settle(form);
    expect(remembered(form)).to.deep.equal([]);
    await fill(form, '/name', '');
    expect(purposeOf(form, '/name')).to.equal('name');
  });

  it('gets nothing at all at a kiosk, not even offers what it has', async () => {
    const form = await mount({definition: WITH_TOKENS, kiosk: true});
    expect(remembered(form)).to.deep.equal([]);
  });

  it('gets nothing from what a person writes about a corrected value', async () => {
    const connectors = new HandRegister();
    const definition = {
      ...SAMPLE,
      lookups: {person: {...(SAMPLE.lookups?.['person'] as Lookup), trust: {'/name': 'correctable' as const}}},
    };
    const form = await mount({connectors, definition});
    await fill(form, '/id', '1234');
    await until('the register is asked', () => connectors.questions.length > 0);
    await settle(form);
    connectors.questions.at(-1)?.answer(HandRegister.filled({fullName: 'NGUYỄN THỊ MẪU'}));
    await settle(form);
    await fill(form, '/name', 'Nguyễn Thị Mẫn');
    expect(part(form, '/name').querySelectorAll('textarea')).to.have.length(1);
    expect([...part(form, '/name').querySelectorAll('textarea')].map((box) => box.autocomplete)).to.deep.equal(['off']);
  });

  it('no checker of spelling reads along, unless the definition calls the question public', async () => {
    const form = await mount();
    for (const box of boxes(form)) {
      if (box.localName === 'select') continue;
      expect([box.spellcheck, box.getAttribute('autocorrect'), box.getAttribute('writingsuggestions')], box.id).to.deep.equal([
        false,
        'off',
        'false',
      ]);
    }
    const open = await mount({
      definition: {...SAMPLE, fields: {...SAMPLE.fields, '/story': {...SAMPLE.fields?.['/story'], sensitivity: 'public'}}},
    });
    expect(control<HTMLTextAreaElement>(open, '/story').spellcheck).to.equal(true);
  });
});
