import type {Json, JsonObject} from '@egov-form/core';

export type {Json, JsonObject, LookupAnswer, LookupSource} from '@egov-form/core';

/** A JSON object that names no prototype member; `undefined` for anything else. */
export function safeObject(value: Json | undefined): JsonObject | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const unsafe = ['__proto__', 'prototype', 'constructor'].some((name) => Object.hasOwn(value, name));
  return unsafe ? undefined : (value as JsonObject);
}
