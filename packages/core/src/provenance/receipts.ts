/**
 * Receipts of registers where many values came with the same one: what is kept or sent has each receipt once, under a name by
 * which origins refer to it.
 */

import type {Submission} from '../submission/submission.ts';
import type {Conflict} from './conflict.ts';
import type {Origin, RegisterOrigin} from './origin.ts';

/** What has origins, and receipts beside them: a submission, a snapshot. */
interface Kept {
  readonly origins: {readonly [pointer: string]: Origin};
  readonly conflicts?: readonly Conflict[];
  /** Receipts by their names: `{"1": "<JWS>"}`. */
  readonly receipts?: {readonly [name: string]: string};
}

/** The same with names in place of receipts, and the receipts beside; without any, unchanged. */
export function withNamedReceipts<T extends Kept>(whole: T): T {
  const names = new Map<string, string>();
  const named = mapReceipts(whole, (receipt) => {
    const name = names.get(receipt) ?? String(names.size + 1);
    names.set(receipt, name);
    return name;
  });
  if (names.size === 0) return whole;
  return {...named, receipts: Object.fromEntries([...names].map(([receipt, name]) => [name, receipt]))};
}

/** The same with receipts in place of their names. A name that stands for nothing leaves its origin without a receipt. */
export function withWholeReceipts<T extends Kept>(named: T): T {
  const {receipts, ...rest} = named;
  if (!receipts) return named;
  return mapReceipts(rest as T, (name) => (Object.hasOwn(receipts, name) ? receipts[name] : undefined));
}

/** A submission as it is sent: in format 2 when there are receipts. */
export function namedSubmission(submission: Submission): Submission {
  const named = withNamedReceipts(submission);
  return named.receipts ? {format: 2, ...named} : submission;
}

/**
 * A submission of any format as one in which every origin has its receipt whole: the first format, which programs that look
 * into submissions may go on reading.
 */
export function wholeSubmission(submission: Submission): Submission {
  if (submission.format === undefined) return submission;
  const {format: _format, ...rest} = submission;
  return withWholeReceipts({receipts: {}, ...rest});
}

type ChangeReceipt = (receipt: string) => string | undefined;

function mapReceipts<T extends Kept>(kept: T, change: ChangeReceipt): T {
  const origins = Object.fromEntries(
    Object.entries(kept.origins).map(([pointer, origin]) => [pointer, originWith(origin, change)]),
  );
  const {conflicts} = kept;
  if (!conflicts) return {...kept, origins};
  return {
    ...kept,
    origins,
    conflicts: conflicts.map(({current, proposed, ...rest}) => ({
      ...rest,
      current: {...current, origin: originWith(current.origin, change)},
      proposed: {...proposed, origin: originWith(proposed.origin, change)},
    })),
  };
}

function originWith(origin: Origin, change: ChangeReceipt): Origin {
  if (origin.kind === 'register') return registerOriginWith(origin, change);
  if (origin.kind !== 'typed' || !origin.registered) return origin;
  const {registered} = origin;
  return {...origin, registered: {...registered, origin: registerOriginWith(registered.origin, change)}};
}

function registerOriginWith(origin: RegisterOrigin, change: ChangeReceipt): RegisterOrigin {
  const {receipt: before, ...rest} = origin;
  if (before === undefined) return origin;
  const receipt = change(before);
  return receipt === undefined ? rest : {...rest, receipt};
}
