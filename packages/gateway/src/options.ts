import type {LookupPolicy, Register} from '@egov-form/connectors/server';
import type {Clock, Pack} from '@egov-form/core';
import type {ProcedureModule} from '@egov-form/core/procedure';
import type {FastifyServerOptions} from 'fastify';
import type {GatewayDatabase} from './database/open.ts';
import type {LookupBudget} from './lookups/budget.ts';
import type {RegisterLimits} from './lookups/resilience.ts';

/** An OpenID Connect provider and our registration there. */
export interface OidcOptions {
  /** Address of the provider; its configuration is read from `/.well-known/openid-configuration` below it. */
  readonly issuer: string;
  /**
   * What people's accounts there belong to, for good: with the provider's identifier it makes a person of this installation.
   * Defaults to `issuer`. A provider whose address changes keeps the old one here, or all its people become strangers.
   */
  readonly realm?: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `<origin>/auth/callback`, as registered with the provider. */
  readonly redirectUri: string;
}

/** A folder that is served as it is. Several with the same prefix are searched in order. */
export interface StaticFolder {
  /** Begins and ends with `/`. */
  readonly prefix: string;
  readonly folder: string;
}

/** Everything that `buildServer` needs. Nothing is read from the environment. */
export interface GatewayOptions {
  /** Procedures that are served and re-checked; several versions of one id live side by side. */
  readonly forms: readonly ProcedureModule[];
  readonly packs: readonly Pack[];
  /** Shared databases by connector name, as definitions write it. */
  readonly registers: {readonly [connector: string]: Register};
  /** Who may ask what, by connector name; added to the known ones (`population`, `business`, `vehicle`). */
  readonly policies?: {readonly [connector: string]: LookupPolicy};
  /** Closed with the server. */
  readonly database: GatewayDatabase;
  /** Outside every served folder. Holds files on their way (`incoming/`) and those of dossiers (`dossiers/<code>/`). Gateways share it. */
  readonly uploadsFolder: string;
  readonly statics?: readonly StaticFolder[];
  readonly oidc: OidcOptions;
  /** Where browsers reach the gateway, `https://dichvucong.example`. Other origins may change nothing. */
  readonly origin: string;
  readonly clock?: Clock;
  /** Keys the codes of audit entries; at least 32 bytes. Without one the database keeps it, beside what it protects. */
  readonly auditKey?: Uint8Array;
  /** File that the audit's head is added to, best on another disk; nowhere without one. */
  readonly auditHeadsFile?: string;
  /**
   * Whether this process does the work for later, or leaves it to others on the same database. Yes by default.
   * `retrySeconds`: before a register that did not answer is asked again for the first time; 30.
   */
  readonly jobs?: {readonly here?: boolean; readonly retrySeconds?: number; readonly pollSeconds?: number};
  /** Asked for as `Authorization: Bearer` by `/metrics`; without one everybody who reaches it may read. */
  readonly metricsToken?: string;
  /** How long audit entries are kept, days. Defaults to 3,653 (ten years). */
  readonly auditDays?: number;
  /** Code of the receiving agency, the beginning of dossier codes. */
  readonly agency?: string;
  readonly budget?: LookupBudget;
  /** How registers are asked: `*` for all, a connector's name for one. */
  readonly limits?: {readonly [connector: string]: RegisterLimits};
  /** Answers about other people come no sooner after the question, milliseconds; later where registers are slow. 400. */
  readonly uniformAnswerMs?: number;
  /** How long a session lasts, seconds. Defaults to 8 hours. */
  readonly sessionSeconds?: number;
  /** How long a session that nobody uses lasts, seconds. Defaults to one hour. */
  readonly idleSeconds?: number;
  /** Where log lines go; `false` (the default) for nowhere. */
  readonly logStream?: {write(line: string): void} | false;
  readonly trustProxy?: FastifyServerOptions['trustProxy'];
}

/** The wall clock, with the civil date of Viet Nam. */
export function systemClock(timeZone = 'Asia/Ho_Chi_Minh'): Clock {
  // This locale writes dates as ISO 8601 does.
  const day = new Intl.DateTimeFormat('en-CA', {timeZone, year: 'numeric', month: '2-digit', day: '2-digit'});
  return {now: () => Date.now(), today: () => day.format(Date.now())};
}
