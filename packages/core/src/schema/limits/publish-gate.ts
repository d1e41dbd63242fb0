/**
 * What no form's `data` may carry. Some of it no program should even load: it could hang the page, or reach outside. The rest
 * is only refused when a procedure is published, so that a draft under construction can be tried.
 *
 * Rule    Always refused: references that are not registered or lead nowhere, circles on one value, misshapen keywords, and sizes,
 *         depths and patterns that could take the page's time. Refused for publishing: also smaller excesses, recursion, `$dynamicRef`, and texts
 *         and lists without a limit.
 * Limits  Registered models are held to the same rules when a form refers to them; the finding stands at the reference.
 *         Nothing is evaluated; the time is bounded by the limits below, whatever the schema.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import {isSchemaObject} from '../../validation/keywords.ts';
import type {ValidatorContext} from '../../validation/port.ts';
import type {GateFinding} from './gate-finding.ts';
import {HARD, type Limits, PUBLISH} from './limits.ts';
import {measureJson} from './measure-json.ts';
import {SchemaWalk} from './schema-walk.ts';

/**
 * Everything for which a form's `data` may not be published; empty when it may.
 *
 * @param at pointer of `data` in the definition, which findings begin with.
 */
export function checkPublishable(data: JsonSchema, context: ValidatorContext, at = '/data'): readonly GateFinding[] {
  return examine(data, context, at);
}

/** What even a loader must refuse, before any engine sees the schema. */
export function checkLoadable(data: JsonSchema, context: ValidatorContext, at = '/data'): readonly GateFinding[] {
  return examine(data, context, at).filter(({refused}) => refused === 'always');
}

function examine(data: JsonSchema, context: ValidatorContext, at: string): readonly GateFinding[] {
  if (!isSchemaObject(data)) return [];
  const findings: GateFinding[] = [];
  const {bytes, depth} = measureJson(data as Json, HARD.bytes, HARD.levels);
  const limit = (found: number, name: keyof Limits, code: string, what: string): void => {
    if (found <= PUBLISH[name]) return;
    const hard = found > HARD[name];
    const most = hard ? HARD[name] : PUBLISH[name];
    findings.push({
      pointer: at,
      code,
      message: `Expected at most ${most.toLocaleString('en')} ${what}, found more. Split the form, or move what repeats into "$defs".`,
      refused: hard ? 'always' : 'publish',
    });
  };
  limit(bytes, 'bytes', 'gate.size', 'bytes of JSON');
  limit(depth, 'levels', 'gate.depth', 'levels of objects and lists');
  // Nothing that is too large is walked.
  if (bytes > HARD.bytes || depth > HARD.levels) return findings;
  const walk = new SchemaWalk(data, context, (finding) => {
    findings.push({...finding, pointer: at + finding.pointer});
  });
  const {subschemas, steps, nesting} = walk.run();
  limit(subschemas, 'subschemas', 'gate.subschemas', 'schemas within the schema');
  limit(nesting, 'nesting', 'gate.depth', 'schemas within each other, references followed');
  limit(steps, 'steps', 'gate.fan-out', 'schemas once every reference is written out');
  return findings;
}
