import type {Field} from '@egov-form/core';
import {expect} from 'chai';
import {maskedValue} from './masked.ts';

describe('masked values', () => {
  const format = {name: 'id', check: () => [], mask: (text: string) => `${text.slice(0, 3)}*****${text.slice(-4)}`};
  const field = (settings: Field['settings'], own: Field['format']) => ({settings, format: own}) as Field;

  it('are those of identifiers that are not public', () => {
    expect(maskedValue(field({}, format), '026190000042')).to.equal('026*****0042');
    expect(maskedValue(field({sensitivity: 'personal'}, format), '026190000042')).to.equal('026*****0042');
    expect(maskedValue(field({sensitivity: 'public'}, format), '026190000042')).to.equal(undefined);
    expect(maskedValue(field({}, undefined), '026190000042')).to.equal(undefined);
    expect(maskedValue(field({}, format), 5)).to.equal(undefined);
  });
});
