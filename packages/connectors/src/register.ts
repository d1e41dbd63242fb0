import type {CancelSignal, JsonObject, Text} from '@egov-form/core';

/** Who asks, as the gateway knows it from the session; never from the browser's message. */
export interface Requester {
  readonly role: 'citizen' | 'officer';
  /** The person's own 12-digit number. */
  readonly citizenId: string;
}

/** One question to a register. The gateway has already decided that it may be asked. */
export interface RegisterRequest {
  /** By the connector's key names: `{citizenId: "…", birthDate: "1990-02-14"}`. */
  readonly keys: {readonly [name: string]: string};
  /** Names of the attributes that the form declares; nothing else is answered. */
  readonly attributes: readonly string[];
  /** Why, in words, for registers whose messages carry it. The provincial exchange (LGSP) has no member for it. */
  readonly purpose: string;
  /** Code of the procedure, `1.001193`. */
  readonly procedure: string;
  readonly requester: Requester;
  /** Unique per call, kept by both sides for audit. A retry is a new call and needs a new one. */
  readonly requestId: string;
}

/**
 * What a register said. `not-found` is the register's own word: it was asked and has no such record, or the keys do not
 * belong together (registers do not tell these apart). `unavailable` means that nothing is known.
 */
export type RegisterAnswer =
  | {readonly state: 'found'; readonly values: JsonObject}
  | {readonly state: 'not-found'}
  | {readonly state: 'forbidden'; readonly reason: 'procedure'}
  | {readonly state: 'unavailable'; readonly reason: 'down' | 'slow' | 'invalid-answer'};

/**
 * A shared database as the gateway sees it. Whatever the register does, `lookup` resolves; it rejects with the signal's
 * reason when that aborts, and with a `FormError` only for a question that no caller should put.
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

/** Why a call failed, for logs and metrics. Names and numbers only: neither keys nor values of a person. */
export interface RegisterTrouble {
  readonly register: string;
  readonly requestId: string;
  readonly cause:
    | 'token'
    | 'connection'
    | 'timeout'
    | 'status'
    | 'not-json'
    | 'too-large'
    | 'shape'
    | 'wrong-subject'
    | 'register-error';
  /** HTTP status, when there was one. */
  readonly status?: number;
  /** The register's own error code, or the place in the message that did not fit. */
  readonly detail?: string;
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
