/** What provinces add to a procedure of a ministry, and what keeps an overlay from being applied. */
import type {Overlay} from '../generated/composition.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {isInRange} from '../procedure/library-range.ts';
import {isJsonObject} from './merge-patch.ts';
import {OfficialPlaces} from './official-places.ts';
import {applied} from './overlay-apply.ts';
import {Judgement, type OverlayConflict} from './overlay-conflicts.ts';
import {templateProblems} from './template-shape.ts';

/** What `overlay` answers. */
export interface Overlaid {
  /** The definition with every overlay that has no conflict. */
  readonly definition: FormDefinition;
  /** Why the others were left out, whole: nothing of an overlay is applied by halves. */
  readonly conflicts: readonly OverlayConflict[];
}

export interface OverlaySettings {
  /** Whether a version is in a range. Without it: carets of three numbers, and one version. */
  readonly satisfies?: (version: string, range: string) => boolean;
}

/**
 * A definition with overlays. The official one is not changed and keeps its hash; the order in which overlays are given does
 * not matter, for they are applied in that of their ids.
 *
 * Rule    An overlay adds and makes stricter. Answers that the overlaid form takes are, in the members of the ministry, answers
 *         that the official form takes. Two overlays that change the same place are both left out.
 * @param official a definition that passed its checks.
 * @param overlays unknown JSON; what is no overlay is a conflict of the code `EGOV_COMPOSE_SHAPE`.
 */
export function overlay(official: FormDefinition, overlays: readonly unknown[], settings: OverlaySettings = {}): Overlaid {
  const {satisfies = fits} = settings;
  const places = new OfficialPlaces(official);
  const conflicts = overlays.flatMap((json, i) => shapeConflicts(json, i));
  const usable = (overlays as readonly Overlay[])
    .filter((json) => templateProblems(json, 'Overlay').length === 0)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const judged = usable.map((one) => ({overlay: one, judgement: new Judgement(places, one, satisfies)}));
  conflicts.push(...judged.flatMap(({judgement}) => judgement.conflicts), ...contested(judged));
  const refused = new Set(conflicts.flatMap((conflict) => conflict.places.map((place) => place.overlay)));
  return {
    definition: applied(
      official,
      usable.filter(({id}) => !refused.has(id)),
    ),
    conflicts,
  };
}

function fits(version: string, range: string): boolean {
  return version === range || isInRange(version, range);
}

function shapeConflicts(json: unknown, i: number): readonly OverlayConflict[] {
  const id = isJsonObject(json) && typeof json['id'] === 'string' ? json['id'] : String(i);
  return templateProblems(json, 'Overlay').map(({pointer, message}) => ({
    code: 'EGOV_COMPOSE_SHAPE',
    message,
    places: [{overlay: id, pointer}, {pointer: ''}],
  }));
}

/** Places that two overlays change, and ids that two overlays have. */
function contested(judged: readonly {readonly overlay: Overlay; readonly judgement: Judgement}[]): readonly OverlayConflict[] {
  const owners = new Map<string, {readonly overlay: string; readonly pointer: string}>();
  const found: OverlayConflict[] = [];
  for (const {overlay: one, judgement} of judged) {
    for (const {target, pointer} of [{target: `overlay ${one.id}`, pointer: '/id'}, ...judgement.claims]) {
      const place = {overlay: one.id, pointer};
      const other = owners.get(target);
      if (!other) owners.set(target, place);
      else if (other.overlay === one.id && target !== `overlay ${one.id}`) continue;
      else if (target === `overlay ${one.id}`)
        found.push({
          code: 'EGOV_COMPOSE_TAKEN',
          message: `Two overlays are called "${one.id}". Apply one of them.`,
          places: [place, other],
        });
      else
        found.push({
          code: 'EGOV_COMPOSE_SAME_PLACE',
          message: `"${one.id}" and "${other.overlay}" both change ${target}. Apply one of them, or take it out of the other.`,
          places: [place, other],
        });
    }
  }
  return found;
}
