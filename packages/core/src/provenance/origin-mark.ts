import type {Json} from '../json/json.ts';
import type {LookupGap} from '../lookups/lookup-gap.ts';

/**
 * What an officer may rely on. `register`: the gateway's own answer, unchanged. `register-edited`: the person corrected an
 * answer. `document`: read from an attached document, on the person's device. `computed`: set by a rule, checked again by the
 * gateway; with `register` and `at` where all that the rule read came from registers, those of the oldest answer. `citizen`: the person's own word; a value without a mark is that too.
 */
export type VerifiedOrigin = 'register' | 'register-edited' | 'document' | 'citizen' | 'computed';

/** What the gateway says of a value's source, as it found out for itself. */
export interface OriginMark {
  readonly origin: VerifiedOrigin;
  /** Register and time of its answer (ISO 8601), or slot of the document. */
  readonly register?: string;
  readonly at?: string;
  readonly document?: string;
  /** Their own word, given in an application that was sent then (ISO 8601), as the gateway has it kept. */
  readonly earlier?: string;
  /** Why the person corrected it. */
  readonly reason?: string;
  /** What the register had told them, where they corrected it and the receipt bears it out. */
  readonly registered?: Json;
  /** What they say is wrong about it, where they could not correct it. */
  readonly disputed?: string;
  /** What they had typed where the register's value stands now: their word, against which nothing is decided. */
  readonly replacedInput?: Json;
  /** The register told the person so at `at`, too long ago, and could not be asked again. It can be compared later. */
  readonly check?: 'pending';
  /** A word of it could be taken for one in Latin letters, and has letters of another alphabet. */
  readonly lookalike?: true;
  /** Why no register filled it, as the form says that it was told; also of a field without a value. */
  readonly gap?: LookupGap;
}
