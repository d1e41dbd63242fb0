/** Every text on the way in, asked one thing: whether it can be kept. */
import {formatPointer, type Issue, isUnreadable} from '@egov-form/core';
import type {FastifyInstance} from 'fastify';
import {Problem} from '../errors.ts';
import {ISSUE_LIMITS} from '../limits.ts';
import {boundedIssues} from '../requests/bounded-issues.ts';
import {Pace} from '../requests/turns.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Where a person finds a text of the body, by its way there: a pointer as issues have it. The body's own pointer otherwise. */
    placeOf?(way: readonly string[]): string;
  }
}

/**
 * Refuses a request with a text in its path, query or body, names of members included, that has control characters, half
 * characters or code points that are none: `request.text`, with the issue `text.unreadable` at each. No database keeps
 * them, and no form sends them.
 */
export function addTextCheck(app: FastifyInstance): void {
  app.addHook('preHandler', async (request) => {
    const {placeOf = formatPointer} = request.routeOptions.config;
    const issues: Issue[] = [];
    const told = (pointer: string): void => {
      if (issues.length <= ISSUE_LIMITS.issues) issues.push({code: 'text.unreadable', pointer, severity: 'error'});
    };
    for (const part of [request.params, request.query]) {
      for (const way of unreadableTexts(part)) if (way) told(formatPointer(way));
    }
    const pace = new Pace();
    for (const way of unreadableTexts(request.body)) {
      if (way) told(placeOf(way));
      if (pace.due) await pace.rest();
    }
    if (issues.length > 0) throw new Problem('request.text', {issues: boundedIssues(issues)});
  });
}

/** The way to each text that cannot be kept; `undefined` after each that can. */
function* unreadableTexts(value: unknown, way: readonly string[] = []): Generator<readonly string[] | undefined> {
  if (typeof value === 'string') {
    yield isUnreadable(value) ? way : undefined;
    return;
  }
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) {
    // A name that cannot be kept cannot be said either.
    if (isUnreadable(name)) yield way;
    else yield* unreadableTexts(member, [...way, name]);
  }
}
