// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonObject} from '../../json.js';

/**
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "name".
 */
export type Name = string;
/**
 * By the connector's key names: `{citizenId: "…", birthDate: "1990-02-14"}`.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "keys".
 */
export type Keys = {readonly [name: string]: string};
/**
 * What the gateway answers a form. "Does not exist" and "could not ask" are different. Members that are not named here may be added and are dropped by who does not know them.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "lookupAnswer".
 */
export type LookupReply =
  | {
      state: 'filled' | 'partial';
      values: Values;
      source: {
        register: string;
        title: Text;
        /**
         * When the register answered, ISO 8601.
         */
        at: string;
      };
      gaps?: AttributeGaps;
      /**
       * Compact JWS over what was filled.
       */
      receipt?: string;
    }
  | {
      state: 'proposed';
      person: {
        /**
         * Masked.
         */
        name: string;
        /**
         * Absent where the whole date of birth is not known.
         */
        birthYear?: string;
        /**
         * Who it is, for this session and look-up only.
         */
        token: string;
      };
      values: Values;
      source: {
        register: string;
        title: Text;
        /**
         * When the register answered, ISO 8601.
         */
        at: string;
      };
      /**
       * Compact JWS over what is filled beside.
       */
      receipt?: string;
    }
  | {
      state: 'incomplete';
      missing: readonly string[];
    }
  | {
      state: 'not-found' | 'mismatch';
    }
  | {
      state: 'forbidden';
      reason?: 'sign-in' | 'procedure' | 'other-person' | 'not-self';
    }
  | {
      state: 'limited';
      retryAfterSeconds: number;
    }
  | {
      state: 'unavailable';
      reason: 'down' | 'slow' | 'invalid-answer' | 'offline';
    };
/**
 * What is known, by attribute. An attribute that is not known is absent, never empty.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "values".
 */
export type Values = JsonObject;
/**
 * A text, or one for each language.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "text".
 */
export type Text = string | {readonly [language: string]: string};
/**
 * Why attributes that were asked for are not among the values, and what the next step is: `absent`, it has none, as of an attribute that is in neither; `not-permitted`, it may not say; `stale`, what it has is from `asOf`, and older than is believed.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "gaps".
 */
export type AttributeGaps = {readonly [attribute: string]: AttributeGap};
/**
 * What a register said. `not-found` is the register's own word: it was asked and has no such record, or the keys do not belong together (registers do not tell these apart). `limited` is the register's own limit on us. `unavailable` means that nothing is known.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "registerAnswer".
 */
export type RegisterAnswer =
  | {
      state: 'found';
      values: Values;
      gaps?: AttributeGaps;
      /**
       * By attribute, the day on which the register last brought it up to date, where it says so.
       */
      updated?: {readonly [attribute: string]: string};
    }
  | {
      state: 'not-found';
    }
  | {
      state: 'forbidden';
      reason: 'procedure';
    }
  | {
      state: 'limited';
      retryAfterSeconds: number;
    }
  | {
      state: 'unavailable';
      reason: 'down' | 'slow' | 'invalid-answer';
    };
/**
 * How a simulated service misbehaves: `down` 503, `error-500`, `error-400`, `reset` the connection is cut, `cut` half an answer and then the connection is cut, `slow` the right answer after `ms`, `hang` never an answer, `rubbish` something that is no message with status 200, `partial` a record with most members unknown, `wrong-person` a record of somebody (or something) else, `contradictory` two records of one person that disagree, `stale` a record as it was over a year ago, `refused` the exchange's refusal of the procedure, `limited` 429 with 30 seconds, `wrong-hash` an answer of an X-Road-style exchange that proves another question than the one asked, `altered` a record whose `members` are as they are said to be.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "faultKind".
 */
export type FaultKind =
  | 'none'
  | 'down'
  | 'error-500'
  | 'error-400'
  | 'reset'
  | 'cut'
  | 'slow'
  | 'hang'
  | 'rubbish'
  | 'partial'
  | 'wrong-person'
  | 'contradictory'
  | 'stale'
  | 'refused'
  | 'limited'
  | 'wrong-hash'
  | 'altered';
/**
 * Answer of `/_control/faults`: what is set, `{"population *": "slow"}`.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "faultList".
 */
export type FaultList = {readonly [name: string]: FaultKind};
/**
 * Answer of `/_control/counts`: calls per service since the start, refused ones included.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "callCounts".
 */
export type CallCounts = {readonly [service: string]: number};

/**
 * Every message between a form, the gateway, a register's adapter and a simulated register. The registers' own shapes are not here: those are what a connector's mapping is for.
 */
export interface ConnectorMessages {
  lookupRequest?: LookupQuestion;
  lookupAnswer?: LookupReply;
  registerRequest?: RegisterRequest;
  registerAnswer?: RegisterAnswer;
  registerTrouble?: RegisterTrouble;
  faultSetting?: FaultSetting;
  faultList?: FaultList;
  callCounts?: CallCounts;
}
/**
 * Body of `POST /api/lookups/:connector`: what a form asks the gateway. Attributes and purpose are not in it: the gateway takes them from its own copy of the form.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "lookupRequest".
 */
export interface LookupQuestion {
  form: Name;
  version: Name;
  lookup: Name;
  keys: Keys;
  /**
   * Code of the dossier that an officer has in hand.
   */
  dossier?: string;
  /**
   * Ask the register even if this session was answered a moment ago.
   */
  refresh?: boolean;
  /**
   * In place of the number: the token of whom another look-up has proposed.
   */
  proposal?: string;
}
/**
 * One question to a register. The gateway has already decided that it may be asked.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "registerRequest".
 */
export interface RegisterRequest {
  keys: Keys;
  /**
   * Names of the attributes that the form declares; nothing else is answered.
   */
  attributes: readonly string[];
  /**
   * Why, in words, for registers whose messages carry it.
   */
  purpose: string;
  /**
   * Code of the procedure, `1.001193`.
   */
  procedure: string;
  requester: Requester;
  /**
   * Unique per call, kept by both sides for audit. A retry is a new call and needs a new one.
   */
  requestId: string;
}
/**
 * Who asks, as the gateway knows it from the session; never from the browser's message.
 */
export interface Requester {
  role: 'citizen' | 'officer';
  /**
   * The person's own 12-digit number.
   */
  citizenId: string;
}
/**
 * Why a call failed, for logs and metrics. Names and numbers only: neither keys nor values of a person.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "registerTrouble".
 */
export interface RegisterTrouble {
  register: string;
  requestId: string;
  /**
   * `exchange-error` is the data exchange's own failure, `register-error` the service's behind it; `request-hash` an answer that does not prove which question it answers; `contradiction` records that disagree; `stale` an answer older than is believed.
   */
  cause:
    | 'token'
    | 'connection'
    | 'timeout'
    | 'status'
    | 'unreadable'
    | 'too-large'
    | 'shape'
    | 'wrong-subject'
    | 'contradiction'
    | 'stale'
    | 'exchange-error'
    | 'register-error'
    | 'request-hash'
    | 'database'
    | 'file';
  /**
   * HTTP status, when there was one.
   */
  status?: number;
  /**
   * The register's own error code, or the place in the message that did not fit.
   */
  detail?: string;
}
/**
 * Body of `POST /_control/faults` of a simulator: one switch. Without `key` it stands for the whole service; with one, for that number, code or plate only.
 *
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "faultSetting".
 */
export interface FaultSetting {
  service: Name;
  fault: FaultKind;
  /**
   * For `slow`, in milliseconds. Defaults to 10,000.
   */
  ms?: number;
  key?: Name;
  /**
   * For `altered`, by the service's own names: `absent` not on file, `denied` not for us, `outdated` as it was five years ago, `other` something else.
   */
  members?: {readonly [member: string]: 'absent' | 'denied' | 'outdated' | 'other'};
  /**
   * The fault goes by itself after so many requests.
   */
  times?: number;
}
/**
 * This interface was referenced by `ConnectorMessages`'s JSON-Schema
 * via the `definition` "gap".
 */
export interface AttributeGap {
  reason: 'absent' | 'not-permitted' | 'stale';
  /**
   * ISO 8601 date.
   */
  asOf?: string;
}
