/** A register's message as an answer, by the mapping of its service. */
import {canonicalJson, type Json, type JsonObject} from '@egov-form/core';
import type {AttributeSettings, ServiceMapping} from '../generated/configuration.ts';
import type {AttributeGap} from '../generated/messages.ts';
import type {RawAddress, RegisterAnswer, RegisterRequest, Requester} from '../register.ts';
import {type AnswerSurroundings, castValue, codeAt, textAt} from './cast.ts';
import {isSameKey} from './keys.ts';
import {type AnswerPath, isPresent, isUnknown, type Located, parsePath, readPath} from './path.ts';
import {ShapeError} from './shape-error.ts';

/** Reads the messages of one service. */
export interface AnswerReader {
  /**
   * `found` or `not-found`. @throws ShapeError for a message that does not fit, is about somebody else, contradicts itself or
   * is older than is believed.
   */
  read(document: Json, request: Pick<RegisterRequest, 'keys' | 'attributes' | 'requester'>): Promise<RegisterAnswer>;
  /** The service's own error code in a message; `undefined` when it reports none. */
  errorCode(document: Json): string | undefined;
}

/** What a record says of its members: those that we may not have, and the day that the place of an attribute is from. */
interface RecordNotes {
  readonly isDenied: (settings: AttributeSettings) => boolean;
  readonly updatedOn: (settings: AttributeSettings) => string | undefined;
}

/** What is known of one attribute beside its value. */
interface Told {
  readonly asOf?: string;
  readonly gap?: AttributeGap;
}

/** Parts of an address in the order of the shared model, and the country, which is no part of it. */
const ADDRESS_PARTS = ['provinceCode', 'districtCode', 'communeCode', 'detail', 'text'] as const;

/** The mapping must have been checked (`configuration-problems.ts`): unreadable paths are programming errors here. */
export function createAnswerReader(
  mapping: ServiceMapping,
  surroundings: AnswerSurroundings,
  now: () => number = Date.now,
): AnswerReader {
  const paths = new Map<string, AnswerPath>();
  const path = (text: string): AnswerPath => {
    let known = paths.get(text);
    if (!known) {
      known = parsePath(text);
      if (!known) throw new RangeError(`Expected a path, found "${text}".`);
      paths.set(text, known);
    }
    return known;
  };
  const {answer} = mapping;

  /** What the record says of its own members beside their values; `undefined` where that is nothing, as almost always. */
  function notesOf(record: Located): RecordNotes | undefined {
    const {denied, updated} = answer;
    const refused = new Set(denied === undefined ? [] : readPath(record, path(denied)).map(textAt));
    const [days] = updated ? readPath(record, path(updated.at)) : [];
    if (refused.size === 0 && !days) return undefined;
    return {
      isDenied: (settings) => membersOf(settings).some((member) => refused.has(member)),
      updatedOn: (settings) => {
        // The innermost member that has a day.
        for (const member of days ? membersOf(settings).toReversed() : []) {
          const [at] = readPath(days as Located, {text: member, steps: [{member}]});
          const day = at && castValue(at, {as: updated?.as ?? 'date'}, surroundings);
          if (typeof day === 'string') return day;
        }
        return undefined;
      },
    };
  }

  /** The record's members on the way to a value, outermost first. */
  function membersOf({at = '$'}: AttributeSettings): readonly string[] {
    return path(at).steps.flatMap((step) => (typeof step === 'object' && 'member' in step ? [step.member] : []));
  }

  /** The settings that say where a value of the record stands, in their order. */
  function placesOf(settings: AttributeSettings): readonly AttributeSettings[] {
    return settings.first?.flatMap(placesOf) ?? [settings];
  }

  /** What is known of an attribute beside its value: the day that it is from, or why there is none. */
  async function attributeOf(
    record: Located,
    settings: AttributeSettings,
    notes: RecordNotes,
    requester: Requester,
  ): Promise<Told> {
    for (const choice of placesOf(settings)) {
      const value = await valueAt(record, choice, requester);
      if (value === undefined || value === '') continue;
      const asOf = notes.updatedOn(choice);
      const maxAgeDays = choice.maxAgeDays ?? settings.maxAgeDays;
      if (asOf === undefined) return {};
      // An older place of the same kind is no better.
      return isOlder(asOf, maxAgeDays, now()) ? {gap: {reason: 'stale', asOf}} : {asOf};
    }
    return placesOf(settings).some(notes.isDenied) ? {gap: {reason: 'not-permitted'}} : {};
  }

  async function valueAt(record: Located, settings: AttributeSettings, requester: Requester): Promise<Json | undefined> {
    for (const choice of settings.first ?? []) {
      const value = await valueAt(record, choice, requester);
      if (value !== undefined) return value;
    }
    if (settings.first) return undefined;
    const places = readPath(record, path(settings.at ?? '$'));
    if (settings.as === 'list') return listOf(places, settings, requester);
    if (settings.as === 'requester') return isAmong(places, requester);
    for (const place of places) {
      const value = await oneOf(place, settings, requester);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  async function oneOf(place: Located, settings: AttributeSettings, requester: Requester): Promise<Json | undefined> {
    switch (settings.as) {
      case 'address': {
        const raw = rawAddress(place, settings.members ?? {});
        return raw && (await surroundings.resolveAddress(raw));
      }
      case 'address-text': {
        const text = textAt(place);
        if (text === '') return undefined;
        return surroundings.resolveAddress({provinceCode: '', districtCode: '', communeCode: '', detail: '', text});
      }
      case 'object':
        return objectOf(place, settings.members ?? {}, requester);
      default:
        return castValue(place, settings, surroundings);
    }
  }

  async function listOf(
    places: readonly Located[],
    {members, ...settings}: AttributeSettings,
    requester: Requester,
  ): Promise<Json | undefined> {
    const items: Json[] = [];
    for (const place of places) {
      const item = members
        ? await objectOf(place, members, requester)
        : castValue(place, {...settings, as: 'text'}, surroundings);
      if (item !== undefined) items.push(item);
    }
    return items.length > 0 ? items : undefined;
  }

  async function objectOf(
    place: Located,
    members: NonNullable<AttributeSettings['members']>,
    requester: Requester,
  ): Promise<JsonObject | undefined> {
    const object: {[member: string]: Json} = {};
    for (const [name, settings] of Object.entries(members)) {
      const value = await valueAt(place, typeof settings === 'string' ? {at: settings} : settings, requester);
      if (value !== undefined) object[name] = value;
    }
    return Object.keys(object).length > 0 ? object : undefined;
  }

  function rawAddress(place: Located, members: NonNullable<AttributeSettings['members']>): RawAddress | undefined {
    const part = (name: string): string => {
      const at = members[name];
      const [found] = typeof at === 'string' ? readPath(place, path(at)) : [];
      return found ? codeAt(found) : '';
    };
    // A place abroad has no codes of ours.
    if (!['', 'VN'].includes(part('country'))) return undefined;
    const raw = Object.fromEntries(ADDRESS_PARTS.map((name) => [name, part(name)])) as {
      readonly [name in (typeof ADDRESS_PARTS)[number]]: string;
    };
    return ADDRESS_PARTS.every((name) => raw[name] === '') ? undefined : raw;
  }

  async function valuesOf(record: Located, names: Iterable<string>, requester: Requester): Promise<{[attribute: string]: Json}> {
    const values: {[attribute: string]: Json} = {};
    for (const name of names) {
      const settings = Object.hasOwn(mapping.attributes, name) ? mapping.attributes[name] : undefined;
      const value = settings && (await valueAt(record, settings, requester));
      if (value !== undefined && value !== '') values[name] = value;
    }
    return values;
  }

  /** The values that were asked for without those that are too old, the days that they are from, and why others are not there. */
  async function toldOf(
    record: Located,
    all: {readonly [attribute: string]: Json},
    {attributes, requester}: Pick<RegisterRequest, 'attributes' | 'requester'>,
  ): Promise<Omit<Extract<RegisterAnswer, {state: 'found'}>, 'state'>> {
    const values: {[attribute: string]: Json} = {};
    const updated: {[attribute: string]: string} = {};
    const gaps: {[attribute: string]: AttributeGap} = {};
    // Of a list of records none speaks for all.
    const notes = answer.collect ? undefined : notesOf(record);
    for (const name of attributes) {
      const settings = Object.hasOwn(mapping.attributes, name) ? mapping.attributes[name] : undefined;
      const {gap, asOf} = notes && settings ? await attributeOf(record, settings, notes, requester) : {};
      const value = all[name];
      if (gap) gaps[name] = gap;
      else if (value !== undefined) values[name] = value;
      if (!gap && asOf !== undefined) updated[name] = asOf;
    }
    return {
      values,
      ...(Object.keys(updated).length > 0 && {updated}),
      ...(Object.keys(gaps).length > 0 && {gaps}),
    };
  }

  /**
   * Whether the record is about what was asked. The first attribute decides; the others must not deny it. `mismatch`: it is
   * about that number, but the other keys belong to somebody else.
   */
  async function isAbout(
    record: Located,
    {keys, requester}: Pick<RegisterRequest, 'keys' | 'requester'>,
  ): Promise<'yes' | 'no' | 'mismatch'> {
    const values = await valuesOf(record, Object.keys(answer.same), requester);
    for (const [index, [attribute, key]] of Object.entries(answer.same).entries()) {
      const asked = keys[key];
      const kind = mapping.keys[key]?.kind;
      const value = values[attribute];
      if (asked === undefined || asked === '' || kind === undefined || (value === undefined && index > 0)) continue;
      if (typeof value !== 'string' || !isSameKey(kind, asked, value)) return index === 0 ? 'no' : 'mismatch';
    }
    return 'yes';
  }

  function assertFresh(record: Located): void {
    const {fresh} = answer;
    if (!fresh) return;
    const [at] = readPath(record, path(fresh.at));
    const date = at && castValue(at, {as: fresh.as ?? 'date'}, surroundings);
    if (typeof date !== 'string' || now() - Date.parse(date) > fresh.days * 86_400_000) {
      throw new ShapeError(`${record.place}${place(fresh.at)}`, 'stale');
    }
  }

  return {
    async read(document, request) {
      const {attributes, requester} = request;
      const root: Located = {value: unwrapped(document), place: ''};
      const present = path(answer.present);
      if (isUnknown(root.value) || !isPresent(root, present)) throw new ShapeError(place(answer.present));
      if (readPath(root, present).length === 0) return {state: 'not-found'};
      const records = readPath(root, path(answer.records ?? '$'));
      if (records.length === 0) return {state: 'not-found'};
      const ours: Located[] = [];
      let mismatches = 0;
      for (const record of records) {
        const about = await isAbout(record, request);
        if (about === 'yes') ours.push(record);
        if (about === 'mismatch') mismatches += 1;
      }
      // To whoever does not know the other keys, somebody who exists must look like nobody.
      if (mismatches > 0 && ours.length === 0) return {state: 'not-found'};
      const [first, ...others] = ours;
      const subject = Object.keys(answer.same)[0] ?? '';
      // A list is believed whole or not at all; of single records the one that was asked for counts.
      if (!first || (answer.collect && ours.length < records.length)) throw new ShapeError(subject, 'wrong-subject');
      for (const record of ours) assertFresh(record);
      const needs = answer.needs ?? [];
      const names = [...new Set([...attributes, ...needs])];
      const about = answer.collect ? {value: ours.map(({value}) => value), place: root.place} : first;
      const values = await valuesOf(about, names, requester);
      for (const other of answer.collect ? [] : others) {
        if (canonicalJson(await valuesOf(other, names, requester)) !== canonicalJson(values))
          throw new ShapeError(subject, 'contradiction');
      }
      for (const name of needs) if (values[name] === undefined) throw new ShapeError(name);
      return {state: 'found', ...(await toldOf(first, values, request))};
    },
    errorCode(document) {
      const {errors} = mapping;
      const root: Located = {value: unwrapped(document), place: ''};
      for (const text of errors?.at ?? []) {
        const code = codeIn(root, path(text));
        if (code !== '' && !/^0+$/u.test(code) && !errors?.none?.includes(code)) return code.slice(0, 20);
      }
      return undefined;
    },
  };
}

/** Whether a day is further back than is believed; a year stands for its last day. */
export function isOlder(asOf: string, maxAgeDays: number | undefined, now: number): boolean {
  const day = asOf.length === 4 ? `${asOf}-12-31` : asOf;
  return maxAgeDays !== undefined && now - Date.parse(day) > maxAgeDays * 86_400_000;
}

/** Whether the person who asks is one of those whose numbers stand there; unknown where none does, or nobody in person asks. */
function isAmong(places: readonly Located[], {role, citizenId}: Requester): boolean | undefined {
  if (role === 'officer' || !citizenId || places.length === 0) return undefined;
  return places.some((at) => codeAt(at) === citizenId);
}

/** What stands in a SOAP envelope, whether the adapter or the exchange turned it to JSON. */
function unwrapped(document: Json): Json {
  if (document === null || typeof document !== 'object' || Array.isArray(document)) return document;
  const name = Object.keys(document).find((member) => member === 'Envelope' || member.endsWith(':Envelope'));
  return name === undefined ? document : ((document as JsonObject)[name] ?? null);
}

/** Looking for an error must not fail where the message is no error. */
function codeIn(root: Located, path: AnswerPath): string {
  try {
    const [at] = readPath(root, path);
    return at ? codeAt(at) : '';
  } catch (error) {
    if (error instanceof ShapeError) return '';
    throw error;
  }
}

/** `$.Body.CongdanCollection` → `/Body/CongdanCollection`. */
function place(path: string): string {
  return path
    .replace(/^\$/u, '')
    .replaceAll(/\.|\['?|'?\]/gu, '/')
    .replaceAll(/\/+$/gu, '')
    .replaceAll('//', '/');
}
