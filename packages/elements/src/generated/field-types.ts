// Generated from packages/elements/src/field/field-types/ by `npm run generate`. Do not edit.
import {registerFieldType} from '../field/field-type.ts';
import {types as address} from '../field/field-types/address.ts';
import {types as bankAccount} from '../field/field-types/bank-account.ts';
import {types as chips} from '../field/field-types/chips.ts';
import {types as choices} from '../field/field-types/choices.ts';
import {types as dateTime} from '../field/field-types/date-time.ts';
import {types as dates} from '../field/field-types/dates.ts';
import {types as numbers} from '../field/field-types/numbers.ts';
import {types as output} from '../field/field-types/output.ts';
import {types as structure} from '../field/field-types/structure.ts';
import {types as texts} from '../field/field-types/texts.ts';

registerFieldType(
  ...address,
  ...bankAccount,
  ...chips,
  ...choices,
  ...dateTime,
  ...dates,
  ...numbers,
  ...output,
  ...structure,
  ...texts,
);
