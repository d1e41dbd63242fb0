import type {Text} from './generated/definition.ts';
import type {Json} from './json.ts';

/** What a register value means in a field: it stands, may be corrected with a reason, or is only a start. */
export type Trust = 'locked' | 'correctable' | 'free';

/** The person typed or chose it. `was` says that a filled value was edited, `reason` why. */
export interface TypedOrigin {
  readonly kind: 'typed';
  readonly was?: 'register' | 'document';
  readonly reason?: string;
}

/** A rule of the definition set it. */
export interface RuleOrigin {
  readonly kind: 'default' | 'computed';
}

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
  /** Compact JWS by which the gateway recognises its own answer. */
  readonly receipt?: string;
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

/** Where a value came from. It changes when the value is edited; it never lies. */
export type Origin = TypedOrigin | RuleOrigin | RegisterOrigin | DocumentOrigin;

/** What the origin is after a change: an edit of a filled value says so. */
export function settleOrigin(
  wanted: Origin,
  before: Origin | undefined,
  after: Json | undefined,
  given: Json | undefined,
): Origin | undefined {
  if (wanted.kind === 'default') return undefined;
  if (wanted.kind !== 'typed') return after === undefined ? undefined : wanted;
  if (given === undefined && before === undefined) return undefined;
  if (before?.kind === 'register' || before?.kind === 'document') return {...wanted, was: before.kind};
  if (before?.kind === 'typed' && before.was && !wanted.was) return {...wanted, was: before.was};
  return wanted;
}
