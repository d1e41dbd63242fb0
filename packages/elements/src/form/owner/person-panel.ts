import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../../drawing/icons.ts';
import type {MessageKey} from '../../messages/keys.ts';
import {messageText} from '../../messages/messages.ts';
import type {Away, Difference, PersonGuard} from './person-guard.ts';
import {signInLink} from './sign-in-link.ts';

const WORDS: {readonly [why in Difference]: readonly [title: MessageKey, text: MessageKey]} = {
  'other-person': ['person.otherTitle', 'person.other'],
  'signed-out': ['person.outTitle', 'person.out'],
  unclaimed: ['person.unclaimedTitle', 'person.unclaimed'],
  unknown: ['person.unknownTitle', 'person.unknown'],
};

const KEPT = {saved: 'person.saved', held: 'person.held', sent: 'person.sent'} as const;

/** In place of a form that another person opened: what happened, where the answers are, and how to go on. */
export function personPanel(
  locale: string,
  guard: PersonGuard,
  {why, kept, idleMinutes}: Away,
  begin: () => void,
): TemplateResult {
  const t = (key: MessageKey, params = {}): string => messageText(locale, key, params);
  const [title, text] = WORDS[why];
  return html`<div class="panel" data-tone="info" part="person" role="alert" data-person=${why}>
    <h2>${icon('lock')}${t(title)}</h2>
    <p>${why === 'signed-out' && idleMinutes ? t('person.idle', {n: idleMinutes}) : t(text)}</p>
    ${kept && why !== 'unclaimed' ? html`<p>${t(KEPT[kept])}</p>` : nothing}
    <div class="notice-actions">
      ${
        why === 'unclaimed'
          ? html`<button type="button" class="primary" @click=${() => void guard.claim()}>${t('person.mine')}</button>`
          : why === 'unknown'
            ? html`<button type="button" class="primary" @click=${() => guard.retry()}>${t('retry')}</button>`
            : (signInLink(locale, guard.signIn, kept === 'held', 'primary') ?? nothing)
      }
      ${
        why === 'unknown'
          ? nothing
          : html`<button type="button" class="secondary" @click=${begin}>
            ${t(why === 'unclaimed' ? 'person.notMine' : 'person.begin')}
          </button>`
      }
    </div>
  </div>`;
}
