/** What a register was asked for and did not give, in words: one sentence for each reason. */
import type {LookupGap, UnansweredField} from '@egov-form/core';
import {html, type TemplateResult} from 'lit';
import {showDate} from '../display/dates.ts';
import {joinWords} from '../display/join-words.ts';
import {type IconName, icon} from '../drawing/icons.ts';
import type {FormContext} from '../form/form-context.ts';
import type {MessageKey} from '../messages/keys.ts';

const WORDS: {readonly [reason in LookupGap['reason']]: {readonly key: MessageKey; readonly icon: IconName}} = {
  absent: {key: 'facts.absent', icon: 'info'},
  'not-permitted': {key: 'facts.notPermitted', icon: 'lock'},
  stale: {key: 'facts.stale', icon: 'alert'},
};

interface GapLine {
  readonly reason: LookupGap['reason'];
  readonly text: string;
}

/** The sentences. */
export function gapLines(ctx: FormContext, gaps: readonly UnansweredField[]): readonly GapLine[] {
  const {form, locale} = ctx;
  const lines = new Map<string, {readonly gap: UnansweredField; readonly labels: string[]}>();
  for (const gap of gaps) {
    const name = `${gap.reason} ${gap.asOf ?? ''}`;
    const line = lines.get(name) ?? {gap, labels: []};
    lines.set(name, line);
    line.labels.push(form.labelOf(gap.pointer, locale));
  }
  return [...lines.values()].map(({gap: {reason: told, asOf}, labels}) => {
    const reason = Object.hasOwn(WORDS, told) ? told : 'absent';
    const list = joinWords(locale, labels);
    return {reason, text: ctx.t(WORDS[reason].key, {list, day: asOf === undefined ? '' : showDate(String(asOf))})};
  });
}

/** The same to be looked at. */
export function drawGaps(ctx: FormContext, gaps: readonly UnansweredField[]): readonly TemplateResult[] {
  return gapLines(ctx, gaps).map(
    ({reason, text}) => html`<p class="facts-absent" part="facts-absent" data-reason=${reason}>
      ${icon(WORDS[reason].icon)}<span>${text}</span>
    </p>`,
  );
}
