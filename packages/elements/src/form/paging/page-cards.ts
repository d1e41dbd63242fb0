import {html} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {FormHostApi} from '../form-host-api.ts';
import {whenPagesLoaded} from '../lazy/parts.ts';
import type {FormSession} from '../session.ts';
import {isShown, type Step} from './steps.ts';

/** The pages of a step, a card each, and after them those that ask nothing. Tracked. */
export function pageCards(session: FormSession, step: Step, screen: FormHostApi, locale: string): unknown {
  const {ctx, form, appended} = session;
  const shown = step.shown.filter((one) => isShown(form, one));
  return whenPagesLoaded([...step.shown, ...appended], form.definition, screen, locale, () =>
    repeat(
      [...shown, ...appended],
      (page) => `${page.id} ${appended.includes(page)}`,
      (page) =>
        html`<div class="card" part="card"><egov-page .ctx=${ctx} .page=${page} .appended=${appended.includes(page)}></egov-page></div>`,
    ),
  );
}
