/**
 * The pages of a form in the history of the tab, so that Back leads to the page before instead of out of the form.
 *
 * An entry says which step of which form it shows, and nothing else: no answers, and the address stays as it is. What a page or
 * its router keeps in the same entry stays in it; an entry without a word of this form is none of its business.
 */
import type {FormSession} from '../session.ts';
import {REVIEW} from './progress.ts';

/** Member of `history.state` that is ours. */
const OURS = 'egovForm';

interface Place {
  /** Id of the definition. */
  readonly form: string;
  readonly step: string;
}

/** By run: one form from its opening to its end. */
type Places = {readonly [run: string]: Place | undefined};
type Entry = {readonly [member: string]: unknown};

/** What shows the pages of an opened form. */
export interface Follower {
  readonly history: PageHistory;
  /** Another entry of the tab is shown, which says this. */
  follow(state: unknown): void;
}

/** Of every form that is in the page, once it is opened. */
const followers = new Set<() => Follower | undefined>();

/** Follows the history of the tab. Returns what ends that. */
export function watchHistory(follower: () => Follower | undefined): () => void {
  const move = ({state}: PopStateEvent): void => follower()?.follow(state);
  followers.add(follower);
  globalThis.addEventListener('popstate', move);
  return () => {
    followers.delete(follower);
    globalThis.removeEventListener('popstate', move);
  };
}

export class PageHistory {
  readonly #session: FormSession;
  readonly #isOn: () => boolean;
  readonly #run: string;

  /** @param carried it takes the place of a form; one with a draft goes on, too, and with it what the entry of the tab says. */
  constructor(session: FormSession, isOn: () => boolean, carried: boolean) {
    this.#session = session;
    this.#isOn = isOn;
    const goesOn = carried || session.draft.peek().state !== 'none';
    const left = goesOn && isOn() ? this.#left() : undefined;
    this.#run = left ?? crypto.randomUUID();
    if (left !== undefined) this.#correct(session.current);
  }

  /** The step that an entry shows, where it is of this form. A step on which nothing is asked any more is the one before it. */
  stepIn(state: unknown): string | undefined {
    const step = this.#isOn() ? placesIn(state)[this.#run]?.step : undefined;
    const {all} = this.#session;
    const at = all.findIndex(({id}) => id === step);
    if (at < 0) return step === REVIEW ? step : undefined;
    return all.slice(0, at + 1).findLast(({visible}) => visible)?.id;
  }

  /** Another step than `before` is shown: it gets an entry of its own. */
  add(before: string): void {
    if (!this.#isOn()) return;
    this.#correct(before);
    this.#write('pushState', this.#session.current);
  }

  /** The entry of the tab shows this step, whatever it says. */
  #correct(step: string): void {
    if (placesIn(history.state)[this.#run]?.step !== step) this.#write('replaceState', step);
  }

  #write(way: 'pushState' | 'replaceState', step: string): void {
    const state: unknown = history.state ?? {};
    // What is no object has no room for ours, and is not to be lost.
    if (!isEntry(state)) return;
    const kept = Object.entries(placesIn(state)).filter(([run]) => isTaken(run));
    const place: Place = {form: this.#session.form.definition.id, step};
    try {
      history[way]({...state, [OURS]: {...Object.fromEntries(kept), [this.#run]: place}}, '');
    } catch {
      // A browser takes only so many at a time. The page is shown all the same.
    }
  }

  /** The run that the entry of the tab tells of and that no other form of the page goes on with. */
  #left(): string | undefined {
    const {id} = this.#session.form.definition;
    return Object.entries(placesIn(history.state)).find(([run, place]) => place?.form === id && !isTaken(run))?.[0];
  }

  is(run: string): boolean {
    return run === this.#run;
  }
}

function isTaken(run: string): boolean {
  return [...followers].some((follower) => follower()?.history.is(run));
}

function isEntry(state: unknown): state is Entry {
  return typeof state === 'object' && state !== null && !Array.isArray(state);
}

/** What an entry says of forms; anybody may have written it. */
function placesIn(state: unknown): Places {
  const places = isEntry(state) ? state[OURS] : undefined;
  if (!isEntry(places)) return {};
  return Object.fromEntries(
    Object.entries(places).filter(
      ([, place]) => isEntry(place) && typeof place['form'] === 'string' && typeof place['step'] === 'string',
    ),
  ) as Places;
}
