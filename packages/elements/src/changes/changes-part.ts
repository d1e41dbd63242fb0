/** What registers say otherwise by now: loaded where a draft is opened again that one of them had filled. */

import {html, type TemplateResult} from 'lit';
import type {FormSession} from '../form/session.ts';
import './changes-panel.ts';

export {viChanges as words} from '../messages/vi-changes.ts';
export {changes as styles} from '../styles/changes.ts';
export {findChanges} from './changes.ts';

/** The choice, while there is one. @param goOn when the person has decided. */
export function changesPanel(session: FormSession, goOn: () => void): TemplateResult {
  return html`<egov-changes .ctx=${session.ctx} .session=${session} .goOn=${goOn}></egov-changes>`;
}
