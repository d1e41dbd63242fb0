/** What questions, choices, pages and groups are called: each by words of its own, short enough to be heard. */
import type {Text} from '@egov-form/core';
import {type FieldPlan, splitPointer, viewSchema} from '@egov-form/core/plan';
import {type PlacedItem, type PlannedProcedure, type Procedure, saidIn, sayTheSame, settingAt, wordsOf} from './procedure.ts';

/** Letters of a label, and of a heading; what is longer is an explanation. */
const MOST_LETTERS = 120;
const MOST_HINT_LETTERS = 400;
const MOST_PLACEHOLDER_LETTERS = 40;

/** Members of a definition that name something. */
const NAMES: ReadonlySet<string> = new Set(['label', 'title', 'group', 'rowTitle', 'addLabel']);

export function checkNames({texts, tell}: Procedure): void {
  for (const {at, text} of texts) {
    const member = at.slice(at.lastIndexOf('/') + 1);
    if (!NAMES.has(member) || at.startsWith('/output/')) continue;
    const words =
      typeof text === 'string'
        ? [[at, text] as const]
        : Object.entries(text).map(([language, one]) => [`${at}/${language}`, one] as const);
    for (const [place, one] of words) checkName(place, one, member, tell);
  }
}

function checkName(at: string, words: string, member: string, tell: Procedure['tell']): void {
  if (words.trim() === '') return;
  if (!/[\p{L}\p{N}]/u.test(words)) tell('label.symbol', at);
  else if (words.length > MOST_LETTERS && member !== 'title') tell('label.long', at, {found: words.length, most: MOST_LETTERS});
  if (member !== 'label' || !/^\/fields\//u.test(at)) return;
  const withoutMark = words.replace(/\s*(?:\(\s*\*\s*\)|\*+)\s*$/u, '');
  if (withoutMark !== words) tell('label.mark', at, {}, [{op: 'replace', path: at, value: withoutMark}]);
  else if (/:\s*$/u.test(words)) tell('label.colon', at, {}, [{op: 'replace', path: at, value: words.replace(/\s*:\s*$/u, '')}]);
}

interface Named {
  readonly at: string;
  readonly title: Text | undefined;
  /** When it is shown; two that are never shown together may be called alike. */
  readonly when: string;
}

export function checkLabels(procedure: PlannedProcedure): void {
  const {definition, items, plan, languages, tell} = procedure;
  const heard = new Map<string, Named[]>();
  const add = (within: string, named: Named, code: 'label.twice' | 'group.twice'): void => {
    const keys = saidIn(named.title, languages).map((said) => `${code} ${within} ${said}`);
    const same = keys.flatMap((key) => heard.get(key) ?? []).find((other) => mayBeTogether(other, named));
    if (same) tell(code, named.at, {other: same.at});
    for (const key of keys) heard.set(key, [...(heard.get(key) ?? []), named]);
  };
  for (const placed of items) {
    const {item, at, within} = placed;
    if ('field' in item) {
      const field = plan.fields.get(item.field);
      if (!field) continue;
      checkFieldLabel(procedure, placed, field);
      const own = definition.fields?.[item.field];
      const when = JSON.stringify(own?.visible ?? true);
      add(
        within,
        {at: own?.label === undefined ? `${at}/field` : settingAt(item.field, 'label'), title: field.settings.label, when},
        'label.twice',
      );
    } else if ('group' in item) {
      add(within, {at: `${at}/group`, title: item.group, when: JSON.stringify(item.visible ?? true)}, 'group.twice');
    }
  }
  checkPageTitles(procedure);
  checkFieldTexts(procedure);
}

function mayBeTogether(a: Named, b: Named): boolean {
  return a.when === b.when || a.when === 'true' || b.when === 'true';
}

function checkFieldLabel({definition, languages, plan, tell}: PlannedProcedure, {at}: PlacedItem, field: FieldPlan): void {
  const {pattern, keywords} = field;
  if (definition.fields?.[pattern.text]?.label !== undefined) return;
  const view = viewSchema(definition.data, splitPointer(pattern.text), plan.schemas);
  if (view?.modelSettings.some(({label}) => label !== undefined)) return;
  const {title} = keywords;
  if (typeof title !== 'string' || title.trim() === '') tell('label.missing', `${at}/field`, {field: pattern.text});
  else if (languages.length > 1 && /\p{L}{2}/u.test(title))
    tell('label.untranslated', `${at}/field`, {field: pattern.text, languages: [...languages]});
}

function checkPageTitles({definition: {pages = []}, languages, tell}: Procedure): void {
  pages.forEach(({title}, i) => {
    const other = pages.slice(0, i).findIndex((page) => sayTheSame(page.title, title, languages));
    if (other >= 0) tell('page.title-twice', `/pages/${i}/title`, {other: `/pages/${other}/title`});
  });
}

const ASKS_TO_TYPE = /^(?:vui lòng |hãy )?(?:nhập|chọn|điền|ghi)\s|^(?:please )?(?:enter|type|select|choose|fill in)\s/iu;

function checkFieldTexts({definition: {fields = {}}, languages, tell}: Procedure): void {
  for (const [pointer, {label, hint, placeholder, options, checks = []}] of Object.entries(fields)) {
    const at = (member: string): string => settingAt(pointer, member);
    if (sayTheSame(label, hint, languages)) tell('hint.same', at('hint'), {}, [{op: 'remove', path: at('hint')}]);
    if (wordsOf(hint, languages).some((words) => words.length > MOST_HINT_LETTERS))
      tell('hint.long', at('hint'), {most: MOST_HINT_LETTERS});
    if (placeholder !== undefined) {
      const repeats = sayTheSame(label, placeholder, languages) || sayTheSame(hint, placeholder, languages);
      const explains = wordsOf(placeholder, languages).some(
        (words) => words.length > MOST_PLACEHOLDER_LETTERS || ASKS_TO_TYPE.test(words),
      );
      if (repeats) tell('placeholder.same', at('placeholder'), {}, [{op: 'remove', path: at('placeholder')}]);
      else if (explains)
        tell(
          'placeholder.hint',
          at('placeholder'),
          {},
          hint === undefined ? [{op: 'move', from: at('placeholder'), path: at('hint')}] : undefined,
        );
    }
    if (Array.isArray(options)) {
      if (options.length === 1) tell('choice.single', at('options'));
      options.forEach((option, i) => {
        const same = options.slice(0, i).findIndex((other) => sayTheSame(other.label, option.label, languages));
        if (same >= 0) tell('choice.twice', at(`options/${i}/label`), {other: at(`options/${same}/label`)});
      });
    }
    checks.forEach(({message}, i) => {
      if (wordsOf(message, languages).some(isVague)) tell('message.vague', at(`checks/${i}/message`));
    });
  }
}

const VAGUE: ReadonlySet<string> = new Set(
  'sai|lỗi|không hợp lệ|không đúng|chưa đúng|giá trị không hợp lệ|dữ liệu không hợp lệ|có lỗi|invalid|error|wrong|incorrect|not valid|invalid value|bad input|not allowed'.split(
    '|',
  ),
);

/** It neither says what is wrong nor what to do. */
function isVague(words: string): boolean {
  return VAGUE.has(
    words
      .trim()
      .replace(/[.!?]+$/u, '')
      .toLowerCase(),
  );
}
