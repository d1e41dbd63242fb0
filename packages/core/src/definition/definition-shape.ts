/**
 * Holds unknown JSON to `schemas/form/v1.json` and says what is wrong in words an author can act on: the generic validator
 * gives the same verdict, but of an item that fits none of five shapes it can only say that it fits none.
 */
import type {Json} from '../json/json.ts';
import {formatPointer, isSafeMember, type Segments} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {DEFINITION_SHAPE, type Kind, type SchemaObject, type Shape} from './shape.ts';

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

/** For patterns and names, what they ask for. */
const PATTERN_WORDS: ReadonlyMap<string, string> = new Map([
  ['^[a-z0-9]+(-[a-z0-9]+)*$', 'small letters, digits and single dashes, such as "birth-registration"'],
  ['^[0-9]+\\.[0-9]+\\.[0-9]+$', 'a version of three numbers, such as "1.0.0"'],
  ['^(/[^/]+)+$', 'a JSON Pointer into the answers, such as "/child/birthDate"'],
  ['^(/[^/]+)*$', 'a JSON Pointer into the answers, such as "/child/birthDate"'],
  ['^[A-Za-z][A-Za-z0-9-]*$', 'a name of letters, digits and dashes that begins with a letter'],
  ['^https://', 'an address that begins with https://'],
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
  if (typeof value === 'string') return 'string';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype) return 'object';
    // Objects of another window or worker have another `Object.prototype`; class instances have one more above it.
    return prototype === null || Object.getPrototypeOf(prototype) === null ? 'object' : undefined;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? 'number' : undefined;
  return typeof value === 'boolean' ? 'boolean' : undefined;
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

/** Every place where unknown JSON is not a definition; empty when it is one. Never throws, whatever it is given. */
export function shapeProblems(json: unknown, shape: Shape = DEFINITION_SHAPE): readonly DefinitionProblem[] {
  const walk: Walk = {problems: [], parts: 0};
  check(json, shape, [], walk);
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

/** Names of an object's members. One that holds `undefined` is absent, as it is once written as JSON. */
function membersOf(object: object): string[] {
  return Object.keys(object).filter((name) => (object as {readonly [name: string]: unknown})[name] !== undefined);
}

function hasMember(object: object, name: string): boolean {
  return Object.hasOwn(object, name) && (object as {readonly [name: string]: unknown})[name] !== undefined;
}

/** JSON that the schema says nothing more about: it must be JSON, of bounded size, and without prototype members. */
function checkPlain(value: unknown, path: Path, walk: Walk): void {
  const kind = entered(value, path, walk);
  if (kind === 'array') {
    const items = value as readonly unknown[];
    for (let i = 0; i < items.length; i += 1) {
      path.push(String(i));
      checkPlain(items[i], path, walk);
      path.pop();
    }
  } else if (kind === 'object') {
    const object = value as {readonly [name: string]: unknown};
    for (const name of Object.keys(object)) {
      const member = object[name];
      if (member === undefined) continue;
      if (isSafeMember(name)) {
        path.push(name);
        checkPlain(member, path, walk);
        path.pop();
      } else refuseMember(name, path, walk);
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

function check(value: unknown, shape: Shape, path: Path, walk: Walk): void {
  if (shape.branches) {
    const branch = branchFor(value, shape, path, walk);
    if (branch) check(value, branch, path, walk);
    return;
  }
  if (shape.isOpen) {
    checkPlain(value, path, walk);
    return;
  }
  const kind = entered(value, path, walk);
  if (kind === undefined) return;
  if (shape.values) checkEnum(value as Json, shape.values, path, walk);
  else if (checkType(value, kind, shape, path, walk)) {
    if (kind === 'string') checkText(value as string, shape, path, walk);
    else if (kind === 'number') checkLimits(value as number, shape.schema, path, walk);
    else if (kind === 'array') checkList(value as readonly unknown[], shape, path, walk);
    else if (kind === 'object') checkObject(value as {readonly [name: string]: unknown}, shape, path, walk);
  }
}

function checkType(value: unknown, kind: Kind, {type: wanted}: Shape, path: Path, walk: Walk): boolean {
  if (wanted === kind) return true;
  const types = [wanted].flat() as readonly string[];
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

function checkText(text: string, shape: Shape, path: Path, walk: Walk): void {
  const {pattern} = shape;
  const {maxLength} = shape.schema;
  if (pattern && !pattern.test(text)) {
    report(
      walk,
      path,
      'definition.pattern',
      `Expected ${PATTERN_WORDS.get(String(shape.schema['pattern']))}, found "${text.slice(0, 80)}".`,
    );
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

function checkList(list: readonly unknown[], shape: Shape, path: Path, walk: Walk): void {
  const {minItems, maxItems} = shape.schema;
  if (typeof minItems === 'number' && list.length < minItems)
    report(walk, path, 'definition.minItems', `Expected at least ${minItems} in the list, found ${list.length}.`);
  if (typeof maxItems === 'number' && list.length > maxItems)
    report(walk, path, 'definition.maxItems', `Expected at most ${maxItems} in the list, found ${list.length}.`);
  const {items} = shape;
  for (let i = 0; i < list.length; i += 1) {
    path.push(String(i));
    check(list[i], items, path, walk);
    path.pop();
  }
}

function checkObject(object: {readonly [name: string]: unknown}, shape: Shape, path: Path, walk: Walk): void {
  const names = Object.keys(object);
  for (const name of shape.required) if (!hasMember(object, name)) reportMissing(object, name, shape, path, walk);
  if (shape.leastMembers > 0 && membersOf(object).length < shape.leastMembers)
    report(
      walk,
      path,
      'definition.minProperties',
      `Expected at least ${shape.leastMembers} ${shape.leastMembers === 1 ? 'member' : 'members'}, found none.`,
    );
  for (const name of names) {
    const value = object[name];
    if (value === undefined) continue;
    if (!isSafeMember(name)) {
      refuseMember(name, path, walk);
      continue;
    }
    path.push(name);
    const own = shape.member(name);
    if (own) check(value, own, path, walk);
    else checkOther(value, name, shape, path, walk);
    path.pop();
  }
}

function reportMissing(object: object, name: string, shape: Shape, path: Path, walk: Walk): void {
  // A misspelt name and the missing one are one mistake.
  const near = membersOf(object).find((one) => !shape.member(one) && nearestName(one, [name]) === name);
  report(
    walk,
    [...path, name],
    'definition.required',
    near === undefined ? `"${name}" is missing. Add it.` : `"${name}" is missing; "${near}" looks like it.`,
  );
}

/** A member that the shape has no name for. */
function checkOther(value: unknown, name: string, shape: Shape, path: Path, walk: Walk): void {
  const {rest, namePattern} = shape;
  if (rest === false) {
    const guess = nearestName(name, shape.memberNames);
    const known = didYouMean(guess) || ` Known here: ${shape.memberNames.join(', ')}.`;
    report(walk, path, 'definition.additionalProperties', `"${name}" is no member of this part.${known}`, guess);
    return;
  }
  if (namePattern && !namePattern.test(name))
    report(
      walk,
      path,
      'definition.propertyNames',
      `Expected the name to be ${PATTERN_WORDS.get(String((shape.schema['propertyNames'] as SchemaObject)['pattern']))}, found "${name.slice(0, 80)}".`,
    );
  if (rest === undefined) checkPlain(value, path, walk);
  else check(value, shape.restShape, path, walk);
}

/** Of several shapes the one that was meant: of the value's own kind, with the member that tells them apart. */
function branchFor(value: unknown, shape: Shape, path: Path, walk: Walk): Shape | undefined {
  const kind = kindOf(value);
  const {fitting, marks} = shape.choice(kind);
  const [first] = fitting;
  if (fitting.length === 1) return first;
  if (fitting.length === 0) {
    if (entered(value, path, walk) === undefined) return undefined;
    const kinds = [...new Set(shape.branchShapes.map(({type}) => wordFor(String(type))))];
    report(walk, path, 'definition.anyOf', `Expected ${kinds.join(' or ')}, found ${KIND_WORDS[kind as Kind]}.`);
    return undefined;
  }
  const marked = marks.findIndex((mark) => hasMember(value as object, mark));
  if (marked >= 0) return fitting[marked];
  const names = membersOf(value as object);
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
