import type {Text} from '../generated/definition.ts';
import {isEmpty, sameJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';

/** What a register value means in a field: it stands, may be corrected with a reason, or is only a start. */
export type Trust = 'locked' | 'correctable' | 'free';

/** The person typed or chose it. `was` says that a filled value was edited, `reason` why. */
export interface TypedOrigin {
  readonly kind: 'typed';
  readonly was?: 'register' | 'document';
  readonly reason?: string;
  /** What the register had said, with its receipt: both values are kept. */
  readonly registered?: {readonly value: Json; readonly origin: RegisterOrigin};
}

/** A rule of the definition set it. */
export interface RuleOrigin {
  readonly kind: 'default' | 'computed';
  /** The answers of registers that all of it was made of; absent where anything else had a part in it. Never sent, nor kept. */
  readonly from?: readonly RegisterSource[];
}

/** Which register answered, and when (ISO 8601). */
export type RegisterSource = Pick<RegisterOrigin, 'lookup' | 'connector' | 'title' | 'at'>;

/** A shared database answered. */
export interface RegisterOrigin {
  readonly kind: 'register';
  /** Name of the look-up in the definition. */
  readonly lookup: string;
  readonly connector: string;
  readonly attribute: string;
  /** Name of the register for people. */
  readonly title: Text;
  /** When it answered, ISO 8601. */
  readonly at: string;
  readonly trust: Trust;
  /** Compact JWS by which the gateway recognises its own answer; in what is sent or kept, its name among `receipts`. */
  readonly receipt?: string;
  /** What the person says is wrong about a value that they cannot change, for the office. */
  readonly disputed?: string;
  /** What the person had typed where this value stands now: it comes back when the fill is taken back. */
  readonly replacedInput?: Json;
}

/** Read from an attached document. */
export interface DocumentOrigin {
  readonly kind: 'document';
  /** Name of the document slot. */
  readonly document: string;
  readonly fact: string;
  readonly from: 'qr' | 'mrz' | 'text-layer' | 'ocr';
  /** 1-based. */
  readonly page: number;
  /** 0..1. */
  readonly confidence: number;
}

/** The person gave it in an earlier application, and chose to use it again: their own word still. */
export interface EarlierOrigin {
  readonly kind: 'earlier';
  /** When that application was sent, ISO 8601. */
  readonly at: string;
}

/** Where a value came from. It changes when the value is edited; it never lies. */
export type Origin = TypedOrigin | RuleOrigin | RegisterOrigin | DocumentOrigin | EarlierOrigin;

/** The origin of what was simply typed: one for all, since a form holds thousands. */
export const TYPED: TypedOrigin = Object.freeze({kind: 'typed'});

/** Whether an origin says no more than that somebody typed or chose the value. */
export function isPlainlyTyped(origin: Origin): boolean {
  return origin.kind === 'typed' && origin.was === undefined && origin.reason === undefined && !origin.registered;
}

/** Every kind of origin, as it is written in drafts and submissions. */
export const ORIGIN_KINDS: ReadonlySet<string> = new Set<Origin['kind']>([
  'typed',
  'default',
  'computed',
  'register',
  'document',
  'earlier',
]);

/** A value and where it came from. */
export interface Sourced {
  readonly value: Json | undefined;
  readonly origin: Origin | undefined;
}

/**
 * What the origin is after a change: an edit of a filled value says so, whatever the caller claims, until a register, a
 * document or a rule gives the value anew. What came from elsewhere and is put again unchanged is no edit.
 */
export function deriveOrigin(wanted: Origin, before: Sourced, after: Json | undefined): Origin | undefined {
  if (wanted.kind === 'default' || wanted.kind === 'computed') return undefined;
  const {origin} = before;
  if (wanted.kind !== 'typed') return after === undefined ? undefined : keepReplacedInput(wanted, before);
  const filled = origin?.kind === 'register' || origin?.kind === 'document';
  if ((filled || origin?.kind === 'earlier') && sameJson(before.value, after)) return origin;
  if (after === undefined && origin === undefined && before.value === undefined) return undefined;
  const earlier = origin?.kind === 'typed' ? origin : undefined;
  const registered =
    origin?.kind === 'register' && before.value !== undefined ? {value: before.value, origin} : earlier?.registered;
  const was = filled ? origin.kind : earlier?.was;
  const reason = wanted.reason ?? earlier?.reason;
  if (!was && reason === undefined && !registered) return TYPED;
  return {kind: 'typed', ...(was && {was}), ...(reason !== undefined && {reason}), ...(registered && {registered})};
}

/** Nothing that was typed is forgotten because a register's value takes its place, once or again. */
function keepReplacedInput(wanted: Origin, {value, origin}: Sourced): Origin {
  if (wanted.kind !== 'register' || wanted.replacedInput !== undefined) return wanted;
  const typed = origin?.kind === 'typed' && !isEmpty(value) ? value : undefined;
  const replacedInput = origin?.kind === 'register' ? origin.replacedInput : typed;
  return replacedInput === undefined ? wanted : {...wanted, replacedInput};
}

/** Whether a register or a document gave the value. */
export function isFill(origin: Origin | undefined): origin is Extract<Origin, {kind: 'register' | 'document'}> {
  return origin?.kind === 'register' || origin?.kind === 'document';
}
