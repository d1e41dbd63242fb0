import {
  createForm,
  type Digitizer,
  type DraftStore,
  type Form,
  type FormDefinition,
  FormError,
  type Issue,
  type JsonObject,
  type LookupConnector,
  type Pack,
  type Recipient,
  type Signal,
  type Submission,
  type SubmitResult,
  signal,
  untracked,
} from '@egov-form/core';
import {ContextConsumer} from '@lit/context';
import {type CSSResultGroup, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {live} from 'lit/directives/live.js';
import {EgovChangeEvent, EgovDraftEvent, EgovErrorEvent, EgovPageEvent, EgovReadyEvent, EgovSubmitEvent} from '../events.ts';
import '../field/field-types/all.ts';
import {showMoment, showTime} from '../internal/dates.ts';
import {DraftKeeper, type DraftState} from '../internal/draft-keeper.ts';
import {FormContext, type FormHost, pickText} from '../internal/form-context.ts';
import {hasVisible, placeOf, walk} from '../internal/form-map.ts';
import {icon} from '../internal/icons.ts';
import {define} from '../internal/light-element.ts';
import {markdown} from '../internal/markdown.ts';
import {Sender, type SendProgress} from '../internal/sender.ts';
import {WatchingElement} from '../internal/watching-element.ts';
import {messageText} from '../messages/messages.ts';
import '../page/page.ts';
import {type ElementPorts, portsContext, resolvePorts} from '../ports.ts';
import '../review/review.ts';
import {DECLARATION, type EgovSummary} from '../summary/summary.ts';
import {asFormError, fetchDefinition} from './definition-source.ts';
import {styles} from './form.styles.ts';
import {acceptedPanel, errorPanel} from './panels.ts';
import {progressNav, REVIEW} from './progress.ts';
import {startBox} from './start-box.ts';

/** A packaged procedure: its definition and what it brings along. */
export interface ProcedureModule {
  readonly definition: FormDefinition;
  readonly packs?: readonly Pack[];
}

/** `fill` is for the citizen, `officer` for the counter, `review` only shows. */
export type FormMode = 'fill' | 'review' | 'officer';

/**
 * A whole procedure as an interactive form: pages, questions, look-ups, papers, review and sending.
 *
 * @summary A procedure that fills itself.
 * @attr src - Address of the definition, same origin.
 * @attr gateway - Address of the gateway, same origin; used by the default ports. None without it.
 * @attr locale - Language of the form, e.g. `vi` or `en`. Defaults to the page's, else `vi`.
 * @attr mode - `fill`, `review` or `officer`.
 * @attr draft - `off`, `session` or `device`. Defaults to `device`.
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
  readonly #model: Signal<Form | undefined> = signal(undefined);
  readonly #error: Signal<FormError | undefined> = signal(undefined);
  readonly #reviewing: Signal<boolean> = signal(false);
  readonly #visited: Signal<ReadonlySet<string>> = signal(new Set());
  readonly #summary: Signal<readonly Issue[]> = signal([]);
  readonly #lead: Signal<string> = signal('');
  readonly #declared: Signal<boolean> = signal(false);
  readonly #sending: Signal<SendProgress | undefined> = signal(undefined);
  readonly #result: Signal<Exclude<SubmitResult, {state: 'refused'}> | undefined> = signal(undefined);
  readonly #draftState: Signal<DraftState> = signal({state: 'none'});
  readonly #notices: Signal<readonly string[]> = signal([]);
  readonly #sureToRemove: Signal<boolean> = signal(false);

  #context: FormContext | undefined;
  #resolved: Partial<ElementPorts> = {};
  #keeper: DraftKeeper | undefined;
  #sender: Sender | undefined;
  #loading: AbortController | undefined;
  #initial: JsonObject | undefined;
  #unsubscribe: (() => void) | undefined;
  #restart = false;

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
    return this.#model.value;
  }

  /** Visible answers, as they would be handed in. Set before or after the start to fill the form. */
  get answers(): JsonObject {
    return this.#model.peek()?.answers() ?? this.#initial ?? {};
  }

  set answers(answers: JsonObject) {
    const form = this.#model.peek();
    if (form) form.restore({...form.snapshot(), answers, origins: {}});
    else this.#initial = answers;
  }

  /** Check everything and show what is wrong; `true` when nothing stops the sending. */
  validate(): boolean {
    const form = this.#model.peek();
    if (!form) return false;
    const errors = form.validate().filter((issue) => issue.severity === 'error');
    this.#showSummary(errors, '');
    return errors.length === 0;
  }

  /** Check and hand in, as the button on the review page does. Resolves when it is over, whatever the end. */
  async submit(): Promise<SubmitResult | undefined> {
    return this.#send();
  }

  /** Empty the form and forget its draft. */
  async reset(): Promise<void> {
    await this.#keeper?.discard();
    this.#keeper = undefined;
    await this.#start();
  }

  /** Show the page that holds it and put the focus there. Answers whether it was found. */
  async focusField(pointer: string): Promise<boolean> {
    const form = this.#model.peek();
    if (!form) return false;
    if (pointer === DECLARATION) {
      this.#showReview();
      await this.#settled();
      return this.#focus('#egov-declare');
    }
    const place = placeOf(form, pointer);
    if (!place) return false;
    this.#showPage(place.pageId);
    // Parts appear one after the other: page, group, row, question.
    for (let tries = 0; tries < 20; tries += 1) {
      await this.#settled();
      for (const target of [pointer, place.pointer]) {
        const host = this.renderRoot.querySelector(`[data-pointer="${CSS.escape(target)}"]`);
        const control = host?.querySelector<HTMLElement>(
          'input:not([aria-hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), output[tabindex], .list-title, button',
        );
        if (control) {
          control.focus({preventScroll: true});
          (host ?? control).scrollIntoView({block: 'center', behavior: 'auto'});
          return true;
        }
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
    return false;
  }

  // ------------------------------------------------------------ what the parts use

  announce(text: string): void {
    const region = this.renderRoot.querySelector('#egov-live');
    if (!region) return;
    // The same words twice in a row are only read when the text changes.
    region.textContent = region.textContent === text ? `${text}\u00a0` : text;
  }

  showPage(page: string): void {
    this.#showPage(page);
    void this.#focusPage();
  }

  // ------------------------------------------------------------ life

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    if (!this.#model.peek()) this.#restart = true;
    else if (!this.#keeper) this.#keepDraft();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
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
      const reasons = [
        'src',
        'definition',
        'procedure',
        'connectors',
        'digitizer',
        'drafts',
        'recipient',
        'packs',
        'ports',
        'gateway',
      ];
      if (reasons.some((name) => changed.has(name))) this.#restart = true;
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
      const definition =
        this.definition ?? this.procedure?.definition ?? (this.src ? await fetchDefinition(this.src, loading.signal) : undefined);
      if (!definition || loading.signal.aborted) return;
      const {connectors: connector, digitizer, drafts, recipient} = this;
      const packs = this.packs ?? this.procedure?.packs;
      this.#resolved = resolvePorts(
        {...this.ports, ...defined({connector, digitizer, drafts, recipient, packs})},
        this.#inherited.value,
        {
          gateway: this.gateway,
          locale: this.#locale.peek(),
          draft: this.draft,
        },
      );
      const ports = this.#resolved;
      const form = createForm(
        definition,
        defined({
          clock: ports.clock,
          packs: ports.packs,
          validator: ports.validator,
          connector: ports.connector,
          digitizer: ports.digitizer,
        }),
      );
      if (this.#initial) {
        form.restore({...form.snapshot(), answers: this.#initial, origins: {}});
        this.#initial = undefined;
      }
      await this.#open(form, loading.signal);
    } catch (thrown) {
      if (loading.signal.aborted) return;
      const error = asFormError(thrown);
      this.#error.value = error;
      this.dispatchEvent(new EgovErrorEvent(error));
    }
  }

  async #open(form: Form, signal: AbortSignal): Promise<void> {
    this.#sender = new Sender(form);
    this.#context = new FormContext(form, this, this.#locale, this.#readonly);
    const keeper = this.#makeKeeper(form);
    await keeper?.restore();
    if (signal.aborted) {
      form.dispose();
      return;
    }
    this.#visited.value = new Set(this.#pagesUpTo(form, form.page));
    this.#unsubscribe = form.subscribe((transaction) => {
      this.dispatchEvent(new EgovChangeEvent(transaction));
      this.#associate();
    });
    this.#model.value = form;
    keeper?.start();
    this.#keeper = keeper;
    this.#associate();
    await this.updateComplete;
    this.dispatchEvent(new EgovReadyEvent(form));
  }

  #stop(): void {
    this.#keeper?.stop();
    this.#keeper = undefined;
    this.#unsubscribe?.();
    this.#model.peek()?.dispose();
    this.#model.value = undefined;
    this.#context = undefined;
    this.#reviewing.value = false;
    this.#declared.value = false;
    this.#result.value = undefined;
    this.#sending.value = undefined;
    this.#summary.value = [];
    this.#lead.value = '';
    this.#notices.value = [];
    this.#draftState.value = {state: 'none'};
    this.#sureToRemove.value = false;
  }

  // ------------------------------------------------------------ draft

  #makeKeeper(form: Form): DraftKeeper | undefined {
    const {drafts, owner} = this.#resolved;
    if (!drafts || this.draft === 'off' || this.mode === 'review' || this.readonly) return undefined;
    const key = owner ? `${form.definition.id}:${owner}` : form.definition.id;
    return new DraftKeeper(form, drafts, key, (state) => this.#tellDraft(state));
  }

  #keepDraft(): void {
    const form = this.#model.peek();
    if (!form || this.#result.peek()) return;
    this.#keeper = this.#makeKeeper(form);
    this.#keeper?.start();
  }

  #tellDraft(state: DraftState): void {
    const t = (key: Parameters<typeof messageText>[1], params?: Parameters<typeof messageText>[2]) =>
      messageText(this.#locale.peek(), key, params);
    if (state.state === 'lost' || state.state === 'file-lost') {
      const text = state.state === 'lost' ? t('draft.lost') : t('draft.fileLost', {name: state.name});
      this.#notices.value = [...this.#notices.peek(), text];
      this.dispatchEvent(new EgovDraftEvent('failed'));
      return;
    }
    const before = this.#draftState.peek().state;
    this.#draftState.value = state;
    if (state.state === 'restored') this.#notices.value = [t('draft.restored', {moment: showMoment(state.at)})];
    // Each save would be too much talk; a failure is told once.
    if (state.state === 'failed' && before !== 'failed') this.announce(t('draft.failed'));
    if (state.state === 'saved' || state.state === 'restored') this.dispatchEvent(new EgovDraftEvent(state.state, state.at));
    else if (state.state === 'failed') this.dispatchEvent(new EgovDraftEvent('failed'));
  }

  // ------------------------------------------------------------ pages

  #visiblePages(form: Form): Form['pages'] {
    return form.pages.filter((page) => page.visible && hasVisible(form, page.items, []));
  }

  #pagesUpTo(form: Form, page: string): readonly string[] {
    const ids = this.#visiblePages(form).map(({id}) => id);
    return ids.slice(0, ids.indexOf(page) + 1);
  }

  #showPage(page: string): void {
    const form = this.#model.peek();
    if (!form) return;
    if (page === REVIEW) {
      this.#showReview();
      return;
    }
    if (!this.#reviewing.peek() && form.page === page) return;
    this.#reviewing.value = false;
    form.page = page;
    this.#visited.value = new Set([...this.#visited.peek(), page]);
    this.dispatchEvent(new EgovPageEvent(page));
  }

  #showReview(): void {
    if (this.#reviewing.peek()) return;
    this.#reviewing.value = true;
    this.#visited.value = new Set([...this.#visited.peek(), REVIEW]);
    this.dispatchEvent(new EgovPageEvent(REVIEW));
  }

  #next(form: Form): void {
    const errors = form.validatePage(form.page).filter((issue) => issue.severity === 'error');
    if (errors.length > 0) {
      this.#showSummary(errors, '');
      return;
    }
    this.#summary.value = [];
    const pages = this.#visiblePages(form);
    const following = pages[pages.findIndex(({id}) => id === form.page) + 1];
    if (following) this.#showPage(following.id);
    else this.#showReview();
    void this.#focusPage();
  }

  #back(form: Form): void {
    this.#summary.value = [];
    const pages = this.#visiblePages(form);
    const index = this.#reviewing.peek() ? pages.length : pages.findIndex(({id}) => id === form.page);
    const previous = pages[index - 1];
    if (previous) this.#showPage(previous.id);
    void this.#focusPage();
  }

  #go(page: string): void {
    this.#summary.value = [];
    this.#showPage(page);
    void this.#focusPage();
  }

  async #focusPage(): Promise<void> {
    await this.#settled();
    this.#focus('.page-title');
    this.renderRoot.querySelector('.top')?.scrollIntoView({block: 'start', behavior: 'auto'});
  }

  #showSummary(issues: readonly Issue[], lead: string): void {
    this.#summary.value = issues;
    this.#lead.value = lead;
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

  // ------------------------------------------------------------ sending

  async #send(): Promise<SubmitResult | undefined> {
    const form = this.#model.peek();
    if (!form || this.#sending.peek() || this.#result.peek()?.state === 'accepted') return undefined;
    const errors = form.validate().filter((issue) => issue.severity === 'error');
    if (!this.#declared.peek()) errors.push({code: 'declaration.required', pointer: DECLARATION, severity: 'error'});
    if (errors.length > 0) {
      this.#showReview();
      this.#showSummary(errors, '');
      return undefined;
    }
    this.#summary.value = [];
    if (form.documents.some((slot) => slot.visible && slot.attachments.some(({state}) => state === 'reading'))) {
      this.#lead.value = messageText(this.#locale.peek(), 'send.reading');
      this.announce(this.#lead.peek());
      return undefined;
    }
    this.#lead.value = '';
    this.#result.value = undefined;
    const {recipient} = this.#resolved;
    this.#sending.value = {step: 'sending'};
    try {
      const result = await this.#sender?.send(
        recipient,
        this.#locale.peek(),
        new AbortController().signal,
        (progress) => {
          this.#sending.value = progress;
        },
        (submission) => this.#offer(submission, recipient),
      );
      if (result) await this.#settle(form, result);
      return result;
    } finally {
      this.#sending.value = undefined;
    }
  }

  /** Let the page hand it in itself. `false` when it did so without telling the outcome. */
  #offer(submission: Submission, recipient: Recipient | undefined): Promise<SubmitResult> | undefined | false {
    const event = new EgovSubmitEvent(submission);
    if (!this.dispatchEvent(event)) return event.outcome ?? false;
    if (!recipient) {
      const error = new FormError('EGOV_ELEMENTS_NO_RECIPIENT', messageText('en', 'send.noRecipient'), {});
      this.dispatchEvent(new EgovErrorEvent(error));
    }
    return undefined;
  }

  async #settle(form: Form, result: SubmitResult): Promise<void> {
    if (result.state === 'refused') {
      form.addIssues(result.issues);
      this.#showSummary(result.issues, messageText(this.#locale.peek(), 'send.refused'));
      return;
    }
    this.#result.value = result;
    if (result.state === 'accepted') {
      const keeper = this.#keeper;
      this.#keeper = undefined;
      await keeper?.discard().catch(() => undefined);
      await this.updateComplete;
      this.#focus('.accepted');
      this.announce(
        `${messageText(this.#locale.peek(), 'send.accepted')}. ${messageText(this.#locale.peek(), 'send.code')}: ${result.code}`,
      );
    } else {
      this.announce(messageText(this.#locale.peek(), result.state === 'forbidden' ? 'send.forbidden' : 'send.unavailable'));
    }
  }

  // ------------------------------------------------------------ a form around it

  /** A surrounding `<form>` gets the answers as JSON and knows whether they are complete. */
  #associate(): void {
    const form = this.#model.peek();
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
    this.#internals.ariaBusy = this.#model.value || this.#error.value ? 'false' : 'true';
    return html`<div class="form" part="form" lang=${locale}>
      <div id="egov-live" class="unseen" role="status" aria-live="polite"></div>
      ${this.#body(locale)}
    </div>`;
  }

  #body(locale: string): unknown {
    const error = this.#error.value;
    if (error) return errorPanel(locale, error, () => void this.#start());
    const form = this.#model.value;
    const ctx = this.#context;
    if (!form || !ctx) {
      return this.src || this.definition || this.procedure
        ? html`<p class="loading"><span class="spinner" aria-hidden="true"></span>${messageText(locale, 'form.loading')}</p>`
        : nothing;
    }
    const result = this.#result.value;
    const {definition} = form;
    const head = html`<header class="head top">
      <h2 part="title">${ctx.text(definition.title)}</h2>
      ${definition.description ? html`<div class="lead" part="description">${markdown(ctx.text(definition.description))}</div>` : nothing}
    </header>`;
    if (result?.state === 'accepted') return html`${head}${acceptedPanel(locale, result)}`;
    if (this.mode === 'review') return html`${head}<div class="card"><egov-review .ctx=${ctx}></egov-review></div>`;
    const pages = this.#visiblePages(form);
    const reviewing = this.#reviewing.value;
    const current = reviewing ? REVIEW : form.page;
    const index = pages.findIndex(({id}) => id === form.page);
    const page = pages[index] ?? pages[0];
    return html`${head} ${!reviewing && index <= 0 ? startBox(ctx, definition) : nothing}
      ${progressNav(ctx, pages, current, this.#visited.value, (id) => this.#go(id))} ${this.#noticeBar()}
      <egov-summary .ctx=${ctx} .issues=${this.#summary.value} .lead=${this.#lead.value}></egov-summary>
      <div class="card" part="card">
        ${
          reviewing
            ? this.#reviewPage(ctx, form)
            : page
              ? keyed(page.id, html`<egov-page .ctx=${ctx} .page=${page}></egov-page>`)
              : nothing
        }
      </div>
      ${this.#buttons(ctx, form, pages.length, reviewing ? pages.length : index)} ${this.#draftBar(ctx)}`;
  }

  #noticeBar(): unknown {
    return this.#notices.value.map(
      (text) => html`<p class="notice" data-tone="info" part="notice">${icon('info')}<span>${text}</span></p>`,
    );
  }

  #reviewPage(ctx: FormContext, form: Form): TemplateResult {
    const declaration = pickText(form.definition.submit?.declaration, ctx.locale) || ctx.t('review.declare');
    const wrong = this.#summary.value.some((issue) => issue.pointer === DECLARATION) && !this.#declared.value;
    return html`<h3 class="page-title" tabindex="-1" part="page-title">${ctx.t('review.title')}</h3>
      <p class="lead">${ctx.t('review.lead')}</p>
      <egov-review .ctx=${ctx}></egov-review>
      <section class="declaration ${wrong ? 'invalid' : ''}" part="declaration" aria-label=${ctx.t('review.declaration')} data-pointer=${DECLARATION}>
        <h4>${ctx.t('review.declaration')}</h4>
        <label class="choice">
          <input
            type="checkbox"
            id="egov-declare"
            .checked=${live(this.#declared.value)}
            ?disabled=${ctx.readonly}
            aria-required="true"
            aria-invalid=${wrong ? 'true' : nothing}
            aria-describedby=${wrong ? 'egov-declare-issue' : nothing}
            @change=${(event: Event) => {
              this.#declared.value = (event.target as HTMLInputElement).checked;
              if (this.#declared.peek())
                this.#summary.value = this.#summary.peek().filter((issue) => issue.pointer !== DECLARATION);
            }}
          />
          <span>${declaration}<span class="required" aria-hidden="true"> *</span><span class="unseen"> (${ctx.t('form.required')})</span></span>
        </label>
        ${
          wrong
            ? html`<div class="issues" id="egov-declare-issue">
              <p class="issue" data-severity="error">
                ${icon('error')}<span><span class="unseen">${ctx.t('error')}: </span>${ctx.t('review.declareRequired')}</span>
              </p>
            </div>`
            : nothing
        }
      </section>
      ${this.#outcome(ctx)}`;
  }

  #outcome(ctx: FormContext): TemplateResult | typeof nothing {
    const result = this.#result.value;
    const reading = this.#lead.value !== '' && this.#summary.value.length === 0 ? this.#lead.value : '';
    const text =
      result?.state === 'unavailable'
        ? ctx.t(this.#resolved.recipient ? 'send.unavailable' : 'send.noRecipient')
        : result?.state === 'forbidden'
          ? ctx.t('send.forbidden')
          : reading;
    return text === ''
      ? nothing
      : html`<p class="notice" data-tone="warning" part="outcome">${icon('alert')}<span>${text}</span></p>`;
  }

  #buttons(ctx: FormContext, form: Form, total: number, index: number): TemplateResult {
    const sending = this.#sending.value;
    const reviewing = index === total;
    const label = !sending
      ? this.#result.value
        ? ctx.t('retry')
        : pickText(form.definition.submit?.label, ctx.locale) || ctx.t('review.send')
      : sending.step === 'uploading'
        ? ctx.t('send.uploading', {n: sending.n, total: sending.total})
        : ctx.t('send.sending');
    return html`<div class="nav" part="nav">
      ${
        index > 0
          ? html`<button type="button" class="secondary" part="back" ?disabled=${sending !== undefined} @click=${() => this.#back(form)}>
            ${ctx.t('form.back')}
          </button>`
          : nothing
      }
      ${
        reviewing
          ? ctx.readonly
            ? nothing
            : html`<button
              type="button"
              class="primary"
              part="send"
              aria-disabled=${sending ? 'true' : nothing}
              @click=${() => void this.#send()}
            >
              ${sending ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${label}
            </button>`
          : html`<button type="button" class="primary" part="next" @click=${() => this.#next(form)}>
            ${index === total - 1 ? ctx.t('form.toReview') : ctx.t('form.next')}
          </button>`
      }
    </div>`;
  }

  #draftBar(ctx: FormContext): TemplateResult | typeof nothing {
    const {drafts} = this.#resolved;
    if (!drafts || this.draft === 'off' || ctx.readonly) return nothing;
    const draft = this.#draftState.value;
    const words =
      draft.state === 'saved' || draft.state === 'restored'
        ? ctx.t('draft.saved', {time: showTime(new Date(draft.at))})
        : draft.state === 'saving'
          ? ctx.t('draft.saving')
          : draft.state === 'failed'
            ? ctx.t('draft.failed')
            : '';
    const kept = draft.state === 'saved' || draft.state === 'restored';
    return html`<div class="draft" part="draft" data-state=${draft.state}>
      <span class="draft-words">${words === '' ? nothing : icon(draft.state === 'failed' ? 'alert' : 'check')}${words}</span>
      ${
        this.#sureToRemove.value
          ? html`<span class="sure" role="group" aria-label=${ctx.t('draft.removeSure')}
            ><span>${ctx.t('draft.removeSure')}</span>
            <button type="button" class="secondary small danger" @click=${() => this.#removeDraft(ctx)}>${ctx.t('draft.removeYes')}</button>
            <button type="button" class="quiet small" @click=${() => (this.#sureToRemove.value = false)}>${ctx.t('cancel')}</button></span
          >`
          : kept
            ? html`<button
              type="button"
              class="quiet small"
              @click=${() => {
                this.#sureToRemove.value = true;
                void this.updateComplete.then(() => this.#focus('.sure .danger'));
              }}
            >
              ${ctx.t('draft.remove')}
            </button>`
            : nothing
      }
    </div>`;
  }

  #removeDraft(ctx: FormContext): void {
    this.#sureToRemove.value = false;
    void this.reset().then(() => {
      this.dispatchEvent(new EgovDraftEvent('removed'));
      this.announce(ctx.t('draft.removed'));
      return this.#focusPage();
    });
  }
}

/** Only what is there. */
function defined<T extends object>(value: T): {[key in keyof T]: Exclude<T[key], undefined>} {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [key in keyof T]: Exclude<T[key], undefined>;
  };
}

/** The first mistake, without marking anything as visited by the person. */
function firstError(form: Form): Issue | undefined {
  for (const page of form.pages) {
    if (!page.visible) continue;
    for (const {item, scopes} of walk(form, page.items)) {
      const issues =
        'field' in item
          ? visibleIssues(form.field(scopes.length === 0 ? item.field : placePointer(item.field, scopes)))
          : 'document' in item
            ? visibleIssues(form.document(item.document))
            : [];
      const wrong = issues.find((issue) => issue.severity === 'error');
      if (wrong) return wrong;
    }
  }
  return undefined;
}

function visibleIssues(part: {readonly visible: boolean; readonly issues: readonly Issue[]}): readonly Issue[] {
  return part.visible ? part.issues : [];
}

function placePointer(pattern: string, scopes: Parameters<typeof import('../internal/form-map.ts').concrete>[1]): string {
  const scope = scopes.at(-1);
  return scope && pattern.startsWith(`${scope.pattern}/`) ? scope.pointer + pattern.slice(scope.pattern.length) : pattern;
}

define('egov-form', EgovForm);

declare global {
  interface HTMLElementTagNameMap {
    'egov-form': EgovForm;
  }
}
