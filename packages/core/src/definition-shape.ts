/**
 * Holds unknown JSON to `schemas/form/v1.json` and says what is wrong in words an author can act on: the generic validator
 * gives the same verdict, but of an item that fits none of five shapes it can only say that it fits none.
 */
import {DEFINITION_SCHEMA} from './generated/definition-schema.ts';
import type {Json} from './json.ts';
import {formatPointer, isSafeMember, type Segments} from './pointer.ts';
import {didYouMean, nearestName} from './rules/nearest.ts';

/** One thing wrong with a definition. `pointer` is into the definition. */
export interface DefinitionProblem {
  readonly pointer: string;
  /** `definition.<keyword>` for its own schema; `field.unknown`, `rule.cycle` and the like for what only the whole shows. */
  readonly code: string;
  /** What was expected, what was found, what to do; for the definition's author, in English. */
  readonly message: string;
  /** The name or value that was most likely meant. */
  readonly suggestion?: string;
}

/** Levels of objects and lists in a definition, the schema of its answers included. */
const MAX_LEVELS = 200;
/** Objects, lists and values in a definition. */
const MAX_PARTS = 1_000_000;
/** Problems that are told one by one. */
const MAX_PROBLEMS = 1000;

type SchemaObject = {readonly [keyword: string]: Json};
type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const root = DEFINITION_SCHEMA as SchemaObject;

/** For patterns and names, what they ask for. */
const PATTERN_WORDS: ReadonlyMap<string, string> = new Map([
  ['^[a-z0-9]+(-[a-z0-9]+)*$', 'small letters, digits and single dashes, such as "birth-registration"'],
  ['^[0-9]+\\.[0-9]+\\.[0-9]+$', 'a version of three numbers, such as "1.0.0"'],
  ['^(/[^/]+)+$', 'a JSON Pointer into the answers, such as "/child/birthDate"'],
  ['^[A-Za-z][A-Za-z0-9-]*$', 'a name of letters, digits and dashes that begins with a letter'],
  ['^[a-z]{2,3}(-[A-Za-z0-9]+)*$', 'a language, such as "vi" or "en"'],
]);

const KIND_WORDS: {readonly [kind in Kind]: string} = {
  null: 'null',
  boolean: 'true or false',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
};

function kindOf(value: unknown): Kind | undefined {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    // Objects of another window or worker have another `Object.prototype`; class instances have one more above it.
    return prototype === null || Object.getPrototypeOf(prototype) === null ? 'object' : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as 'string' | 'boolean') : undefined;
}

function wordFor(kind: string): string {
  return kind === 'integer' ? 'a whole number' : KIND_WORDS[kind as Kind];
}

interface Walk {
  readonly problems: DefinitionProblem[];
  parts: number;
}

/** Where the walk is: one list for all of it, longer within a member and as before after it. */
type Path = string[];

/** Within a member or an item. */
function within(name: string, path: Path, visit: () => void): void {
  path.push(name);
  visit();
  path.pop();
}

const patterns: Map<string, RegExp> = new Map();

function matches(pattern: string, text: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) {
    compiled = new RegExp(pattern, 'u');
    patterns.set(pattern, compiled);
  }
  return compiled.test(text);
}

/** Every place where unknown JSON is not a definition; empty when it is one. Never throws, whatever it is given. */
export function shapeProblems(json: unknown): readonly DefinitionProblem[] {
  const walk: Walk = {problems: [], parts: 0};
  check(json, root, [], walk);
  return walk.problems;
}

function report(walk: Walk, path: Segments, code: string, message: string, suggestion?: string): void {
  if (walk.problems.length > MAX_PROBLEMS) return;
  const more = walk.problems.length === MAX_PROBLEMS;
  walk.problems.push(
    more
      ? {pointer: '', code: 'definition.more', message: `More than ${MAX_PROBLEMS} problems. Mend these first.`}
      : {pointer: formatPointer(path), code, message, ...(suggestion !== undefined && {suggestion})},
  );
}

const followed: Map<string, SchemaObject> = new Map();

function follow(schema: Json | undefined): SchemaObject {
  const here = schema as SchemaObject;
  const reference = here['$ref'];
  if (typeof reference !== 'string') return here;
  let target = followed.get(reference);
  if (!target) {
    target = follow((root['$defs'] as SchemaObject)[reference.slice('#/$defs/'.length)]);
    followed.set(reference, target);
  }
  return target;
}

/** Names of an object's members. One that holds `undefined` is absent, as it is once written as JSON. */
function membersOf(object: object): string[] {
  return Object.keys(object).filter((name) => (object as {readonly [name: string]: unknown})[name] !== undefined);
}

/** JSON that the schema says nothing more about: it must be JSON, of bounded size, and without prototype members. */
function checkPlain(value: unknown, path: Path, walk: Walk): void {
  const kind = entered(value, path, walk);
  if (kind === 'array') {
    (value as readonly unknown[]).forEach((item, i) => {
      within(String(i), path, () => checkPlain(item, path, walk));
    });
  } else if (kind === 'object') {
    for (const name of membersOf(value as object)) {
      const member = (value as {readonly [name: string]: unknown})[name];
      if (isSafeMember(name)) within(name, path, () => checkPlain(member, path, walk));
      else refuseMember(name, path, walk);
    }
  }
}

function refuseMember(name: string, path: Path, walk: Walk): void {
  report(walk, [...path, name], 'definition.member', `"${name}" is a member of every object's prototype. Take another name.`);
}

/** The kind of a value, unless it is no JSON, or too deep or too much of it: then that is said. */
function entered(value: unknown, path: Path, walk: Walk): Kind | undefined {
  walk.parts++;
  if (walk.parts > MAX_PARTS) {
    if (walk.parts === MAX_PARTS + 1)
      report(walk, path, 'definition.size', `A definition has at most ${MAX_PARTS.toLocaleString('en')} parts.`);
    return undefined;
  }
  if (path.length > MAX_LEVELS) {
    report(
      walk,
      path,
      'definition.depth',
      `A definition has at most ${MAX_LEVELS} levels. This part is nested deeper, or in itself.`,
    );
    return undefined;
  }
  const kind = kindOf(value);
  if (kind === undefined) {
    const found =
      typeof value === 'number' ? 'a number that JSON cannot write' : typeof value === 'object' ? 'an instance' : typeof value;
    report(walk, path, 'definition.json', `Expected JSON, found ${found}. A definition is plain data.`);
  }
  return kind;
}

function check(value: unknown, given: Json | undefined, path: Path, walk: Walk): void {
  const schema = follow(given);
  if (Array.isArray(schema['anyOf'])) {
    const branch = branchFor(value, schema['anyOf'], path, walk);
    if (branch) check(value, branch, path, walk);
    return;
  }
  if (schema['type'] === undefined && schema['enum'] === undefined) {
    checkPlain(value, path, walk);
    return;
  }
  const kind = entered(value, path, walk);
  if (kind === undefined) return;
  if (schema['enum']) checkEnum(value as Json, schema['enum'] as readonly Json[], path, walk);
  else if (checkType(value, kind, schema, path, walk)) {
    if (kind === 'string') checkText(value as string, schema, path, walk);
    else if (kind === 'number') checkLimits(value as number, schema, path, walk);
    else if (kind === 'array') checkList(value as readonly unknown[], schema, path, walk);
    else if (kind === 'object') checkObject(value as {readonly [name: string]: unknown}, schema, path, walk);
  }
}

function checkType(value: unknown, kind: Kind, schema: SchemaObject, path: Path, walk: Walk): boolean {
  if (schema['type'] === kind) return true;
  const types = [schema['type']].flat() as readonly string[];
  if (types.some((type) => type === kind || (type === 'integer' && Number.isInteger(value)))) return true;
  report(walk, path, 'definition.type', `Expected ${types.map(wordFor).join(' or ')}, found ${KIND_WORDS[kind]}.`);
  return false;
}

function checkEnum(value: Json, values: readonly Json[], path: Path, walk: Walk): void {
  if (values.includes(value)) return;
  const guess = typeof value === 'string' ? nearestName(value, values.map(String)) : undefined;
  const found = typeof value === 'string' ? `"${value}"` : KIND_WORDS[kindOf(value) as Kind];
  const expected = values.map((one) => `"${one}"`).join(', ');
  report(walk, path, 'definition.enum', `Expected one of ${expected}, found ${found}.${didYouMean(guess)}`, guess);
}

function checkText(text: string, schema: SchemaObject, path: Path, walk: Walk): void {
  const {pattern, maxLength} = schema;
  if (typeof pattern === 'string' && !matches(pattern, text)) {
    report(walk, path, 'definition.pattern', `Expected ${PATTERN_WORDS.get(pattern)}, found "${text.slice(0, 80)}".`);
  }
  if (typeof maxLength === 'number' && [...text].length > maxLength)
    report(walk, path, 'definition.maxLength', `Expected at most ${maxLength} characters, found ${[...text].length}.`);
}

function checkLimits(value: number, {minimum, maximum}: SchemaObject, path: Path, walk: Walk): void {
  if (typeof minimum === 'number' && value < minimum)
    report(walk, path, 'definition.minimum', `Expected ${minimum} or more, found ${value}.`);
  if (typeof maximum === 'number' && value > maximum)
    report(walk, path, 'definition.maximum', `Expected ${maximum} or less, found ${value}.`);
}

function checkList(list: readonly unknown[], schema: SchemaObject, path: Path, walk: Walk): void {
  const {minItems, maxItems} = schema;
  if (typeof minItems === 'number' && list.length < minItems)
    report(walk, path, 'definition.minItems', `Expected at least ${minItems} in the list, found ${list.length}.`);
  if (typeof maxItems === 'number' && list.length > maxItems)
    report(walk, path, 'definition.maxItems', `Expected at most ${maxItems} in the list, found ${list.length}.`);
  list.forEach((item, i) => {
    within(String(i), path, () => check(item, schema['items'], path, walk));
  });
}

function checkObject(object: {readonly [name: string]: unknown}, schema: SchemaObject, path: Path, walk: Walk): void {
  const members = (schema['properties'] ?? {}) as SchemaObject;
  const rest = schema['additionalProperties'];
  const names = membersOf(object);
  for (const name of (schema['required'] ?? []) as readonly string[]) {
    if (names.includes(name)) continue;
    // A misspelt name and the missing one are one mistake.
    const near = names.find((one) => !Object.hasOwn(members, one) && nearestName(one, [name]) === name);
    report(
      walk,
      [...path, name],
      'definition.required',
      near === undefined ? `"${name}" is missing. Add it.` : `"${name}" is missing; "${near}" looks like it.`,
    );
  }
  const least = schema['minProperties'];
  if (typeof least === 'number' && names.length < least)
    report(
      walk,
      path,
      'definition.minProperties',
      `Expected at least ${least} ${least === 1 ? 'member' : 'members'}, found none.`,
    );
  const {pattern} = (schema['propertyNames'] ?? {}) as SchemaObject;
  for (const name of names) {
    if (isSafeMember(name)) within(name, path, () => checkMember(object[name], name));
    else refuseMember(name, path, walk);
  }

  function checkMember(value: unknown, name: string): void {
    if (Object.hasOwn(members, name)) check(value, members[name], path, walk);
    else if (rest === false) {
      const guess = nearestName(name, Object.keys(members));
      const known = didYouMean(guess) || ` Known here: ${Object.keys(members).join(', ')}.`;
      report(walk, path, 'definition.additionalProperties', `"${name}" is no member of this part.${known}`, guess);
    } else {
      if (typeof pattern === 'string' && !matches(pattern, name))
        report(
          walk,
          path,
          'definition.propertyNames',
          `Expected the name to be ${PATTERN_WORDS.get(pattern)}, found "${name.slice(0, 80)}".`,
        );
      if (rest === undefined) checkPlain(value, path, walk);
      else check(value, rest, path, walk);
    }
  }
}

/** The shapes that a kind of value can have. */
interface Choice {
  readonly fitting: readonly SchemaObject[];
  /** The first required member of each: items and migration steps are told apart by it. */
  readonly marks: readonly string[];
}

const choices: WeakMap<readonly Json[], Map<Kind | undefined, Choice>> = new WeakMap();

function choiceOf(branches: readonly Json[], kind: Kind | undefined): Choice {
  let byKind = choices.get(branches);
  if (!byKind) {
    byKind = new Map();
    choices.set(branches, byKind);
  }
  let choice = byKind.get(kind);
  if (!choice) {
    const fitting = branches.map(follow).filter((branch) => branch['type'] === kind);
    choice = {fitting, marks: fitting.map(({required}) => (Array.isArray(required) ? String(required[0]) : ''))};
    byKind.set(kind, choice);
  }
  return choice;
}

/** Of several shapes the one that was meant: of the value's own kind, with the member that tells them apart. */
function branchFor(value: unknown, branches: readonly Json[], path: Path, walk: Walk): SchemaObject | undefined {
  const kind = kindOf(value);
  const {fitting, marks} = choiceOf(branches, kind);
  const [first] = fitting;
  if (fitting.length === 1) return first;
  if (fitting.length === 0) {
    if (entered(value, path, walk) === undefined) return undefined;
    const all = branches.map(follow);
    const kinds = [...new Set(all.map((branch) => wordFor(String(branch['type']))))];
    report(walk, path, 'definition.anyOf', `Expected ${kinds.join(' or ')}, found ${KIND_WORDS[kind as Kind]}.`);
    return undefined;
  }
  const names = membersOf(value as object);
  const marked = marks.findIndex((mark) => names.includes(mark));
  if (marked >= 0) return fitting[marked];
  const guess = names.map((name) => nearestName(name, marks)).find((name) => name !== undefined);
  report(
    walk,
    path,
    'definition.anyOf',
    `Expected one of ${marks.map((mark) => `"${mark}"`).join(', ')} in this object, found ${names.length === 0 ? 'none' : `"${names.slice(0, 5).join('", "')}"`}.${didYouMean(guess)}`,
    guess,
  );
  return undefined;
}
