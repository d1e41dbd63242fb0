/** A definition looked at from every side at once: its shape, its references, its rules. */

import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {escapeSegment, type Segments} from '../json/pointer.ts';
import type {ConnectorShape} from '../plan/findings/setting-findings.ts';
import {connectorsOf} from '../plan/lookup-settings.ts';
import type {FormPlan} from '../plan/plan.ts';
import {registryOf} from '../plan/registry.ts';
import type {Pack} from '../ports/ports.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {dataFindings} from '../schema/data-findings.ts';
import {asFarAsAskable} from '../schema/dialect/askable.ts';
import {convertSchema, isOldDialect} from '../schema/dialect/convert.ts';
import {flattened} from '../schema/dialect/flatten.ts';
import {kindsOfAnswers} from '../schema/schema-view.ts';
import {asMember, definitionOf, isBareSchema, isPublished, MEMBER} from './bare-schema.ts';
import {isMarkedChecked} from './checked-mark.ts';
import {planChecked} from './checked-plan.ts';
import {definitionError} from './definition-error.ts';
import {type DefinitionProblem, shapeProblems} from './definition-shape.ts';
import {FormError} from './errors.ts';

/** What a definition may name. What is not given is not checked, except that no pack means no formats or lists but ours. */
export interface DefinitionSurroundings {
  readonly packs?: readonly Pack[];
  /** Names of field types that the screen knows. */
  readonly widgets?: Iterable<string>;
  /** Names of connectors that the gateway has; as a map also what each can say, and is asked with. */
  readonly connectors?: Iterable<string> | ReadonlyMap<string, ConnectorShape>;
}

/**
 * Everything that is wrong with unknown JSON as a form definition, in the order of its kinds; empty when a form can be made
 * of it. Parts of the wrong shape are named and left out, so that the rest is looked at, too. Never throws.
 */
export function checkDefinition(given: unknown, surroundings: DefinitionSurroundings = {}): readonly DefinitionProblem[] {
  const {definition: json, isBare} = inCurrentDialect(given, surroundings.packs ?? []);
  const shape = shapeProblems(json);
  const kept: Kept = new Map();
  const usable = shape.length === 0 ? (json as FormDefinition) : withoutFaults(json, shape, kept);
  if (!usable) return shape;
  const rest = [...planProblems(usable, surroundings, isBare), ...unknownNames(usable, surroundings)];
  if (shape.length === 0) return rest;
  // What is missing may only have been left out, and what stands in a list may have moved up.
  const certain = rest.filter(
    ({code}) => !shape.some(({pointer}) => CONSEQUENCES.get(pointer.split('/')[1] ?? '')?.includes(code)),
  );
  return [...shape, ...certain.map((problem) => ({...problem, pointer: pointerBefore(problem.pointer, kept)}))];
}

/**
 * Unknown JSON made ready, when nothing is wrong with it.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`, those of its shape and the others.
 */
export function readPlan(json: unknown, packs: readonly Pack[]): FormPlan {
  const {definition, isBare} = inCurrentDialect(json, packs);
  if (shapeProblems(definition).length > 0) throw definitionError(checkDefinition(json, {packs}));
  const form = definition as FormDefinition;
  const plan = planChecked(form, packs);
  // A schema that others wrote is taken as it is, also once it became a definition and passed.
  const {errors} = isBare || isMarkedChecked(json) ? {errors: []} : dataFindings(form.data, plan);
  if (errors.length > 0) throw definitionError(errors);
  return plan;
}

/**
 * Unknown JSON as a definition whose `data` is of the one dialect that forms are made of: a bare JSON Schema gets what it lacks,
 * an older draft is converted. What is no definition comes back as it is.
 */
export function inCurrentDialect(
  json: unknown,
  packs: readonly Pack[],
): {readonly definition: unknown; readonly notes: readonly DefinitionProblem[]; readonly isBare: boolean} {
  const isBare = isBareSchema(json);
  if (!isBare && !hasOldData(json)) return {definition: json, notes: [], isBare};
  const definition = isBare ? definitionOf(json) : (json as FormDefinition);
  // What is no JSON, or is nested in itself, is not walked.
  if (shapeProblems(definition).length > 0) return {definition, notes: [], isBare};
  const {formats, schemas} = registryOf(packs);
  const read = convertSchema(definition.data, (name) => formats.has(name));
  // Who writes a definition says what is asked; of a schema that others wrote, the form asks what it can.
  const left = isBare ? asFarAsAskable(flattened(read.schema), schemas, isPublished(json)) : {schema: read.schema, notes: []};
  const notes: DefinitionProblem[] = [...read.notes, ...left.notes].map(({pointer, ...note}) => ({
    ...note,
    pointer: isBare ? pointer : `/data${pointer}`,
  }));
  const kinds = isBare && isPublished(json) ? kindsOfAnswers(left.schema, schemas) : new Set();
  const isMember = kinds.size > 0 && !kinds.has('object');
  const data = isMember ? asMember(left.schema as JsonObject, String(definition.title)) : left.schema;
  if (isMember)
    notes.push({
      pointer: '',
      code: 'data.root',
      message: `The answers of a form are an object, and this schema says ${[...kinds].join(' or ')}: it is asked as the member "${MEMBER}".`,
    });
  return {definition: {...definition, data: data as FormDefinition['data']}, notes, isBare};
}

function hasOldData(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'data' in json && isOldDialect(json.data as JsonSchema);
}

/** What only seems wrong when something of a part was left out. */
const CONSEQUENCES: ReadonlyMap<string, readonly string[]> = new Map([
  ['version', ['migration.gap']],
  ['pages', ['rule.unasked', 'required.unasked', 'document.unplaced', 'list.outside', 'print.unknown']],
  ['fields', ['rule.unasked', 'required.unasked', 'field.compound', 'print.unknown']],
  [
    'lookups',
    ['rule.unasked', 'required.unasked', 'print.unknown', 'lookup.cycle', 'trust.unfilled', 'maxAgeDays.unfilled', 'row.other'],
  ],
  ['documents', ['rule.unasked', 'required.unasked', 'document.unknown']],
  ['migrations', ['migration.gap', 'field.unknown', 'document.unknown']],
]);

/** By pointer of a list in the copy: which of its items were kept. */
type Kept = Map<string, readonly number[]>;

function pointerBefore(pointer: string, kept: Kept): string {
  let here = '';
  return pointer
    .split('/')
    .map((segment, i) => {
      const list = kept.get(here);
      if (i > 0) here += `/${segment}`;
      return i > 0 && list ? String(list[Number(segment)] ?? segment) : segment;
    })
    .join('/');
}

function planProblems(
  definition: FormDefinition,
  {packs = [], connectors}: DefinitionSurroundings,
  isBare: boolean,
): readonly DefinitionProblem[] {
  const shapes = connectors instanceof Map ? (connectors as ReadonlyMap<string, ConnectorShape>) : undefined;
  // A schema from elsewhere is taken as it is: its mistakes are told, and refuse nothing.
  const data = (): readonly DefinitionProblem[] => (isBare ? [] : dataFindings(definition.data, registryOf(packs)).errors);
  try {
    planChecked(definition, packs, shapes);
    return data();
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    const {problems} = error.details;
    if (error.code !== 'EGOV_CORE_DEFINITION' || !Array.isArray(problems))
      return [{pointer: `/data${String(error.details['pointer'] ?? '')}`, code: 'data.invalid', message: error.message}];
    const found = problems as unknown as readonly DefinitionProblem[];
    return isLoadable(found) ? [...data(), ...found] : found;
  }
}

/** Whether values may be held to the schema: what the gate refuses could take forever. */
export function isLoadable(problems: readonly DefinitionProblem[]): boolean {
  return !problems.some(({code}) => code.startsWith('gate.') || code === 'data.invalid');
}

/** What a form cannot do without, for a definition where it is at fault. */
const STAND_INS: JsonObject = {id: 'form', version: '0.0.0', title: 'Form'};

/** A copy without the parts at fault; nothing when what is left is no definition. */
function withoutFaults(json: unknown, problems: readonly DefinitionProblem[], kept: Kept): FormDefinition | undefined {
  const faults = new Set<string>();
  let found = problems;
  // What is left out may have been a member that its part cannot do without: then the part goes, too.
  while (found.length > 0) {
    const before = faults.size;
    for (const {pointer, code} of found) {
      const place = pointerBefore(pointer, kept);
      const isStoodIn = place.lastIndexOf('/') === 0 && Object.hasOwn(STAND_INS, place.slice(1));
      faults.add(code === 'definition.required' && !isStoodIn ? place.slice(0, place.lastIndexOf('/')) : place);
    }
    if (
      faults.size === before ||
      faults.has('') ||
      found.some(({code}) => code === 'definition.size' || code === 'definition.more')
    )
      return undefined;
    kept.clear();
    const copy = copyWithout(json as Json, faults, '', '', kept);
    const whole = {...STAND_INS, ...(copy as JsonObject)};
    found = shapeProblems(whole);
    if (found.length === 0) return whole as unknown as FormDefinition;
  }
  return undefined;
}

function copyWithout(value: Json, faults: ReadonlySet<string>, at: string, copyAt: string, kept: Kept): Json | undefined {
  if (faults.has(at)) return undefined;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    const places: number[] = [];
    value.forEach((item: Json, i) => {
      const copy = copyWithout(item, faults, `${at}/${i}`, `${copyAt}/${items.length}`, kept);
      if (copy === undefined) return;
      items.push(copy);
      places.push(i);
    });
    if (places.length < value.length) kept.set(copyAt, places);
    return items;
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const part = `/${escapeSegment(name)}`;
    const copy = copyWithout(member, faults, at + part, copyAt + part, kept);
    return copy === undefined ? [] : [[name, copy] as const];
  });
  return Object.fromEntries(members);
}

/** Field types and connectors live outside of the engine: they are held to the names that the caller has. */
function unknownNames(definition: FormDefinition, {widgets, connectors}: DefinitionSurroundings): DefinitionProblem[] {
  const found: DefinitionProblem[] = [];
  const hold = (name: string | undefined, known: readonly string[], path: Segments, code: string, kind: string): void => {
    if (name === undefined || known.includes(name)) return;
    const guess = nearestName(name, known);
    const pointer = path.map((segment) => `/${escapeSegment(segment)}`).join('');
    const message = `No ${kind} "${name}" is registered.${didYouMean(guess)}`;
    found.push({pointer, code, message, ...(guess !== undefined && {suggestion: guess})});
  };
  if (widgets) {
    const known = [...widgets];
    for (const [pointer, {widget}] of Object.entries(definition.fields ?? {}))
      hold(widget, known, ['fields', pointer, 'widget'], 'widget.unknown', 'field type');
  }
  if (connectors) {
    const known = connectors instanceof Map ? [...connectors.keys()] : [...(connectors as Iterable<string>)];
    for (const [name, settings] of Object.entries(definition.lookups ?? {}))
      connectorsOf(settings).forEach((connector, i) => {
        const place = typeof settings.connector === 'string' ? [] : [String(i)];
        hold(connector, known, ['lookups', name, 'connector', ...place], 'connector.unknown', 'connector');
      });
    for (const [pointer, {options}] of Object.entries(definition.fields ?? {}))
      if (options && 'connector' in options)
        hold(options.connector, known, ['fields', pointer, 'options', 'connector'], 'connector.unknown', 'connector');
  }
  return found;
}
