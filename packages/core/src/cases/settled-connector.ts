import type {LookupConnector} from '../ports/ports.ts';

/** A connector whose questions can be waited for. */
export interface SettledConnector {
  readonly connector: LookupConnector;
  /** Resolves when no question is under way, and what the last answers led to has been asked, too. */
  settled(): Promise<void>;
}

/** Turns of the microtask queue in which an answer reaches the form, and the form asks what follows from it. */
const TURNS = 50;

/** Counts the questions of a connector, so that a program knows when the form has its answers. */
export function settledConnector(asks: LookupConnector): SettledConnector {
  const underWay = new Set<Promise<unknown>>();
  const counted = <T>(question: Promise<T>): Promise<T> => {
    const done: Promise<unknown> = question.then(
      () => underWay.delete(done),
      () => underWay.delete(done),
    );
    underWay.add(done);
    return question;
  };
  const {search} = asks;
  return {
    connector: {
      ask: (request, signal) => counted(asks.ask(request, signal)),
      ...(search && {search: (request, signal) => counted(search.call(asks, request, signal))}),
    },
    async settled() {
      do {
        await Promise.all(underWay);
        for (let turn = 0; turn < TURNS; turn += 1) await undefined;
      } while (underWay.size > 0);
    },
  };
}
