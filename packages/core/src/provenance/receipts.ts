/**
 * Receipts of registers where many values came with the same one: what is kept or sent has each receipt once, under a name by
 * which origins refer to it.
 */

import type {Json} from '../json/json.ts';
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

/** A submission as it is sent: in the last format when there are receipts. */
export function namedSubmission(submission: Submission): Submission {
  const named = withNamedReceipts(submission);
  return named.receipts ? {format: 3, ...named} : submission;
}

/**
 * A submission of any format as one in which every origin has its receipt whole: the first format, which programs that look
 * into submissions may go on reading.
 */
export function wholeSubmission(submission: Submission): Submission {
  if (submission.format === undefined) return withPresentNames(submission);
  const {format: _format, ...rest} = submission;
  return withWholeReceipts({receipts: {}, ...withPresentNames(rest)});
}

/** The same with the names that members of origins have today; unchanged where all have them. */
export function withPresentNames<T extends Kept>(kept: T): T {
  return mapRegisterOrigins(kept, presentRegisterOrigin);
}

/** An origin of a submission, draft or transaction of any age with the names that its members have today. */
export function presentOrigin(origin: Origin): Origin {
  return originWith(origin, presentRegisterOrigin);
}

function presentRegisterOrigin(origin: RegisterOrigin): RegisterOrigin {
  const {said, ...rest} = origin as RegisterOrigin & {readonly said?: Json};
  return said === undefined ? origin : {replacedInput: said, ...rest};
}

type ChangeReceipt = (receipt: string) => string | undefined;
type ChangeOrigin = (origin: RegisterOrigin) => RegisterOrigin;

function mapReceipts<T extends Kept>(kept: T, change: ChangeReceipt): T {
  return mapRegisterOrigins(kept, (origin) => {
    const {receipt: before, ...rest} = origin;
    if (before === undefined) return origin;
    const receipt = change(before);
    return receipt === undefined ? rest : {...rest, receipt};
  });
}

function mapRegisterOrigins<T extends Kept>(kept: T, change: ChangeOrigin): T {
  let changed = false;
  const one = (origin: Origin): Origin => {
    const made = originWith(origin, change);
    changed ||= made !== origin;
    return made;
  };
  const origins = Object.fromEntries(Object.entries(kept.origins).map(([pointer, origin]) => [pointer, one(origin)]));
  const conflicts = kept.conflicts?.map(({current, proposed, ...rest}) => ({
    ...rest,
    current: {...current, origin: one(current.origin)},
    proposed: {...proposed, origin: one(proposed.origin)},
  }));
  return changed ? {...kept, origins, ...(conflicts && {conflicts})} : kept;
}

function originWith(origin: Origin, change: ChangeOrigin): Origin {
  if (origin.kind === 'register') return change(origin);
  if (origin.kind !== 'typed' || !origin.registered) return origin;
  const {registered} = origin;
  const made = change(registered.origin);
  return made === registered.origin ? origin : {...origin, registered: {...registered, origin: made}};
}
