import type {CancelSignal, JsonObject, Text} from '@egov-form/core';
import type {RegisterAnswer, RegisterRequest} from './generated/messages.ts';

export type {RegisterAnswer, RegisterRequest, RegisterTrouble, Requester} from './generated/messages.ts';

/**
 * A shared database as the gateway sees it. Whatever the register does, `lookup` resolves; it rejects with the signal's
 * reason when that aborts, and with a `FormError` only for a question that no caller should put. It asks once: trying
 * again is for the caller, except that a token which has just been refused is renewed.
 */
export interface Register {
  /** The connector's name in form definitions: `population`. */
  readonly name: string;
  /** What people call it. */
  readonly title: Text;
  /** Every attribute that it can answer. */
  readonly attributes: readonly string[];
  lookup(request: RegisterRequest, signal: CancelSignal): Promise<RegisterAnswer>;
}

/** An address as registers write it; unknown parts are `''`. Old and new codes look alike: see `districtCode`. */
export interface RawAddress {
  /** 2 digits. Before 1 July 2025 one of 63, since then one of 34. */
  readonly provinceCode: string;
  /** 3 digits in the codes before 1 July 2025, `''` since: this tells the two eras apart. */
  readonly districtCode: string;
  /** 5 digits. The same code may name different communes before and after 1 July 2025. */
  readonly communeCode: string;
  /** House, street, hamlet; in old records often the names of all three levels. Often upper case. */
  readonly detail: string;
  /** The whole address in words, when the register sends that too. */
  readonly text: string;
}

/**
 * Turns a register's address into the shared model `{provinceCode, communeCode, era, detail?, legacyText?}`, or into
 * `undefined` when it cannot be placed; the attribute is then left out. May load code tables first. Must not throw.
 */
export type AddressResolver = (raw: RawAddress) => JsonObject | undefined | Promise<JsonObject | undefined>;
