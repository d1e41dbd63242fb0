/**
 * What a test may not do, read from its text: talk too long in its title, wait for a time instead of for a condition, wait
 * without an end, or hold the clock against what it tests. `until` waits, `HandClock` and `mock.timers` are clocks of the test,
 * `cpuMs` measures work.
 */
import type {SourceText} from './graph.ts';

/** Titles are read in a list, beside a mark and a time. */
export const LONGEST_TITLE = 89;

const TITLE = /^[ \t]*(?:await )?(?:it|test|describe|suite)(?:\.(?:only|skip|todo))?\(\s*(['"`])((?:\\.|(?!\1)[\s\S])*)\1/gmu;

/** A promise that a time alone fulfils, and the named waits of Node and of the browser's driver. Without a time it is a mere turn. */
const SLEEP =
  /\bwaitForTimeout\(|\bsetTimeout\((?:\(\) => )?\w+(?:\(\))?,|\bimport \{[^}]*\bsetTimeout\b[^}]*\} from 'node:timers\/promises'/gu;

/**
 * A loop of a test's own that looks until something has happened, without an end, or with one that nobody is told of.
 * A generator that never ends is asked by somebody who does.
 */
const WAITING_LOOP = /\bwhile \([^\n]*\bawait\b|\bfor \(;;\) (?!yield\b)|\bfor \(let (?:tries|round)\b[^;]*;[^;\n]*&&[^;\n]*;/gu;

const CLOCK = /\bperformance\.now\(|\bprocess\.hrtime\b|(?<!new Date\()\bDate\.now\(\) - /gu;

/** Titles that are too long. What a template puts in counts as written. */
export function longTitles({text}: Pick<SourceText, 'text'>): readonly string[] {
  return [...text.matchAll(TITLE)].map(([, , title = '']) => title).filter((title) => title.length > LONGEST_TITLE);
}

/** How often a source waits for a time. */
export function sleepsIn({text}: Pick<SourceText, 'text'>): number {
  return [...text.matchAll(SLEEP)].length;
}

/** How many loops of its own look until something has happened. */
export function waitingLoopsIn({text}: Pick<SourceText, 'text'>): number {
  return [...text.matchAll(WAITING_LOOP)].length;
}

/** How often a source looks at a clock for how long something took. */
export function clocksIn({text}: Pick<SourceText, 'text'>): number {
  return [...text.matchAll(CLOCK)].length;
}

/** Whether a source is a test, or belongs to tests. */
export function isOfTests({path}: Pick<SourceText, 'path'>): boolean {
  return (
    path.endsWith('.test.ts') || /\/(?:test|testing|attacks|journeys|browser|docs-tests|examples-tests|fixtures)\//u.test(path)
  );
}
