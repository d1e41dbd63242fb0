import type {Json, JsonObject} from '../json/json.ts';
import {isSafeMember} from '../json/pointer.ts';

export function isJsonObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** A JSON Merge Patch (RFC 7396): objects are merged, `null` takes a member away, everything else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged: {[name: string]: Json} = isJsonObject(target) ? {...target} : {};
  for (const [name, change] of Object.entries(patch)) {
    if (!isSafeMember(name)) continue;
    if (change === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], change);
  }
  return merged;
}
