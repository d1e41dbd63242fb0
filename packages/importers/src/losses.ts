import type {JsonObject} from '@egov-form/core';
import {en} from './messages/en.ts';
import {vi} from './messages/vi.ts';

export type LossCode = keyof typeof vi;

/** Something of the source that the definition does not carry, or carries otherwise. */
export interface Loss {
  readonly code: LossCode;
  /** Place in the source as its author knows it: a name, a pointer, a line. */
  readonly where: string;
  /** `found`: what stood there; `instead`: what stands in its place. */
  readonly params: JsonObject;
}

const LANGUAGES = {vi, en};

/** One sentence. Other languages than Vietnamese are told in English. */
export function lossText({code, where, params}: Loss, language: string): string {
  const messages = LANGUAGES[language.split('-')[0] === 'vi' ? 'vi' : 'en'];
  const text = messages[code].replace(/\{(\w+)\}/gu, (_, name: string) => String(params[name] ?? ''));
  return where === '' ? text : `${where}: ${text}`;
}

/** Collects losses in the order of the source. */
export class Losses {
  readonly all: Loss[] = [];

  add(code: LossCode, where: string, params: JsonObject = {}): void {
    this.all.push({code, where, params});
  }
}
