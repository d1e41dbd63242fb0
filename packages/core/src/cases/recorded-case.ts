/** A recorded case: what a person answers, and what the form must say to it. One JSON document (docs/testing.md). */
import {FormError} from '../definition/errors.ts';
import type {JsonObject, JsonSchema} from '../json/json.ts';
import {interpret} from '../validation/interpreter.ts';

/** An issue that a case expects; `pointer` as in `Issue`. */
export interface ExpectedIssue {
  readonly pointer: string;
  readonly code: string;
}

export interface RecordedCase {
  readonly title: string;
  /** The day on which it is filled, `2026-07-01`. */
  readonly today: string;
  /** Number of who is signed in: look-ups about them are asked, where there are registers. Nobody without it. */
  readonly signedIn?: string;
  /** What is typed, in the shape of the form's answers. Computed values and those that a register gives stand here or not. */
  readonly answers: JsonObject;
  /** Slots that a paper is attached to. */
  readonly documents?: readonly string[];
  /**
   * `valid`: nothing is wrong. `issues`: each of these is found, and no error beside them; warnings and remarks count where
   * they are named.
   */
  readonly expect: {readonly valid: true} | {readonly issues: readonly ExpectedIssue[]};
  /** The answers that are handed in, whole. */
  readonly submission?: JsonObject;
}

const TEXT: JsonSchema = {type: 'string', minLength: 1, maxLength: 1000};

const isCase = interpret(
  {
    type: 'object',
    additionalProperties: false,
    required: ['title', 'today', 'answers', 'expect'],
    properties: {
      $schema: TEXT,
      title: TEXT,
      today: {type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'},
      signedIn: {type: 'string', pattern: '^[0-9]{12}$'},
      answers: {type: 'object'},
      documents: {type: 'array', items: TEXT, uniqueItems: true},
      expect: {
        oneOf: [
          {type: 'object', additionalProperties: false, required: ['valid'], properties: {valid: {const: true}}},
          {
            type: 'object',
            additionalProperties: false,
            required: ['issues'],
            properties: {
              issues: {
                type: 'array',
                minItems: 1,
                items: {
                  type: 'object',
                  additionalProperties: false,
                  required: ['pointer', 'code'],
                  properties: {pointer: {type: 'string'}, code: TEXT},
                },
              },
            },
          },
        ],
      },
      submission: {type: 'object'},
    },
  },
  {schemas: new Map(), formats: new Map()},
);

/**
 * A recorded case out of JSON.
 *
 * @param name - of the file, for the sentence of the error.
 * @throws FormError `EGOV_CORE_CASE` with the place of what is wrong.
 */
export function readCase(json: unknown, name = 'the case'): RecordedCase {
  const [first] = isCase(json as JsonObject);
  if (!first) return json as RecordedCase;
  const found = `at ${first.pointer || '/'} something else (${first.code})`;
  throw new FormError(
    'EGOV_CORE_CASE',
    `Expected a recorded case in ${name} (title, today, answers, expect), found ${found}. See docs/testing.md.`,
    {pointer: first.pointer},
  );
}
