import {type JsonObject, normalizeText, type Option} from '@egov-form/core';
import {html} from 'lit';
import type {FormContext} from '../../form/form-context.ts';
import type {FieldHost, FieldType} from '../field-type.ts';
import {memberInput, memberPart, memberSearch, objectOf, textOf, withMembers} from '../members.ts';
import {nameOf} from './address.ts';
import {lockedText} from './output.ts';

/** The list of the country's banks. */
function bankList({packs}: Pick<FormContext, 'packs'>): string | undefined {
  return packs.findLast(({banks}) => banks !== undefined)?.banks;
}

/** Its choices; without a country there are none. */
function banksOf(host: FieldHost): readonly Option[] | undefined {
  const list = bankList(host.ctx);
  return list === undefined ? [] : host.list(list, {});
}

/** Where money is to go: the bank, the number, and whose account it is. */
const bankAccount: FieldType = {
  name: 'bank-account',
  controls: 'many',
  wide: true,
  members: () => ['bank', 'number', 'holder'],
  render(host) {
    const {field, ctx} = host;
    if (field.readonly || ctx.readonly) return lockedText(host);
    const {required} = field;
    const changed = (changes: JsonObject | {readonly bank: unknown}) => withMembers(objectOf(field.value), changes);
    return html`<div class="address" part="bank-account">
      ${memberPart(host, 'bank', required, true, (place) =>
        memberSearch(host, place, 'bank', banksOf(host), (bank) => host.choose(changed({bank}))),
      )}
      ${memberPart(host, 'number', required, false, (place) =>
        memberInput(host, place, 'number', {
          inputMode: 'numeric',
          store: (typed) => changed({number: typed.normalize('NFKC').replace(/[\s.-]/gu, '')}),
        }),
      )}
      ${memberPart(host, 'holder', required, false, (place) =>
        memberInput(host, place, 'holder', {capitals: true, store: (typed) => changed({holder: normalizeText(typed)})}),
      )}
    </div>`;
  },
  display(shown, value) {
    const account = objectOf(value);
    return [
      textOf(account, 'number'),
      nameOf(shown, bankList(shown.ctx), {}, account['bank']),
      textOf(account, 'holder').toLocaleUpperCase('vi'),
    ]
      .filter(Boolean)
      .join(', ');
  },
};

export const types: readonly FieldType[] = [bankAccount];
