// Generated from schemas/ by `npm run generate`. Do not edit.
import type {Json, JsonObject} from '../../json.js';

/**
 * In Vietnamese and English.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "text".
 */
export type Wording = {readonly vi: string; readonly en: string};
/**
 * Whole and fixed: nothing of it comes from a form or a browser.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "address".
 */
export type Address = string;
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "templates".
 */
export type Templates = {readonly [name: string]: string};
/**
 * Place in an answer: `$`, `.member`, `['a member']`, `[0]`, `[*]`.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "path".
 */
export type Path = string;
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "column".
 */
export type Column = string;
/**
 * Longest answer or file, in bytes.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "maxBytes".
 */
export type MaxBytes = number;
/**
 * How the gateway shows who it is.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "auth".
 */
export type AuthSettings =
  | {
      kind: 'basic';
      user: SecretPlace;
      password: SecretPlace;
    }
  | {
      kind: 'api-key';
      header: string;
      key: SecretPlace;
    }
  | {
      kind: 'token';
      token: TokenSettings;
    }
  | {
      /**
       * Timestamp, ApiKey, and Basic with a SHA-256 over address, user, time and secret.
       */
      kind: 'ndxp';
      user: SecretPlace;
      secret: SecretPlace;
      apiKey: SecretPlace;
    };
/**
 * OAuth2 client credentials. `basic` is RFC 6749; `lgspaccesstoken` a header with base64 of JSON, as several provincial exchanges want it.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "token".
 */
export type TokenSettings =
  | {
      url: Address;
      variant: 'basic';
      consumerKey: SecretPlace;
      consumerSecret: SecretPlace;
      earlyMs?: number;
    }
  | {
      url: Address;
      variant: 'lgspaccesstoken';
      accessKey: SecretPlace;
      secretKey: SecretPlace;
      appName: string;
      partnerCode: string;
      partnerCodeCus?: string;
      earlyMs?: number;
    };
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "codes".
 */
export type Codes = readonly string[];
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "cast".
 */
export type Cast =
  | 'text'
  | 'code'
  | 'name'
  | 'organization-name'
  | 'personal-id'
  | 'tax-code'
  | 'plate'
  | 'date'
  | 'compact-date'
  | 'compact-full-date'
  | 'slash-date'
  | 'year'
  | 'number'
  | 'whole'
  | 'positive'
  | 'flag'
  | 'requester'
  | 'address'
  | 'address-text'
  | 'object'
  | 'list';
/**
 * What a text says, most telling words first.
 */
export type WordSettings = readonly {readonly contains: readonly string[]; readonly value: string}[];

/**
 * Which shared databases a gateway asks, and how. A province writes this file; docs/connectors.md explains it with an example of each adapter.
 */
export interface ConnectorConfiguration {
  $schema?: string;
  /**
   * By the name that form definitions use.
   */
  connectors: {readonly [connector: string]: ConnectorSettings};
}
/**
 * One register: what it answers, and the way to it.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "connector".
 */
export interface ConnectorSettings {
  /**
   * Name of a service that is known here, such as `population`, or a mapping of your own.
   */
  service: string | ServiceMapping;
  /**
   * The adapter and its settings.
   */
  through: RestSettings | LgspSettings | XroadSettings | SqlSettings | FileSettings;
  /**
   * What the service's request names as `{setting.…}`, such as the agency's code. Nothing secret.
   */
  settings?: {readonly [name: string]: string};
  /**
   * For a whole question, in milliseconds. Defaults to 8,000.
   */
  timeoutMs?: number;
}
/**
 * Where a secret is: an environment variable, or a file. Never the secret itself.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "secret".
 */
export interface SecretPlace {
  env?: string;
  file?: string;
}
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "rest".
 */
export interface RestSettings {
  adapter: 'rest';
  url: Address;
  /**
   * Plain HTTP, for an address inside the agency's own network.
   */
  allowHttp?: boolean;
  method?: 'GET' | 'POST';
  /**
   * Added to `url`. Values are percent-encoded, and can neither add nor leave out a part of the path.
   */
  path?: string;
  query?: Templates;
  headers?: Templates;
  /**
   * How the service's request is written. Defaults to `json`; `GET` sends none.
   */
  body?: 'json' | 'form';
  auth?: AuthSettings;
  /**
   * Statuses by which this service says "no such record". None by default: a 404 is more often a wrong address.
   */
  notFoundStatus?: readonly number[];
  maxBytes?: MaxBytes;
}
/**
 * A provincial exchange: a token, and JSON by POST.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "lgsp".
 */
export interface LgspSettings {
  adapter: 'lgsp';
  url: Address;
  allowHttp?: boolean;
  token: TokenSettings;
  headers?: Templates;
  maxBytes?: MaxBytes;
}
/**
 * An X-Road-style exchange, through the agency's own security server.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "xroad".
 */
export interface XroadSettings {
  adapter: 'xroad';
  url: Address;
  allowHttp?: boolean;
  style: 'rest' | 'soap';
  /**
   * `VN/GOV/<member>/<subsystem>`.
   */
  client: string;
  /**
   * `VN/GOV/<member>/<subsystem>/<service>`, and `/<version>` for SOAP.
   */
  service: string;
  method?: 'GET' | 'POST';
  path?: string;
  query?: Templates;
  headers?: Templates;
  /**
   * Of the SOAP body's element.
   */
  namespace?: string;
  /**
   * The SOAP body's element. Defaults to the service's code.
   */
  operation?: string;
  /**
   * Before the requester's number in `X-Road-UserId`. Defaults to `VN`.
   */
  userCountry?: string;
  /**
   * Whether an answer must prove which question it answers. `required`, the default: its hash must be the one of our request, computed here again. `present` (REST): it must have a hash and our id; the hash is the security server's to verify. `ignored`: neither.
   */
  requestHash?: 'required' | 'present' | 'ignored';
  auth?: AuthSettings;
  notFoundStatus?: readonly number[];
  maxBytes?: MaxBytes;
}
/**
 * A view of the agency's own PostgreSQL database. Read only, by an account that may read nothing else.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "sql".
 */
export interface SqlSettings {
  adapter: 'sql';
  database: SecretPlace;
  schema?: Column;
  view: Column;
  /**
   * @minItems 1
   * @maxItems 200
   */
  columns: readonly string[];
  /**
   * Which rows: column and template. The values are parameters of the statement, never part of its text.
   */
  where: {readonly [column: string]: string};
  /**
   * More rows than this are no answer. Defaults to 50.
   */
  maxRows?: number;
  /**
   * Defaults to 4.
   */
  maxConnections?: number;
  /**
   * For a statement, kept by the database, and for making a connection. Milliseconds; defaults to 5,000.
   */
  statementTimeoutMs?: number;
}
/**
 * A CSV or JSON file, read into an index and read again when it changes. Replace it by renaming a finished file over it.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "file".
 */
export interface FileSettings {
  adapter: 'file';
  path: string;
  format: 'csv' | 'json';
  /**
   * Of a CSV file. Defaults to a comma.
   */
  delimiter?: ',' | ';' | '\t' | '|';
  rows?: Path;
  /**
   * Which rows: column and template.
   */
  where: {readonly [column: string]: string};
  maxRows?: number;
  maxBytes?: MaxBytes;
}
/**
 * What a register is asked with, and how its message becomes attributes of the shared data models.
 *
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "mapping".
 */
export interface ServiceMapping {
  title: Wording;
  /**
   * Whether anyone who is signed in may ask, or only about oneself and with second factors.
   */
  about: 'public' | 'person';
  /**
   * The key that names who or what is asked about.
   */
  subject: string;
  /**
   * Keys of which one is enough to show that one knows the other person.
   */
  secondFactors?: readonly string[];
  keys: {readonly [name: string]: KeySettings};
  /**
   * Of these keys at least one is needed, beside the required ones.
   *
   * @minItems 1
   */
  oneOf?: readonly string[];
  /**
   * The message, with `{key.name}`, `{setting.name}`, `{procedure}`, `{purpose}`, `{requestId}`, `{requester}`, `{officer}`; `{…|cast}` changes a value, `{…?}` leaves the member out when it is empty.
   */
  request?: JsonObject;
  answer: AnswerSettings;
  errors?: ErrorSettings;
  attributes: {readonly [name: string]: AttributeSettings};
}
export interface AnswerSettings {
  present: Path;
  records?: Path;
  /**
   * Attributes that must equal the key they are asked with, by attribute. The first must be there: an answer about another subject is not believed. Where another differs there is no such record.
   */
  same: {readonly [attribute: string]: string};
  /**
   * Attributes without which the record is none.
   */
  needs?: readonly string[];
  /**
   * Several records are one list, not rivals.
   */
  collect?: boolean;
  denied?: Path;
  updated?: UpdatedSettings;
  fresh?: FreshSettings;
}
/**
 * In a record, an object with the day on which each of its members was last brought up to date.
 */
export interface UpdatedSettings {
  at: Path;
  as?: 'date' | 'compact-date' | 'slash-date';
}
/**
 * When the record was last brought up to date, and how old it may be.
 */
export interface FreshSettings {
  at: Path;
  as?: 'date' | 'compact-date' | 'slash-date';
  days: number;
}
/**
 * How the service reports its own errors inside a message.
 */
export interface ErrorSettings {
  /**
   * @minItems 1
   */
  at: readonly string[];
  none?: Codes;
  notFound?: Codes;
  forbidden?: Codes;
  slow?: Codes;
  limited?: Codes;
}
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "key".
 */
export interface KeySettings {
  /**
   * What a well-formed key looks like. One of another form cannot name a record, so the register is not asked.
   */
  kind:
    | 'text'
    | 'personal-id'
    | 'person-name'
    | 'date'
    | 'partial-date'
    | 'enterprise-code'
    | 'tax-code'
    | 'plate'
    | 'gender';
  required?: boolean;
}
/**
 * This interface was referenced by `ConnectorConfiguration`'s JSON-Schema
 * via the `definition` "attribute".
 */
export interface AttributeSettings {
  /**
   * The first of these that is known.
   *
   * @minItems 2
   */
  first?: readonly AttributeSettings[];
  at?: Path;
  as?: Cast;
  /**
   * Register's codes and what they mean; a code that is not here is not known, unless `otherwise` says so.
   */
  values?: {readonly [code: string]: Json};
  words?: WordSettings;
  /**
   * For a known text that `values` or `words` does not have.
   */
  otherwise?: string;
  except?: Codes;
  /**
   * Characters that a code has.
   */
  length?: number;
  /**
   * Only what stands before the first of these characters.
   */
  before?: string;
  suffix?: string;
  /**
   * How many days ago the register may have brought the value up to date, where `answer.updated` says so. What is older is not answered, and said to be stale.
   */
  maxAgeDays?: number;
  /**
   * For `address`: member of the register's place for each part. For `object` and `list`: members of the result.
   */
  members?: {readonly [name: string]: string | AttributeSettings};
  /**
   * Which part of the shared data models the value is: `urn:egov-form:person:v1#/fullName`.
   */
  model?: string;
}
