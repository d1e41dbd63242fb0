// Generated from packages/core/src/field-types/ by `npm run generate`. Do not edit.
import type {ControlTraits} from '../field-types/field-type-record.ts';

/** By widget. */
export const CONTROLS: {readonly [widget: string]: ControlTraits} = {
  "text": {
    "suggests": true
  },
  "textarea": {
    "suggests": true,
    "multiline": true
  },
  "checkboxes": {
    "chosen": true
  },
  "chips": {
    "chosen": true
  },
  "combobox": {
    "chosen": true,
    "searches": true
  },
  "checkbox": {
    "chosen": true
  },
  "radio": {
    "chosen": true
  },
  "select": {
    "chosen": true,
    "searches": true
  },
  "yes-no": {
    "chosen": true
  },
  "address": {
    "chosen": true
  }
};

/** By format: the widget that asks for it. */
export const FORMAT_WIDGETS: {readonly [format: string]: string} = {
  "percent": "percentage",
  "date-time": "date-time",
  "date": "date",
  "month": "month",
  "partial-date": "partial-date",
  "local-time": "time"
};
