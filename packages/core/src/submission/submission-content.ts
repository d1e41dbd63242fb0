import {canonicalJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import type {Origin} from '../provenance/origin.ts';
import {presentOrigin} from '../provenance/receipts.ts';
import type {Submission} from './submission.ts';

/**
 * What makes a dossier the same dossier, as one canonical text: what the person said and attached. Two submissions of equal
 * content are one dossier sent twice, whatever their upload ids (the same file may have been sent again), times, language or
 * receipts are. The form keeps its digest with the draft, and the gateway compares by it.
 */
export function submissionContent({form, version, answers, origins, documents, decisions, declared}: Submission): string {
  const files = Object.entries(documents).flatMap(([slot, list]): [string, Json][] =>
    list.length > 0 ? [[slot, list.map(({name, sha256}) => [name, sha256])]] : [],
  );
  const words = Object.entries(origins).flatMap(([pointer, origin]): [string, Json][] => {
    const said = wordsOf(presentOrigin(origin));
    return said === undefined ? [] : [[pointer, said]];
  });
  const decided = decisions.map(({pointer, kept, dropped, wrong, note}) => {
    // What an older form of this sends makes the same dossier.
    const said = wrong === undefined && note === undefined ? [] : [wrong ?? null, note ?? null];
    return [pointer, kept, dropped, ...said];
  });
  return canonicalJson({
    ...{form, version, answers, declared},
    ...{documents: Object.fromEntries(files), decisions: decided, words: Object.fromEntries(words)},
  });
}

/** What the person wrote about a value: why it was changed, what is wrong with it, what they had typed in its place. */
function wordsOf(origin: Origin): Json | undefined {
  if (origin.kind === 'typed') return origin.reason;
  if (origin.kind !== 'register' || (origin.disputed === undefined && origin.replacedInput === undefined)) return undefined;
  return [origin.disputed ?? null, origin.replacedInput ?? null];
}
