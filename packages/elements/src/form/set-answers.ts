import {
  type Form,
  type FormSnapshot,
  isAuxiliary,
  type Json,
  type JsonObject,
  parsePointer,
  sameJson,
  valueAt,
} from '@egov-form/core';

/**
 * Answers from outside take the place of those that are seen. What they do not name because it is hidden stays, and so does
 * where each unchanged value came from. Answers that are equal to those that are seen change nothing.
 */
export function setAnswers(form: Form, answers: JsonObject): void {
  const seen = form.answers();
  if (sameJson(seen, answers)) return;
  const snapshot = form.snapshot();
  const {conflicts, acknowledged, ...rest} = snapshot;
  const next = replaced(snapshot.answers, seen, answers) as JsonObject;
  const stays = (pointer: string): boolean => {
    const place = parsePointer(pointer);
    return sameJson(valueAt(snapshot.answers, place), valueAt(next, place));
  };
  const kept = <T>(marks: {readonly [pointer: string]: T}): {[pointer: string]: T} =>
    Object.fromEntries(Object.entries(marks).filter(([pointer]) => stays(pointer)));
  const restored: FormSnapshot = {
    ...rest,
    answers: next,
    origins: kept(snapshot.origins),
    decisions: snapshot.decisions.filter(({pointer}) => stays(pointer)),
    ...(conflicts && {conflicts: conflicts.filter(({pointer}) => stays(pointer))}),
    ...(acknowledged && {acknowledged: kept(acknowledged)}),
  };
  form.restore(restored);
}

/** @param seen what there is to see of `whole`; what is given stands for that and no more. */
function replaced(whole: Json | undefined, seen: Json | undefined, given: Json | undefined): Json | undefined {
  if (Array.isArray(given)) {
    return given.map((item, index) => replaced(itemOf(whole, index), itemOf(seen, index), item) ?? null);
  }
  if (!isObject(given)) return given;
  const all = isObject(whole) ? whole : {};
  const shown = isObject(seen) ? seen : {};
  const result: {[name: string]: Json} = {};
  for (const name of new Set([...Object.keys(all), ...Object.keys(given)])) {
    // Which alternative is meant, and what has no question of its own, is found again in what is given.
    if (isAuxiliary(name) && !Object.hasOwn(given, name)) continue;
    const value = Object.hasOwn(given, name) ? replaced(all[name], shown[name], given[name]) : unseen(all[name], shown[name]);
    if (value !== undefined) result[name] = value;
  }
  return result;
}

/** What is left of a value when all that is seen of it is taken away. */
function unseen(whole: Json | undefined, seen: Json | undefined): Json | undefined {
  if (seen === undefined) return whole;
  if (!isObject(whole) || !isObject(seen)) return undefined;
  const rest = replaced(whole, seen, {}) as JsonObject;
  return Object.keys(rest).length > 0 ? rest : undefined;
}

function itemOf(list: Json | undefined, index: number): Json | undefined {
  return Array.isArray(list) ? list[index] : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
