import {FormError} from '../definition/errors.ts';

/** What composition refuses, each a heading of docs/errors.md. */
export type ComposeCode =
  | 'EGOV_COMPOSE_BLOCK'
  | 'EGOV_COMPOSE_CYCLE'
  | 'EGOV_COMPOSE_OVERRIDE'
  | 'EGOV_COMPOSE_PARAMETER'
  | 'EGOV_COMPOSE_PART'
  | 'EGOV_COMPOSE_SHAPE'
  | 'EGOV_COMPOSE_TAKEN';

/** Where something is wrong: a pointer into a document, which is a block where `block` names one and the source elsewhere. */
export interface ComposePlace {
  readonly pointer: string;
  /** Address of the block, as it was resolved. */
  readonly block?: string;
}

/** @returns an error whose `details` are the place, and a `suggestion` where a name was nearly one. */
export function composeError(code: ComposeCode, place: ComposePlace, message: string, suggestion?: string): FormError {
  const where = place.block === undefined ? 'the source' : `block "${place.block}"`;
  return new FormError(code, `At ${place.pointer || '/'} of ${where}: ${message}`, {
    ...place,
    ...(suggestion !== undefined && {suggestion}),
  });
}
