/** Whether the person is still there, and what happens to what they entered when they are not. */
import {html, nothing} from 'lit';
import {icon} from '../../drawing/icons.ts';
import {type Signal, signal} from '../../drawing/signals.ts';
import {EgovEndEvent} from '../../events.ts';
import type {MessageKey} from '../../messages/keys.ts';
import type {FormHostApi} from '../form-host-api.ts';
import {LazyPart} from '../lazy/lazy-part.ts';
import type {FormSession} from '../session.ts';
import type {IdleWatch, Stay} from './idle-watch.ts';

type PresencePart = typeof import('./presence-part.ts');

const presence: LazyPart<PresencePart> = new LazyPart('presence', () => import('./presence-part.ts'));

/** Until the code that watches is asked for again, where it could not be loaded. */
const RETRY_MS = 30_000;

/** What the form does for the watch. */
export interface Watched {
  readonly screen: FormHostApi;
  /** Nothing may be left on this computer. */
  isKiosk(): boolean;
  /** What is entered is kept in a draft. */
  keepsDraft(): boolean;
  /** Seconds without an act until a kiosk is wiped. */
  idleSeconds(): number;
  /** Let go of everything that was entered, and draw nothing of it, before this returns. */
  empty(): void;
  /** The session at the gateway has ended, because nothing happened for so many minutes. */
  signedOut(minutes: number): void;
  /** Open the form anew. `notice` goes to `tell` when it is there. */
  begin(notice: string): Promise<void>;
}

export class Presence {
  readonly #watched: Watched;
  readonly #watches: Signal<readonly IdleWatch[]> = signal([]);
  /** The person is not signed out yet, because the gateway could not be asked to. */
  readonly #stuck: Signal<(() => void) | undefined> = signal(undefined);
  #session: FormSession | undefined;

  constructor(watched: Watched) {
    this.#watched = watched;
  }

  /** At a kiosk nothing is shown before there is somebody to watch it. @throws FormError as `LazyPart` does. */
  async prepare(): Promise<void> {
    if (this.#watched.isKiosk()) await presence.load();
  }

  /** Leaving the page is leaving the kiosk, also where the browser would keep the page as it was. Answers what ends the watch. */
  watchLeaving(): () => void {
    const left = (): void => void this.end('left');
    addEventListener('pagehide', left);
    return () => removeEventListener('pagehide', left);
  }

  /** At a kiosk: the person has the code of their dossier and is done. */
  get finish(): (() => void) | undefined {
    return this.#watched.isKiosk() ? () => void this.end('finished') : undefined;
  }

  /** The form went out of sight, or came back. At a kiosk it is watched all the same: what is in memory is to be wiped. */
  moved(shown: FormSession | undefined): void {
    if (this.#watched.isKiosk()) return;
    if (!shown) this.stop();
    else if (shown !== this.#session) this.begin(shown);
  }

  /** A form is in sight. */
  begin(session: FormSession): void {
    this.#session = session;
    if (this.#watched.isKiosk() || (session.owner !== '' && session.ports.signIn)) void this.#start(session);
  }

  /** What is said of a kiosk for as long as one fills a form there. */
  get about(): readonly string[] {
    return this.#watched.isKiosk() ? [this.#watched.screen.t('kiosk.about')] : [];
  }

  /** What the person should know of the form that has just begun. */
  tell(notice: string | undefined, session: FormSession | undefined): void {
    if (!session || notice === undefined) return;
    session.notices.value = [notice, ...session.notices.peek()];
    this.#watched.screen.announce(notice);
  }

  /** It is not any more. */
  stop(): void {
    this.#session = undefined;
    for (const watch of this.#watches.peek()) watch.stop();
    this.#watches.value = [];
  }

  async #start(session: FormSession): Promise<void> {
    const part = await presence.load().catch(() => undefined);
    if (this.#session !== session) return;
    if (!part) {
      setTimeout(() => this.#session === session && void this.#start(session), RETRY_MS);
      return;
    }
    const {signIn} = session.ports;
    const kiosk = this.#watched.isKiosk();
    const watches: IdleWatch[] = [];
    const begin = (stay: Stay, ended: (ms: number) => void): void => {
      const watch = part.watchStay(stay, () => ended(watch.wholeMs));
      watches.push(watch);
    };
    if (kiosk) begin(part.stayHere(this.#watched.idleSeconds() * 1000), () => void this.end('idle'));
    // At a kiosk too: who is busy there stays signed in.
    if (signIn && session.owner !== '')
      begin(part.stayThere(signIn), (ms) => void (kiosk ? this.end('idle') : this.#signedOut(session, ms)));
    this.#watches.value = watches;
  }

  /** To the second, the session is over; to be sure that it is, it is ended. */
  async #signedOut({ports}: FormSession, ms: number): Promise<void> {
    const out = ports.signIn?.end().catch(() => undefined);
    this.#watched.signedOut(Math.max(1, Math.round(ms / 60_000)));
    await out;
  }

  /** At a kiosk: the person has gone, one way or the other. Nothing of theirs is left for the next one. */
  async end(reason: EgovEndEvent['reason']): Promise<void> {
    const session = this.#session;
    if (!session || !this.#watched.isKiosk()) return;
    const {element, t} = this.#watched.screen;
    this.#watched.empty();
    const out = session.owner === '' ? undefined : this.#signOut(session);
    if (reason !== 'left') await out;
    if (element.dispatchEvent(new EgovEndEvent(reason)) && reason !== 'left') {
      await this.#watched.begin(t(reason === 'idle' ? 'kiosk.wipedIdle' : 'kiosk.wiped'));
    }
  }

  /** Resolves when the person is signed out, however long that takes: the next one must not be taken for them. */
  async #signOut({ports}: FormSession): Promise<void> {
    for (;;) {
      try {
        await ports.signIn?.end();
        this.#stuck.value = undefined;
        return;
      } catch {
        await new Promise<void>((again) => {
          const timer = setTimeout(again, RETRY_MS);
          this.#stuck.value = () => {
            clearTimeout(timer);
            again();
          };
        });
      }
    }
  }

  #words({draft}: FormSession): MessageKey {
    if (this.#watched.isKiosk()) return 'idle.kiosk';
    return this.#watched.keepsDraft() && draft.value.state !== 'failed' ? 'idle.session' : 'idle.sessionUnkept';
  }

  /** The question whether somebody is there, or that the person cannot be signed out. Tracked. */
  draw(session: FormSession | undefined): unknown {
    const watches = this.#watches.value;
    const watch = watches.find(({seconds}) => seconds !== undefined) ?? watches[0];
    if (session && watch) return html`<egov-idle .ctx=${session.ctx} .watch=${watch} .words=${this.#words(session)}></egov-idle>`;
    const again = this.#stuck.value;
    const {t} = this.#watched.screen;
    return again
      ? html`<div class="notice" data-tone="warning" part="notice" role="alert">
          ${icon('alert')}
          <div>
            <p>${t('kiosk.signOutFailed')}</p>
            <button type="button" class="secondary small" @click=${again}>${t('retry')}</button>
          </div>
        </div>`
      : nothing;
  }
}
