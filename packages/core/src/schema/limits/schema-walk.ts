/** One walk through all schemas of a form, references followed: what is wrong at each place, and how much there is. */
import type {FormError} from '../../definition/errors.ts';
import type {Json, JsonSchema} from '../../json/json.ts';
import {formatPointer} from '../../json/pointer.ts';
import {checkShape, eachSubschema, isLeaf, isSchemaObject, type SchemaObject} from '../../validation/keywords.ts';
import type {ValidatorContext} from '../../validation/port.ts';
import {indexOf, type SchemaIndex} from '../../validation/schema-index.ts';
import {splitUri} from '../../validation/uri.ts';
import type {GateFinding} from './gate-finding.ts';
import {HARD, MAX_FINDINGS, PATTERN_WORK, PUBLISH} from './limits.ts';
import {costlyPart, equalPattern, shortPattern} from './pattern-advice.ts';
import {judgePattern, type PatternVerdict} from './pattern-cost.ts';
import {SHORT_TEXT} from './pattern-growth.ts';

/** What applies to the same value from outside: it bounds texts or lists for what lies within. */
interface Around {
  readonly text: boolean;
  readonly list: boolean;
}

/** What a schema costs when every reference is written out. */
interface Cost {
  readonly steps: number;
  readonly nesting: number;
}

const ENDLESS =
  'Expected a schema that ends, found one that applies itself to the same value again. Put a member or an item between.';
const RECURSIVE =
  'Expected a schema that ends, found one that contains itself: a form shows one level after the other, as the person asks for them, and never all. Write out as many levels as the procedure has.';
/** Patterns that are told what costs and what would not. */
const MOST_ADVISED = 5;
const OF_A_LEAF: Cost = {steps: 1, nesting: 1};

/** Where the walk is. The pointer is only needed when something is found. */
interface Path {
  /** A path, or the pointer of one. */
  readonly up: Place;
  readonly segments: readonly (string | undefined)[];
}

/** Takes in the cost of a schema that is reached from one place and stands at another. */
type Within = (schema: SchemaObject, from: Place, path: Place, around: Around, applies: boolean) => void;

/** Keywords whose schemas apply to the same value. */
const IN_PLACE = new Set(['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas']);
/** Keywords that only ask: what they let pass is not thereby allowed. */
const ASKING = new Set(['not', 'if', 'contains', 'propertyNames']);
const ASKED: Around = {text: true, list: true};
const NOTHING: Around = {text: false, list: false};

const REFUSALS: {readonly [reason in NonNullable<PatternVerdict['refusal']>]: string} = {
  'back-reference': 'it refers back to a group, which no engine matches in linear time. Write the repetition out, or use a rule',
  'look-around':
    'it looks far ahead or behind from many places. Begin with "^" and look from there, or use two patterns in "allOf"',
  modifier: 'it changes flags inside. Write both cases out',
  paths:
    'a text can make it try many ways. Begin with "^", let no repetition contain another that takes the same characters, and let branches of a repetition begin differently',
  size: 'it is too large to be judged. Shorten it, or use "maxLength" instead of a large repetition',
};

type Place = Path | string;

function pointerOf(path: Place): string {
  if (typeof path === 'string') return path;
  return pointerOf(path.up) + formatPointer(path.segments.filter((segment) => segment !== undefined));
}

const nowhere = (): string => '';

export class SchemaWalk {
  readonly #data: SchemaObject;
  readonly #context: ValidatorContext;
  readonly #report: (finding: GateFinding) => void;
  readonly #costs = new Map<SchemaObject, Cost | 'open'>();
  /** Schemas that apply to the same value as the one that is visited: a circle through them would never end. */
  #inPlace: ReadonlySet<SchemaObject> = new Set();
  readonly #patterns = new Map<string, PatternVerdict>();
  #index: SchemaIndex | undefined;
  #patternWork = 0;
  #advised = 0;
  #findings = 0;
  #subschemas = 0;
  /** Where the walk went through a reference into a registered model: findings there stand at the reference. */
  #outside: {readonly path: Place; readonly model: string} | undefined;

  constructor(data: SchemaObject, context: ValidatorContext, report: (finding: GateFinding) => void) {
    this.#data = data;
    this.#context = context;
    this.#report = report;
  }

  run(): Cost & {readonly subschemas: number} {
    this.#inPlace = new Set([this.#data]);
    return {...this.#visit(this.#data, '', NOTHING, 1), subschemas: this.#subschemas};
  }

  #find(path: Place, code: string, message: string, refused: GateFinding['refused'] = 'always'): void {
    if (this.#findings++ >= MAX_FINDINGS) return;
    const outside = this.#outside;
    this.#report({
      pointer: pointerOf(outside?.path ?? path),
      code,
      message: outside ? `In the model "${outside.model}": ${message}` : message,
      refused,
    });
  }

  #visit(schema: SchemaObject, path: Place, around: Around, nesting: number): Cost {
    if (!this.#outside) this.#subschemas++;
    if (isLeaf(schema)) {
      this.#costs.set(schema, OF_A_LEAF);
      if (this.#checkKeywords(schema, path)) this.#checkBounds(schema, path, around);
      return OF_A_LEAF;
    }
    this.#costs.set(schema, 'open');
    const cost = {steps: 1, nesting: 1};
    const shapely = this.#checkKeywords(schema, path);
    const own = shapely ? this.#checkBounds(schema, path, around) : ASKED;
    const within: Within = (inner, from, innerPath, innerAround, applies) => {
      // Deeper than this is refused anyway, and the walk itself must not run out of stack.
      const known = nesting > HARD.nesting || this.#subschemas > HARD.subschemas ? OF_A_LEAF : this.#costs.get(inner);
      if (known === 'open') {
        const isEndless = applies && this.#inPlace.has(inner);
        this.#find(from, 'gate.recursion', isEndless ? ENDLESS : RECURSIVE, isEndless ? 'always' : 'publish');
        return;
      }
      const before = this.#inPlace;
      this.#inPlace = applies ? new Set([...before, inner]) : new Set([inner]);
      const found = known ?? this.#visit(inner, innerPath, innerAround, nesting + 1);
      this.#inPlace = before;
      cost.steps = Math.min(cost.steps + found.steps, HARD.steps + 1);
      cost.nesting = Math.max(cost.nesting, found.nesting + 1);
    };
    eachSubschema(schema, (keyword, part, inner) => {
      if (!isSchemaObject(inner)) return;
      const innerPath: Path = {up: path, segments: [keyword, part]};
      if (keyword === '$defs') this.#visitDefinition(inner, innerPath, nesting);
      else {
        const applies = IN_PLACE.has(keyword) || keyword === 'not';
        within(inner, innerPath, innerPath, ASKING.has(keyword) ? ASKED : applies ? own : NOTHING, applies);
      }
    });
    if (shapely && typeof schema['$ref'] === 'string')
      this.#follow(schema, schema['$ref'], {up: path, segments: ['$ref']}, own, within);
    this.#costs.set(schema, cost);
    return cost;
  }

  /** What nobody refers to costs nothing, but is part of the form all the same. */
  #visitDefinition(schema: SchemaObject, path: Place, nesting: number): void {
    const before = this.#inPlace;
    this.#inPlace = new Set([schema]);
    if (!this.#costs.has(schema) && nesting <= HARD.nesting && this.#subschemas <= HARD.subschemas)
      this.#visit(schema, path, NOTHING, nesting + 1);
    this.#inPlace = before;
  }

  #follow(schema: SchemaObject, reference: string, path: Place, around: Around, within: Within): void {
    let target: JsonSchema;
    try {
      this.#index ??= indexOf(this.#data, this.#context);
      target = this.#index.target(schema);
    } catch (error) {
      const {message} = error as FormError;
      const remote = /^(?:[a-z][a-z\d+.-]*:|\/\/)/iu.test(reference);
      this.#find(path, remote ? 'gate.remote-reference' : 'gate.reference', message);
      return;
    }
    if (!isSchemaObject(target)) return;
    const before = this.#outside;
    const [model] = splitUri(reference);
    if (!before && this.#context.schemas.has(model)) this.#outside = {path, model};
    within(target, path, this.#index.pointerOf(target), around, true);
    this.#outside = before;
  }

  /** @returns whether the keywords look as they must, so that more can be said. */
  #checkKeywords(schema: SchemaObject, path: Place): boolean {
    try {
      checkShape(schema, nowhere);
    } catch (error) {
      const {details, message} = error as FormError;
      const pointer = String(details['pointer']);
      this.#find({up: path, segments: [pointer.slice(1)]}, 'gate.keyword', message.replace(/ \(at [^)]*\)$/u, ''));
      return false;
    }
    if (schema['$dynamicRef'] !== undefined) {
      this.#find(
        {up: path, segments: ['$dynamicRef']},
        'gate.dynamic-reference',
        'Expected "$ref", found "$dynamicRef", whose meaning depends on the way to it. Refer to the schema that is meant.',
        'publish',
      );
    }
    const {pattern, patternProperties, enum: choices} = schema;
    if (typeof pattern === 'string') this.#checkPattern(pattern, {up: path, segments: ['pattern']});
    if (isSchemaObject(patternProperties)) {
      for (const name of Object.keys(patternProperties)) {
        this.#checkPattern(name, {up: path, segments: ['patternProperties', name]});
      }
    }
    if (Array.isArray(choices) && choices.length > PUBLISH.choices) {
      this.#find(
        {up: path, segments: ['enum']},
        'gate.choices',
        `Expected at most ${PUBLISH.choices.toLocaleString('en')} choices, found more. Use a named option list.`,
        choices.length > HARD.choices ? 'always' : 'publish',
      );
    }
    return true;
  }

  #checkPattern(pattern: string, path: Place): void {
    const {refusal} = this.#judge(pattern);
    if (!refusal) return;
    // Advice costs as much as a verdict: it is given while there is time for verdicts.
    const advises = refusal !== 'size' && this.#advised++ < MOST_ADVISED;
    const part = advises ? costlyPart(pattern) : undefined;
    const equal = advises ? equalPattern(pattern) : undefined;
    const short = advises && equal === undefined ? shortPattern(pattern) : undefined;
    const told = [
      `Expected a pattern that takes linear time on every text: ${REFUSALS[refusal]}.`,
      part === undefined ? '' : ` What costs is "${part}".`,
      equal === undefined ? '' : ` The same texts are accepted by "${equal}".`,
      short === undefined ? '' : ` Of texts of at most ${SHORT_TEXT} characters the same are accepted by "${short}".`,
    ];
    this.#find(path, 'gate.pattern', told.join(''));
  }

  #judge(pattern: string): PatternVerdict {
    let verdict = this.#patterns.get(pattern);
    if (!verdict) {
      verdict = this.#patternWork > PATTERN_WORK ? {refusal: 'size', bounded: false, work: 0} : judgePattern(pattern);
      // One that is too much to judge refuses the form: judging the rest would only cost the person's time.
      this.#patternWork += verdict.refusal === 'size' ? PATTERN_WORK + 1 : verdict.work;
      this.#patterns.set(pattern, verdict);
    }
    return verdict;
  }

  /** @returns what bounds a value here, for schemas that apply to the same value. */
  #checkBounds(schema: SchemaObject, path: Place, around: Around): Around {
    const {type, format, pattern, maxLength, maxItems, items, prefixItems} = schema;
    const listed = schema['enum'] !== undefined || Object.hasOwn(schema, 'const');
    const own: Around = {
      text:
        around.text ||
        listed ||
        maxLength !== undefined ||
        (typeof format === 'string' && this.#context.formats.has(format)) ||
        (typeof pattern === 'string' && this.#judge(pattern).bounded),
      list: around.list || listed || maxItems !== undefined || (prefixItems !== undefined && items === false),
    };
    const types: readonly Json[] = Array.isArray(type) ? type : [type ?? null];
    if (types.includes('string') && !own.text) {
      this.#find(
        path,
        'gate.text-length',
        'Expected a limit to the text, found none. Add "maxLength", or a format, choices or an anchored pattern that limit it.',
        'publish',
      );
    }
    if (types.includes('array') && !own.list)
      this.#find(path, 'gate.list-length', 'Expected a limit to the list, found none. Add "maxItems".', 'publish');
    return own;
  }
}
