/** Whether an overlay adds and makes stricter, and nothing else: what it may not do, and which places it claims. */
import type {Overlay} from '../generated/composition.ts';
import type {FieldSettings, Item} from '../generated/definition.ts';
import type {Json} from '../json/json.ts';
import {escapeSegment, isSafeMember, splitPointer} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {anchorOf, itemsIn, type OfficialPlaces} from './official-places.ts';

export type ConflictCode =
  | 'EGOV_COMPOSE_ANCHOR'
  | 'EGOV_COMPOSE_FORBIDDEN'
  | 'EGOV_COMPOSE_RANGE'
  | 'EGOV_COMPOSE_SAME_PLACE'
  | 'EGOV_COMPOSE_SHAPE'
  | 'EGOV_COMPOSE_TAKEN';

/** A place in an overlay, or in the definition of the ministry where `overlay` is absent. */
export interface OverlayPlace {
  readonly overlay?: string;
  readonly pointer: string;
}

/** Why an overlay was not applied. */
export interface OverlayConflict {
  readonly code: ConflictCode;
  /** What was expected, what was found, what to do; for the overlay's author, in English. */
  readonly message: string;
  /** Where: in the overlay first, and then in the other one or in the definition. */
  readonly places: readonly [OverlayPlace, OverlayPlace];
}

/** A place that only one overlay may change. */
export interface Claim {
  readonly target: string;
  readonly pointer: string;
}

/** Members that may be said of a field and of a paper of the ministry. */
const FIELD_ADDITIONS: readonly string[] = ['checks', 'required', 'hint'];
const DOCUMENT_ADDITIONS: readonly string[] = ['required', 'hint'];
const PROCEDURE_SENTENCES = ['authority', 'time', 'fee', 'result'] as const;

/** What is wrong with one overlay by itself, and what it claims. */
export class Judgement {
  readonly conflicts: OverlayConflict[] = [];
  readonly claims: Claim[] = [];
  readonly #overlay: Overlay;
  readonly #official: OfficialPlaces;
  readonly #own: readonly string[];

  constructor(official: OfficialPlaces, overlay: Overlay, fits: (version: string, range: string) => boolean) {
    this.#official = official;
    this.#overlay = overlay;
    this.#own = Object.keys(overlay.data ?? {});
    this.#target(fits);
    for (const member of PROCEDURE_SENTENCES)
      if (overlay.procedure?.[member] !== undefined) this.#claim(`/procedure/${member}`, `/procedure/${member}`);
    this.#data();
    this.#fields();
    this.#choices();
    this.#documents();
    this.#pages();
    this.#items();
  }

  #target(fits: (version: string, range: string) => boolean): void {
    const {id, version} = this.#overlay.for;
    const official = this.#official.definition;
    if (id !== official.id)
      this.#report('EGOV_COMPOSE_RANGE', '/for/id', '/id', `It is made for "${id}", and this is "${official.id}".`);
    else if (!fits(official.version, version))
      this.#report(
        'EGOV_COMPOSE_RANGE',
        '/for/version',
        '/version',
        `It is made for ${version}, and this is ${official.version}. Look whether it still fits, and widen the range.`,
      );
  }

  #data(): void {
    for (const pointer of this.#own) {
      const at = `/data/${escapeSegment(pointer)}`;
      const segments = splitPointer(pointer);
      if (segments.length !== 1 || !segments.every(isSafeMember))
        this.#forbid(
          at,
          '/data',
          `"${pointer}" would lie within what the ministry has written. Take a member of its own, such as "/delivery".`,
        );
      else if (this.#official.hasMember(pointer)) this.#taken(at, `/data/properties${pointer}`, pointer);
      this.#claim(`data ${pointer}`, at);
    }
    (this.#overlay.required ?? []).forEach((pointer, i) => {
      if (!this.#own.includes(pointer))
        this.#forbid(
          `/required/${i}`,
          '/data',
          `"${pointer}" is not of this overlay's "data". Say "required" in "fields" instead.`,
        );
    });
  }

  #fields(): void {
    for (const [pointer, settings] of Object.entries(this.#overlay.fields ?? {})) {
      const at = `/fields/${escapeSegment(pointer)}`;
      if (this.#isOwn(pointer)) this.#claim(`field ${pointer}`, at);
      else if (this.#official.has(pointer)) this.#officialField(pointer, settings, at);
      else this.#noAnchor(at, '/fields', `There is no question "${pointer}".`, nearestName(pointer, this.#official.pointers));
    }
  }

  #officialField(pointer: string, settings: FieldSettings, at: string): void {
    const there = `/fields/${escapeSegment(pointer)}`;
    const official = this.#official.definition.fields?.[pointer];
    for (const member of Object.keys(settings)) {
      if (FIELD_ADDITIONS.includes(member)) continue;
      this.#forbid(
        `${at}/${member}`,
        `${there}/${member}`,
        `"${member}" of a question of the ministry stays as it is. An overlay may add: ${FIELD_ADDITIONS.join(', ')}.`,
      );
    }
    this.#hint(official?.hint, settings.hint, at, there, `field ${pointer}`);
    if (settings.required !== undefined && settings.required !== true && official?.required === undefined)
      this.#forbid(
        `${at}/required`,
        there,
        'The ministry has no rule of its own here, and `data` may require it: say `true`, or leave it out.',
      );
  }

  #hint(official: unknown, own: unknown, at: string, there: string, target: string): void {
    if (own === undefined) return;
    if (official !== undefined)
      this.#forbid(`${at}/hint`, `${there}/hint`, 'There is a hint already. Put a text after the question instead.');
    this.#claim(`${target} hint`, `${at}/hint`);
  }

  #choices(): void {
    for (const [pointer, {values}] of Object.entries(this.#overlay.choices ?? {})) {
      const at = `/choices/${escapeSegment(pointer)}`;
      const there = `/fields/${escapeSegment(pointer)}/options`;
      if (!this.#official.has(pointer)) {
        this.#noAnchor(at, '/fields', `There is no question "${pointer}".`, nearestName(pointer, this.#official.pointers));
        continue;
      }
      this.#claim(`choices ${pointer}`, at);
      const known = this.#official.optionsAt(pointer)?.map(({value}) => value);
      values.forEach((value, i) => {
        if (known?.includes(value) === false)
          this.#noAnchor(
            `${at}/values/${i}`,
            there,
            `The ministry has no choice "${value}".`,
            nearestName(String(value), known.map(String)),
          );
      });
    }
  }

  #documents(): void {
    for (const [name, settings] of Object.entries(this.#overlay.documents ?? {})) {
      const at = `/documents/${escapeSegment(name)}`;
      const official = this.#official.definition.documents?.[name];
      if (settings.title !== undefined) {
        if (official) this.#taken(at, at, name);
        this.#claim(`document ${name}`, at);
        for (const pointer of Object.keys(settings.fill ?? {}))
          if (!this.#isOwn(pointer))
            this.#forbid(
              `${at}/fill/${escapeSegment(pointer)}`,
              '/fields',
              `A paper of an overlay fills its own questions only. Say "compare" to hold it against "${pointer}".`,
            );
      } else if (!official)
        this.#noAnchor(
          at,
          '/documents',
          `There is no paper "${name}".`,
          nearestName(name, Object.keys(this.#official.definition.documents ?? {})),
        );
      else {
        for (const member of Object.keys(settings)) {
          if (DOCUMENT_ADDITIONS.includes(member)) continue;
          this.#forbid(
            `${at}/${member}`,
            `${at}/${member}`,
            `"${member}" of a paper of the ministry stays as it is. An overlay may add: ${DOCUMENT_ADDITIONS.join(', ')}.`,
          );
        }
        this.#hint(official.hint, settings.hint, at, at, `document ${name}`);
      }
    }
  }

  #pages(): void {
    (this.#overlay.pages ?? []).forEach(({after, page}, i) => {
      const at = `/pages/${i}`;
      this.#page(after, `${at}/after`);
      const taken = this.#official.pageIds.indexOf(page.id);
      if (taken >= 0) this.#taken(`${at}/page/id`, `/pages/${taken}/id`, page.id);
      this.#claim(`page ${page.id}`, `${at}/page/id`);
      this.#onlyOwn(page.items, `${at}/page/items`);
    });
  }

  #items(): void {
    (this.#overlay.items ?? []).forEach(({page, after, items}, i) => {
      const at = `/items/${i}`;
      const anchor = after && anchorOf(after);
      if (this.#page(page, `${at}/page`) && anchor !== undefined && !this.#official.anchorsOn(page).includes(anchor)) {
        const place = `/pages/${this.#official.pageIds.indexOf(page)}`;
        this.#noAnchor(
          `${at}/after`,
          place,
          `The page "${page}" has no ${anchor}.`,
          nearestName(anchor, this.#official.anchorsOn(page)),
        );
      }
      this.#onlyOwn(items, `${at}/items`);
    });
  }

  #page(id: string, at: string): boolean {
    const {pageIds} = this.#official;
    if (pageIds.includes(id)) return true;
    this.#noAnchor(at, '/pages', `There is no page "${id}".`, nearestName(id, pageIds));
    return false;
  }

  /** Items of an overlay ask its own questions and papers: those of the ministry stay where they are. */
  #onlyOwn(items: readonly Item[], at: string): void {
    for (const item of itemsIn(items)) {
      const pointer = 'field' in item ? item.field : 'list' in item ? item.list : undefined;
      if (pointer !== undefined && !this.#isOwn(pointer))
        this.#forbid(
          at,
          '/pages',
          `"${pointer}" is not of this overlay's "data"; the questions of the ministry stay where they are.`,
        );
      if ('document' in item && this.#overlay.documents?.[item.document]?.title === undefined)
        this.#forbid(
          at,
          '/documents',
          `"${item.document}" is no paper of this overlay; those of the ministry stay where they are.`,
        );
    }
  }

  #isOwn(pointer: string): boolean {
    return this.#own.some((own) => pointer === own || pointer.startsWith(`${own}/`));
  }

  #claim(target: string, pointer: string): void {
    this.claims.push({target, pointer});
  }

  #taken(pointer: string, there: string, name: Json): void {
    this.#report('EGOV_COMPOSE_TAKEN', pointer, there, `The ministry has "${String(name)}" already. Take another name.`);
  }

  #forbid(pointer: string, there: string, message: string): void {
    this.#report('EGOV_COMPOSE_FORBIDDEN', pointer, there, message);
  }

  #noAnchor(pointer: string, there: string, message: string, guess: string | undefined): void {
    this.#report('EGOV_COMPOSE_ANCHOR', pointer, there, `${message}${didYouMean(guess)}`);
  }

  #report(code: ConflictCode, pointer: string, there: string, message: string): void {
    this.conflicts.push({code, message, places: [{overlay: this.#overlay.id, pointer}, {pointer: there}]});
  }
}
