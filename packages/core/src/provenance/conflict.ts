import type {Json} from '../json/json.ts';
import type {Origin} from './origin.ts';

/** Two sources disagree about a field. It stays until somebody decides. */
export interface Conflict {
  readonly pointer: string;
  readonly current: {readonly value: Json; readonly origin: Origin};
  readonly proposed: {readonly value: Json; readonly origin: Origin};
}

/** What became of a disagreement: whose value was kept, and what the other one said. */
export interface Decision {
  readonly pointer: string;
  readonly kept: Origin['kind'];
  readonly dropped: Origin['kind'];
  /** What the source said whose value does not stand. Absent in what was sent before this was kept. */
  readonly other?: Json;
  /** When the person chose, ISO 8601. Absent where they did not, and what stood there first was handed in. */
  readonly at?: string;
}
