/**
 * Values to try for a question: one of each kind that the rules in hand can tell apart.
 *
 * Limits  Kinds, lists of values, bounds and lengths of `data` count; that a text has a pattern or a format does not, except for
 *         the texts that rules name.
 */
import {compileRule, interpret, isEmpty, type Json, sameJson} from '@egov-form/core';
import type {FieldPlan, FormPlan} from '@egov-form/core/plan';
import type {Use} from './uses.ts';

export interface Candidates {
  /** Nothing first. */
  readonly values: readonly (Json | undefined)[];
  /** No other value would make a difference. */
  readonly complete: boolean;
}

/** How the rules in hand look at one question, and at those that it is compared with. */
interface Outlook {
  readonly constants: Json[];
  readonly members: Json[];
  readonly lengths: number[];
  readonly steps: Step[];
  isOpaque: boolean;
  isOrdered: boolean;
  /** Questions that it is compared with, itself counted. */
  readonly together: Set<string>;
}

/** So many whole numbers are all tried. */
const MOST_NUMBERS = 64;
/** So many questions that are compared with each other are told apart. */
const MOST_TOGETHER = 4;
/** Days since 1970 between which dates are looked for: the years 1 to 9999. */
const DAYS = {first: -719_162, last: 2_932_896} as const;
const NUMBERS = {first: -9e15, last: 9e15} as const;
/** Longer texts are not tried. */
const LONGEST = 2000;
const DAY_MS = 86_400_000;

/** A definition, and the day on which it is looked at. */
export interface Day {
  readonly plan: FormPlan;
  readonly today: string;
  /** Where functions turn, by how a rule uses them: finding it takes many tries. */
  readonly turns: Map<Step, readonly number[]>;
}

type Step = Extract<Use, {kind: 'monotone'}>;

/** What can be tried for each question that these uses speak of. */
export function candidatesOf(day: Day, uses: readonly Use[], fields: ReadonlySet<string>): ReadonlyMap<string, Candidates> {
  const {plan} = day;
  const outlooks = outlooksOf(plan, uses, fields);
  const found = new Map<string, Candidates>();
  for (const [text, outlook] of outlooks) {
    const field = plan.fields.get(text);
    if (field) found.set(text, candidatesFor(day, field, outlook));
  }
  return found;
}

function outlooksOf(plan: FormPlan, uses: readonly Use[], fields: ReadonlySet<string>): ReadonlyMap<string, Outlook> {
  const outlooks = new Map<string, Outlook>();
  const at = (text: string): Outlook => {
    let outlook = outlooks.get(text);
    if (!outlook) {
      outlook = {
        ...{constants: [], members: [], lengths: [], steps: [], isOpaque: false, isOrdered: false},
        together: new Set([text]),
      };
      outlooks.set(text, outlook);
    }
    return outlook;
  };
  for (const text of fields) {
    at(text);
    const from = plan.fields.get(text)?.follows?.from;
    if (from !== undefined && fields.has(from)) join(at(text), at(from));
  }
  for (const use of uses) {
    if (use.kind === 'together') {
      const [a, b] = use.of.map(at) as [Outlook, Outlook];
      join(a, b);
      if (use.ordered) a.isOrdered = b.isOrdered = true;
    } else if (use.kind === 'opaque') {
      for (const text of use.of) {
        at(text).isOpaque = true;
        at(text).constants.push(...use.values);
      }
    } else {
      const outlook = at(use.of);
      if (use.kind === 'constants') {
        outlook.constants.push(...use.values);
        outlook.isOrdered ||= use.ordered;
      } else if (use.kind === 'members') outlook.members.push(...use.values);
      else if (use.kind === 'length') outlook.lengths.push(Number(use.limit));
      else if (use.kind === 'monotone') outlook.steps.push(use);
    }
  }
  return shared(plan, outlooks);
}

function join(a: Outlook, b: Outlook): void {
  for (const text of b.together) a.together.add(text);
  for (const text of a.together) b.together.add(text);
}

/** Questions that are compared with each other are compared with each other's values, too. */
function shared(plan: FormPlan, outlooks: ReadonlyMap<string, Outlook>): ReadonlyMap<string, Outlook> {
  const whole = (text: string, seen: Set<string>): Set<string> => {
    if (seen.has(text)) return seen;
    seen.add(text);
    for (const other of outlooks.get(text)?.together ?? []) whole(other, seen);
    return seen;
  };
  return new Map(
    [...outlooks].map(([text, outlook]) => {
      const together = whole(text, new Set());
      if (together.size === 1) return [text, outlook];
      const others = [...together].flatMap((each) => outlooks.get(each) ?? []);
      const listed = [...together].flatMap((each) => {
        const field = plan.fields.get(each);
        return field ? (listedValues(field) ?? []) : [];
      });
      return [
        text,
        {
          ...outlook,
          constants: [...others.flatMap(({constants}) => constants), ...listed],
          isOrdered: others.some(({isOrdered}) => isOrdered),
          // The steps of one are places in the values of all of them.
          steps: others.flatMap(({steps}) => steps),
          isOpaque: outlook.isOpaque || together.size > MOST_TOGETHER,
          together,
        },
      ];
    }),
  );
}

/** Every value of a question, where `data` or its choices list them. */
function listedValues(field: FieldPlan): readonly Json[] | undefined {
  const {keywords, settings} = field;
  const values = keywords['const'] === undefined ? keywords['enum'] : [keywords['const']];
  if (Array.isArray(values)) return values.filter((value: Json) => !isEmpty(value));
  if (keywords['type'] === 'boolean') return [false, true];
  return Array.isArray(settings.options) && keywords['type'] !== 'array' ? settings.options.map(({value}) => value) : undefined;
}

function candidatesFor(day: Day, field: FieldPlan, outlook: Outlook): Candidates {
  const listed = listedValues(field);
  if (listed) return {values: [undefined, ...listed], complete: true};
  const {type, format} = field.keywords;
  if (type === 'integer' || type === 'number') return numbers(day, field, outlook);
  if (type === 'string' && format === 'date') return dates(day, outlook);
  if (type === 'string') return texts(day.plan, field, outlook);
  if (type === 'array') return lists(field, outlook);
  const {constants, steps, isOpaque, together} = outlook;
  const isPresence = constants.length === 0 && steps.length === 0 && !isOpaque && together.size === 1;
  return {values: [undefined, {x: 'x'}], complete: isPresence};
}

/** Places, and so many between each two, and beyond the first and the last unless there is an end. */
function spread(
  places: readonly number[],
  count: number,
  between: (a: number, b: number) => readonly number[],
  ends: {min?: number; max?: number},
): number[] {
  const sorted = [...new Set(places)].sort((a, b) => a - b);
  const found: number[] = [];
  const [first = 0] = sorted;
  for (let i = 1; i <= count; i += 1) found.push(first - i);
  for (const [i, place] of sorted.entries()) {
    found.push(place);
    const next = sorted[i + 1];
    if (next !== undefined) found.push(...between(place, next));
  }
  const last = sorted.at(-1) ?? 0;
  for (let i = 1; i <= count; i += 1) found.push(last + i);
  return found.filter((value) => value >= (ends.min ?? value) && value <= (ends.max ?? value));
}

function wholeBetween(count: number): (a: number, b: number) => readonly number[] {
  return (a, b) => {
    const found: number[] = [];
    for (let i = Math.floor(a) + 1; i < b && found.length < count; i += 1) found.push(i);
    return found;
  };
}

function numbers(day: Day, {keywords}: FieldPlan, outlook: Outlook): Candidates {
  const isWhole = keywords['type'] === 'integer';
  const bound = (name: string, exclusive: string, step: number): number | undefined => {
    const [limit, beyond] = [keywords[name], keywords[exclusive]];
    if (typeof beyond === 'number') return isWhole ? beyond + step : beyond + step * 1e-6;
    return typeof limit === 'number' ? limit : undefined;
  };
  const [min, max] = [bound('minimum', 'exclusiveMinimum', 1), bound('maximum', 'exclusiveMaximum', -1)];
  const ends = {...(min !== undefined && {min}), ...(max !== undefined && {max})};
  if (isWhole && min !== undefined && max !== undefined && max - min < MOST_NUMBERS) {
    const from = Math.ceil(min);
    return {values: [undefined, ...Array.from({length: Math.floor(max) - from + 1}, (_, i) => from + i)], complete: true};
  }
  const range = {first: min ?? NUMBERS.first, last: max ?? NUMBERS.last};
  const steps = outlook.steps.flatMap((step) => turns(day, step, range, (value) => value));
  const written = outlook.constants.flatMap((value) => (isEmpty(value) || typeof value === 'boolean' ? [] : [Number(value)]));
  const places = [0, ...(min === undefined ? [] : [min]), ...(max === undefined ? [] : [max]), ...written, ...steps];
  const count = Math.min(outlook.together.size, MOST_TOGETHER);
  const between = isWhole ? wholeBetween(count) : (a: number, b: number) => fractions(a, b, count);
  const values = spread(places.filter(Number.isFinite), count, between, ends).filter(
    (value) => !isWhole || Number.isInteger(value),
  );
  return {values: [undefined, ...values], complete: !outlook.isOpaque && (isWhole || steps.length === 0)};
}

function fractions(a: number, b: number, count: number): readonly number[] {
  return Array.from({length: count}, (_, i) => a + ((b - a) * (i + 1)) / (count + 1));
}

function dates(day: Day, outlook: Outlook): Candidates {
  const steps = outlook.steps.flatMap((step) => turns(day, step, DAYS, dateOf));
  const written = outlook.constants.flatMap((value) => (typeof value === 'string' ? [dayOf(value)] : []));
  const count = Math.min(outlook.together.size, MOST_TOGETHER);
  const places = [...written, ...steps].filter(Number.isFinite);
  const days = spread(places.length > 0 ? places : [20_000], count, wholeBetween(count), {min: DAYS.first, max: DAYS.last});
  return {values: [undefined, ...days.map(dateOf)], complete: !outlook.isOpaque};
}

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function dayOf(date: string): number {
  return /^\d{4}-\d{2}-\d{2}$/u.test(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS : Number.NaN;
}

/** Where a function that only grows or only shrinks reaches a limit, and leaves it: the place before each turn, and after. */
function turns(
  {plan, today, turns: known}: Day,
  step: Step,
  {first, last}: {readonly first: number; readonly last: number},
  at: (place: number) => Json,
): readonly number[] {
  const found = known.get(step);
  if (found) return found;
  const {term, limit} = step;
  const rule = compileRule({if: [{'<': [term, limit]}, -1, {'>': [term, limit]}, 1, 0]}, plan.functions);
  const side = (place: number): number => Number(rule.evaluate({read: () => at(place), origin: () => null, today: () => today}));
  const made = [...turn(side, first, last, (value) => value < 0), ...turn(side, first, last, (value) => value <= 0)];
  known.set(step, made);
  return made;
}

function turn(side: (place: number) => number, first: number, last: number, test: (value: number) => boolean): readonly number[] {
  let [from, to] = [Math.ceil(first), Math.floor(last)];
  const begins = test(side(from));
  if (begins === test(side(to))) return [];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (test(side(middle)) === begins) from = middle;
    else to = middle;
  }
  return [from, to];
}

function texts(plan: FormPlan, field: FieldPlan, outlook: Outlook): Candidates {
  const {minLength, maxLength} = field.keywords;
  const [min, max] = [Number(minLength ?? 1), Number(maxLength ?? Number.POSITIVE_INFINITY)];
  const accepts = interpret(field.written, plan, field.root);
  const written = outlook.constants
    .filter((value) => !isEmpty(value) && typeof value !== 'boolean')
    .map((value) => (typeof value === 'object' ? '' : String(value)))
    .filter((value) => value !== '' && accepts(value).length === 0);
  const count = Math.min(outlook.together.size, MOST_TOGETHER);
  const others = Array.from({length: count}, (_, i) => someText(`Khác ${i + 1}`, min, max));
  const long = outlook.lengths
    .filter(Number.isInteger)
    .flatMap((length) => [length - 1, length, length + 1])
    .filter((length) => length >= Math.max(min, 1) && length <= Math.min(max, LONGEST))
    .map((length) => someText('', length, length));
  const values = distinct([...written, ...others, ...long]);
  const isShort = outlook.lengths.every((length) => length < LONGEST || length > max);
  const isPlain = isShort && !outlook.isOpaque && !outlook.isOrdered && outlook.steps.length === 0;
  return {values: [undefined, ...values], complete: isPlain};
}

function someText(start: string, min: number, max: number): string {
  return start.padEnd(min, 'x').slice(0, Math.max(max, 1));
}

function lists({keywords}: FieldPlan, {members, constants, isOpaque, together, steps}: Outlook): Candidates {
  const items = keywords['items'];
  const listed = items !== null && typeof items === 'object' && !Array.isArray(items) ? (items as {enum?: Json}).enum : undefined;
  const all = Array.isArray(listed) && listed.length <= 4 ? (listed as readonly Json[]) : undefined;
  const wanted = distinct(all ?? [...members, 'Khác']).slice(0, 5);
  const subsets = Array.from({length: 2 ** wanted.length - 1}, (_, i) => wanted.filter((_item, bit) => ((i + 1) >> bit) & 1));
  const isPlain = !isOpaque && constants.length === 0 && steps.length === 0 && together.size === 1;
  return {values: [undefined, ...subsets], complete: isPlain && (all !== undefined || members.length < 5)};
}

function distinct<T extends Json>(values: readonly T[]): readonly T[] {
  return values.filter((value, i) => values.findIndex((other) => sameJson(other, value)) === i);
}
