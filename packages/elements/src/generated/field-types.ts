// Generated from packages/elements/src/field/field-types/ by `npm run generate`. Do not edit.
import {registerFieldType} from '../field/field-type.ts';
import {types as types0} from '../field/field-types/address.ts';
import {types as types1} from '../field/field-types/bank-account.ts';
import {types as types2} from '../field/field-types/chips.ts';
import {types as types3} from '../field/field-types/choices.ts';
import {types as types4} from '../field/field-types/date-time.ts';
import {types as types5} from '../field/field-types/dates.ts';
import {types as types6} from '../field/field-types/numbers.ts';
import {types as types7} from '../field/field-types/output.ts';
import {types as types8} from '../field/field-types/structure.ts';
import {types as types9} from '../field/field-types/texts.ts';

registerFieldType(...types0, ...types1, ...types2, ...types3, ...types4, ...types5, ...types6, ...types7, ...types8, ...types9);
