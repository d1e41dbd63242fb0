import {html, type TemplateResult} from 'lit';
import {icon} from '../../drawing/icons.ts';
import {untracked} from '../../drawing/signals.ts';
import type {FormHostApi} from '../form-host-api.ts';
import type {LazyPart} from './lazy-part.ts';

/** Who has the words. */
type Speaker = Pick<FormHostApi, 't'>;

/** What a part draws; until it is there, that it is on its way, or how to try again. Tracked. */
export function whenLoaded<T extends object>(
  lazy: LazyPart<T>,
  screen: Speaker,
  locale: string,
  draw: (part: T) => unknown,
): unknown {
  const {state} = lazy;
  if (state !== undefined && state !== 'failed') return draw(state);
  const load = (): void => void lazy.load().catch(() => undefined);
  if (state === 'failed') return failed(screen, load);
  untracked(load);
  return waiting(locale, screen);
}

/** It is on its way. */
function waiting(locale: string, {t}: Speaker): TemplateResult {
  return html`<p class="loading" lang=${locale}><span class="spinner" aria-hidden="true"></span>${t('form.loading')}</p>`;
}

function failed({t}: Speaker, retry: () => void): TemplateResult {
  return html`<div class="notice" data-tone="warning" part="notice" role="alert">
    ${icon('alert')}
    <div>
      <p>${t('part.failed')}</p>
      <button type="button" class="secondary small" @click=${retry}>${t('retry')}</button>
    </div>
  </div>`;
}
