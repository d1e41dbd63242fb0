/** Keywords that apply other schemas to the same value. */
import type {Json} from '../json/json.ts';
import {type Builder, type Check, fault, holds, tried} from './check.ts';

function all(value: Json | undefined, compile: Builder['compile']): readonly Check[] {
  return Array.isArray(value) ? value.map((each) => compile(each as boolean)) : [];
}

export function addCombinations({schema, add, compile}: Builder): void {
  for (const check of all(schema['allOf'], compile)) add('any', check);
  const any = all(schema['anyOf'], compile);
  if (any.length > 0) {
    add('any', (value, run, seen) => {
      let passed = false;
      for (const check of any) {
        // All branches that pass have a say in what was seen.
        if (tried(check, value, run, seen)) passed = true;
        if (passed && !seen) return true;
      }
      return passed || fault(run, 'schema.anyOf');
    });
  }
  const one = all(schema['oneOf'], compile);
  if (one.length > 0) {
    add('any', (value, run, seen) => {
      let count = 0;
      for (const check of one) if (count < 2 && tried(check, value, run, seen)) count++;
      return count === 1 || fault(run, 'schema.oneOf');
    });
  }
  const {not, if: condition, then, else: otherwise} = schema;
  if (not !== undefined) {
    const check = compile(not as boolean);
    add('any', (value, run) => !holds(check, value, run, null) || fault(run, 'schema.not'));
  }
  if (condition !== undefined) {
    const check = compile(condition as boolean);
    const [yes, no] = [then, otherwise].map((branch) => (branch === undefined ? undefined : compile(branch as boolean)));
    add('any', (value, run, seen) => {
      const branch = tried(check, value, run, seen) ? yes : no;
      return branch === undefined || branch(value, run, seen);
    });
  }
}
