import type {Issue} from './issue.ts';
import {issueTexts} from './messages/languages.ts';
import type {Pack} from './ports.ts';
import {textIn} from './text.ts';

/** The text of an issue, made late: templates by code, `{label}` and params filled in. */
export function messageText(issue: Issue, label: string, locale: string, packs: readonly Pack[]): string {
  const language = locale.split('-')[0] ?? locale;
  const template = issue.message === undefined ? templateOf(issue.code, language, packs) : textIn(issue.message, locale);
  const params: {readonly [name: string]: unknown} = {label, ...issue.params};
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/gu, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}

function templateOf(code: string, language: string, packs: readonly Pack[]): string {
  for (const tongue of [language, 'vi', 'en']) {
    for (const messages of [...packs.map((pack) => pack.messages?.[tongue]), issueTexts(tongue)]) {
      if (messages && Object.hasOwn(messages, code)) return messages[code] ?? code;
    }
  }
  return code;
}
