import type {Json} from '../json/json.ts';
import type {Origin} from './origin.ts';

/** Two sources disagree about a field. It stays until somebody decides. */
export interface Conflict {
  readonly pointer: string;
  readonly current: {readonly value: Json; readonly origin: Origin};
  readonly proposed: {readonly value: Json; readonly origin: Origin};
}

/** What the person says of a disagreement beside whose value stands. */
export interface Statement {
  /** Whose value is wrong. */
  readonly wrong?: Origin['kind'];
  /** For the office, at most 2,000 characters. */
  readonly note?: string;
  /** What it is about, where no conflict is open: the register's value stands, or it was decided before. */
  readonly about?: Omit<Conflict, 'pointer'>;
}

/** What became of a disagreement: whose value was kept, and what the other one said. */
export interface Decision extends Pick<Statement, 'wrong' | 'note'> {
  readonly pointer: string;
  readonly kept: Origin['kind'];
  readonly dropped: Origin['kind'];
  /** What the source said whose value does not stand. Absent in what was sent before this was kept. */
  readonly other?: Json;
  /** When the person chose, ISO 8601. Absent where they did not, and what stood there first was handed in. */
  readonly at?: string;
  /** Slot of the document that is one of both sources. */
  readonly document?: string;
}

/** The decision of a conflict; without a time it is still open. */
export function decisionOf(
  pointer: string,
  {current, proposed}: Omit<Conflict, 'pointer'>,
  taken = false,
  at?: string,
): Decision {
  const [kept, dropped] = taken ? [proposed, current] : [current, proposed];
  const paper = [dropped.origin, kept.origin].find((origin) => origin.kind === 'document');
  return {
    ...{pointer, kept: kept.origin.kind, dropped: dropped.origin.kind, other: dropped.value},
    ...(at !== undefined && {at}),
    ...(paper && {document: paper.document}),
  };
}
