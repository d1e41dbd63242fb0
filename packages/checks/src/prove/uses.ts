/**
 * How rules look at answers. A rule that only compares an answer with a few values cannot tell two values between them apart: a
 * search then needs one of each kind, and may say "never" once it tried them. What is used in any other way is `opaque`: values
 * of it can be tried, and nothing follows from their failing.
 */
import {compileRule, dataScope, dependenciesOf, type Json, type RulePath} from '@egov-form/core';
import type {FieldPlan, FormPlan} from '@egov-form/core/plan';

/** One way in which a rule looks at answers; questions by the text of their pattern. */
export type Use =
  /** Whether there is something, or what is there holds. */
  | {readonly kind: 'presence'; readonly of: string}
  | {readonly kind: 'constants'; readonly of: string; readonly values: readonly Json[]; readonly ordered: boolean}
  /** Compared with each other. */
  | {readonly kind: 'together'; readonly of: readonly [string, string]; readonly ordered: boolean}
  /** A function of it that only grows, or only shrinks, compared with a written value. */
  | {readonly kind: 'monotone'; readonly of: string; readonly term: Json; readonly limit: Json}
  /** Whether a written value is in the list that it holds. */
  | {readonly kind: 'members'; readonly of: string; readonly values: readonly Json[]}
  /** How long it is, compared with a number. */
  | {readonly kind: 'length'; readonly of: string; readonly limit: Json}
  | {readonly kind: 'opaque'; readonly of: readonly string[]; readonly values: readonly Json[]};

type Term =
  | {readonly kind: 'constant'; readonly value: Json}
  | {readonly kind: 'answer'; readonly of: string}
  | {readonly kind: 'monotone'; readonly of: string; readonly rule: Json}
  | {readonly kind: 'length'; readonly of: string}
  | {readonly kind: 'days'; readonly of: readonly [string, string]}
  /** One of several. */
  | {readonly kind: 'either'; readonly terms: readonly Term[]}
  /** Yes or no; how it comes about has been noted. */
  | {readonly kind: 'verdict'}
  | {readonly kind: 'other'; readonly rule: Json};

const COMPARISONS: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', '<', '<=', '>', '>=']);
const ORDERED: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', '!', '!!', 'if', '?:']);
const VERDICTS: ReadonlySet<string> = new Set([...COMPARISONS, '!', '!!', 'in', 'empty']);
/** Of one answer and written values each only grows, or only shrinks, as the answer grows. */
const MONOTONE: ReadonlySet<string> = new Set([
  ...['+', '-', '*', 'max', 'min', 'dateDiff', 'dateAdd', 'year'],
  ...['decimalAdd', 'decimalSubtract', 'decimalMultiply', 'decimalRound'],
]);
/** Computed fields within computed fields that are looked through. */
const MOST_LEVELS = 8;

/** Operator and arguments of an operation; `undefined` for a value. */
export function operationOf(rule: Json): readonly [name: string, args: readonly Json[]] | undefined {
  if (rule === null || typeof rule !== 'object' || Array.isArray(rule)) return undefined;
  const [entry, ...others] = Object.entries(rule as {readonly [name: string]: Json});
  if (!entry || others.length > 0) return undefined;
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

/** Reads off rules how they use answers; each rule once. */
export class RuleUses {
  readonly #plan: FormPlan;
  readonly #today: string;
  readonly #known: Map<Json, readonly Use[]> = new Map();

  constructor(plan: FormPlan, today: string) {
    this.#plan = plan;
    this.#today = today;
  }

  /** Uses of a rule that holds or not. Rules are told apart by identity: those of a plan are read once. */
  of(rule: Json): readonly Use[] {
    const known = this.#known.get(rule);
    if (known) return known;
    const found: Use[] = [];
    new Reader(this.#plan, this.#today, found).condition(rule, 0);
    this.#known.set(rule, found);
    return found;
  }
}

/** Questions that a path reads: one, or all in a part. `exact` when it is one and nothing within it. */
export function questionsAt(plan: FormPlan, path: RulePath): {readonly fields: readonly string[]; readonly exact: boolean} {
  const ways = plan.patterns.waysTo(path);
  for (let i = path.length - 1; i >= 0; i -= 1) {
    const text = ways[i] ?? '';
    if (plan.fields.has(text)) return {fields: [text], exact: i === path.length - 1};
  }
  const prefix = path.length === 0 ? '' : `${ways.at(-1)}/`;
  return {fields: [...plan.fields.keys()].filter((text) => text.startsWith(prefix)), exact: false};
}

class Reader {
  readonly #plan: FormPlan;
  readonly #today: string;
  readonly #found: Use[];

  constructor(plan: FormPlan, today: string, found: Use[]) {
    this.#plan = plan;
    this.#today = today;
    this.#found = found;
  }

  condition(rule: Json, level: number): void {
    const operation = operationOf(rule);
    if (!operation) {
      if (rule !== null && typeof rule === 'object') this.#opaque([rule]);
      return;
    }
    const [name, args] = operation;
    if (CONNECTIVES.has(name)) for (const each of args) this.condition(each, level);
    else if (name === 'var') this.#truth(rule, args, level);
    else if (COMPARISONS.has(name)) this.#comparison(name, args, level);
    else if (name === 'in') this.#membership(args, level);
    else if (name === 'missing' || name === 'missing_some' || (name === 'empty' && operationOf(args[0] ?? null)?.[0] === 'var'))
      this.#presence(rule);
    else if (name !== 'origin') this.#compare(this.#term(rule, level), {kind: 'constant', value: 0}, true);
  }

  #presence(rule: Json): void {
    for (const path of dependenciesOf(rule).paths)
      for (const of of questionsAt(this.#plan, path).fields) this.#found.push({kind: 'presence', of});
  }

  #truth(rule: Json, args: readonly Json[], level: number): void {
    const source = this.#fieldOf(rule)?.value?.source;
    if (args.length > 1) this.#opaque([rule]);
    else if (source !== undefined && source !== null && level < MOST_LEVELS) this.condition(source, level + 1);
    else this.#presence(rule);
  }

  /** The one question that a `var` reads whole. */
  #fieldOf(rule: Json): FieldPlan | undefined {
    const {paths} = dependenciesOf(rule);
    const [path] = paths;
    if (!path || paths.length > 1) return undefined;
    const {fields, exact} = questionsAt(this.#plan, path);
    return exact ? this.#plan.fields.get(fields[0] ?? '') : undefined;
  }

  #comparison(name: string, args: readonly Json[], level: number): void {
    const terms = args.slice(0, 3).map((arg) => this.#term(arg, level));
    const ordered = ORDERED.has(name);
    for (let i = 0; i + 1 < Math.max(terms.length, 2); i += 1) {
      const [a = NOTHING, b = NOTHING] = [terms[i], terms[i + 1]];
      this.#compare(a, b, ordered);
    }
  }

  #membership([item = null, list = null]: readonly Json[], level: number): void {
    const [a, b] = [this.#term(item, level), this.#term(list, level)];
    if (b.kind === 'constant' && Array.isArray(b.value)) {
      for (const value of b.value as readonly Json[]) this.#compare(a, {kind: 'constant', value}, false);
    } else if (a.kind === 'constant' && b.kind === 'answer' && isList(this.#plan.fields.get(b.of)))
      this.#found.push({kind: 'members', of: b.of, values: [a.value]});
    else this.#opaque([item, list]);
  }

  #compare(a: Term, b: Term, ordered: boolean): void {
    if (a.kind === 'either') {
      for (const term of a.terms) this.#compare(term, b, ordered);
    } else if (b.kind === 'either') {
      for (const term of b.terms) this.#compare(a, term, ordered);
    } else if (a.kind === 'constant' || a.kind === 'verdict') {
      if (b.kind !== 'constant' && b.kind !== 'verdict') this.#compareWith(b, a, ordered);
    } else if (b.kind === 'constant' || b.kind === 'verdict') this.#compareWith(a, b, ordered);
    else if (a.kind === 'answer' && b.kind === 'answer') {
      if (a.of !== b.of) this.#found.push({kind: 'together', of: [a.of, b.of], ordered});
      else this.#found.push({kind: 'presence', of: a.of});
    } else this.#opaque([...rulesOf(a), ...rulesOf(b)], [...fieldsOf(a), ...fieldsOf(b)]);
  }

  #compareWith(term: Term, other: Term, ordered: boolean): void {
    const value = other.kind === 'constant' ? other.value : null;
    if (other.kind !== 'constant') this.#opaque(rulesOf(term), fieldsOf(term));
    else if (term.kind === 'answer') this.#found.push({kind: 'constants', of: term.of, values: [value], ordered});
    else if (term.kind === 'monotone') this.#found.push({kind: 'monotone', of: term.of, term: term.rule, limit: value});
    else if (term.kind === 'length') this.#found.push({kind: 'length', of: term.of, limit: value});
    else if (term.kind === 'days' && value === 0) this.#found.push({kind: 'together', of: term.of, ordered: true});
    else this.#opaque([...rulesOf(term), value], fieldsOf(term));
  }

  #term(rule: Json, level: number): Term {
    const {paths, origins} = dependenciesOf(rule);
    if (paths.length === 0 && origins.length === 0) return {kind: 'constant', value: this.#constant(rule)};
    const operation = operationOf(rule);
    if (!operation) return {kind: 'other', rule};
    const [name, args] = operation;
    if (name === 'var') return this.#answer(rule, args, level);
    if (VERDICTS.has(name)) {
      this.condition(rule, level);
      return {kind: 'verdict'};
    }
    if (name === 'if' || name === '?:') return this.#choice(args, level);
    if (name === 'length' && args.length === 1) {
      const term = this.#term(args[0] ?? null, level);
      return term.kind === 'answer' ? {kind: 'length', of: term.of} : {kind: 'other', rule};
    }
    if (name === 'dateDiff' && args[2] === 'days') {
      const [a, b] = [this.#term(args[0] ?? null, level), this.#term(args[1] ?? null, level)];
      if (a.kind === 'answer' && b.kind === 'answer' && a.of !== b.of) return {kind: 'days', of: [a.of, b.of]};
    }
    return this.#monotone(name, args, rule, level);
  }

  #answer(rule: Json, args: readonly Json[], level: number): Term {
    const field = args.length > 1 ? undefined : this.#fieldOf(rule);
    if (!field) return {kind: 'other', rule};
    const source = field.value?.source;
    if (source === undefined || source === null) return {kind: 'answer', of: field.pattern.text};
    return level < MOST_LEVELS ? this.#term(source, level + 1) : {kind: 'other', rule};
  }

  #choice(args: readonly Json[], level: number): Term {
    const terms: Term[] = [];
    for (const [i, each] of args.entries()) {
      if (i % 2 === 1 || i === args.length - 1) terms.push(this.#term(each, level));
      else this.condition(each, level);
    }
    return {kind: 'either', terms: args.length % 2 === 0 ? [...terms, NOTHING] : terms};
  }

  #monotone(name: string, args: readonly Json[], rule: Json, level: number): Term {
    const terms = args.map((each) => this.#term(each, level));
    const moving = terms.filter((term) => term.kind !== 'constant');
    const [only] = moving;
    const numerator = (name === '/' || name === 'decimalDivide') && terms[0] === only;
    if (!only || moving.length > 1 || !(MONOTONE.has(name) || numerator)) return {kind: 'other', rule};
    // The computed fields that were looked through stand in the rule that is tried.
    const filled = {[name]: terms.map((term, i) => (term === only ? ruleOf(only) : (args[i] ?? null)))};
    if (only.kind === 'answer') return {kind: 'monotone', of: only.of, rule: filled};
    return only.kind === 'monotone' ? {kind: 'monotone', of: only.of, rule: filled} : {kind: 'other', rule};
  }

  #constant(rule: Json): Json {
    return compileRule(rule, this.#plan.functions).evaluate(dataScope(undefined, this.#today));
  }

  #opaque(rules: readonly Json[], fields: readonly string[] = []): void {
    const read = rules.flatMap((rule) => this.#readBy(rule, 0));
    this.#found.push({kind: 'opaque', of: [...new Set([...fields, ...read])], values: rules.flatMap(literalsIn)});
  }

  #readBy(rule: Json, level: number): readonly string[] {
    return dependenciesOf(rule)
      .paths.flatMap((path) => questionsAt(this.#plan, path).fields)
      .flatMap((text) => {
        const source = this.#plan.fields.get(text)?.value?.source;
        return source !== undefined && source !== null && level < MOST_LEVELS ? this.#readBy(source, level + 1) : [text];
      });
  }
}

const NOTHING: Term = {kind: 'constant', value: null};

function isList(field: FieldPlan | undefined): boolean {
  return field?.keywords['type'] === 'array';
}

function ruleOf(term: Term): Json {
  if (term.kind === 'answer') return {var: term.of};
  return term.kind === 'monotone' || term.kind === 'other' ? term.rule : null;
}

function rulesOf(term: Term): readonly Json[] {
  if (term.kind === 'either') return term.terms.flatMap(rulesOf);
  return term.kind === 'other' || term.kind === 'monotone' ? [term.rule] : term.kind === 'constant' ? [term.value] : [];
}

function fieldsOf(term: Term): readonly string[] {
  if (term.kind === 'either') return term.terms.flatMap(fieldsOf);
  if (term.kind === 'days') return term.of;
  return term.kind === 'answer' || term.kind === 'monotone' || term.kind === 'length' ? [term.of] : [];
}

/** Every text, number and truth value that is written in a rule, paths too: worth a try. */
function literalsIn(rule: Json): readonly Json[] {
  if (rule === null) return [];
  if (typeof rule !== 'object') return [rule];
  return Object.values(rule as object).flatMap((part: Json) => literalsIn(part));
}
