import {registerFieldType} from '../field-type.ts';
import {address} from './address.ts';
import {checkbox, radio, select, yesNo} from './choices.ts';
import {output} from './output.ts';
import {date, integer, number, partialDate, text, textarea} from './texts.ts';

registerFieldType(text, textarea, number, integer, date, partialDate, radio, select, yesNo, checkbox, address, output);
