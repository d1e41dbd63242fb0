import type {FormDefinition} from '@egov-form/core';
import {expect} from 'chai';
import {mount, settle, unmountAll} from '../../test/mount.ts';
import {effect} from '../drawing/signals.ts';
import {effortOf} from './effort.ts';

const text = (title: string) => ({type: 'string', title}) as const;

/** A person with a number that fills the name, a branch, a computed and a preset answer, and a paper. */
const FORM: FormDefinition = {
  ...{id: 'effort', version: '1.0.0', title: 'Effort'},
  data: {
    type: 'object',
    required: ['number', 'name', 'married', 'copies', 'fee', 'note'],
    properties: {
      number: text('Number'),
      name: text('Name'),
      married: {type: 'boolean', title: 'Married'},
      spouse: text('Spouse'),
      copies: {type: 'integer', title: 'Copies'},
      fee: {type: 'integer', title: 'Fee'},
      note: text('Note'),
      remark: text('Remark'),
    },
  },
  fields: {
    '/spouse': {visible: {'==': [{var: '/married'}, true]}, required: true},
    '/copies': {default: 1},
    '/fee': {value: {'*': [{var: '/copies'}, 2]}},
  },
  lookups: {
    person: {connector: 'people', title: 'People', keys: {number: '/number'}, fill: {'/name': 'name'}, purpose: 'To fill it'},
  },
  documents: {proof: {title: 'Proof', required: {'==': [{var: '/married'}, true]}}},
};

describe('the effort of a form', () => {
  afterEach(unmountAll);

  it('counts what the person must answer, and follows the branches', async () => {
    const form = await mount({definition: FORM});
    const {model} = form;
    if (!model) throw new Error('Expected a form.');
    // Number, married, note: the name comes with the number, the rest by itself.
    expect(effortOf(model).questions).to.equal(3);
    const before = effortOf(model).minutes;
    const words = () => form.renderRoot.querySelector('.effort')?.textContent;
    expect(words()).to.equal(`Khoảng ${before} phút, 3 câu hỏi`);
    model.set('/married', true);
    await settle(form);
    expect(effortOf(model).questions).to.equal(4);
    expect(effortOf(model).minutes).to.be.greaterThan(before);
    expect(words()).to.match(/^Khoảng \d+ phút, 4 câu hỏi, giấy tờ: Proof$/u);
    form.locale = 'en';
    await settle(form);
    expect(words()).to.match(/^About \d+ minutes, 4 questions, papers: Proof$/u);
  });

  it('is not found anew at a keystroke', async () => {
    const {model} = await mount({definition: FORM});
    if (!model) throw new Error('Expected a form.');
    const told: number[] = [];
    const stop = effect(() => void told.push(effortOf(model).questions));
    for (const note of ['a', 'ab', '']) model.set('/note', note);
    expect(told).to.deep.equal([3]);
    model.set('/married', true);
    expect(told).to.deep.equal([3, 4]);
    stop();
  });
});
