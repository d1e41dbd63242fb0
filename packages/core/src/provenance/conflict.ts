import type {Json} from '../json/json.ts';
import type {Origin} from './origin.ts';

/** Two sources disagree about a field. It stays until somebody decides. */
export interface Conflict {
  readonly pointer: string;
  readonly current: {readonly value: Json; readonly origin: Origin};
  readonly proposed: {readonly value: Json; readonly origin: Origin};
}

/** Who decided what about a disagreement. Kinds of sources, never the values. */
export interface Decision {
  readonly pointer: string;
  readonly kept: Origin['kind'];
  readonly dropped: Origin['kind'];
  /** ISO 8601. */
  readonly at: string;
}
