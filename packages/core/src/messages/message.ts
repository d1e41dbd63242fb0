import {textIn} from '../definition/text.ts';
import type {Pack} from '../ports/ports.ts';
import type {Issue} from './issue.ts';
import {issueTexts} from './languages.ts';

/** Texts with the names of params at every odd place: `Please enter {label}.` is `['Please enter ', 'label', '.']`. */
type Template = readonly string[];

const parsed = new Map<string, Template>();
/** Definitions come and go on a page that makes them. */
const MOST_KEPT = 1000;

function parse(text: string): Template {
  const known = parsed.get(text);
  if (known) return known;
  const template = text.split(/\{([A-Za-z][A-Za-z0-9]*)\}/u);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, template);
  return template;
}

/** The text of an issue, made late: templates by code, `{label}` and params filled in. */
export function messageText(issue: Issue, label: string, locale: string, packs: readonly Pack[]): string {
  const language = locale.split('-')[0] ?? locale;
  const said = issue.message === undefined ? '' : textIn(issue.message, locale);
  // What an author says about rows that are the same does not name them.
  const template =
    said === '' || issue.code === 'list.duplicate' ? `${said} ${templateOf(issue.code, language, packs)}`.trimStart() : said;
  const [start = '', ...rest] = parse(template);
  let text = start;
  for (let at = 0; at < rest.length; at += 2) {
    const name = rest[at] ?? '';
    const params = issue.params;
    const value = params && Object.hasOwn(params, name) ? params[name] : name === 'label' ? label : `{${name}}`;
    text += `${value}${rest[at + 1] ?? ''}`;
  }
  return text;
}

function templateOf(code: string, language: string, packs: readonly Pack[]): string {
  for (const tongue of [language, 'vi', 'en']) {
    for (const {messages} of packs) {
      const own = messages?.[tongue];
      if (own && Object.hasOwn(own, code)) return own[code] ?? code;
    }
    const core = issueTexts(tongue);
    if (core && Object.hasOwn(core, code)) return core[code] ?? code;
  }
  return code;
}
