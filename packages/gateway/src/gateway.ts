import type {LookupPolicy} from '@egov-form/connectors/server';
import type {Clock, Format} from '@egov-form/core';
import type {FastifyInstance} from 'fastify';
import type {AuditLog} from './audit/audit.ts';
import type {UploadLeases} from './files/upload-leases.ts';
import type {Jobs} from './jobs.ts';
import type {AnswerCache} from './lookups/answer-cache.ts';
import type {CommonBudgets, ConnectorBudgets} from './lookups/budget.ts';
import type {ReceiptKeys} from './lookups/receipt-keys.ts';
import type {Receipts} from './lookups/receipts.ts';
import type {GuardedRegister} from './lookups/resilience.ts';
import type {GatewayOptions} from './options.ts';
import type {Procedures} from './procedures/procedures.ts';
import type {Secrets} from './secrets.ts';
import type {OwnCookie} from './sign-in/session-cookie.ts';
import type {Sessions} from './sign-in/sessions.ts';

/** What every route gets: the options made complete, and what was derived from them. */
export interface Gateway {
  readonly options: GatewayOptions;
  readonly procedures: Procedures;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly audit: AuditLog;
  readonly jobs: Jobs;
  readonly receipts: Receipts;
  readonly receiptKeys: ReceiptKeys;
  /** Shared databases by connector name. */
  readonly registers: {readonly [connector: string]: GuardedRegister};
  /** What this process told sessions a moment ago. */
  readonly answers: AnswerCache;
  readonly sessions: Sessions;
  /** Which request works with which upload, in all processes. */
  readonly uploadLeases: UploadLeases;
  /** The cookie that holds a session's token. */
  readonly sessionCookie: OwnCookie;
  /** Of each session. */
  readonly sessionBudgets: CommonBudgets;
  readonly connectorBudgets: ConnectorBudgets;
  readonly policies: {readonly [connector: string]: LookupPolicy};
  readonly formats: ReadonlyMap<string, Format>;
  /** Submissions that the engine accepted and the judge did not, since start, by form. */
  readonly disagreements: Map<string, number>;
  /** Never an answer, a person or an address with its query. */
  readonly log: FastifyInstance['log'];
}

/** Adds routes to a server. */
export type Routes = (app: FastifyInstance, gateway: Gateway) => void;
