// Generated from packages/core/src/field-types/ by `npm run generate`. Do not edit.
import type {FieldTypeRecord} from '../field-types/field-type-record.ts';
import {record as record0} from '../field-types/text/email.ts';
import {record as record1} from '../field-types/text/structure.ts';
import {record as record2} from '../field-types/text/text.ts';
import {record as record3} from '../field-types/text/textarea.ts';
import {record as record4} from '../field-types/number/number.ts';
import {record as record5} from '../field-types/number/percentage.ts';
import {record as record6} from '../field-types/date/date-time.ts';
import {record as record7} from '../field-types/date/date.ts';
import {record as record8} from '../field-types/date/month.ts';
import {record as record9} from '../field-types/date/partial-date.ts';
import {record as record10} from '../field-types/date/time.ts';
import {record as record11} from '../field-types/choice/checkboxes.ts';
import {record as record12} from '../field-types/choice/chips.ts';
import {record as record13} from '../field-types/choice/combobox.ts';
import {record as record14} from '../field-types/choice/consent.ts';
import {record as record15} from '../field-types/choice/radio.ts';
import {record as record16} from '../field-types/choice/select.ts';
import {record as record17} from '../field-types/choice/yes-no.ts';
import {record as record18} from '../field-types/output/computed.ts';
import {record as record19} from '../field-types/output/hidden.ts';
import {record as record20} from '../field-types/output/read-only.ts';
import {record as record21} from '../field-types/output/signature.ts';

/** Kinds of questions that belong to no country, by group. */
export const coreFieldTypes: readonly FieldTypeRecord[] = [record0, record1, record2, record3, record4, record5, record6, record7, record8, record9, record10, record11, record12, record13, record14, record15, record16, record17, record18, record19, record20, record21];
