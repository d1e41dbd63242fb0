import type {Issue, Severity} from '@egov-form/core';
import {Directive, type DirectiveResult, directive} from 'lit/directive.js';
import {element, pattern} from '../drawing/dom.ts';
import {iconNode} from '../drawing/icons.ts';
import type {FormContext} from '../form/form-context.ts';

/** An error has its sign from the style sheet: a page may show hundreds of them. */
const ICONS = {warning: 'alert', info: 'info'} as const;

const box = pattern(() => element('div', {class: 'issues', part: 'issues'}));
/** A box with the one mistake that most have. */
const boxOfOne = pattern(() => {
  const drawn = box();
  drawn.append(lines.error());
  return drawn;
});
const lines: {readonly [severity in Severity]: () => HTMLElement} = {
  error: line('error'),
  warning: line('warning'),
  info: line('info'),
};

function line(severity: Severity): () => HTMLElement {
  return pattern(() =>
    element(
      'p',
      {class: 'issue', part: `issue ${severity}`, 'data-severity': severity},
      ...(severity === 'error' ? [] : [iconNode(ICONS[severity])]),
      element('span', {class: 'unseen'}, ' '),
      ' ',
    ),
  );
}

/**
 * What is wrong, in words; the kind is said in words and shown by a sign, not by colour alone. Draws into the box of
 * an earlier drawing when there is one, and answers the box.
 */
export function drawIssues(
  ctx: FormContext,
  id: string,
  issues: readonly Issue[],
  earlier: HTMLElement | undefined,
): HTMLElement {
  const drawn = earlier ?? (issues.length === 1 && issues[0]?.severity === 'error' ? boxOfOne() : box());
  if (drawn.id !== id) drawn.id = id;
  while (drawn.childElementCount > issues.length) drawn.lastElementChild?.remove();
  issues.forEach((issue, index) => {
    const before = drawn.children[index];
    let shown = before;
    if (shown?.getAttribute('data-severity') !== issue.severity) {
      shown = lines[issue.severity]();
      if (before) before.replaceWith(shown);
      else drawn.append(shown);
    }
    if (shown.getAttribute('data-code') !== issue.code) shown.setAttribute('data-code', issue.code);
    put(shown.lastElementChild?.firstChild, `${ctx.t(issue.severity)}: `);
    put(shown.lastChild, ctx.form.messageOf(issue, ctx.locale));
  });
  return drawn;
}

function put(text: Node | null | undefined, words: string): void {
  if (text && text.nodeValue !== words) text.nodeValue = words;
}

class ShownIssues extends Directive {
  #box: HTMLElement | undefined;

  override render(ctx: FormContext, id: string, issues: readonly Issue[]): HTMLElement {
    this.#box = drawIssues(ctx, id, issues, this.#box);
    return this.#box;
  }
}

const shown = directive(ShownIssues);

/** The same for a template. */
export function shownIssues(ctx: FormContext, id: string, issues: readonly Issue[]): DirectiveResult {
  return shown(ctx, id, issues);
}
