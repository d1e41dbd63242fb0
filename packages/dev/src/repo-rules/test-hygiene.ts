/** What a test may not do, read from its text: talk too long in its title, or wait for a time instead of for a condition. */
import type {SourceText} from './graph.ts';

/** Titles are read in a list, beside a mark and a time. */
export const LONGEST_TITLE = 89;

const TITLE = /^[ \t]*(?:await )?(?:it|test|describe|suite)(?:\.(?:only|skip|todo))?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/gmu;

/** A promise that a time alone fulfils, and the named waits of Node and of the browser's driver. */
const SLEEP =
  /\bwaitForTimeout\(|\bsetTimeout\((?:done|resolve|r|go|next)\b|\bimport \{[^}]*\bsetTimeout\b[^}]*\} from 'node:timers\/promises'/gu;

/** Titles that are too long. What a template puts in counts as written. */
export function longTitles({text}: Pick<SourceText, 'text'>): readonly string[] {
  return [...text.matchAll(TITLE)].map(([, , title = '']) => title).filter((title) => title.length > LONGEST_TITLE);
}

/** How often a source waits for a time. */
export function sleepsIn({text}: Pick<SourceText, 'text'>): number {
  return [...text.matchAll(SLEEP)].length;
}

/** Whether a source is a test, or belongs to tests. */
export function isOfTests({path}: Pick<SourceText, 'path'>): boolean {
  return path.endsWith('.test.ts') || /\/(?:test|testing|journeys|browser|docs-tests|examples-tests|fixtures)\//u.test(path);
}
