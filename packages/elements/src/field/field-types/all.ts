import {registerFieldType} from '../field-type.ts';
import {address} from './address.ts';
import {bankAccount} from './bank-account.ts';
import {chips} from './chips.ts';
import {checkbox, checkboxes, combobox, radio, select, yesNo} from './choices.ts';
import {date, month, partialDate, time} from './dates.ts';
import {integer, money, number, percentage} from './numbers.ts';
import {hidden, output, signature} from './output.ts';
import {capitals, text, textarea} from './texts.ts';

registerFieldType(text, capitals, textarea, number, integer, money, percentage, date, partialDate, month, time);
registerFieldType(radio, select, combobox, checkboxes, chips, yesNo, checkbox, address, bankAccount, signature, output, hidden);
