import {
  type Digitizer,
  type DraftStore,
  type Form,
  type FormDefinition,
  type FormError,
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
import {EgovChangeEvent, EgovDraftEvent, EgovErrorEvent, EgovReadyEvent} from '../events.ts';
import '../generated/field-types.ts';
import {define} from '../drawing/light-element.ts';
import {WatchingElement} from '../drawing/watching-element.ts';
import {hasWords, loadWords} from '../messages/messages.ts';
import type {DraftKeeper} from './draft/draft-keeper.ts';
import {FormContext, type FormHost} from './form-context.ts';
import '../page/page.ts';
import {askOwner, type ElementPorts, portsContext} from '../ports.ts';
import '../summary/summary.ts';
import {type Dossier, snapshotOf} from '../officer/dossier.ts';
import {answersOnDemand, associate, takeFocusWhenInvalid} from './association.ts';
import {type CarriedForm, FormCarrier, OpenedDefinition, type Opening, takeOver} from './carried-form.ts';
import {asFormError, fetchDefinition} from './definition/definition-source.ts';
import {openDefinition} from './definition/open-definition.ts';
import type {FormMode, ProcedureModule, PublicKey} from './definition/procedure-module.ts';
import type {Wait} from './draft/open-draft.ts';
import {styles} from './form.styles.ts';
import {formDrawn} from './form-drawn.ts';
import {type FormHostApi, hostApiOf} from './form-host-api.ts';
import {actsForPerson, formPorts} from './form-ports.ts';
import {facts} from './lazy/facts.ts';
import {adoptParts} from './lazy/lazy-part.ts';
import {type DraftsPart, drafts, loadPages, preparePages, prepareRest, review, whenReviewed} from './lazy/parts.ts';
import {sources} from './lazy/sources.ts';
import type {Away, PersonGuard} from './owner/person-guard.ts';
import {signInAddress, signInLink} from './owner/sign-in-link.ts';
import {navButtons} from './paging/nav-buttons.ts';
import {pageCards} from './paging/page-cards.ts';
import {PageHistory, watchHistory} from './paging/page-history.ts';
import {Pager} from './paging/pager.ts';
import {progressNav, REVIEW} from './paging/progress.ts';
import {errorPanel, formHead, loadingNote, noticeBar} from './panels.ts';
import type {Presence} from './presence/presence.ts';
import {readingView} from './reading.ts';
import {FormSession} from './session.ts';
import {setAnswers} from './set-answers.ts';
import {startBox} from './start-box.ts';
import {watchLeaving} from './unsaved.ts';

export type {FormMode, ProcedureModule, PublicKey};

/**
 * A whole procedure as an interactive form: pages, questions, look-ups, documents, review and sending.
 *
 * @summary A procedure that fills itself.
 * @attr src - Address of the definition, same origin.
 * @attr procedure - Address of a procedure module, same origin. The property `definition` wins over it, and it over `src`.
 * @attr gateway - Address of the gateway, same origin; used by the default ports. None without it.
 * @attr locale - Language of the form, e.g. `vi` or `en`. Defaults to the page's, else `vi`.
 * @attr mode - `fill`, `review`, `officer` to read a `dossier` with its sources, or `print` for the declaration as it is printed.
 * @attr draft - How long the default ports keep a draft: `off`, `session` until the browser is closed, `device` until it is
 *   sent or deleted. Read when the form opens. Without it, `device` for who is signed in and `session` for everybody else.
 * @attr readonly - Nothing may be changed.
 * @attr kiosk - A computer for everybody: no draft is kept, and everything is wiped, and the person signed out, when the dossier is
 *   in, when the page is left, and when nothing happens for a while.
 * @attr idle - At a kiosk: seconds without a key or a press until everything is wiped. In the last 60 of them, or the last half, the
 *   person is asked whether they are there; give them 20 at least. Defaults to 300.
 * @attr history - `off` to leave the history of the tab alone. Without it, Back of the browser leads to the page before.
 * @attr keep-title - Leave the title of the page alone. Without it the title says that there are errors, while there are.
 * @event egov-ready - The form can be used.
 * @event egov-change - Answers changed.
 * @event egov-page - Another page is shown.
 * @event egov-lookup - A look-up came into another state.
 * @event egov-document - A file was attached, read, refused or removed.
 * @event egov-draft - A draft was saved, restored, removed, or could not be saved.
 * @event egov-submit - The dossier is about to be handed in; cancelable, carries the submission.
 * @event egov-end - At a kiosk: everything that was entered is gone, and the person signed out. Cancelable: the form is not begun anew.
 * @event egov-error - The form, its definition or its surroundings are wrong.
 * @csspart head - Around `title` and `description`.
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
    kiosk: {type: Boolean},
    idle: {type: Number},
    history: {},
    keepTitle: {type: Boolean, attribute: 'keep-title'},
    definition: {attribute: false},
    procedure: {},
    trustedKeys: {attribute: false},
    connectors: {attribute: false},
    digitizer: {attribute: false},
    drafts: {attribute: false},
    recipient: {attribute: false},
    packs: {attribute: false},
    ports: {attribute: false},
    dossier: {attribute: false},
  };

  declare src: string | null;
  declare gateway: string;
  declare locale: string;
  declare mode: FormMode;
  declare draft: 'off' | 'session' | 'device' | '';
  declare readonly: boolean;
  declare kiosk: boolean;
  declare idle: number;
  declare history: 'off' | '';
  declare keepTitle: boolean;
  declare definition: FormDefinition | undefined;
  declare procedure: ProcedureModule | string | undefined;
  /** Public keys of publishers: a `procedure` that none of them signed is refused. */
  declare trustedKeys: readonly PublicKey[] | undefined;
  declare connectors: LookupConnector | undefined;
  declare digitizer: Digitizer | undefined;
  declare drafts: DraftStore | undefined;
  declare recipient: Recipient | undefined;
  declare packs: readonly Pack[] | undefined;
  /** Any port at once; the single properties win. */
  declare ports: Partial<ElementPorts> | undefined;
  /** In mode `officer`: what to read, as the gateway answers it. Nothing of it is kept on this device, and nobody is asked. */
  declare dossier: Dossier | undefined;

  readonly #internals: ElementInternals = this.attachInternals();
  readonly #inherited: ContextConsumer<typeof portsContext, this>;
  readonly #locale: Signal<string> = signal('vi');
  /** The language that was asked for last; its words may still be on their way. */
  #wanted = 'vi';
  readonly #readonly: Signal<boolean> = signal(false);
  readonly #session: Signal<FormSession | undefined> = signal(undefined);
  readonly #error: Signal<FormError | undefined> = signal(undefined);

  /** A draft that is waited for. */
  readonly #wait: Signal<Wait | undefined> = signal(undefined);
  /** Set while the form is out of sight, because another person is here. */
  readonly #away: Signal<Away | undefined> = signal(undefined);
  /** What is not the form's own: another file asks it of the element. */
  readonly #screen: FormHostApi;
  readonly #around: () => void;
  /** What keeps drafts and guards the form, where it needs that. */
  #drafts: DraftsPart | undefined;
  #guard: PersonGuard | undefined;
  #presence: Presence | undefined;
  #pager: Pager | undefined;
  #keeper: DraftKeeper | undefined;
  #loading: AbortController | undefined;
  #initial: JsonObject | undefined;
  #opened: OpenedDefinition | undefined;
  readonly #carrier = new FormCarrier();
  #unsubscribe: (() => void) | undefined;
  #restart = false;
  readonly #unwatch: (() => void)[] = [];
  /** A fieldset around the element is. */
  #disabled = false;

  constructor() {
    super();
    this.src = null;
    this.gateway = '';
    this.locale = '';
    this.mode = 'fill';
    this.draft = '';
    this.readonly = false;
    this.kiosk = false;
    this.idle = 300;
    this.history = '';
    this.keepTitle = false;
    this.#around = answersOnDemand(this, this.#internals, () => this.#shown);
    this.#inherited = new ContextConsumer(this, {context: portsContext});
    this.#screen = hostApiOf(this, this.#locale, () => formDrawn(this, this.#session.peek()));
    takeFocusWhenInvalid(this, () => this.validate());
  }

  // ------------------------------------------------------------ what outsiders use

  /** The engine, once `egov-ready` was sent. */
  get model(): Form | undefined {
    return this.#away.value ? undefined : this.#session.value?.form;
  }

  /** Visible answers, as they would be handed in. Set before or after the start to fill the form. */
  get answers(): JsonObject {
    return this.#shown?.form.answers() ?? this.#initial ?? {};
  }

  set answers(answers: JsonObject) {
    const form = this.#shown?.form;
    if (form) setAnswers(form, answers);
    else this.#initial = answers;
  }

  /** Check everything and show what is wrong; `true` when nothing stops the sending. */
  validate(): boolean {
    const errors = this.#shown?.form.validate().filter((issue) => issue.severity === 'error');
    if (errors) this.#pager?.summarise(errors, '');
    return errors?.length === 0;
  }

  /** Check and hand in, as the button on the review page does. Resolves when it is over, whatever the end. */
  async submit(): Promise<SubmitResult | undefined> {
    const [session, pager, keeper] = [this.#shown, this.#pager, this.#keeper];
    if (!session || !pager || session.elsewhere.peek()) return undefined;
    const part = await review.load().catch(() => undefined);
    if (!part) {
      pager.show(REVIEW);
      return {state: 'unavailable'};
    }
    const result = await part.sendDossier(session, pager, this.#screen, {
      mayAct: async () => (await this.#guard?.mayAct()) ?? true,
      save: async () => (await keeper?.settle()) ?? false,
      accepted: async () => {
        if (this.#keeper === keeper) this.#keeper = undefined;
        // The dossier is in; a draft that could not be removed is no reason to say otherwise.
        await keeper?.discard().catch(() => undefined);
      },
    });
    if (result?.state === 'other-person') await this.#guard?.mayAct();
    return result;
  }

  /** Empty the form and forget its draft. */
  async reset(): Promise<void> {
    await this.#keeper?.discard();
    this.#keeper = undefined;
    await this.#start();
  }

  /** Show the page that holds it and put the focus there. Answers whether it was found. */
  async focusField(pointer: string): Promise<boolean> {
    return (await this.#pager?.focusField(pointer)) ?? false;
  }

  // ------------------------------------------------------------ what the parts use

  announce(text: string): void {
    this.#screen.announce(text);
  }

  showPage(page: string): void {
    const session = this.#session.peek();
    if (session?.reviewing.peek()) session.left.value = page;
    this.#pager?.show(page);
    void this.#pager?.focusPage();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#watch(this.#guard, this.#presence);
    this.#unwatch.push(watchHistory(() => this.#pager));
    this.#unwatch.push(watchLeaving(() => ({session: this.#session.peek(), kept: this.#keeper !== undefined})));
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
    for (const stop of this.#unwatch.splice(0)) stop();
    this.#loading?.abort();
    this.#keeper?.stop();
    this.#keeper = undefined;
    // To be put elsewhere in the page is to be taken out of it for a moment.
    queueMicrotask(() => this.isConnected || void this.#presence?.end('left'));
  }

  formResetCallback(): void {
    void this.reset();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabled = disabled;
    this.#settleReadonly();
  }

  formAssociatedCallback(): void {
    this.#around();
    this.#associate();
  }

  get #onlyShows(): boolean {
    return this.mode !== 'fill';
  }

  #settleReadonly(session = this.#session.peek()): void {
    this.#readonly.value = this.#disabled || this.readonly || this.#onlyShows || session?.elsewhere.peek() === true;
  }

  /** Another language, once its words are there. */
  #speak(locale: string): void {
    this.#wanted = locale;
    if (!this.hasUpdated || hasWords(locale)) this.#locale.value = locale;
    else
      void loadWords(locale).then(() => {
        if (this.#wanted === locale) this.#locale.value = locale;
      });
  }

  protected override willUpdate(changed: PropertyValues): void {
    untracked(() => {
      if (changed.has('locale') || !this.hasUpdated) {
        this.#speak(this.locale || this.closest('[lang]')?.getAttribute('lang') || 'vi');
      }
      if (changed.has('readonly') || changed.has('mode')) this.#settleReadonly();
      const same = changed.has('definition') && this.#session.peek() && this.#opened?.equals(this.definition);
      if (STARTS_ANEW.some((name) => changed.has(name) && !(same && name === 'definition'))) this.#restart = true;
    });
  }

  protected override updated(): void {
    if (!this.#restart) return;
    this.#restart = false;
    // Not inside the update: what it sets would be seen as changed by it.
    const isLeft = this.#onlyShows || this.kiosk;
    if (isLeft) this.#carrier.drop();
    queueMicrotask(() => void this.#start(undefined, this.#carrier.carry(isLeft ? undefined : this.#shown)));
  }

  /** @param notice what the person is told about it. @param carried the form that this one takes the place of. */
  async #start(notice?: string, carried?: CarriedForm): Promise<void> {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#stop();
    this.#error.value = undefined;
    try {
      let ports = formPorts(this, this.#inherited.value, this.#locale.peek());
      // Asked while the definition is on its way.
      const asked = askOwner(ports.owner);
      const words = loadWords(this.#locale.peek());
      const keeps = this.kiosk || this.#keepsDraft(ports) || actsForPerson(ports);
      if (keeps) void drafts.prepare();
      if (ports.connector) void facts.prepare();
      let definition = this.definition;
      if (!definition && this.procedure) ({definition, ports} = await (await sources.load()).openProcedure(this, ports));
      else if (!definition && this.src) definition = await fetchDefinition(this.src, loading.signal);
      if (!definition || loading.signal.aborted) return;
      preparePages(definition.pages?.slice(0, 1) ?? [], definition);
      const [part] = await Promise.all([keeps ? drafts.load() : undefined, words]);
      if (loading.signal.aborted) return;
      if (part && !this.#drafts) this.#keepWith(part);
      await this.#presence?.prepare();
      const kept = this.#keepsDraft(ports) ? ports.drafts : undefined;
      const owner = (await asked) ?? (await part?.askAgain(ports.owner, definition.id, kept, this.#wait, loading.signal)) ?? '';
      await this.#open(definition, ports, {signal: loading.signal, owner, carried});
      this.#presence?.tell(notice, this.#session.peek());
    } catch (thrown) {
      if (loading.signal.aborted) return;
      const error = asFormError(thrown);
      this.#error.value = error;
      this.dispatchEvent(new EgovErrorEvent(error));
    }
  }

  async #open(definition: FormDefinition, ports: Partial<ElementPorts>, {signal, owner, carried}: Opening): Promise<void> {
    if (signal.aborted) return;
    const own = this.#guard?.take(ports, owner) ?? ports;
    this.#opened = new OpenedDefinition(definition);
    const form = await openDefinition(definition, own);
    if (signal.aborted) return form.dispose();
    if (this.#initial) form.restore({...form.snapshot(), answers: this.#initial, origins: {}});
    this.#initial = undefined;
    if (this.dossier) form.restore(snapshotOf(this.dossier, form.snapshot()));
    const session = new FormSession(form, new FormContext(form, this, this.#locale, this.#readonly, ports.packs), own, owner);
    session.ctx.canAsk = own.connector !== undefined;
    session.ctx.signInLink = (look, fills) => signInLink(this.#locale.value, signInAddress(ports), !session.isKept, look, fills);
    const keeper = await this.#drafts?.openDraft(session, () => this.#makeKeeper(session), this.#wait, signal);
    if (carried) await takeOver(session, carried, (left) => keeper || this.dispatchEvent(new EgovErrorEvent(left)));
    if (keeper) await this.#drafts?.findAnonymousDraft(session, keeper, this.#guard?.takeClaim() === true);
    session.arrive();
    await loadPages(session.step?.shown ?? [], form.definition);
    if (signal.aborted) return form.dispose();
    this.#unsubscribe = form.subscribe((transaction) => {
      if (transaction.origin.kind === 'typed') session.typed = true;
      this.dispatchEvent(new EgovChangeEvent(transaction));
      this.#associate();
    });
    this.#session.value = session;
    const history = new PageHistory(session, () => this.history !== 'off' && this.#shown !== undefined, carried !== undefined);
    this.#pager = new Pager(session, this.#screen, history);
    this.#carrier.drop();
    keeper?.start();
    this.#keeper = keeper;
    this.#presence?.begin(session);
    this.#guard?.opened();
    this.#associate();
    await this.updateComplete;
    prepareRest(form.pages, form.definition);
    this.dispatchEvent(new EgovReadyEvent(form));
  }

  /** What the person may see and change of it. */
  get #shown(): FormSession | undefined {
    return this.#away.peek() ? undefined : this.#session.peek();
  }

  /** Let go of everything, before this returns. */
  #empty(): void {
    this.#loading?.abort();
    this.#stop();
    this.#carrier.drop();
    this.#initial = undefined;
    this.announce('');
    this.requestUpdate();
    this.performUpdate();
  }

  #stop(): void {
    this.#presence?.stop();
    this.#keeper?.stop();
    this.#keeper = undefined;
    this.#unsubscribe?.();
    this.#session.peek()?.form.dispose();
    this.#session.value = undefined;
    this.#settleReadonly();
    this.#pager = undefined;
    this.#associate();
  }

  #keepsDraft({drafts}: Partial<ElementPorts>): boolean {
    return drafts !== undefined && this.draft !== 'off' && !this.#onlyShows && !this.readonly;
  }

  #keepWith(part: DraftsPart): void {
    this.#drafts = part;
    this.#presence = new part.Presence({
      screen: this.#screen,
      isKiosk: () => this.kiosk && !this.#onlyShows,
      idleSeconds: () => this.idle,
      keepsDraft: () => this.#keeper !== undefined,
      empty: () => this.#empty(),
      signedOut: (minutes) => this.#guard?.leftAlone(minutes),
      begin: (notice) => this.#start(notice),
    });
    this.#guard = new part.PersonGuard({
      away: this.#away,
      session: () => this.#session.peek(),
      save: async () => (await this.#keeper?.settle()) ?? false,
      forget: () => this.#stop(),
      moved: () => {
        // The last thing that was said aloud is the person's too.
        if (!this.#shown) this.announce('');
        this.#presence?.moved(this.#shown);
        this.#associate();
      },
      open: () => this.#start(),
      welcome: () => this.announce(this.#screen.t('send.signedIn')),
    });
    if (this.isConnected) this.#watch(this.#guard, this.#presence);
  }

  #watch(guard: PersonGuard | undefined, presence: Presence | undefined): void {
    if (guard && presence) this.#unwatch.push(guard.watch(), presence.watchLeaving());
  }

  #makeKeeper(session: FormSession): DraftKeeper | undefined {
    const part = this.#drafts;
    if (!part || !this.#keepsDraft(session.ports)) return undefined;
    return part.keeperOf(session, (state) => {
      part.tellDraft(session, state, this.#screen);
      this.#settleReadonly(session);
    });
  }

  async #removeDraft(): Promise<void> {
    await this.reset();
    this.dispatchEvent(new EgovDraftEvent('removed'));
    this.announce(this.#screen.t('draft.removed'));
    await this.#pager?.focusPage();
  }

  // ------------------------------------------------------------ a form around it

  #associate(): void {
    associate(this.#internals, this.#shown, this.#locale.peek(), this);
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
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

  protected override render(): TemplateResult {
    const locale = this.#locale.value;
    this.#internals.ariaBusy = this.#session.value || this.#error.value ? 'false' : 'true';
    return html`<div class="form" part="form" lang=${locale}>
      <div id="egov-live" class="unseen" role="status" aria-live="polite"></div>
      ${this.#body(locale)}${this.#presence?.draw(this.#away.value ? undefined : this.#session.value)}
    </div>`;
  }

  #body(locale: string): unknown {
    const error = this.#error.value;
    if (error) return errorPanel(locale, error, () => void this.#start());
    const late = (draw: Parameters<typeof whenReviewed>[2]) => whenReviewed(this.#screen, locale, draw);
    const away = this.#away.value;
    const part = this.#drafts;
    if (away?.kept && this.#guard) return part?.personPanel(locale, this.#guard, away, () => void this.#start());
    const wait = this.#wait.value;
    if (wait) return part?.waitPanel(locale, wait);
    const session = this.#session.value;
    if (!session || away) return this.src || this.definition || this.procedure ? loadingNote(locale) : nothing;
    // Whatever came since the last drawing brought its looks.
    adoptParts(this.renderRoot as ShadowRoot);
    const {ctx, form} = session;
    const head = formHead(ctx, form.definition);
    const result = session.result.value;
    const reading = result?.state === 'accepted' ? undefined : readingView(this.mode, ctx, this.#screen, head, this.dossier);
    if (reading) return reading;
    const paper = html`<egov-print .ctx=${ctx}></egov-print>`;
    if (result?.state === 'accepted')
      return html`${head}${late((part) => html`${part.acceptedPanel(ctx, result, this.#presence?.finish)}${paper}`)}`;
    const pager = this.#pager;
    const {steps, index, step} = session;
    const page = session.reviewing.value ? REVIEW : form.page;
    return html`${head} ${index <= 0 ? startBox(ctx, form.definition) : nothing}
      ${form.definition.paging === 'one' ? nothing : progressNav(ctx, session.pages, page, session.visited.value, (id) => pager?.go(id))}
      ${noticeBar([...(this.#presence?.about ?? []), ...session.notices.value])}${part?.draftNotices(session, this.#keeper, () => void pager?.focusPage())}
      <egov-summary .ctx=${ctx} .issues=${session.summary.value} .lead=${session.lead.value} .untitled=${this.keepTitle}></egov-summary>
      ${
        step
          ? pageCards(session, step, this.#screen, locale)
          : late((part) => html`<div class="card" part="card">${part.reviewPage(session)}</div>${paper}`)
      }
      ${navButtons(session, {
        back: () => pager?.go(steps[index - 1]?.id),
        next: () => pager?.next(),
        send: () => void this.submit(),
      })}
      ${ctx.readonly ? nothing : part?.draftBar(session, this.#keeper, this.#screen, () => void this.#removeDraft())}`;
  }
}

/** A change of one of these opens the form anew. */
const STARTS_ANEW =
  'src definition procedure trustedKeys connectors digitizer drafts recipient packs ports gateway dossier kiosk'.split(' ');

define('egov-form', EgovForm);

declare global {
  interface HTMLElementTagNameMap {
    'egov-form': EgovForm;
  }
}
