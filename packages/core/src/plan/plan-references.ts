/** What only the whole plan shows about rules: paths that lead nowhere, kinds that do not fit, circles. */

import type {Json} from '../json/json.ts';
import type {Pattern} from '../json/pattern.ts';
import {escapeSegment, formatPointer, type Segments} from '../json/pointer.ts';
import {checkRule, type RuleSurroundings} from '../rules/check-rule.ts';
import {dependenciesOf} from '../rules/dependencies.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {type Found, fitsDate, ofKind, type StaticType, shareKind} from '../rules/static-type.ts';
import {typeOfPlace} from '../schema/schema-type.ts';
import {viewSchema} from '../schema/schema-view.ts';
import type {FieldPlan, FormPlan, PlannedRule} from './plan.ts';
import type {Report} from './plan-context.ts';
import type {RuleSource} from './plan-rules.ts';

/** Which fields a path reads, and what it gives. */
export class FormPaths {
  readonly #plan: FormPlan;
  /** Every place that holds fields, with those fields; read off when somebody first asks. */
  #containers: Map<string, string[]> | undefined;
  readonly #types: Map<string, Found> = new Map();
  readonly #seen: Map<string, StaticType> = new Map();

  constructor(plan: FormPlan) {
    this.#plan = plan;
  }

  #inside(): ReadonlyMap<string, readonly string[]> {
    if (this.#containers) return this.#containers;
    const containers = new Map<string, string[]>([['', []]]);
    const enter = (pattern: Pattern, field: string | undefined): void => {
      for (const text of ['', ...pattern.prefixTexts]) {
        if (text === field) break;
        const inside = containers.get(text) ?? [];
        if (field !== undefined) inside.push(field);
        containers.set(text, inside);
      }
    };
    for (const {pattern} of this.#plan.lists.values()) enter(pattern, undefined);
    for (const [name, {pattern}] of this.#plan.fields) enter(pattern, name);
    this.#containers = containers;
    return containers;
  }

  /** The fields that a path reads: one, those of a container, or none. A member of a compound field is that field. */
  targets(path: Segments): readonly string[] {
    const {text, prefixTexts} = this.#plan.patterns.of(path);
    const field = prefixTexts.findLast((prefix) => this.#plan.fields.has(prefix));
    return field === undefined ? (this.#inside().get(text) ?? []) : [field];
  }

  isKnown(path: Segments): boolean {
    return this.targets(path).length > 0 || this.#inside().has(this.#plan.patterns.of(path).text);
  }

  /** What a place of the answers can hold. */
  typeAt(pattern: Segments): Found {
    const key = formatPointer(pattern);
    if (this.#types.has(key)) return this.#types.get(key);
    const view = viewSchema(this.#plan.definition.data, pattern, this.#plan.schemas);
    const found = view ? typeOfPlace(view, pattern, (below) => this.typeAt(below)) : 'nowhere';
    this.#types.set(key, found);
    return found;
  }

  /** What a rule of `owner` reads at a path: the row's own value, or a list of every row's. */
  typeSeenFrom(path: Segments, owner: Pattern): Found {
    const text = formatPointer(path);
    // Outside of rows a path is the same for every rule.
    const known = this.#seen.get(text);
    if (known) return known;
    if (!this.isKnown(path)) return 'nowhere';
    const pattern = this.#plan.patterns.of(path);
    const found = this.typeAt(pattern.segments);
    if (found === 'nowhere' || found === undefined) return found;
    let type: StaticType = {...found, from: text};
    const open = pattern.rows.filter((at) => path[at] === '*');
    if (open.length === 0) {
      this.#seen.set(text, type);
      return type;
    }
    for (const at of open) if (!owner.isWithin(pattern.prefix(at + 1))) type = ofKind('list', {items: type, from: text});
    return type;
  }

  nowhere(path: Segments): ReturnType<RuleSurroundings['nowhere']> {
    const text = formatPointer(path);
    if (viewSchema(this.#plan.definition.data, this.#plan.patterns.of(path).segments, this.#plan.schemas))
      return {
        code: 'rule.unasked',
        message: `The rule refers to "${text}", which is in \`data\` but on no page. Ask it, or compute it.`,
      };
    const owner = this.targets(path)[0];
    const candidates = owner === undefined ? [...this.#plan.fields.keys(), ...this.#plan.lists.keys()] : this.#membersOf(owner);
    const guess = nearestName(text, candidates);
    return {
      code: 'rule.unknown-field',
      message: `The rule refers to "${text}", which is no field of the form.${didYouMean(guess)}`,
      ...(guess !== undefined && {suggestion: guess}),
    };
  }

  #membersOf(field: string): string[] {
    const properties = this.#plan.fields.get(field)?.keywords['properties'];
    return Object.keys((properties ?? {}) as object).map((name) => `${field}/${escapeSegment(name)}`);
  }
}

/** Everything that is wrong with the rules of a form, each rule once. */
export function checkRules(plan: FormPlan, sources: readonly RuleSource[], paths: FormPaths, report: Report): void {
  for (const {source, at, pattern, use} of sources) {
    const {problems, type} = checkRule(source, {
      functions: plan.functions,
      typeOf: (path) => paths.typeSeenFrom(path, pattern),
      nowhere: (path) => paths.nowhere(path),
    });
    for (const {pointer, code, message, suggestion} of problems) report(at + pointer, code, message, suggestion);
    if (problems.length > 0) continue;
    const field = plan.fields.get(pattern.text);
    if (use === 'condition') checkCondition(source, at, report);
    else if (field && type) checkResult(type, field, paths, at, report);
  }
}

/** A condition that is written out as anything but true or false is a mistake: `"false"` holds. */
function checkCondition(source: Json, at: string, report: Report): void {
  if (source === null || typeof source === 'boolean') return;
  if (typeof source === 'object' && !Array.isArray(source) && Object.keys(source).length === 1) return;
  const found = typeof source === 'string' ? 'a text' : typeof source === 'number' ? 'a number' : 'data';
  report(at, 'rule.type', `A condition is a rule, true or false; ${found} is always the same.`);
}

function checkResult(type: StaticType, field: FieldPlan, paths: FormPaths, at: string, report: Report): void {
  const wanted = paths.typeAt(field.pattern.segments);
  if (wanted === undefined || wanted === 'nowhere') return;
  const name = field.pattern.text;
  if (!shareKind(type, wanted)) {
    report(
      at,
      'rule.type',
      `The rule gives ${[...type.kinds].join(' or ')}, but "${name}" holds ${[...wanted.kinds].join(' or ')}.`,
    );
  } else if (!fitsDate(wanted, type)) {
    report(at, 'rule.type', `"${name}" holds a date, and this text is none. Write dates as "2026-02-28".`);
  } else if (wanted.values && type.values?.length && !type.values.some((value) => wanted.values?.includes(value))) {
    const guess = nearestName(String(type.values[0]), wanted.values.map(String));
    report(at, 'rule.value', `"${name}" is never ${JSON.stringify(type.values[0])}.${didYouMean(guess)}`, guess);
  }
}

/** Which fields a field's own value or visibility follows from. */
export interface Edges {
  /** By value, default and visibility: these may not close a circle. */
  readonly all: ReadonlyMap<string, ReadonlySet<string>>;
  /** By value and default only: these carry a filled answer on. */
  readonly values: ReadonlyMap<string, ReadonlySet<string>>;
}

export function edgesOf(plan: FormPlan, paths: FormPaths): Edges {
  const all = new Map<string, Set<string>>();
  const values = new Map<string, Set<string>>();
  const read = new Map<PlannedRule, readonly string[]>();
  const targetsOf = (rule: PlannedRule): readonly string[] => {
    let found = read.get(rule);
    if (!found) {
      const {paths: answers, origins} = dependenciesOf(rule.source);
      found = [...answers, ...origins].flatMap((path) => paths.targets(path));
      read.set(rule, found);
    }
    return found;
  };
  const add = (into: Map<string, Set<string>>, from: string, rule: PlannedRule | undefined): void => {
    if (!rule) return;
    const edges = into.get(from) ?? new Set();
    for (const target of targetsOf(rule)) edges.add(target);
    if (edges.size > 0) into.set(from, edges);
  };
  for (const [name, field] of plan.fields) {
    // Checks, required and readonly do not feed back into values, so they cannot close a loop.
    for (const rule of field.visible) add(all, name, rule);
    for (const rule of [field.follows?.when, field.follows?.value]) add(all, name, rule);
    if (!field.value && !field.defaultValue) continue;
    for (const rule of [field.value, field.defaultValue]) {
      add(all, name, rule);
      add(values, name, rule);
    }
  }
  return {all, values};
}

/** Circles in a graph, each as the names on the way, the first one again at the end. No recursion: chains may be long. */
export function circlesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const circles: string[][] = [];
  const done = new Set<string>();
  const nextOf = (name: string): Iterator<string> => (edges.get(name) ?? new Set<string>()).values();
  for (const start of edges.keys()) {
    const way = done.has(start) ? [] : [{name: start, next: nextOf(start)}];
    const open = new Set(way.map(({name}) => name));
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const {value, done: noMore} = here.next.next();
      if (noMore) {
        done.add(here.name);
        open.delete(here.name);
        way.pop();
      } else if (open.has(value)) {
        const names = way.map(({name}) => name);
        circles.push([...names.slice(names.indexOf(value)), value]);
      } else if (!done.has(value)) {
        open.add(value);
        way.push({name: value, next: nextOf(value)});
      }
    }
  }
  return circles;
}

export function checkCircles(edges: Edges, report: Report): void {
  for (const circle of circlesIn(edges.all)) {
    report(
      `/fields/${escapeSegment(circle[0] ?? '')}`,
      'rule.cycle',
      `Fields depend on each other in a circle: ${circle.join(' → ')}. Break one of the rules.`,
    );
  }
}
