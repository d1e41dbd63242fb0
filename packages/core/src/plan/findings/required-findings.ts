/**
 * Answers that `data` requires and nobody can give: of what it does not know, or what no page asks for. Whoever filled such a
 * form would be stopped at its end.
 *
 * Rule    Every `required` and `dependentRequired` that binds: of the whole, of objects that hold a question, behind `$ref`,
 *         `allOf`, `then`, `else` and `dependentSchemas`. A member is given by a question on a page, a value or default, a look-up
 *         or a document that fills it, or by anything given within it.
 * Limits  Branches of `anyOf` and `oneOf` are left out: another one may be taken. It does not prove that a form can be filled.
 */
import type {Json, JsonSchema} from '../../json/json.ts';
import type {Pattern} from '../../json/pattern.ts';
import {WHOLE} from '../../json/pattern.ts';
import {escapeSegment} from '../../json/pointer.ts';
import {didYouMean, nearestName} from '../../rules/nearest.ts';
import {isObject, type SchemaObject} from '../../schema/schema-branches.ts';
import {resolveReference, viewSchema} from '../../schema/schema-view.ts';
import type {FormPlan} from '../plan.ts';
import type {Report} from '../plan-context.ts';

export function checkRequired(plan: FormPlan, report: Report): void {
  new RequiredCheck(plan, report).visit(plan.definition.data, plan.definition.data, WHOLE, '/data', undefined);
}

/** Deeper than any form is. */
const MOST_LEVELS = 16;

class RequiredCheck {
  readonly #plan: FormPlan;
  readonly #report: Report;
  /** Texts of patterns that are given, and of all that they lie in. */
  readonly #given: ReadonlySet<string>;
  readonly #told: Set<string> = new Set();

  constructor(plan: FormPlan, report: Report) {
    this.#plan = plan;
    this.#report = report;
    this.#given = givenPlaces(plan);
  }

  /** @param where pointer into the definition. @param outside pointer of the reference that led out of the definition. */
  visit(
    schema: Json | JsonSchema | undefined,
    root: JsonSchema,
    at: Pattern,
    where: string,
    outside: string | undefined,
    level = 0,
  ): void {
    if (!isObject(schema) || level > MOST_LEVELS || this.#isAskedWhole(at)) return;
    const go = (inner: Json | undefined, member: string, place: Pattern = at): void =>
      this.visit(inner, root, place, `${where}/${member}`, outside, level + 1);
    const target = resolveReference(schema, root, this.#plan.schemas);
    if (target) {
      const leaves = target.root !== root;
      this.visit(target.schema, target.root, at, where, leaves ? (outside ?? where) : outside, level + 1);
    }
    for (const keyword of ['then', 'else']) if (schema['if'] !== undefined) go(schema[keyword], keyword);
    if (Array.isArray(schema['allOf'])) schema['allOf'].forEach((part: Json, i) => void go(part, `allOf/${i}`));
    for (const [name, part] of members(schema['dependentSchemas'])) go(part, `dependentSchemas/${escapeSegment(name)}`);
    if (at.text === '' || this.#given.has(at.text)) this.#checkNames(schema, at, (place) => outside ?? `${where}/${place}`);
    for (const [name, part] of members(schema['properties'])) go(part, `properties/${escapeSegment(name)}`, at.member(name));
    if (isObject(schema['items'])) go(schema['items'], 'items', at.item());
  }

  #checkNames(schema: SchemaObject, at: Pattern, where: (place: string) => string): void {
    names(schema['required']).forEach((name, i) => {
      this.#check(name, at, where(`required/${i}`));
    });
    for (const [trigger, list] of members(schema['dependentRequired']))
      if (this.#given.has(at.member(trigger).text))
        names(list).forEach((name, i) => {
          this.#check(name, at, where(`dependentRequired/${escapeSegment(trigger)}/${i}`));
        });
  }

  #check(name: string, at: Pattern, where: string): void {
    const {text, segments} = at.member(name);
    if (this.#given.has(text) || this.#told.has(text)) return;
    const view = viewSchema(this.#plan.definition.data, segments, this.#plan.schemas);
    // A constant object of objects, or a default of one, is there without a question.
    if (view && (view.keywords['const'] !== undefined || view.keywords['default'] !== undefined)) return;
    this.#told.add(text);
    if (view) {
      this.#report(
        where,
        'required.unasked',
        `"${text}" is required, but no page asks for it and nothing fills it. Place it on a page, or leave it out of \`required\`.`,
      );
      return;
    }
    const beside = [...this.#given]
      .filter((other) => other.startsWith(`${at.text}/`))
      .map((other) => other.slice(at.text.length + 1));
    const guess = nearestName(
      name,
      beside.filter((other) => !other.includes('/')),
    );
    this.#report(
      where,
      'required.unknown',
      `"${text}" is required, but it is not in \`data\`.${didYouMean(guess)} Add it to \`properties\`, or mend the name.`,
      guess,
    );
  }

  /** One question asks for all of it. */
  #isAskedWhole({text}: Pattern): boolean {
    return text !== '' && this.#plan.fields.has(text);
  }
}

function names(list: Json | undefined): readonly string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [];
}

function members(object: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(object) ? Object.entries(object) : [];
}

function givenPlaces({fields, lists, lookups, documents}: FormPlan): ReadonlySet<string> {
  const filled = new Set([...lookups.values(), ...documents.values()].flatMap(({settings}) => Object.keys(settings.fill ?? {})));
  const given = new Set<string>();
  for (const {pattern, page, value, defaultValue} of fields.values())
    if (page !== undefined || value || defaultValue || filled.has(pattern.text))
      for (const text of pattern.prefixTexts) given.add(text);
  for (const {pattern, page} of lists.values()) if (page !== undefined) for (const text of pattern.prefixTexts) given.add(text);
  return given;
}
