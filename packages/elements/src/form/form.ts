import {
  createForm,
  type Digitizer,
  type DraftStore,
  type Form,
  type FormDefinition,
  type FormError,
  type Issue,
  type JsonObject,
  type LookupConnector,
  type Pack,
  type Recipient,
  type Signal,
  type SubmitResult,
  signal,
  untracked,
} from '@egov-form/core';
import {ContextConsumer} from '@lit/context';
import {type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {EgovChangeEvent, EgovDraftEvent, EgovErrorEvent, EgovPageEvent, EgovReadyEvent} from '../events.ts';
import '../field/field-types/all.ts';
import {showMoment} from '../internal/dates.ts';
import {DraftKeeper, type DraftState} from '../internal/draft-keeper.ts';
import {FormContext, type FormHost} from '../internal/form-context.ts';
import {placeOf} from '../internal/form-map.ts';
import {define} from '../internal/light-element.ts';
import {markdown} from '../internal/markdown.ts';
import {watchPageCache} from '../internal/page-cache.ts';
import {WatchingElement} from '../internal/watching-element.ts';
import type {MessageKey} from '../messages/keys.ts';
import {messageText} from '../messages/messages.ts';
import '../page/page.ts';
import {draftOwner, type ElementPorts, portsContext, present, resolvePorts} from '../ports.ts';
import {DECLARATION, type EgovSummary} from '../summary/summary.ts';
import {asFormError, fetchDefinition} from './definition-source.ts';
import {draftBar} from './draft-bar.ts';
import {draftNotice} from './draft-notice.ts';
import {focusPart} from './focus-part.ts';
import {styles} from './form.styles.ts';
import {navButtons} from './nav-buttons.ts';
import {offerToPage} from './offer-to-page.ts';
import {acceptedPanel, errorPanel, noticeBar} from './panels.ts';
import type {FormMode, ProcedureModule} from './procedure-module.ts';
import {progressNav, REVIEW} from './progress.ts';
import {reviewPage} from './review-page.ts';
import {FormSession} from './session.ts';
import {startBox} from './start-box.ts';
import {findStrayDraft, strayNotice} from './stray-draft.ts';
import {firstError} from './validity.ts';

export type {FormMode, ProcedureModule};

/**
 * A whole procedure as an interactive form: pages, questions, look-ups, papers, review and sending.
 *
 * @summary A procedure that fills itself.
 * @attr src - Address of the definition, same origin.
 * @attr gateway - Address of the gateway, same origin; used by the default ports. None without it.
 * @attr locale - Language of the form, e.g. `vi` or `en`. Defaults to the page's, else `vi`.
 * @attr mode - `fill`, `review` or `officer`.
 * @attr draft - How long the default ports keep a draft: `off`, `session` until the browser is closed, `device` until it is
 *   sent or deleted. Read when the form opens. Defaults to `device`.
 * @attr readonly - Nothing may be changed.
 * @event egov-ready - The form can be used.
 * @event egov-change - Answers changed.
 * @event egov-page - Another page is shown.
 * @event egov-lookup - A look-up came into another state.
 * @event egov-document - A file was attached, read, refused or removed.
 * @event egov-draft - A draft was saved, restored, removed, or could not be saved.
 * @event egov-submit - The dossier is about to be handed in; cancelable, carries the submission.
 * @event egov-error - The form, its definition or its surroundings are wrong.
 * @csspart title - Name of the procedure.
 * @csspart progress - The list of steps.
 * @csspart field - One question. Inside: `label`, `hint`, `control`, `issues`, `issue`, `source`, `badge`.
 * @csspart next - Button that goes on.
 * @csspart send - Button that hands the dossier in.
 * @cssproperty --egov-color-primary - Colour of buttons, links and the current step.
 */
export class EgovForm extends WatchingElement implements FormHost {
  static override styles: CSSResultGroup = styles;
  static formAssociated = true;
  static override shadowRootOptions: ShadowRootInit = {...WatchingElement.shadowRootOptions, delegatesFocus: false};

  static override properties: PropertyDeclarations = {
    src: {},
    gateway: {},
    locale: {},
    mode: {},
    draft: {},
    readonly: {type: Boolean},
    definition: {attribute: false},
    procedure: {attribute: false},
    connectors: {attribute: false},
    digitizer: {attribute: false},
    drafts: {attribute: false},
    recipient: {attribute: false},
    packs: {attribute: false},
    ports: {attribute: false},
  };

  declare src: string | null;
  declare gateway: string;
  declare locale: string;
  declare mode: FormMode;
  declare draft: 'off' | 'session' | 'device';
  declare readonly: boolean;
  declare definition: FormDefinition | undefined;
  declare procedure: ProcedureModule | undefined;
  declare connectors: LookupConnector | undefined;
  declare digitizer: Digitizer | undefined;
  declare drafts: DraftStore | undefined;
  declare recipient: Recipient | undefined;
  declare packs: readonly Pack[] | undefined;
  /** Any port at once; the single properties win. */
  declare ports: Partial<ElementPorts> | undefined;

  readonly #internals: ElementInternals;
  readonly #inherited: ContextConsumer<typeof portsContext, this>;
  readonly #locale: Signal<string> = signal('vi');
  readonly #readonly: Signal<boolean> = signal(false);
  readonly #session: Signal<FormSession | undefined> = signal(undefined);
  readonly #error: Signal<FormError | undefined> = signal(undefined);
  /** The browser put the page away and it is not known yet who took it out again. */
  readonly #away: Signal<boolean> = signal(false);

  #keeper: DraftKeeper | undefined;
  #loading: AbortController | undefined;
  #initial: JsonObject | undefined;
  #unsubscribe: (() => void) | undefined;
  #restart = false;
  #unwatch: (() => void) | undefined;

  constructor() {
    super();
    this.src = null;
    this.gateway = '';
    this.locale = '';
    this.mode = 'fill';
    this.draft = 'device';
    this.readonly = false;
    this.#internals = this.attachInternals();
    this.#inherited = new ContextConsumer(this, {context: portsContext});
  }

  // ------------------------------------------------------------ what outsiders use

  /** The engine, once `egov-ready` was sent. */
  get model(): Form | undefined {
    return this.#session.value?.form;
  }

  /** Visible answers, as they would be handed in. Set before or after the start to fill the form. */
  get answers(): JsonObject {
    return this.#session.peek()?.form.answers() ?? this.#initial ?? {};
  }

  set answers(answers: JsonObject) {
    const form = this.#session.peek()?.form;
    if (form) form.restore({...form.snapshot(), answers, origins: {}});
    else this.#initial = answers;
  }

  /** Check everything and show what is wrong; `true` when nothing stops the sending. */
  validate(): boolean {
    const session = this.#session.peek();
    if (!session) return false;
    const errors = session.form.validate().filter((issue) => issue.severity === 'error');
    this.#showSummary(session, errors, '');
    return errors.length === 0;
  }

  /** Check and hand in, as the button on the review page does. Resolves when it is over, whatever the end. */
  async submit(): Promise<SubmitResult | undefined> {
    const session = this.#session.peek();
    return session ? this.#send(session) : undefined;
  }

  /** Empty the form and forget its draft. */
  async reset(): Promise<void> {
    await this.#keeper?.discard();
    this.#keeper = undefined;
    await this.#start();
  }

  /** Show the page that holds it and put the focus there. Answers whether it was found. */
  async focusField(pointer: string): Promise<boolean> {
    const session = this.#session.peek();
    if (!session) return false;
    if (pointer === DECLARATION) {
      this.#showPage(session, REVIEW);
      await this.#settled();
      return this.#focus('#egov-declare');
    }
    const place = placeOf(session.form, pointer);
    if (!place) return false;
    this.#showPage(session, place.pageId);
    return focusPart(this.renderRoot, [pointer, place.pointer], () => this.#settled());
  }

  // ------------------------------------------------------------ what the parts use

  announce(text: string): void {
    const region = this.renderRoot.querySelector('#egov-live');
    if (!region) return;
    // The same words twice in a row are only read when the text changes.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }

  showPage(page: string): void {
    const session = this.#session.peek();
    if (!session) return;
    this.#showPage(session, page);
    void this.#focusPage();
  }

  // ------------------------------------------------------------ life

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unwatch = watchPageCache(
      () => (this.#away.value = true),
      () => void this.#comeBack(),
    );
    if (!this.hasUpdated) return;
    const session = this.#session.peek();
    if (!session) this.#restart = true;
    else if (!this.#keeper && session.result.peek()?.state !== 'accepted') {
      this.#keeper = this.#makeKeeper(session);
      this.#keeper?.start();
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
    this.#loading?.abort();
    this.#keeper?.stop();
    this.#keeper = undefined;
  }

  formResetCallback(): void {
    void this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#readonly.value = disabled || this.readonly;
  }

  protected override willUpdate(changed: PropertyValues): void {
    untracked(() => {
      if (changed.has('locale') || !this.hasUpdated) {
        this.#locale.value = this.locale || this.closest('[lang]')?.getAttribute('lang') || 'vi';
      }
      if (changed.has('readonly') || changed.has('mode')) this.#readonly.value = this.readonly || this.mode === 'review';
      if (STARTS_ANEW.some((name) => changed.has(name))) this.#restart = true;
    });
  }

  protected override updated(): void {
    if (!this.#restart) return;
    this.#restart = false;
    // Not inside the update: what it sets would be seen as changed by it.
    queueMicrotask(() => void this.#start());
  }

  async #start(): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#stop();
    this.#error.value = undefined;
    try {
      const ports = this.#ports();
      // Asked while the definition is on its way.
      const owner = draftOwner(ports.owner);
      const definition =
        this.definition ?? this.procedure?.definition ?? (this.src ? await fetchDefinition(this.src, loading.signal) : undefined);
      if (!definition || loading.signal.aborted) return;
      await this.#open(definition, ports, await owner, loading.signal);
    } catch (thrown) {
      if (loading.signal.aborted) return;
      const error = asFormError(thrown);
      this.#error.value = error;
      this.dispatchEvent(new EgovErrorEvent(error));
    }
  }

  #ports(): Partial<ElementPorts> {
    const {connectors: connector, digitizer, drafts, recipient} = this;
    const packs = this.packs ?? this.procedure?.packs;
    const own = {...this.ports, ...present({connector, digitizer, drafts, recipient, packs})};
    return resolvePorts(own, this.#inherited.value, {gateway: this.gateway, locale: this.#locale.peek(), draft: this.draft});
  }

  async #open(definition: FormDefinition, ports: Partial<ElementPorts>, owner: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const {clock, packs, validator, connector, digitizer} = ports;
    const form = createForm(definition, present({clock, packs, validator, connector, digitizer}));
    if (this.#initial) {
      form.restore({...form.snapshot(), answers: this.#initial, origins: {}});
      this.#initial = undefined;
    }
    const session = new FormSession(form, new FormContext(form, this, this.#locale, this.#readonly), ports, owner);
    const keeper = this.#makeKeeper(session);
    await keeper?.restore();
    if (keeper) await findStrayDraft(session, keeper);
    if (signal.aborted) {
      form.dispose();
      return;
    }
    session.arrive();
    this.#unsubscribe = form.subscribe((transaction) => {
      this.dispatchEvent(new EgovChangeEvent(transaction));
      this.#associate();
    });
    this.#session.value = session;
    keeper?.start();
    this.#keeper = keeper;
    this.#associate();
    await this.updateComplete;
    this.dispatchEvent(new EgovReadyEvent(form));
  }

  /** Whose form was it? Another person, or nobody, does not get to see it. */
  async #comeBack(): Promise<void> {
    const session = this.#session.peek();
    if (session && (await draftOwner(session.ports.owner)) !== session.owner) await this.#start();
    this.#away.value = false;
  }

  #stop(): void {
    this.#keeper?.stop();
    this.#keeper = undefined;
    this.#unsubscribe?.();
    this.#session.peek()?.form.dispose();
    this.#session.value = undefined;
  }

  // ------------------------------------------------------------ draft

  #keepsDraft({drafts}: Partial<ElementPorts>): boolean {
    return drafts !== undefined && this.draft !== 'off' && this.mode !== 'review' && !this.readonly;
  }

  #makeKeeper(session: FormSession): DraftKeeper | undefined {
    const {form, draftKey, ports} = session;
    if (!ports.drafts || !this.#keepsDraft(ports)) return undefined;
    return new DraftKeeper(form, ports.drafts, draftKey, (state) => this.#tellDraft(session, state), ports.packs);
  }

  #tellDraft(session: FormSession, state: DraftState): void {
    const notice = draftNotice(session.form, state, this.#locale.peek());
    if (notice !== undefined) {
      session.notices.value = [...session.notices.peek(), notice];
      if (state.state !== 'migrated') this.dispatchEvent(new EgovDraftEvent('failed'));
      return;
    }
    const before = session.draft.peek().state;
    session.draft.value = state;
    if (state.state === 'restored') session.notices.value = [this.#t('draft.restored', {moment: showMoment(state.at)})];
    // Each save would be too much talk; a failure is told once.
    if (state.state === 'failed' && before !== 'failed') this.announce(this.#t('draft.failed'));
    if (state.state === 'saved' || state.state === 'restored') this.dispatchEvent(new EgovDraftEvent(state.state, state.at));
    else if (state.state === 'failed') this.dispatchEvent(new EgovDraftEvent('failed'));
  }

  async #removeDraft(): Promise<void> {
    await this.reset();
    this.dispatchEvent(new EgovDraftEvent('removed'));
    this.announce(this.#t('draft.removed'));
    await this.#focusPage();
  }

  // ------------------------------------------------------------ pages

  #showPage(session: FormSession, page: string): void {
    const current = session.reviewing.peek() ? REVIEW : session.form.page;
    if (current === page) return;
    session.reviewing.value = page === REVIEW;
    if (page !== REVIEW) session.form.page = page;
    session.visit(page);
    this.dispatchEvent(new EgovPageEvent(page));
  }

  #next(session: FormSession): void {
    const errors = session.form.validatePage(session.form.page).filter((issue) => issue.severity === 'error');
    if (errors.length > 0) this.#showSummary(session, errors, '');
    else this.#go(session, session.pages[session.index + 1]?.id ?? REVIEW);
  }

  /** To a page that may be shown, without a check. */
  #go(session: FormSession, page: string | undefined): void {
    session.summary.value = [];
    if (page !== undefined) this.#showPage(session, page);
    void this.#focusPage();
  }

  async #focusPage(): Promise<void> {
    await this.#settled();
    this.#focus('.page-title');
    this.renderRoot.querySelector('.top')?.scrollIntoView({block: 'start', behavior: 'auto'});
  }

  #showSummary(session: FormSession, issues: readonly Issue[], lead: string): void {
    session.summary.value = issues;
    session.lead.value = lead;
    if (issues.length === 0) return;
    void this.#settled().then(async () => {
      const summary = this.renderRoot.querySelector<EgovSummary>('egov-summary');
      await summary?.updateComplete;
      summary?.focusTitle();
    });
  }

  #focus(selector: string): boolean {
    const target = this.renderRoot.querySelector<HTMLElement>(selector);
    target?.focus({preventScroll: true});
    return target !== null;
  }

  /** After this element and the page inside it have drawn. */
  async #settled(): Promise<void> {
    await this.updateComplete;
    await this.renderRoot.querySelector('egov-page')?.updateComplete;
  }

  #t(key: MessageKey, params?: {readonly [name: string]: string | number}): string {
    return messageText(this.#locale.peek(), key, params);
  }

  // ------------------------------------------------------------ sending

  async #send(session: FormSession): Promise<SubmitResult | undefined> {
    const {form, ports} = session;
    if (session.sending.peek() || session.result.peek()?.state === 'accepted') return undefined;
    const errors = form.validate().filter((issue) => issue.severity === 'error');
    if (!session.declared.peek()) errors.push({code: 'declaration.required', pointer: DECLARATION, severity: 'error'});
    if (errors.length > 0) {
      this.#showPage(session, REVIEW);
      this.#showSummary(session, errors, '');
      return undefined;
    }
    const reading = form.documents.some((slot) => slot.visible && slot.attachments.some(({state}) => state === 'reading'));
    this.#showSummary(session, [], reading ? this.#t('send.reading') : '');
    if (reading) {
      this.announce(session.lead.peek());
      return undefined;
    }
    session.result.value = undefined;
    session.sending.value = {step: 'sending'};
    try {
      const result = await session.sender.send(
        ports.recipient,
        this.#locale.peek(),
        new AbortController().signal,
        (progress) => {
          session.sending.value = progress;
        },
        (submission) => offerToPage(this, submission, ports.recipient),
      );
      if (result) await this.#settle(session, result);
      return result;
    } finally {
      session.sending.value = undefined;
    }
  }

  async #settle(session: FormSession, result: SubmitResult): Promise<void> {
    if (result.state === 'refused') {
      session.form.addIssues(result.issues);
      this.#showSummary(session, result.issues, this.#t('send.refused'));
      return;
    }
    session.result.value = result;
    if (result.state !== 'accepted') {
      this.announce(this.#t(result.state === 'forbidden' ? 'send.forbidden' : 'send.unavailable'));
      return;
    }
    const keeper = this.#keeper;
    this.#keeper = undefined;
    // The dossier is in; a draft that could not be removed is no reason to say otherwise.
    await keeper?.discard().catch(() => undefined);
    await this.updateComplete;
    this.#focus('.accepted');
    this.announce(`${this.#t('send.accepted')}. ${this.#t('send.code')}: ${result.code}`);
  }

  // ------------------------------------------------------------ a form around it

  /** A surrounding `<form>` gets the answers as JSON and knows whether they are complete. */
  #associate(): void {
    const form = this.#session.peek()?.form;
    if (!form || !this.#internals.form) return;
    this.#internals.setFormValue(JSON.stringify(form.answers()));
    const wrong = firstError(form);
    if (wrong) this.#internals.setValidity({customError: true}, form.messageOf(wrong, this.#locale.peek()), this);
    else this.#internals.setValidity({});
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    const valid = this.#internals.checkValidity();
    if (!valid) this.validate();
    return valid;
  }

  // ------------------------------------------------------------ what is seen

  protected override render(): TemplateResult {
    const locale = this.#locale.value;
    this.#internals.ariaBusy = this.#session.value || this.#error.value ? 'false' : 'true';
    return html`<div class="form" part="form" lang=${locale}>
      <div id="egov-live" class="unseen" role="status" aria-live="polite"></div>
      ${this.#body(locale)}
    </div>`;
  }

  #body(locale: string): unknown {
    const error = this.#error.value;
    if (error) return errorPanel(locale, error, () => void this.#start());
    const session = this.#session.value;
    if (!session || this.#away.value) {
      return this.src || this.definition || this.procedure
        ? html`<p class="loading"><span class="spinner" aria-hidden="true"></span>${messageText(locale, 'form.loading')}</p>`
        : nothing;
    }
    const {ctx, form} = session;
    const {title, description} = form.definition;
    const head = html`<header class="head top">
      <h2 part="title">${ctx.text(title)}</h2>
      ${description ? html`<div class="lead" part="description">${markdown(ctx.text(description))}</div>` : nothing}
    </header>`;
    const result = session.result.value;
    if (result?.state === 'accepted') return html`${head}${acceptedPanel(locale, result)}`;
    if (this.mode === 'review') return html`${head}<div class="card"><egov-review .ctx=${ctx}></egov-review></div>`;
    const {pages, index} = session;
    const reviewing = session.reviewing.value;
    const page = pages[index] ?? pages[0];
    return html`${head} ${index <= 0 ? startBox(ctx, form.definition) : nothing}
      ${progressNav(ctx, pages, reviewing ? REVIEW : form.page, session.visited.value, (id) => this.#go(session, id))}
      ${noticeBar(session.notices.value)}${strayNotice(session, () => void this.#focusPage())}
      <egov-summary .ctx=${ctx} .issues=${session.summary.value} .lead=${session.lead.value}></egov-summary>
      <div class="card" part="card">
        ${
          reviewing
            ? reviewPage(session)
            : page
              ? keyed(page.id, html`<egov-page .ctx=${ctx} .page=${page}></egov-page>`)
              : nothing
        }
      </div>
      ${navButtons(session, {
        back: () => this.#go(session, pages[index - 1]?.id),
        next: () => this.#next(session),
        send: () => void this.#send(session),
      })}
      ${
        session.ports.drafts && this.draft !== 'off' && !ctx.readonly
          ? draftBar(
              session,
              () => void this.#removeDraft(),
              () => void this.updateComplete.then(() => this.#focus('.sure .danger')),
            )
          : nothing
      }`;
  }
}

/** A change of one of these opens the form anew. */
const STARTS_ANEW = 'src definition procedure connectors digitizer drafts recipient packs ports gateway'.split(' ');

define('egov-form', EgovForm);

declare global {
  interface HTMLElementTagNameMap {
    'egov-form': EgovForm;
  }
}
