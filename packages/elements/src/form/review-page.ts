import {textIn} from '@egov-form/core';
import {html, nothing, type TemplateResult} from 'lit';
import {live} from 'lit/directives/live.js';
import {joinWords} from '../display/join-words.ts';
import {icon} from '../drawing/icons.ts';
import '../review/review.ts';
import {DECLARATION, KEEPING} from '../summary/summary.ts';
import {printButton} from './sending/accepted-panel.ts';
import {codeAndTime, FAILED} from './sending/sending.ts';
import type {FormSession} from './session.ts';

/** The last page: all answers, the declaration, and what came of sending. */
export function reviewPage(session: FormSession): TemplateResult {
  const {ctx, form} = session;
  const declaration = textIn(form.definition.submit?.declaration, ctx.locale) || ctx.t('review.declare');
  const wrong = session.summary.value.some((issue) => issue.pointer === DECLARATION) && !session.declared.value;
  return html`<h3 class="page-title" tabindex="-1" part="page-title">${ctx.t('review.title')}</h3>
    <p class="lead">${ctx.t('review.lead')}</p>
    <egov-review .ctx=${ctx}></egov-review>
    <p class="print-do" data-pointer=${KEEPING}>
      ${printButton(ctx.locale)}
    </p>
    <section class="declaration ${wrong ? 'invalid' : ''}" part="declaration" aria-label=${ctx.t('review.declaration')} data-pointer=${DECLARATION}>
      <h4>${ctx.t('review.declaration')}</h4>
      <label class="choice">
        <input
          type="checkbox"
          id="egov-declare"
          .checked=${live(session.declared.value)}
          ?disabled=${ctx.readonly}
          aria-required="true"
          aria-invalid=${wrong ? 'true' : nothing}
          aria-describedby=${wrong ? 'egov-declare-issue' : nothing}
          @change=${(event: Event) => {
            session.declared.value = (event.target as HTMLInputElement).checked;
            if (session.declared.peek())
              session.summary.value = session.summary.peek().filter((issue) => issue.pointer !== DECLARATION);
          }}
        />
        <span>${declaration}<span class="required" aria-hidden="true">&nbsp;*</span><span class="unseen"> (${ctx.t('form.required')})</span></span>
      </label>
      ${
        wrong
          ? html`<div class="issues" id="egov-declare-issue">
            <p class="issue" data-severity="error">
              <span class="unseen">${ctx.t('error')}: </span>${ctx.t('review.declareRequired')}
            </p>
          </div>`
          : nothing
      }
    </section>
    ${keepBox(session)} ${outcome(session)}`;
}

/** Questions whose answers the person gave themselves, and may want to give no second time. Tracked. */
function ownAnswers({form, owner, ports}: FormSession): readonly string[] {
  if (owner === '' || !ports.recipient?.keptAnswers) return [];
  return Object.entries(form.definition.fields ?? {}).flatMap(([pointer, {reuse}]) => {
    const field = reuse && !pointer.includes('/*') ? form.field(pointer) : undefined;
    const kind = field?.origin?.kind ?? 'typed';
    return field?.visible && field.value !== undefined && (kind === 'typed' || kind === 'earlier') ? [pointer] : [];
  });
}

/** Their wish to have them kept: off unless they set it. */
function keepBox(session: FormSession): TemplateResult | typeof nothing {
  const {ctx, form, keep} = session;
  const pointers = ctx.readonly ? [] : ownAnswers(session);
  if (pointers.length === 0) return nothing;
  const names = pointers.map((pointer) => form.labelOf(pointer, ctx.locale).toLocaleLowerCase(ctx.locale));
  const list = joinWords(ctx.locale, names);
  return html`<div class="keep" part="keep">
    <label class="choice">
      <input
        type="checkbox"
        .checked=${live(keep.value)}
        aria-describedby="egov-keep-hint"
        @change=${(event: Event) => (keep.value = (event.target as HTMLInputElement).checked)}
      />
      <span>${ctx.t('review.keep', {list})}</span>
    </label>
    <p class="hint" id="egov-keep-hint">${ctx.t('review.keepHint')}</p>
  </div>`;
}

/** What came of the last try, when it did not go through. */
function outcome(session: FormSession): TemplateResult | typeof nothing {
  const {ctx} = session;
  const result = session.result.value;
  const reading = session.lead.value !== '' && session.summary.value.length === 0 ? session.lead.value : '';
  const failed = result && result.state !== 'accepted' ? ctx.t(FAILED[result.state], codeAndTime(result)) : '';
  const text = result?.state === 'unavailable' && !session.ports.recipient ? ctx.t('send.noRecipient') : failed || reading;
  if (text === '') return nothing;
  const signIn = result?.state === 'signed-out' ? ctx.signInLink() : undefined;
  return html`<div class="notice" data-tone="warning" part="outcome">
    ${icon('alert')}<span>${text} ${signIn ?? nothing}</span>
    ${result?.state === 'same-matter' ? anotherOne(session, result.code) : nothing}
  </div>`;
}

/** That a second dossier is meant is said by the person, and sent with it. */
function anotherOne({ctx, besides}: FormSession, code: string): TemplateResult {
  return html`<label class="choice" part="another">
    <input
      type="checkbox"
      .checked=${live(besides.value.includes(code))}
      @change=${(event: Event) => {
        const others = besides.peek().filter((known) => known !== code);
        besides.value = (event.target as HTMLInputElement).checked ? [...others, code] : others;
      }}
    />
    <span>${ctx.t('send.another')}</span>
  </label>`;
}
