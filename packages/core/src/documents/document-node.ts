import {batch, computed, type ReadonlySignal, type Signal, signal} from '@preact/signals-core';
import {isFormError} from '../definition/errors.ts';
import {type Canceller, type CancelSignal, createCanceller} from '../engine/cancel.ts';
import type {EngineContext, FormField, FormScope} from '../engine/engine-context.ts';
import type {Attachment, DocumentSlot} from '../engine/form.ts';
import type {Change} from '../engine/transactions/transaction.ts';
import type {DocumentSettings} from '../generated/definition.ts';
import {isEmpty} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import type {Issue} from '../messages/issue.ts';
import type {DocumentPlan} from '../plan/plan.ts';
import type {DigitizedDocument, SourceFile} from '../ports/ports.ts';
import type {DocumentOrigin} from '../provenance/origin.ts';
import type {AttachmentRecord} from '../submission/snapshot.ts';
import type {Fact} from './fact.ts';

const DEFAULT_ACCEPT = ['application/pdf', 'image/jpeg', 'image/png'];
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;
/** How long a reader may say nothing of a file before it is given up, in milliseconds: longer than any reader of ours waits for its parts. */
const SILENT_MS = 90_000;
/** How long a reading may take whatever the reader says, in milliseconds. */
const LONGEST_MS = 600_000;
/** A slot is one document. */
const DEFAULT_MAX_FILES = 1;

/** What is stored of one file; comparisons are derived. */
type Entry = Omit<Attachment, 'comparisons'>;

/** One document that the procedure asks for: files in, facts compared with the form. */
export class DocumentNode implements DocumentSlot {
  readonly plan: DocumentPlan;
  readonly #engine: EngineContext;
  readonly #root: FormScope;
  readonly #entries: Signal<readonly Entry[]> = signal([]);
  readonly #touched: Signal<boolean> = signal(false);
  readonly #outside: Signal<readonly Issue[]> = signal([]);
  readonly #attachments: ReadonlySignal<readonly Attachment[]>;
  readonly #running: Map<string, Canceller> = new Map();
  /** Photos of joined documents, as long as the page is open. */
  readonly #photos: Map<string, readonly SourceFile[]> = new Map();

  constructor(engine: EngineContext, plan: DocumentPlan, root: FormScope) {
    this.#engine = engine;
    this.plan = plan;
    this.#root = root;
    this.#attachments = computed(() => this.#entries.value.map((entry) => ({...entry, comparisons: this.#compare(entry)})));
  }

  get name(): string {
    return this.plan.name;
  }

  get settings(): DocumentSettings {
    return this.plan.settings;
  }

  get pointer(): string {
    return `#/documents/${this.name}`;
  }

  get visible(): boolean {
    return this.plan.visible.every((rule) => this.#engine.holds(rule, this.#root));
  }

  get notNeeded(): boolean {
    return this.plan.notNeededWhen !== undefined && this.#engine.holds(this.plan.notNeededWhen, this.#root);
  }

  get required(): boolean {
    return (
      this.visible && !this.notNeeded && this.plan.required !== undefined && this.#engine.holds(this.plan.required, this.#root)
    );
  }

  get attachments(): readonly Attachment[] {
    return this.#attachments.value;
  }

  get touched(): boolean {
    return this.#touched.value;
  }

  set touched(touched: boolean) {
    this.#touched.value = touched;
  }

  get issues(): readonly Issue[] {
    if (!this.visible) return [];
    const usable = this.#entries.value.filter((entry) => entry.state !== 'refused');
    const found: Issue[] = [...this.#outside.value];
    if (this.required && usable.length === 0) found.push({code: 'document.required', pointer: this.pointer, severity: 'error'});
    if (usable.some((entry) => entry.state === 'reading'))
      found.push({code: 'document.reading', pointer: this.pointer, severity: 'error'});
    return found;
  }

  /** Files that go with the dossier. */
  get usable(): readonly Attachment[] {
    return this.visible ? this.attachments.filter((entry) => entry.state === 'ready' || entry.state === 'unread') : [];
  }

  addOutsideIssue(issue: Issue): void {
    this.#outside.value = [...this.#outside.peek(), issue];
  }

  get maxFiles(): number {
    return this.settings.maxFiles ?? DEFAULT_MAX_FILES;
  }

  get joinsPhotos(): boolean {
    return this.#engine.digitizer?.join !== undefined && (this.settings.accept ?? DEFAULT_ACCEPT).includes('application/pdf');
  }

  attach(file: SourceFile): Promise<void> {
    return this.#attach(file, () => Promise.resolve(file));
  }

  async attachPhotos(photos: readonly SourceFile[]): Promise<void> {
    const [first] = photos;
    const {digitizer} = this.#engine;
    if (!first) return;
    if (!this.joinsPhotos || photos.length === 1) {
      await Promise.all(photos.map((photo) => this.attach(photo)));
      return;
    }
    await this.#attach(first, (signal) => digitizer?.join?.(photos, signal) ?? Promise.resolve(first), photos);
  }

  takesPages(attachmentId: string): boolean {
    return this.joinsPhotos && this.#photosOf(attachmentId) !== undefined;
  }

  async addPages(attachmentId: string, photos: readonly SourceFile[]): Promise<void> {
    const before = this.#photosOf(attachmentId);
    if (!before || photos.length === 0) return;
    this.remove(attachmentId);
    await this.attachPhotos([...before, ...photos]);
  }

  async retry(attachmentId: string): Promise<void> {
    const entry = this.#entries.peek().find(({id}) => id === attachmentId);
    const {file} = entry ?? {};
    if (entry?.state !== 'unread' || !file) return;
    const again: Entry = {...entry, state: 'reading', progress: 0, step: 'read', issues: []};
    this.#update(attachmentId, again);
    await this.#read(again, () => Promise.resolve(file));
  }

  /** The pictures that a document was made of. */
  #photosOf(attachmentId: string): readonly SourceFile[] | undefined {
    const entry = this.#entries.peek().find(({id}) => id === attachmentId);
    if (!entry?.file) return undefined;
    return this.#photos.get(attachmentId) ?? (entry.type.startsWith('image/') ? [entry.file] : undefined);
  }

  async #attach(
    named: SourceFile,
    make: (signal: CancelSignal) => Promise<SourceFile>,
    photos?: readonly SourceFile[],
  ): Promise<void> {
    const entry: Entry = {
      id: this.#engine.newId('file'),
      name: named.name,
      type: named.type,
      sizeBytes: named.size,
      state: 'reading',
      progress: 0,
      step: 'read',
      issues: [],
      facts: {},
      pageCount: 0,
      sha256: '',
      file: undefined,
    };
    const {maxFiles} = this;
    const kept = this.#entries.peek().filter((other) => other.state !== 'refused');
    this.#outside.value = [];
    if (kept.length >= maxFiles) return this.#refuse({...entry, state: 'refused'}, 'document.too-many-files', {maxFiles});
    // Earlier refusals have been read once a new file is chosen.
    this.#entries.value = [...kept, entry];
    if (photos) this.#photos.set(entry.id, photos);
    await this.#read(entry, make);
  }

  /** Makes the file where it is not there yet, and reads it. */
  async #read(entry: Entry, make: (signal: CancelSignal) => Promise<SourceFile>): Promise<void> {
    const {id} = entry;
    const running = createCanceller();
    this.#running.set(id, running);
    let file: SourceFile | undefined;
    // A reader that never answers must not keep the file, nor the person.
    const limit = this.#limit(running.signal, () => {
      running.abort();
      if (file) this.#keepUnread(entry, file, 'document.reading-stopped');
      else this.#refuse(entry, 'document.broken');
    });
    try {
      file = await make(running.signal);
      if (running.signal.aborted) return;
      limit.heard();
      this.#update(id, {name: file.name, type: file.type, sizeBytes: file.size});
      const maxBytes = this.settings.maxBytes ?? DEFAULT_MAX_BYTES;
      if (file.size === 0) return this.#refuse(entry, 'document.empty');
      if (file.size > maxBytes) return this.#refuse(entry, 'document.too-large', {limitMb: Math.floor(maxBytes / 1024 / 1024)});
      const {digitizer} = this.#engine;
      if (!digitizer) return this.#keepUnread(entry, file);
      const document = await digitizer.digitize(file, {
        ...(this.settings.nature !== undefined && {nature: this.settings.nature}),
        accept: this.settings.accept ?? DEFAULT_ACCEPT,
        maxBytes,
        signal: running.signal,
        onProgress: (progress, step) => {
          if (running.signal.aborted) return;
          limit.heard();
          this.#update(id, {progress, step});
        },
      });
      if (!running.signal.aborted) this.#take(entry, document);
    } catch (error) {
      if (running.signal.aborted) return;
      const refused = isFormError(error, 'EGOV_DIGITIZE_REFUSED') ? error : undefined;
      if (file && !refused) return this.#keepUnread(entry, file);
      const {issue, ...params} = refused?.details ?? {};
      this.#refuse(entry, typeof issue === 'string' ? issue : 'document.broken', params);
    } finally {
      limit.end();
      if (this.#running.get(id) === running) this.#running.delete(id);
    }
  }

  /** Calls when nothing was heard for too long, or all of it takes too long, unless it was ended or called off. */
  #limit(signal: CancelSignal, over: () => void): {heard(): void; end(): void} {
    const stopAll = this.#engine.after(LONGEST_MS, over);
    let stopSilence = this.#engine.after(SILENT_MS, over);
    const end = (): void => {
      stopAll();
      stopSilence();
    };
    const heard = (): void => {
      stopSilence();
      stopSilence = this.#engine.after(SILENT_MS, over);
    };
    signal.addEventListener('abort', end, {once: true});
    return {heard, end};
  }

  cancel(attachmentId: string): void {
    this.#running.get(attachmentId)?.abort();
    this.remove(attachmentId);
  }

  remove(attachmentId: string): void {
    this.#running.get(attachmentId)?.abort();
    this.#photos.delete(attachmentId);
    this.#entries.value = this.#entries.peek().filter((entry) => entry.id !== attachmentId);
    this.#engine.touch({kind: 'typed'});
  }

  restoreFile(attachmentId: string, file: SourceFile): void {
    this.#update(attachmentId, {file});
  }

  dispose(): void {
    for (const running of this.#running.values()) running.abort();
  }

  /** What a snapshot remembers. */
  records(): readonly AttachmentRecord[] {
    return this.#entries
      .peek()
      .filter((entry) => entry.state === 'ready' || entry.state === 'unread')
      .map(({id, name, type, sizeBytes, sha256, pageCount, facts}) => ({id, name, type, sizeBytes, sha256, pageCount, facts}));
  }

  restoreRecords(records: readonly AttachmentRecord[]): void {
    this.#outside.value = [];
    this.#entries.value = records.map((record) => ({
      ...record,
      // Nobody counted the pages of a document that was not read.
      state: record.sha256 === '' || record.pageCount === 0 ? ('unread' as const) : ('ready' as const),
      progress: 1,
      step: 'done',
      issues: [],
      file: undefined,
    }));
  }

  /** Fields whose value a document contradicts. */
  contradicts(field: FormField): boolean {
    return (
      this.visible &&
      this.attachments.some((attachment) =>
        attachment.comparisons.some((one) => one.verdict === 'different' && one.pointer === field.pointer),
      )
    );
  }

  #update(id: string, part: Partial<Entry>): void {
    this.#entries.value = this.#entries.peek().map((entry) => (entry.id === id ? {...entry, ...part} : entry));
  }

  #refuse(entry: Entry, code: string, params: {readonly [name: string]: Json} = {}): void {
    const refused: Entry = {...entry, state: 'refused', issues: [{code, pointer: this.pointer, severity: 'error', params}]};
    this.#entries.value = [...this.#entries.peek().filter((other) => other.id !== entry.id), refused];
  }

  /** The reader could not start, failed in itself or never ended: the document still counts, a person will read it. */
  #keepUnread(entry: Entry, file: SourceFile, code = 'document.reader-unavailable'): void {
    const issues: Issue[] = [{code, pointer: this.pointer, severity: 'info'}];
    this.#update(entry.id, {state: 'unread', progress: 1, step: 'done', file, issues});
    this.#engine.touch({kind: 'typed'});
  }

  #take(entry: Entry, document: DigitizedDocument): void {
    batch(() => {
      this.#update(entry.id, {
        state: document.pageCount === 0 ? 'unread' : 'ready',
        progress: 1,
        step: 'done',
        type: document.type,
        sizeBytes: document.file.size,
        facts: document.facts,
        pageCount: document.pageCount,
        sha256: document.sha256,
        file: document.file,
        issues: document.issues.map((issue) => ({...issue, pointer: this.pointer})),
      });
      this.#fillFrom(document.facts);
      this.#engine.touch({kind: 'typed'});
    });
  }

  #field(pointer: string): FormField | undefined {
    return this.#engine.fieldAt(this.#engine.plan.patterns.parse(pointer), this.#root);
  }

  #fillFrom(facts: {readonly [fact: string]: Fact}): void {
    const changes: Change[] = [];
    for (const [pointer, name] of Object.entries(this.settings.fill ?? {})) {
      const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
      const field = this.#field(pointer);
      const value = field && fact && this.#engine.normalize(field.plan, fact.value, 'document');
      if (!fact || !field || value === undefined || isEmpty(value) || field.lockedBy === 'computed') continue;
      const origin: DocumentOrigin = {
        kind: 'document',
        document: this.name,
        fact: name,
        from: fact.from,
        page: fact.page,
        confidence: fact.confidence,
      };
      const own = field.origin?.kind;
      if (isEmpty(field.value) || own === 'default' || own === 'document') changes.push({pointer: field.pointer, value, origin});
      else if (!this.#engine.sameValue(field.value, value)) this.#engine.propose(field, value, origin);
    }
    if (changes[0]?.origin) this.#engine.transact(changes, changes[0].origin);
  }

  /** Whether the person has said what is so, of what this document says. */
  #isSettled(field: FormField, value: Json | undefined): boolean {
    const decision = this.#engine.decisionAt(field);
    if (decision?.document !== this.name || field.conflict) return false;
    return this.#engine.sameValue(this.#engine.normalize(field.plan, decision.other, 'document'), value);
  }

  #compare(entry: Entry): Attachment['comparisons'] {
    const pairs = [...Object.entries(this.settings.fill ?? {}), ...Object.entries(this.settings.compare ?? {})];
    return pairs.flatMap(([pointer, fact]) => {
      const found = Object.hasOwn(entry.facts, fact) ? entry.facts[fact] : undefined;
      const field = this.#field(pointer);
      if (!found || !field?.visible) return [];
      const value = this.#engine.normalize(field.plan, found.value, 'document');
      const origin = field.origin;
      const verdict = isEmpty(field.value)
        ? ('open' as const)
        : origin?.kind === 'document' && origin.document === this.name
          ? ('filled' as const)
          : this.#engine.sameValue(field.value, value)
            ? ('same' as const)
            : this.#isSettled(field, value)
              ? ('settled' as const)
              : ('different' as const);
      return [{pointer: field.pointer, fact, verdict}];
    });
  }
}
