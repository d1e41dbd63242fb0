/** What the code that Ajv makes says of a value, told as every engine tells it: for code made now and for code made ahead. */

import type {Json, JsonObject} from '../json/json.ts';
import {formatPointer} from '../json/pointer.ts';
import type {Finding, Issue} from '../messages/issue.ts';
import type {Validator} from './port.ts';
import {sortIssues, TOO_DEEP} from './sort-issues.ts';

/** One error as that code writes it. */
export interface Fault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: {readonly [name: string]: unknown};
}

/** A function that Ajv made: the verdict, and the errors beside it. */
export interface MadeByAjv {
  (value: unknown): boolean | Promise<unknown>;
  errors?: readonly Fault[] | null;
}

/** As `Validator` promises. */
export function tellingIssues(validate: MadeByAjv): Validator {
  return (value) => {
    if (value === undefined) return [];
    try {
      return validate(value) ? [] : sortIssues((validate.errors as readonly Fault[]).flatMap(issuesOf));
    } catch (error) {
      if (error instanceof RangeError) return TOO_DEEP;
      throw error;
    }
  };
}

/** Keywords whose issue has no params. */
const PLAIN = new Set(['const', 'enum', 'uniqueItems', 'unevaluatedItems', 'anyOf', 'oneOf', 'not']);

function issuesOf({keyword, instancePath, params}: Fault): readonly Issue[] {
  const issue = (code: string, more?: JsonObject, member?: unknown): readonly Issue[] => {
    const pointer = member === undefined ? instancePath : instancePath + formatPointer([String(member)]);
    return [more ? {code, pointer, severity: 'error', params: more} : {code, pointer, severity: 'error'}];
  };
  if (PLAIN.has(keyword)) return issue(`schema.${keyword}`);
  switch (keyword) {
    case 'if':
      // Its branch has said what is wrong.
      return [];
    case 'false schema':
      return issue('schema.false');
    case 'required':
    case 'dependentRequired':
      return issue('value.required', undefined, params['missingProperty']);
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return issue(`schema.${keyword}`, undefined, params['additionalProperty']);
    case 'propertyNames':
      return issue('schema.propertyNames', undefined, params['propertyName']);
    case 'items':
      return issue('schema.items', {maxItems: params['limit'] as Json});
    case 'contains':
      return issue('schema.contains', params as JsonObject);
    case 'format': {
      const finding = params['finding'] as Finding;
      return issue(finding.code, finding.params);
    }
    default:
      // Limits are called `limit` by most keywords, and by their own name by `type`, `pattern` and `multipleOf`.
      return issue(`schema.${keyword}`, {[keyword]: (params['limit'] ?? params[keyword]) as Json});
  }
}
