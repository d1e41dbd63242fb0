import {nativeBattery} from '@egov-form/elements/testing';
import {vietnam} from '@egov-form/vietnam';
import {vietnamFieldTypes} from '@egov-form/vietnam/field-types';
import {expect} from 'chai';

afterEach(() => {
  for (const form of document.forms) form.remove();
});

describe('a form around the element, with the kinds of questions of the country', () => {
  it('has some', () => {
    expect(vietnamFieldTypes.length).to.be.greaterThan(8);
  });

  nativeBattery(vietnamFieldTypes, [vietnam]);
});
