import type {Issue, Severity} from '@egov-form/core';
import {Directive, type DirectiveResult, directive} from 'lit/directive.js';
import {element, mark, pattern, write} from '../internal/dom.ts';
import type {FormContext} from '../internal/form-context.ts';
import {iconNode} from '../internal/icons.ts';

const ICONS = {error: 'error', warning: 'alert', info: 'info'} as const;

const box = pattern(() => element('div', {class: 'issues', part: 'issues'}));
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
      iconNode(ICONS[severity]),
      element('span', {}, element('span', {class: 'unseen'}), document.createTextNode(' ')),
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
  const drawn = earlier ?? box();
  mark(drawn, 'id', id);
  while (drawn.childElementCount > issues.length) drawn.lastElementChild?.remove();
  issues.forEach((issue, index) => {
    const before = drawn.children[index];
    let shown = before;
    if (shown?.getAttribute('data-severity') !== issue.severity) {
      shown = lines[issue.severity]();
      if (before) before.replaceWith(shown);
      else drawn.append(shown);
    }
    mark(shown, 'data-code', issue.code);
    const words = shown.lastElementChild;
    if (!words?.firstChild || !words.lastChild) return;
    write(words.firstChild, `${ctx.t(issue.severity)}: `);
    write(words.lastChild, ctx.form.messageOf(issue, ctx.locale));
  });
  return drawn;
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
