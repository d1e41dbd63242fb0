import {
  type Clock,
  createForm,
  type Digitizer,
  type Form,
  type FormDefinition,
  type Issue,
  type Json,
  type LookupConnector,
  type LookupState,
  type Origin,
  type Pack,
  type Question,
  type SourceFile,
  type Submission,
  type SubmittedFile,
  sameJson,
  textIn,
  validateSubmission,
} from '@egov-form/core';
import {clockOf, type SettledConnector, settledConnector, typeAnswers} from '@egov-form/core/cases';
import {type Asked, askedIn, findAsked, findSlot, type Where} from './questions.ts';

/** Who is signed in, as an identity provider says it. */
export interface Person {
  readonly personalId: string;
  readonly name: string;
  /** `1990-02-14`. */
  readonly birthDate: string;
}

/** What answers look-ups: `startRegisters()` of `@egov-form/testing/registers`. */
export interface RegistersPort {
  connector(definition: FormDefinition, signedIn: Person | undefined, now: () => number): LookupConnector;
  person(personalId: string): Person;
}

export interface FillOptions {
  /** Country packs, as the portal has them. */
  readonly packs?: readonly Pack[];
  /** Without them nothing is looked up, as on a portal without a gateway. */
  readonly registers?: RegistersPort;
  /** The day on which the form is filled, `2026-07-01`. Today without it. */
  readonly today?: string;
  /** In which labels are read; `vi` without it. */
  readonly language?: string;
  /** Who is signed in: a person, or the number of one whom the registers know. */
  readonly signedIn?: Person | string;
  /** What reads attached papers. They are kept unread without it. */
  readonly digitizer?: Digitizer;
}

/** What came of sending. */
export interface Sent {
  /** What stood in the way; empty when it was sent. */
  readonly issues: readonly Issue[];
  /** What was handed in; `undefined` when something stood in the way. */
  readonly submission: Submission | undefined;
}

/**
 * Opens a form as a person would, and waits until what is looked up by itself is there.
 *
 * @throws FormError `EGOV_CORE_DEFINITION` when the definition is no form.
 */
export async function fillForm(definition: FormDefinition, options: FillOptions = {}): Promise<FormFilling> {
  const filling = new FormFilling(definition, options);
  await filling.settled();
  return filling;
}

/** A form in the hands of a person. Each verb waits until the form has come to rest. */
export class FormFilling {
  /** The engine's form, for what has no verb. */
  readonly form: Form;
  readonly #definition: FormDefinition;
  readonly #packs: readonly Pack[];
  readonly #language: string;
  readonly #asks: SettledConnector | undefined;
  readonly #clock: Clock;

  constructor(definition: FormDefinition, options: FillOptions) {
    const {packs = [], registers, language = 'vi', signedIn, digitizer} = options;
    const clock = clockOf(options.today ?? new Date().toISOString().slice(0, 10));
    const person = typeof signedIn === 'string' ? registers?.person(signedIn) : signedIn;
    const asks = registers && settledConnector(registers.connector(definition, person, () => clock.now()));
    this.#definition = definition;
    this.#packs = packs;
    this.#language = language;
    this.#asks = asks;
    this.#clock = clock;
    this.form = createForm(definition, {
      packs,
      clock,
      ...(asks && {connector: asks.connector}),
      ...(digitizer && {digitizer}),
    });
  }

  /** Resolves when no look-up is under way. */
  async settled(): Promise<void> {
    await this.#asks?.settled();
  }

  /**
   * Answers a question that is asked now. A choice may be given by what it is called.
   *
   * @throws Error when it is not asked, or cannot be typed in.
   */
  async answer(where: Where, value: Json): Promise<void> {
    const {pointer} = findAsked(this.form, where, this.#language, 'field');
    const {lockedBy} = this.form.field(pointer);
    if (lockedBy) throw new Error(`Expected to type at ${pointer}, found it locked (${lockedBy}).`);
    this.form.set(pointer, await this.#choice(pointer, value));
    this.form.field(pointer).touched = true;
    await this.settled();
  }

  /** Answers many questions, by the shape of the form's answers. @throws Error for what the form does not have. */
  async answerAll(answers: {readonly [member: string]: Json}): Promise<void> {
    const unknown = await typeAnswers(this.form, answers, () => this.settled());
    if (unknown.length > 0) throw new Error(`Expected questions at ${unknown.join(', ')}, found none.`);
  }

  /** Asks a look-up (again), by its name. In a row of a list with the pointer of the row, `/vehicles/0`. */
  async lookUp(name: string, row = ''): Promise<LookupState> {
    await this.form.lookup(name, row).ask();
    await this.settled();
    return this.form.lookup(name, row).state;
  }

  /** Confirms whom a look-up proposes, by what one knows of them. */
  async confirm(name: string, secondKey: string): Promise<LookupState> {
    const state = await this.form.lookup(name).confirm(secondKey);
    await this.settled();
    return state;
  }

  /** Puts a file into a slot, by its name or title, and waits until it is read. */
  async attach(document: string, file: SourceFile): Promise<void> {
    await findSlot(this.form, document, this.#language).attach(file);
    await this.settled();
  }

  /** Adds a row to a list. @returns its pointer, `/vehicles/1`. */
  async addRow(list: string): Promise<string> {
    const {rows} = this.form.list(list);
    this.form.list(list).insert(rows.length);
    await this.settled();
    return `${list}/${rows.length}`;
  }

  async removeRow(list: string, index: number): Promise<void> {
    this.form.list(list).remove(index);
    await this.settled();
  }

  /** Goes to the next page. @returns what is wrong on this one: then the person stays. */
  async next(): Promise<readonly Issue[]> {
    const {form} = this;
    const wrong = errorsOf(form.validatePage(form.page));
    const page = form.nextPage();
    if (wrong.length === 0 && page) form.page = page.id;
    await this.settled();
    return wrong;
  }

  /** Declares that all is true, and sends. What a gateway would say of it is asked, too: both must agree. */
  async send(): Promise<Sent> {
    await this.settled();
    const wrong = errorsOf(this.form.validate());
    if (wrong.length > 0) return {issues: wrong, submission: undefined};
    const submission = this.form.submission(this.#files(), this.#language, true);
    const refused = validateSubmission(this.#definition, submission, {packs: this.#packs, clock: this.#clock});
    return refused.length > 0 ? {issues: refused, submission: undefined} : {issues: [], submission};
  }

  // ------------------------------------------------------------ what is seen

  /** Everything that is asked now. */
  asked(): readonly Asked[] {
    return askedIn(this.form, this.#language);
  }

  /** The value of a question, by label or pointer. */
  value(where: Where): Json | undefined {
    return this.form.get(this.#pointerOf(where));
  }

  /** Where the value of a question came from. */
  provenance(where: Where): Origin['kind'] | undefined {
    return this.form.field(this.#pointerOf(where)).origin?.kind;
  }

  /** What is wrong at a question or slot now, shown or not. */
  issuesAt(where: Where): readonly Issue[] {
    const pointer = this.#pointerOf(where);
    if (pointer.startsWith('#/documents/')) return findSlot(this.form, pointer, this.#language).issues;
    return this.form.field(pointer).issues;
  }

  // ------------------------------------------------------------ what must hold

  /** @throws Error unless an issue of this code is there. */
  expectIssue(where: Where, code: string): void {
    const found = this.issuesAt(where).map((issue) => issue.code);
    if (!found.includes(code)) throw new Error(`Expected ${code} at ${nameOf(where)}, found ${found.join(', ') || 'nothing'}.`);
  }

  /** @throws Error when anything is wrong there. */
  expectNoIssue(where: Where): void {
    const found = this.issuesAt(where).map((issue) => issue.code);
    if (found.length > 0) throw new Error(`Expected nothing to be wrong at ${nameOf(where)}, found ${found.join(', ')}.`);
  }

  /** @throws Error unless it has a value (this one), and has it from there. */
  expectFilled(where: Where, {value, by}: {readonly value?: Json; readonly by?: Origin['kind']} = {}): void {
    const found = this.value(where);
    if (found === undefined) throw new Error(`Expected ${nameOf(where)} to be filled, found nothing.`);
    if (value !== undefined && !sameJson(value, found))
      throw new Error(`Expected ${nameOf(where)} to be ${JSON.stringify(value)}, found ${JSON.stringify(found)}.`);
    const origin = this.provenance(where);
    if (by !== undefined && origin !== by) throw new Error(`Expected ${nameOf(where)} from ${by}, found ${origin ?? 'nothing'}.`);
  }

  /** @throws Error unless the question is asked now. */
  expectAsked(where: Where): void {
    findAsked(this.form, where, this.#language, kindOf(where));
  }

  /** @throws Error when the question is asked now. */
  expectNotAsked(where: Where): void {
    let asked: Asked;
    try {
      asked = findAsked(this.form, where, this.#language, kindOf(where));
    } catch {
      return;
    }
    throw new Error(`Expected ${nameOf(where)} not to be asked, found it at ${asked.pointer}.`);
  }

  /** Ends the form: nothing is asked any more. */
  close(): void {
    this.form.dispose();
  }

  #pointerOf(where: Where): string {
    if (typeof where === 'string' && (where.startsWith('/') || where.startsWith('#/'))) return where;
    return findAsked(this.form, where, this.#language, 'field').pointer;
  }

  /** The value of the choice that is called so, where there are choices. */
  async #choice(pointer: string, value: Json): Promise<Json> {
    if (typeof value !== 'string') return value;
    const options = await this.form.options(pointer);
    if (options.some((option) => sameJson(option.value, value))) return value;
    return options.find((option) => textIn(option.label, this.#language) === value)?.value ?? value;
  }

  #files(): Submission['documents'] {
    const slots = this.form.documents.filter(({visible, attachments}) => visible && attachments.length > 0);
    return Object.fromEntries(
      slots.map(({name, attachments}) => [
        name,
        attachments
          .filter(({state}) => state === 'ready' || state === 'unread')
          .map(
            ({id, name: file, type, sizeBytes, sha256, pageCount, facts}): SubmittedFile => ({
              ...{uploadId: id, name: file, type, sizeBytes, sha256, pageCount, facts},
            }),
          ),
      ]),
    );
  }
}

function errorsOf(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({severity}) => severity === 'error');
}

function nameOf(where: Where): string {
  return typeof where === 'string' ? where : where.join(' › ');
}

function kindOf(where: Where): Question['kind'] & Asked['kind'] {
  const last = typeof where === 'string' ? where : (where.at(-1) ?? '');
  return last.startsWith('#/documents/') ? 'document' : 'field';
}
