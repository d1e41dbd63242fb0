import {effect, type Signal} from '@egov-form/core';
import {askOwner, type ElementPorts} from '../../ports.ts';
import {offerKeptSoon} from '../lazy/reuse.ts';
import type {FormSession} from '../session.ts';
import {ownerPorts} from './owner-ports.ts';
import {signInAddress} from './sign-in-link.ts';

/** How the person who is here differs from the one who opened the form; `unclaimed` when that one was nobody. */
export type Difference = 'signed-out' | 'other-person' | 'unclaimed' | 'unknown';

/** The form is out of sight. */
export interface Away {
  readonly why: Difference;
  /** Where what was entered is: in the draft, in this page alone, or handed in. Absent until that is settled. */
  readonly kept?: 'saved' | 'held' | 'sent';
  /** The person was signed out because nothing happened for so long. */
  readonly idleMinutes?: number;
}

/** What the guard may do with the form. */
export interface GuardedForm {
  /** Set while the form is out of sight; tracked. */
  readonly away: Signal<Away | undefined>;
  session(): FormSession | undefined;
  /** Save what is not saved yet. Answers whether all of it lies in the draft. */
  save(): Promise<boolean>;
  /** Let go of the form and of what was entered. */
  forget(): void;
  /** It is out of sight, or in sight again. */
  moved(): void;
  /** Open it anew, for the person who is here now. */
  open(): Promise<void>;
  /** The person who opened it has signed in again, and may send. */
  welcome(): void;
}

/**
 * When the page looks who is here: the form is about to do something in the person's name; the person came back to the page,
 * or another tab said that somebody signed in or out; the browser brought the page back as it was left.
 */
type Occasion = 'acting' | 'returning' | 'restored';

/** On which tabs tell each other that somebody may have signed in or out. What is said there does not matter. */
const CHANNEL = 'egov-session';

/**
 * Keeps a form for the person who opened it. Two people may share one browser, and with it one session: a form that another
 * person finds open is put out of sight, with what was entered kept for its owner, and goes on when the owner is back.
 */
export class PersonGuard {
  readonly #form: GuardedForm;
  #owner = '';
  /** Who was here at the last look. */
  #here = '';
  #ports: Partial<ElementPorts> = {};
  #looking: Promise<void> = Promise.resolve();
  #claimed = false;
  #isOpen: (() => void) | undefined;
  #channel: BroadcastChannel | undefined;

  constructor(form: GuardedForm) {
    this.#form = form;
  }

  /** Where the person signs in and comes back from; `''` when that is not known. */
  get signIn(): string {
    return signInAddress(this.#ports);
  }

  /** A form is being opened by this person: the ports that it works with. */
  take(ports: Partial<ElementPorts>, owner: string): Partial<ElementPorts> {
    this.#ports = ports;
    this.#owner = this.#here = owner;
    const opened = new Promise<void>((open) => {
      this.#isOpen = open;
    });
    return ownerPorts(
      ports,
      () => this.#owner,
      opened,
      () => void this.#look('acting'),
    );
  }

  /** It is open. Whether the person said that what was entered before signing in is theirs. */
  opened(): void {
    this.#isOpen?.();
    this.#form.away.value = undefined;
    if (typeof this.#ports.owner === 'function') this.#channel?.postMessage('');
    const session = this.#form.session();
    if (session) offerKeptSoon(session);
  }

  /** Whether the person has just said that what was entered before anybody signed in is theirs. Asked once. */
  takeClaim(): boolean {
    const claimed = this.#claimed;
    this.#claimed = false;
    return claimed;
  }

  /** Starts to look. Answers a function that stops it. */
  watch(): () => void {
    const look = (): void => {
      if (document.visibilityState === 'visible') void this.#look('returning');
    };
    // A page with an open channel could not be put away whole by the browser.
    const open = (): void => {
      this.#channel ??= new BroadcastChannel(CHANNEL);
      this.#channel.onmessage = () => void this.#look('returning');
    };
    const close = (): void => {
      this.#channel?.close();
      this.#channel = undefined;
    };
    const hide = ({persisted}: PageTransitionEvent): void => {
      close();
      if (persisted) this.#away({why: 'unknown'});
    };
    const show = ({persisted}: PageTransitionEvent): void => {
      open();
      if (persisted) void this.#look('restored');
    };
    open();
    document.addEventListener('visibilitychange', look);
    globalThis.addEventListener('focus', look);
    globalThis.addEventListener('pagehide', hide);
    globalThis.addEventListener('pageshow', show);
    return () => {
      close();
      document.removeEventListener('visibilitychange', look);
      globalThis.removeEventListener('focus', look);
      globalThis.removeEventListener('pagehide', hide);
      globalThis.removeEventListener('pageshow', show);
    };
  }

  /** Before something is done in the person's name: whether the one who opened the form is here, as far as can be told. */
  async mayAct(): Promise<boolean> {
    await this.#look('acting');
    return this.#form.away.peek() === undefined;
  }

  /** Look again, as the person wishes. */
  retry(): void {
    void this.#look('restored');
  }

  /** Nothing happened for so long that the session is over: the form is put away, also where nobody can be asked. */
  leftAlone(minutes: number): void {
    this.#putAway('signed-out', minutes);
    this.#channel?.postMessage('');
  }

  /** What was entered before anybody signed in is the person's own: it goes on under their name. */
  async claim(): Promise<void> {
    if (this.#form.away.peek()?.kept === 'saved') {
      this.#claimed = true;
      await this.#form.open();
    } else {
      this.#owner = this.#here;
      this.#away(undefined);
      this.#form.session()?.form.askWaiting();
    }
  }

  /** One look after the other: an older answer must not come after a newer one. */
  #look(occasion: Occasion): Promise<void> {
    this.#looking = this.#looking.then(() => this.#compare(occasion));
    return this.#looking;
  }

  async #compare(occasion: Occasion): Promise<void> {
    const before = this.#form.away.peek();
    if (!this.#form.session() && before?.kept !== 'saved') {
      // A kiosk let go of everything when the page was left, and begins anew.
      if (before) await this.#form.open();
      return;
    }
    const here = await askOwner(this.#ports.owner);
    if (here === undefined) {
      // Offline is no reason to take a form from a person who fills it; a page out of the browser's cache is.
      if (occasion === 'restored') this.#putAway('unknown');
      return;
    }
    this.#here = here;
    const why = difference(this.#owner, here);
    if (why === undefined) await this.#comeBack(before);
    // The person is in the middle of something, and is told there.
    else if (why !== 'signed-out' || occasion !== 'acting') this.#putAway(why);
  }

  async #comeBack(before: Away | undefined): Promise<void> {
    const result = this.#form.session()?.result;
    const state = result?.peek()?.state;
    // What the last try failed for is over.
    if (result && (state === 'signed-out' || state === 'other-person')) {
      result.value = undefined;
      this.#form.welcome();
    }
    if (before?.kept === 'saved' || !this.#form.session()) {
      if (before) await this.#form.open();
      return;
    }
    if (before) this.#away(undefined);
    if (this.#here !== '') this.#form.session()?.form.askWaiting();
  }

  #putAway(why: Difference, idleMinutes = this.#form.away.peek()?.idleMinutes): void {
    const before = this.#form.away.peek();
    this.#away({...before, why, ...(idleMinutes !== undefined && {idleMinutes})});
    if (!before?.kept) void this.#keep();
  }

  async #keep(): Promise<void> {
    const session = this.#form.session();
    if (session) await sendingOver(session);
    const sent = session?.result.peek()?.state === 'accepted';
    const saved = !sent && (await this.#form.save());
    // The next person at this browser opens nothing with the owner's key.
    this.#ports.drafts?.lock?.();
    const away = this.#form.away.peek();
    // The owner is back already, or it was settled meanwhile.
    if (!away || away.kept) return;
    this.#away({...away, kept: sent ? 'sent' : saved ? 'saved' : 'held'});
    if (saved) this.#form.forget();
  }

  #away(away: Away | undefined): void {
    this.#form.away.value = away;
    this.#form.moved();
  }
}

function difference(owner: string, here: string): Difference | undefined {
  if (owner === here) return undefined;
  if (here === '') return 'signed-out';
  return owner === '' ? 'unclaimed' : 'other-person';
}

/** What is under way belongs to the one who began it, and is not broken off. */
function sendingOver(session: FormSession): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      if (session.sending.value === undefined) queueMicrotask(() => stop());
      if (session.sending.value === undefined) resolve();
    });
  });
}
