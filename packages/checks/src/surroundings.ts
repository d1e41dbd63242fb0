/** What a definition is checked against, beside the definition itself. */
import type {Json, Pack} from '@egov-form/core';

/** One attribute of a service. A mapping of `@egov-form/connectors` fits as it is. */
export interface AttributeShape {
  /** `text` when absent; `date`, `whole`, `number`, `positive`, `flag`, `address`, `list` and the other casts of a mapping; `any` where it is not known. */
  readonly as?: string;
  /** From the register's codes to ours: the attribute has one of these values. */
  readonly values?: {readonly [code: string]: Json};
  /** What it has for a code that is not among `values`. */
  readonly otherwise?: Json;
  /** Of a `list` or an `object`: by the name of the member. A mapping may write a member as a path alone. */
  readonly members?: {readonly [name: string]: AttributeShape | string};
  /** The first one that has a value. */
  readonly first?: readonly AttributeShape[];
  /** Put behind the value, which is a text then. */
  readonly suffix?: string;
}

/** A service that look-ups may ask. What is left out is not known, and not checked. A `ServiceMapping` fits as it is. */
export interface ServiceShape {
  readonly keys?: {readonly [name: string]: {readonly required?: boolean}};
  readonly attributes?: {readonly [name: string]: AttributeShape};
  /** `public`: anybody who is signed in may ask; `person`: about themselves, or with a second factor. */
  readonly about?: 'public' | 'person';
  /** Keys of which one shows that somebody knows the other person. */
  readonly secondFactors?: readonly string[];
}

export interface Surroundings {
  /** The country's and the agency's: formats, lists, natures, functions. */
  readonly packs: readonly Pack[];
  /** By the name of the connector; without it nothing is said about connectors. */
  readonly services?: {readonly [connector: string]: ServiceShape};
  /** Languages that the procedure promises. Without it, those that its texts have. */
  readonly languages?: readonly string[];
  /** Recorded cases as JSON, by name. */
  readonly cases?: {readonly [name: string]: unknown};
  /** Hold it to what a published procedure must have, too. */
  readonly publish?: boolean;
}
