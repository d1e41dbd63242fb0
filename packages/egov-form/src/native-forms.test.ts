import {vietnam} from '@egov-form/vietnam';
import {vietnamFieldTypes} from '@egov-form/vietnam/field-types';
import {expect} from 'chai';
import {unmountAll} from '../../elements/test/mount.ts';
import {nativeBattery} from '../../elements/test/native-battery.ts';

afterEach(() => {
  unmountAll();
  for (const form of document.forms) form.remove();
});

describe('a form around the element, with the kinds of questions of the country', () => {
  it('has some', () => {
    expect(vietnamFieldTypes.length).to.be.greaterThan(8);
  });

  nativeBattery(vietnamFieldTypes, [vietnam]);
});
