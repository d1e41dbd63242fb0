/** Keywords about lists. */
import type {Json, JsonObject} from '../json/json.ts';
import {type Builder, below, fault, type Seen, tried} from './check.ts';
import {addLimit, atLeast, atMost} from './check-values.ts';
import {areUnique} from './measure.ts';

export function addArrayChecks(builder: Builder): void {
  const {schema, add, compile} = builder;
  const size = (value: Json): number => (value as readonly Json[]).length;
  addLimit(builder, 'minItems', 'array', size, atLeast);
  addLimit(builder, 'maxItems', 'array', size, atMost);
  if (schema['uniqueItems'] === true) {
    add('array', (value, run) => areUnique(value as readonly Json[]) || fault(run, 'schema.uniqueItems'));
  }
  addItems(builder);
  const {contains, minContains, maxContains} = schema;
  if (contains !== undefined) {
    const check = compile(contains as boolean);
    const min = typeof minContains === 'number' ? minContains : 1;
    const max = typeof maxContains === 'number' ? maxContains : Number.POSITIVE_INFINITY;
    const params: JsonObject = typeof maxContains === 'number' ? {minContains: min, maxContains} : {minContains: min};
    add('array', (value, run, seen) => {
      let count = 0;
      (value as readonly Json[]).forEach((item, i) => {
        if (!tried(check, item, run, null)) return;
        count++;
        seen?.add(i);
      });
      return (count >= min && count <= max) || fault(run, 'schema.contains', params);
    });
  }
}

function addItems({schema, add, compile}: Builder): void {
  const {items} = schema;
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].map((each) => compile(each as boolean)) : [];
  const rest = items === undefined ? undefined : compile(items as boolean);
  if (first.length === 0 && !rest) return;
  // "No further items" is one fault of the list, not one of each item.
  const closed = items === false && first.length > 0;
  add('array', (value, run, seen) => {
    const list = value as readonly Json[];
    let passed = !closed || list.length <= first.length || fault(run, 'schema.items', {maxItems: first.length});
    const end = rest && !closed ? list.length : Math.min(list.length, first.length);
    for (let i = 0; i < end && (passed || run.issues); i++) {
      const check = first[i] ?? rest;
      if (check && !below(check, list[i] as Json, i, run)) passed = false;
      seen?.add(i);
    }
    return passed;
  });
}

/** Runs last, and always with a note of what was seen: what no other keyword has looked at. */
export function addUnevaluatedItems({schema, add, compile}: Builder): void {
  const rule = schema['unevaluatedItems'];
  if (rule === undefined) return;
  const check = compile(rule as boolean);
  add('array', (value, run, seen) => {
    const looked = seen as Seen;
    const unseen = (value as readonly Json[]).flatMap((_item, i) => (looked.has(i) ? [] : [i]));
    for (const i of unseen) looked.add(i);
    if (rule === false) return unseen.length === 0 || fault(run, 'schema.unevaluatedItems');
    return unseen.filter((i) => !below(check, (value as readonly Json[])[i] as Json, i, run)).length === 0;
  });
}
