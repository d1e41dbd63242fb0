/** Why a register did not answer an attribute: it has none, may not say, or what it has is from `asOf` (ISO 8601) and too old. */
export interface LookupGap {
  readonly reason: 'absent' | 'not-permitted' | 'stale';
  readonly asOf?: string;
}

/** A field that an answer left open. */
export interface UnansweredField extends LookupGap {
  readonly pointer: string;
}
