/**
 * What an author of `data` got wrong although the schema is valid: words that nobody reads, limits that nothing can meet, values
 * that the schema itself refuses. A validator passes over all of it in silence.
 *
 * Rule    A mistake that makes another form than was meant is an error: a misspelt keyword, a limit without effect. A word of
 *         another vocabulary is a warning; `x-…` is nobody's business.
 * Limits  Each schema is looked at where it stands; registered models are not. `checkLoadable` comes first.
 */
import type {DefinitionProblem} from '../definition/definition-error.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {escapeSegment} from '../json/pointer.ts';
import {didYouMean, editDistance, nearestName} from '../rules/nearest.ts';
import {interpret} from '../validation/interpreter.ts';
import {eachSubschema, isKeyword, isSchemaObject, KEYWORD_NAMES, type SchemaObject} from '../validation/keywords.ts';
import type {ValidatorContext} from '../validation/port.ts';
import {ALIASES, ANNOTATIONS, FOREIGN, OLD_WORDS, OWN_WORDS, SETTINGS, WORDS_OF_TYPE} from './schema-words.ts';

export interface DataFindings {
  readonly errors: readonly DefinitionProblem[];
  readonly warnings: readonly DefinitionProblem[];
}

/** Pairs of limits, the lower first. */
const RANGES: readonly (readonly [low: string, high: string, strict?: boolean])[] = [
  ['minimum', 'maximum'],
  ['minimum', 'exclusiveMaximum', true],
  ['exclusiveMinimum', 'maximum', true],
  ['exclusiveMinimum', 'exclusiveMaximum', true],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minContains', 'maxContains'],
  ['minProperties', 'maxProperties'],
];

/** Words that do nothing without another one. */
const BESIDE: readonly (readonly [word: string, other: readonly string[]])[] = [
  ['then', ['if']],
  ['else', ['if']],
  ['if', ['then', 'else']],
  ['minContains', ['contains']],
  ['maxContains', ['contains']],
];

/** Where further members of the same value are described. */
const MEMBERS_ELSEWHERE: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'then', 'else', 'dependentSchemas', '$ref'];

const WORDS: readonly string[] = [...KEYWORD_NAMES, ...ANNOTATIONS];

/** Faults of a whole value that is begun and not finished: a `default` need not be complete. */
const UNFINISHED = /^schema\.(?:required|minItems|minProperties|contains|dependentRequired)$/u;

export function dataFindings(data: JsonSchema, context: ValidatorContext): DataFindings {
  const walk = new Walk(data, context);
  if (isSchemaObject(data)) walk.visit(data, '/data');
  return walk;
}

class Walk implements DataFindings {
  readonly errors: DefinitionProblem[] = [];
  readonly warnings: DefinitionProblem[] = [];
  readonly #root: JsonSchema;
  readonly #context: ValidatorContext;

  constructor(root: JsonSchema, context: ValidatorContext) {
    this.#root = root;
    this.#context = context;
  }

  visit(schema: SchemaObject, at: string): void {
    for (const word of Object.keys(schema)) if (!isKeyword(word) && !ANNOTATIONS.has(word)) this.#unknown(word, schema, at);
    this.#effects(schema, at);
    this.#ranges(schema, at);
    this.#members(schema, at);
    this.#alternatives(schema, at);
    this.#values(schema, at);
    eachSubschema(schema, (keyword, part, inner) => {
      const place = `${at}/${escapeSegment(keyword)}${part === undefined ? '' : `/${escapeSegment(part)}`}`;
      if (isSchemaObject(inner)) this.visit(inner, place);
    });
  }

  #error(pointer: string, code: string, message: string, suggestion?: string): void {
    this.errors.push({pointer, code, message, ...(suggestion !== undefined && {suggestion})});
  }

  #warn(pointer: string, code: string, message: string): void {
    this.warnings.push({pointer, code, message});
  }

  // Words

  #unknown(word: string, schema: SchemaObject, at: string): void {
    const pointer = `${at}/${escapeSegment(word)}`;
    if (OWN_WORDS.includes(word)) return;
    if (/^x-/iu.test(word) && !word.startsWith('x-egov-')) return;
    const today = OLD_WORDS.get(word);
    if (today !== undefined) {
      this.#error(
        pointer,
        'data.old-keyword',
        `"${word}" is of an older draft and has no effect here. Write ${today}, or name the draft in "$schema".`,
      );
      return;
    }
    const guess = FOREIGN.has(word) ? undefined : (ALIASES.get(word.toLowerCase()) ?? likelyWord(word));
    const isSetting = SETTINGS.has(word) && guess?.toLowerCase() !== word;
    if (isSetting)
      this.#warn(
        pointer,
        'data.setting',
        `"${word}" is no keyword of a schema; it has no effect here. Settings stand in "fields".`,
      );
    else if (guess !== undefined && schema[guess] === undefined)
      this.#error(
        pointer,
        'data.keyword',
        `"${word}" is no keyword of JSON Schema and has no effect.${didYouMean(guess)}`,
        guess,
      );
    else
      this.#warn(
        pointer,
        'data.unknown-keyword',
        `"${word}" is no keyword of JSON Schema and has no effect. Leave it out, or let its name begin with "x-".`,
      );
  }

  #effects(schema: SchemaObject, at: string): void {
    for (const [word, others] of BESIDE) {
      if (schema[word] === undefined || others.some((other) => schema[other] !== undefined)) continue;
      const beside = others.map((other) => `"${other}"`).join(' or ');
      this.#error(
        `${at}/${word}`,
        'data.no-effect',
        `"${word}" does nothing without ${beside} beside it. Add it, or leave this out.`,
      );
    }
    const {type, pattern} = schema;
    const types: readonly Json[] = Array.isArray(type) ? type : type === undefined ? [] : [type];
    if (types.length > 0)
      for (const word of Object.keys(schema)) {
        const of = WORDS_OF_TYPE.get(word);
        if (!of || of.some((one) => types.includes(one))) continue;
        this.#error(
          `${at}/${word}`,
          'data.no-effect',
          `"${word}" says nothing about the type ${types.map((one) => `"${one}"`).join(' or ')}. Mend the type, or leave it out.`,
        );
      }
    if (new Set(types).size < types.length) this.#warn(`${at}/type`, 'data.twice', 'A type stands twice. Keep one of the two.');
    if (typeof pattern === 'string' && /^\/.*\/[a-z]*$/u.test(pattern) && pattern.length > 2)
      this.#error(
        `${at}/pattern`,
        'data.pattern',
        'The pattern is put between slashes, which then have to stand in the text. Leave the slashes and flags out.',
      );
  }

  #ranges(schema: SchemaObject, at: string): void {
    for (const [low, high, strict] of RANGES) {
      const [least, most] = [schema[low], schema[high]];
      if (typeof least !== 'number' || typeof most !== 'number' || (strict ? least < most : least <= most)) continue;
      this.#error(
        `${at}/${low}`,
        'data.range',
        `"${low}" is ${least} and "${high}" ${most}: no value meets both. Mend one of the two.`,
      );
    }
    const {minItems, uniqueItems, items, required, maxProperties} = schema;
    const choices = isSchemaObject(items) ? items['enum'] : undefined;
    if (uniqueItems === true && typeof minItems === 'number' && Array.isArray(choices) && choices.length < minItems)
      this.#error(
        `${at}/minItems`,
        'data.range',
        `"minItems" asks for ${minItems} different items, and there are ${choices.length} to choose from. Mend one of the two.`,
      );
    if (typeof maxProperties === 'number' && Array.isArray(required) && required.length > maxProperties)
      this.#warn(
        `${at}/maxProperties`,
        'data.range',
        `"maxProperties" is ${maxProperties} and "required" names ${required.length} members: no value meets both. Mend one of the two.`,
      );
  }

  // Members

  #members(schema: SchemaObject, at: string): void {
    const {properties, patternProperties, required, dependentRequired, additionalProperties} = schema;
    if (isSchemaObject(properties))
      for (const name of Object.keys(properties))
        if (name !== name.trim() || name === '')
          this.#error(
            `${at}/properties/${escapeSegment(name)}`,
            'data.name',
            `The name "${name}" begins or ends with a blank, or is empty. Take the blanks out.`,
            name.trim() || undefined,
          );
    if (Array.isArray(required)) this.#twice(required, `${at}/required`, 'member');
    if (isSchemaObject(dependentRequired) && isSchemaObject(properties) && !MEMBERS_ELSEWHERE.some((word) => word in schema)) {
      const known = Object.keys(properties);
      const hold = (name: string, pointer: string): void => {
        if (known.includes(name) || isSchemaObject(patternProperties)) return;
        const guess = nearestName(name, known);
        this.#error(
          pointer,
          'data.member',
          `"${name}" is no member of this object.${didYouMean(guess)} Add it, or mend the name.`,
          guess,
        );
      };
      for (const [name, needs] of Object.entries(dependentRequired)) {
        const pointer = `${at}/dependentRequired/${escapeSegment(name)}`;
        hold(name, pointer);
        for (const [i, need] of (needs as readonly string[]).entries()) hold(need, `${pointer}/${i}`);
      }
    }
    if (additionalProperties === false) this.#closed(schema, at);
  }

  /** `additionalProperties` does not see the members that a schema beside it describes. */
  #closed(schema: SchemaObject, at: string): void {
    if (isSchemaObject(schema['patternProperties'])) return;
    const own = isSchemaObject(schema['properties']) ? schema['properties'] : {};
    for (const word of ['allOf', 'anyOf', 'oneOf', 'then', 'else']) {
      const parts = [schema[word]].flat() as readonly Json[];
      for (const part of parts) {
        if (!isSchemaObject(part) || !isSchemaObject(part['properties'])) continue;
        const name = Object.keys(part['properties']).find((member) => !Object.hasOwn(own, member));
        if (name === undefined) continue;
        this.#error(
          `${at}/additionalProperties`,
          'data.closed',
          `"additionalProperties": false refuses "${name}", which "${word}" describes. Write "unevaluatedProperties": false.`,
          'unevaluatedProperties',
        );
        return;
      }
    }
  }

  // Values

  #alternatives(schema: SchemaObject, at: string): void {
    for (const word of ['oneOf', 'anyOf', 'allOf']) {
      const parts = schema[word];
      if (!Array.isArray(parts)) continue;
      this.#twice(
        parts.map((part: Json) => (isSchemaObject(part) && part['const'] !== undefined ? part['const'] : (part ?? null))),
        `${at}/${word}`,
        'alternative',
      );
    }
  }

  #twice(values: readonly Json[], at: string, what: string): void {
    const seen = new Set<string>();
    values.forEach((value, i) => {
      const text = JSON.stringify(value);
      if (seen.has(text)) this.#error(`${at}/${i}`, 'data.twice', `This ${what} stands twice. Keep one of the two.`);
      seen.add(text);
    });
  }

  #values(schema: SchemaObject, at: string): void {
    const {enum: choices, default: usual, examples} = schema;
    const constant = schema['const'];
    if (Array.isArray(choices)) {
      if (choices.length === 0) this.#error(`${at}/enum`, 'data.value', '"enum" is empty: no value is right. List the choices.');
      this.#twice(choices, `${at}/enum`, 'choice');
      const {enum: _choices, default: _usual, examples: _examples, ...rest} = schema;
      for (const [i, choice] of choices.entries()) this.#hold(choice as Json, rest, `${at}/enum/${i}`, 'This choice');
    }
    if (constant !== undefined) {
      const {const: _constant, default: _usual, examples: _examples, ...rest} = schema;
      this.#hold(constant, rest, `${at}/const`, 'This value');
    }
    if (usual !== undefined) this.#hold(usual, schema, `${at}/default`, 'The default');
    if (Array.isArray(examples))
      examples.forEach((example: Json, i) => {
        if (this.#faultOf(example, schema))
          this.#warn(`${at}/examples/${i}`, 'data.example', 'The schema refuses this example. Mend one of the two.');
      });
  }

  #hold(value: Json, schema: SchemaObject, at: string, what: string): void {
    const fault = this.#faultOf(value, schema);
    if (fault)
      this.#error(at, 'data.value', `${what} is refused by the schema itself (${fault}). Mend the value, or what refuses it.`);
  }

  /** The first keyword that refuses a value. */
  #faultOf(value: Json, schema: SchemaObject): string | undefined {
    const {title: _title, description: _description, default: _usual, examples: _examples, ...said} = schema;
    const words = Object.keys(said);
    if (words.length === 0) return undefined;
    // Most choices only have a type beside them.
    if (words.length === 1 && typeof said['type'] === 'string' && said['type'] === typeof value) return undefined;
    try {
      const issues = interpret(schema, this.#context, this.#root)(value);
      const isBegun = value !== null && typeof value === 'object';
      return issues.find(({code}) => !(isBegun && UNFINISHED.test(code)))?.code.replace(/^schema\./u, '');
    } catch {
      // Other findings say what is wrong with the schema.
      return undefined;
    }
  }
}

/** A word of the standard that was most likely meant: the longer it is, the more letters may differ, three at most. */
function likelyWord(word: string): string | undefined {
  const isOwn = word.startsWith('x-egov-');
  if (word.length < 3 || !(isOwn || /^\$?[A-Za-z]+$/u.test(word))) return undefined;
  const guess = nearestName(word, isOwn ? OWN_WORDS : WORDS);
  const most = word.length < 5 ? 1 : word.length < 16 ? 2 : 3;
  return guess !== undefined && editDistance(word.toLowerCase(), guess.toLowerCase()) <= most ? guess : undefined;
}
