/** The words of a finding, made late. */
import type {Finding, FindingParams} from './finding.ts';
import {coreTexts} from './messages/core-vi.ts';
import {en} from './messages/en.ts';
import {vi} from './messages/vi.ts';

/** Languages that findings speak. */
export type FindingLanguage = 'vi' | 'en';

type Texts = {readonly [code: string]: string};

const TEXTS: {readonly [language in FindingLanguage]: Texts} = {vi: {...coreTexts, ...vi}, en};

/** One or two sentences: what is wrong, and what to do. The place is the finding's. */
export function findingText({code, params}: Finding, language: FindingLanguage): string {
  const template = Object.hasOwn(TEXTS[language], code) ? TEXTS[language][code] : undefined;
  // What core finds it says in English.
  if (template === undefined) return textOf(params['message']) || code;
  return filled(template, params) + guessOf(params, language);
}

function filled(template: string, params: FindingParams): string {
  return template.replace(/\{([A-Za-z]+)\}/gu, (whole, name: string) =>
    Object.hasOwn(params, name) ? textOf(params[name]) : whole,
  );
}

/** The name that was most likely meant, where the check has one. */
function guessOf({suggestion}: FindingParams, language: FindingLanguage): string {
  if (suggestion === undefined) return '';
  return language === 'vi' ? ` Có phải là “${textOf(suggestion)}”?` : ` Did you mean "${textOf(suggestion)}"?`;
}

function textOf(value: FindingParams[string] | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => textOf(one)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
