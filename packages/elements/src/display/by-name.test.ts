import type {FormDefinition, Pack} from '@egov-form/core';
import {sendKeys} from '@web/test-runner-commands';
import {expect} from 'chai';
import {control, mount, part, settle, unmountAll} from '../../test/mount.ts';

afterEach(unmountAll);

/** As no code point order has them. */
const GIVEN = [
  'Vinh',
  'Đà Nẵng',
  'Da Liễu',
  'Ân Thi',
  'An Khê',
  'Ăn Mày',
  'Đá Bạc',
  'Dung Quất',
  'Ơ Đu',
  'Ông Đốc',
  'Oa Oa',
  'Lào',
  'Lão',
  'Lạo',
  'Lao',
  'Lảo',
  'Láo',
];
const SORTED = [
  'An Khê',
  'Ăn Mày',
  'Ân Thi',
  'Da Liễu',
  'Dung Quất',
  'Đá Bạc',
  'Đà Nẵng',
  'Lao',
  'Lào',
  'Lảo',
  'Lão',
  'Láo',
  'Lạo',
  'Oa Oa',
  'Ông Đốc',
  'Ơ Đu',
  'Vinh',
];

const pack: Pack = {optionLists: [{name: 'towns', load: () => GIVEN.map((label, i) => ({value: `t${i}`, label}))}]};

function form(order: 'name' | 'given' | undefined): FormDefinition {
  return {
    id: 'sorted',
    version: '1.0.0',
    title: 'Xếp',
    data: {type: 'object', properties: {town: {type: 'string'}, other: {type: 'string'}}},
    pages: [{id: 'p', title: 'Trang', items: [{field: '/town'}, {field: '/other'}]}],
    fields: {'/town': {label: 'Nơi', options: {list: 'towns', ...(order && {order})}}, '/other': {label: 'Khác'}},
  };
}

const lines = (shown: ParentNode): readonly string[] =>
  [...shown.querySelectorAll('[role=option]')].map(({textContent}) => textContent?.trim() ?? '');

describe('choices by name', () => {
  it('open in the order of the Vietnamese alphabet where the definition asks, else as given', async () => {
    for (const [order, expected] of [
      ['name', SORTED],
      ['given', GIVEN],
      [undefined, GIVEN],
    ] as const) {
      const element = await mount({definition: form(order), packs: [pack]});
      control(element, '/town').click();
      await settle(element);
      expect(lines(part(element, '/town')), String(order)).to.deep.equal(expected);
      unmountAll();
    }
  });

  it('come in that order among equally good finds too, and are found without marks', async () => {
    const element = await mount({definition: form('name'), packs: [pack]});
    control(element, '/town').focus();
    await sendKeys({type: 'da'});
    await settle(element);
    expect(lines(part(element, '/town'))).to.deep.equal(['Da Liễu', 'Đá Bạc', 'Đà Nẵng']);
  });

  it('cost nothing until a list is opened', async () => {
    const {Collator} = Intl;
    let made = 0;
    const counted = class extends Collator {
      constructor(...args: ConstructorParameters<typeof Collator>) {
        super(...args);
        made += 1;
      }
    };
    Object.assign(Intl, {Collator: counted});
    try {
      const element = await mount({definition: form('name'), packs: [pack], locale: 'vi-VN'});
      expect(made).to.equal(0);
      control(element, '/town').click();
      await settle(element);
      expect(made).to.equal(1);
    } finally {
      Object.assign(Intl, {Collator});
    }
  });
});
