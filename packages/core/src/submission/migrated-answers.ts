/** Answers on their way from one version to another: what moves takes its origin along, what gives way is kept aside. */
import {isEmpty, sameJson} from '../json/canonical.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {isIndex} from '../json/pattern.ts';
import {formatPointer, isSafeMember, parsePointer, type Segments} from '../json/pointer.ts';
import type {FormPatterns} from '../plan/form-patterns.ts';
import type {Decision} from '../provenance/conflict.ts';
import type {Origin} from '../provenance/origin.ts';
import {readPath} from '../rules/path.ts';

type Branch = {[member: string]: Json};

interface Lost {
  readonly pointer: string;
  readonly value: Json;
  readonly version: string;
}

/** A list or an object, to be written in. */
function branchOf(value: unknown): Branch | undefined {
  return value !== null && typeof value === 'object' ? (value as Branch) : undefined;
}

export class MigratedAnswers {
  /** Version of the answers as they stand. */
  version = '';
  readonly changed: Set<string> = new Set();
  readonly #answers: Branch;
  #origins: Map<string, Origin>;
  #decisions: Decision[];
  readonly #lost: Lost[] = [];
  readonly #patterns: FormPatterns;

  constructor(
    answers: JsonObject,
    origins: {readonly [pointer: string]: Origin},
    decisions: readonly Decision[],
    /** Of the version that the answers are on their way to. */
    patterns: FormPatterns,
  ) {
    this.#patterns = patterns;
    this.#answers = JSON.parse(JSON.stringify(answers), (name, value) => (isSafeMember(name) ? value : undefined));
    this.#origins = new Map(Object.entries(origins));
    this.#decisions = [...decisions];
  }

  result(): {
    readonly answers: JsonObject;
    readonly origins: {readonly [pointer: string]: Origin};
    readonly decisions: readonly Decision[];
    readonly changed: readonly string[];
    readonly lost: readonly Lost[];
  } {
    const changed = [...this.changed].filter(
      (pointer) => pointer.startsWith('#') || this.read(parsePointer(pointer)) !== undefined,
    );
    return {
      answers: this.#answers,
      origins: Object.fromEntries(this.#origins),
      decisions: this.#decisions,
      changed,
      lost: this.#lost,
    };
  }

  read(place: Segments): Json | undefined {
    return readPath(this.#answers, place);
  }

  originAt(place: Segments): Origin | undefined {
    return this.#origins.get(formatPointer(place));
  }

  mapOrigins(change: (origin: Origin) => Origin): void {
    this.#origins = new Map([...this.#origins].map(([pointer, origin]) => [pointer, change(origin)]));
  }

  /** Every place that a pattern names and that holds something, stars made into rows. */
  placesOf(pattern: Segments): readonly Segments[] {
    return this.placesFor(pattern).filter((place) => this.read(place) !== undefined);
  }

  /** Every place that a pattern names in the rows that there are, whether it holds something or not. */
  placesFor(pattern: Segments, from = 0): readonly Segments[] {
    const star = pattern.indexOf('*', from);
    if (star < 0) return [pattern];
    const around = pattern.slice(0, star);
    if (!this.#isRow(around, '*')) return this.placesFor(pattern, star + 1);
    const list = this.read(around);
    const rows = Array.isArray(list) ? list : [];
    return rows.flatMap((_: Json, i) => this.placesFor(pattern.with(star, String(i)), star + 1));
  }

  /** As the answers are, or as this version has them; where neither knows the place, as the segment looks. */
  #isRow(around: Segments, segment: string): boolean {
    const held = this.read(around);
    if (branchOf(held)) return Array.isArray(held);
    return this.#patterns.isRow(this.#patterns.of(around).segments, segment) ?? (segment === '*' || isIndex(segment));
  }

  /** The place of a pattern in these rows, the outermost first; in the first row where there are none left. */
  #bind(pattern: Segments, rows: readonly string[]): Segments {
    const place: string[] = [];
    let depth = 0;
    for (const segment of pattern) {
      const isRow = segment === '*' && this.#isRow(place, segment);
      place.push(isRow ? (rows[depth++] ?? '0') : segment);
    }
    return place;
  }

  /** Notes what stands at a place as lost. */
  lose(place: Segments, value: Json | undefined = this.read(place)): void {
    if (!isEmpty(value)) this.#lost.push({pointer: formatPointer(place), value: value ?? null, version: this.version});
  }

  /** Everything that a pattern names goes; it is kept aside unless that was done already. */
  remove(pattern: Segments, noted = false): void {
    // From the last row to the first: rows that go must not move those that are still to go.
    for (const place of [...this.placesOf(pattern)].reverse()) {
      if (!noted) this.lose(place);
      // Before the rows behind it move up to its pointer.
      this.#forget(formatPointer(place));
      this.#detach(place);
    }
  }

  move(from: Segments, to: Segments): void {
    const places = this.placesOf(from);
    // Taken out first, put in afterwards: so two answers can change places, and rows keep their numbers meanwhile.
    const taken = places.map((place) => {
      const target = this.#bind(
        to,
        place.filter((segment, i) => from[i] === '*' && segment !== '*'),
      );
      return {place, target, value: this.read(place) as Json, origins: this.#takeOrigins(formatPointer(place))};
    });
    for (const {place} of [...taken].reverse()) this.#detach(place);
    for (const {place, target, value, origins} of taken) {
      this.#put(target, value);
      const [old, now] = [formatPointer(place), formatPointer(target)];
      for (const [pointer, origin] of origins) this.#origins.set(now + pointer.slice(old.length), origin);
      this.#decisions = this.#decisions.map((decision) => ({...decision, pointer: moved(decision.pointer, old, now)}));
      for (const pointer of [...this.changed]) {
        if (moved(pointer, old, now) === pointer) continue;
        this.changed.delete(pointer);
        this.changed.add(moved(pointer, old, now));
      }
      this.changed.add(now);
    }
  }

  /** A new answer; what stood there and was another one is kept aside. */
  write(place: Segments, value: Json): void {
    this.#forget(formatPointer(place));
    this.#put(place, value);
    this.changed.add(formatPointer(place));
  }

  /** The same answer in other words: its origin stays. */
  replace(place: Segments, value: Json): void {
    const holder = branchOf(this.read(place.slice(0, -1)));
    if (holder) holder[place.at(-1) ?? ''] = value;
    this.changed.add(formatPointer(place));
  }

  /** Keeps what lies in fields; everything else is lost, and said to be. */
  keepOnly(placeOf: (pattern: Segments) => 'field' | 'part' | 'nothing'): void {
    const visit = (place: Segments, pattern: Segments): void => {
      const value = this.read(place);
      const kind = placeOf(pattern);
      if (kind === 'field') return;
      const branch = branchOf(value);
      if (kind === 'nothing' || !branch) {
        this.remove(place);
      } else if (Array.isArray(value)) {
        for (let i = value.length - 1; i >= 0; i--) visit([...place, String(i)], [...pattern, '*']);
      } else for (const name of Object.keys(branch)) visit([...place, name], [...pattern, name]);
    };
    visit([], []);
  }

  #takeOrigins(pointer: string): (readonly [string, Origin])[] {
    const own = [...this.#origins].filter(([other]) => other === pointer || other.startsWith(`${pointer}/`));
    for (const [other] of own) this.#origins.delete(other);
    return own;
  }

  #forget(pointer: string): void {
    this.#takeOrigins(pointer);
    this.#decisions = this.#decisions.filter((one) => one.pointer !== pointer && !one.pointer.startsWith(`${pointer}/`));
  }

  /** Takes a value out, and the objects around it that hold nothing any more. Later rows move up, with all that is known of them. */
  #detach(place: Segments): void {
    const holder = this.read(place.slice(0, -1));
    const name = place.at(-1) ?? '';
    if (Array.isArray(holder)) {
      holder.splice(Number(name), 1);
      for (let row = Number(name) + 1; row <= holder.length; row++) this.#renumber(place.slice(0, -1), row);
    } else {
      const branch = branchOf(holder);
      if (!branch) return;
      delete branch[name];
      // A row stays a row when it is empty.
      const isRow = Array.isArray(this.read(place.slice(0, -2)));
      if (place.length > 1 && !isRow && Object.keys(branch).length === 0) this.#detach(place.slice(0, -1));
    }
  }

  #renumber(list: Segments, row: number): void {
    const [old, now] = [formatPointer([...list, String(row)]), formatPointer([...list, String(row - 1)])];
    for (const [pointer, origin] of this.#takeOrigins(old)) this.#origins.set(moved(pointer, old, now), origin);
    this.#decisions = this.#decisions.map((decision) => ({...decision, pointer: moved(decision.pointer, old, now)}));
  }

  /** Puts a value in; what it takes the place of is kept aside, and objects are put together member by member. */
  #put(place: Segments, value: Json): void {
    let here = this.#answers;
    place.forEach((segment, i) => {
      // A row beyond the end is the next one.
      const name = Array.isArray(here) ? String(Math.min(Number(segment), here.length)) : segment;
      const held = Object.hasOwn(here, name) ? here[name] : undefined;
      const next = place[i + 1];
      const holder = branchOf(held);
      if (next !== undefined) {
        if (held !== undefined && !holder) this.lose(place.slice(0, i + 1), held);
        const inner = holder ?? ((this.#isRow(place.slice(0, i + 1), next) ? [] : {}) as Branch);
        here[name] = inner;
        here = inner;
      } else if (holder && branchOf(value) && !Array.isArray(held) && !Array.isArray(value)) {
        for (const [member, part] of Object.entries(value as JsonObject)) this.#put([...place, member], part);
      } else {
        if (held !== undefined && !sameJson(held, value)) this.lose(place, held);
        here[name] = value;
      }
    });
  }
}

function moved(pointer: string, old: string, now: string): string {
  return pointer === old || pointer.startsWith(`${old}/`) ? now + pointer.slice(old.length) : pointer;
}
