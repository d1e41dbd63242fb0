/** Every kind of question on one page, in every state that a person can meet it in. */
import type {FieldTypeRecord, FormDefinition, JsonObject, Text} from '@egov-form/core';
import {coreFieldTypes} from '@egov-form/core/field-types';
import {vietnamFieldTypes} from '@egov-form/vietnam/field-types';

/** Everything that we describe, in the order of the palette. */
export const ALL_TYPES: readonly FieldTypeRecord[] = [...coreFieldTypes, ...vietnamFieldTypes];

export const FIELD_STATES = ['empty', 'filled', 'error', 'warning', 'disabled', 'read-only'] as const;
export type FieldState = (typeof FIELD_STATES)[number];

export const LOCALES = ['vi', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** What a warning says. */
export const WARNING: {readonly [locale in Locale]: string} = {
  vi: 'Vui lòng xem lại mục này.',
  en: 'Please look at this item again.',
};

/** The member of the answers that asks for a kind: `personal-id` is `personalId`. */
export function memberOf({name}: FieldTypeRecord): string {
  return name.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase());
}

/** A text in a language. */
export function textIn(text: Text | undefined, locale: Locale): string {
  return text === undefined ? '' : typeof text === 'string' ? text : (text[locale] ?? '');
}

/** Whether the person answers it, so that it can be asked for. */
export function isAsked({group}: FieldTypeRecord): boolean {
  return group !== 'output';
}

/** One page with every kind. Everything that a person answers is required; a warning or a lock stands on everything. */
export function definitionOf(state: FieldState, types: readonly FieldTypeRecord[] = ALL_TYPES): FormDefinition {
  const fields = types.map((type) => {
    const settings = {
      ...type.settings,
      label: type.example.label,
      ...(type.example.hint && {hint: type.example.hint}),
      ...(state === 'warning' && {checks: [{rule: {'!': [true]}, severity: 'warning' as const, message: WARNING}]}),
      ...(state === 'read-only' && type.settings?.value === undefined && {readonly: true}),
    };
    return [`/${memberOf(type)}`, settings] as const;
  });
  return {
    id: 'field-types',
    version: '1.0.0',
    title: {vi: 'Các loại câu hỏi', en: 'Kinds of questions'},
    data: {
      type: 'object',
      required: types.filter(isAsked).map(memberOf),
      properties: Object.fromEntries(types.map((type) => [memberOf(type), type.schema])),
    },
    pages: [
      {
        id: 'types',
        title: {vi: 'Các loại câu hỏi', en: 'Kinds of questions'},
        items: types.map((type) => ({field: `/${memberOf(type)}`})),
      },
    ],
    fields: Object.fromEntries(fields),
  };
}

/** The answers in that state. */
export function answersOf(state: FieldState, types: readonly FieldTypeRecord[] = ALL_TYPES): JsonObject {
  if (state === 'empty') return {};
  return Object.fromEntries(
    types
      .filter(({settings}) => settings?.value === undefined)
      .map((type) => [memberOf(type), (state === 'error' ? type.example.wrong : undefined) ?? type.example.value]),
  );
}
