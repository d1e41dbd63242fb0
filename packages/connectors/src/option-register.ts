/**
 * A shared database that is searched for choices: the gateway asks it as it asks any register, behind the same time limit,
 * breaker and bulkhead. Its one key beside the narrowing ones is `query`; its attributes are `options` and `more`.
 */
import {type CancelSignal, type Json, type Option, parseBounded, type Text} from '@egov-form/core';
import {linkSignal, throwIfAborted} from './gateway-client/linked-signal.ts';
import {outsideText} from './outside-text.ts';
import type {Register, RegisterAnswer} from './register.ts';

/** What a person typed, and what narrows the choices. */
export interface OptionQuestion {
  readonly query: string;
  readonly where: {readonly [name: string]: string};
  readonly requestId: string;
}

export interface OptionList {
  readonly options: readonly Option[];
  /** There are more than were sent. */
  readonly more: boolean;
}

export interface OptionRegisterOptions {
  readonly name: string;
  readonly title: Text;
  /** Rejects with `OptionTrouble` when the database could not be asked. */
  search(question: OptionQuestion, signal: CancelSignal): Promise<OptionList>;
}

/** Why a search failed. */
export class OptionTrouble extends Error {
  readonly reason: 'down' | 'slow' | 'invalid-answer';

  constructor(reason: OptionTrouble['reason']) {
    super(`The search for choices failed: ${reason}.`);
    this.reason = reason;
  }
}

/** Attributes of every register that is searched. */
export const OPTION_ATTRIBUTES: readonly string[] = ['options', 'more'];

export function createOptionRegister({name, title, search}: OptionRegisterOptions): Register {
  return {
    name,
    title,
    attributes: OPTION_ATTRIBUTES,
    async lookup({keys, requestId}, signal): Promise<RegisterAnswer> {
      const {query = '', ...where} = keys;
      try {
        const {options, more} = await search({query, where, requestId}, signal);
        return {state: 'found', values: {options: options as unknown as Json, more}};
      } catch (error) {
        throwIfAborted(signal);
        if (error instanceof OptionTrouble) return {state: 'unavailable', reason: error.reason};
        throw error;
      }
    },
  };
}

export interface IndustryCodesOptions {
  /** Whole address of the list service. */
  readonly url: string;
  readonly timeoutMs?: number;
  readonly title?: Text;
}

const TITLE: Text = {vi: 'Hệ thống ngành kinh tế Việt Nam', en: 'Viet Nam standard industrial classification'};
const MOST = 20;

/** So many choices are a few KiB. */
const MAX_BYTES = 256 * 1024;

/** Codes of industries by words or by the beginning of the code: `{tuKhoa, soLuong}` to `{tongSo, danhSach: [{ma, ten}]}`. */
export function createIndustryCodes({url, timeoutMs = 4000, title = TITLE}: IndustryCodesOptions): Register {
  return createOptionRegister({
    name: 'industry-codes',
    title,
    async search({query, requestId}, signal) {
      const link = linkSignal(signal, timeoutMs);
      let body: unknown;
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {'Content-Type': 'application/json', Accept: 'application/json', 'X-Request-Id': requestId},
          body: JSON.stringify({tuKhoa: query, soLuong: MOST}),
          redirect: 'error',
          signal: link.signal,
        });
        const text = await outsideText(response, MAX_BYTES);
        if (!response.ok) throw new OptionTrouble('down');
        body = text === undefined ? undefined : parseBounded(text);
      } catch (error) {
        throw error instanceof OptionTrouble ? error : new OptionTrouble(link.timedOut ? 'slow' : 'down');
      }
      return readList(body);
    },
  });
}

function readList(body: unknown): OptionList {
  const {tongSo, danhSach} = (typeof body === 'object' && body !== null ? body : {}) as {tongSo?: unknown; danhSach?: unknown};
  if (typeof tongSo !== 'number' || !Array.isArray(danhSach)) throw new OptionTrouble('invalid-answer');
  const options = danhSach.slice(0, MOST).map((entry: unknown): Option => {
    const {ma, ten} = (typeof entry === 'object' && entry !== null ? entry : {}) as {ma?: unknown; ten?: unknown};
    if (typeof ma !== 'string' || typeof ten !== 'string') throw new OptionTrouble('invalid-answer');
    return {value: ma, label: `${ma} - ${ten}`, aliases: [ten]};
  });
  return {options, more: tongSo > options.length};
}
