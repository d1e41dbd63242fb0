import type {FormDefinition, JsonObject} from '@egov-form/core';
import {expect} from 'chai';
import {button, control, fill, mount, part, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

const MANY = 600;
const SCHEMAS: readonly JsonObject[] = [
  {type: 'string'},
  {enum: ['a', 'b']},
  {type: 'boolean'},
  {type: 'string', format: 'date'},
];

/** Groups of 20: texts, choices, ticks, dates, some of them required. */
const LONG: FormDefinition = {
  id: 'long',
  version: '1.0.0',
  title: 'Long',
  data: {
    type: 'object',
    required: ['f0', 'f20', `f${MANY - 20}`],
    properties: Object.fromEntries(Array.from({length: MANY}, (_, i) => [`f${i}`, SCHEMAS[i % SCHEMAS.length] ?? {}])),
  },
  pages: [
    {
      id: 'all',
      title: 'All',
      items: Array.from({length: MANY / 20}, (_, g) => ({
        group: `Group ${g}`,
        items: Array.from({length: 20}, (_, i) => ({field: `/f${g * 20 + i}`})),
      })),
    },
  ],
  fields: Object.fromEntries(
    Array.from({length: MANY}, (_, i) => [
      `/f${i}`,
      {label: `Field ${i}`, ...(i % 4 === 1 && {options: ['a', 'b'].map((value) => ({value, label: `Choice ${value}`}))})},
    ]),
  ) as NonNullable<FormDefinition['fields']>,
};

describe('a long page', () => {
  it('ends up in the document whole and in order, for search and screen readers', async () => {
    const form = await mount({definition: LONG, answers: {f0: 'first', f4: 'second'}});
    for (let i = 0; i < 10; i += 1) await settle(form);
    const pointers = [...form.renderRoot.querySelectorAll('egov-field')].map((field) => field.getAttribute('data-pointer'));
    expect(pointers).to.deep.equal(Array.from({length: MANY}, (_, i) => `/f${i}`));
    for (const field of form.renderRoot.querySelectorAll('egov-field')) {
      expect(field.querySelectorAll('input, select').length, field.getAttribute('data-pointer') ?? '').to.be.at.least(1);
      expect(field.querySelector('label, legend')?.textContent).to.contain('Field');
    }
  });

  it('gives a question nothing of the one that it began as a copy of', async () => {
    const form = await mount({definition: LONG, answers: {f0: 'first', f1: 'b', f2: true, f3: '2026-11-05'}});
    for (let i = 0; i < 10; i += 1) await settle(form);
    for (const [pointer, value] of [
      ['/f4', ''],
      ['/f7', ''],
    ] as const) {
      expect(control(form, pointer).value, pointer).to.equal(value);
      expect(control(form, pointer).getAttribute('value'), pointer).to.equal(null);
    }
    expect(part(form, '/f5').querySelectorAll(':checked')).to.have.length(0);
    expect(part(form, '/f6').querySelectorAll(':checked')).to.have.length(0);
    expect(control(form, '/f0').getAttribute('aria-required')).to.equal('true');
    expect(control(form, '/f4').getAttribute('aria-required')).to.equal(null);
    expect(new Set([...form.renderRoot.querySelectorAll('[id]')].map(({id}) => id)).size).to.equal(
      form.renderRoot.querySelectorAll('[id]').length,
    );
  });

  it('is reached at its end before it is drawn there', async () => {
    const form = await mount({definition: LONG});
    expect(await form.focusField(`/f${MANY - 4}`)).to.equal(true);
    expect(form.shadowRoot?.activeElement).to.equal(control(form, `/f${MANY - 4}`));
  });

  it('goes on being drawn after it was taken out of the document for a moment', async () => {
    const form = await mount({definition: LONG});
    const parent = form.parentNode;
    form.remove();
    parent?.append(form);
    for (let i = 0; i < 10; i += 1) await settle(form);
    expect(form.renderRoot.querySelectorAll('[data-pointer]')).to.have.length(MANY);
  });

  it('lists ten of many mistakes first, and all when asked', async () => {
    const required = Array.from({length: 30}, (_, i) => `f${i * 4}`);
    const form = await mount({definition: {...LONG, data: {...(LONG.data as object), required}}});
    form.validate();
    await settle(form);
    const summary = form.renderRoot.querySelector('egov-summary');
    expect(summary?.textContent).to.contain('Còn 30 mục phải trả lời');
    expect(summary?.querySelectorAll('li')).to.have.length(10);
    button(summary ?? form.renderRoot, 'Xem tất cả 30 mục').click();
    await settle(form);
    expect(summary?.querySelectorAll('li')).to.have.length(30);
    expect(form.shadowRoot?.activeElement).to.equal(summary?.querySelectorAll('li button')[10]);
    await fill(form, '/f0', 'there');
    expect(summary?.querySelectorAll('li')).to.have.length(29);
  });
});
