/** What the formats of other form systems have in common. */
import type {Json, JsonObject, Text} from '@egov-form/core';
import type {DraftQuestion} from '../draft.ts';
import {type Dialect, parseExpression, type SourceRule} from '../expressions/expression.ts';
import {isObject, plainText, textOf} from '../json.ts';
import type {Losses} from '../losses.ts';

export type Options = NonNullable<DraftQuestion['options']>;

export class Reading {
  readonly losses: Losses;
  readonly #dialect: Dialect | undefined;

  constructor(losses: Losses, dialect?: Dialect) {
    this.losses = losses;
    this.#dialect = dialect;
  }

  /** An expression of the source as a rule; undefined, and told, where it cannot be one. */
  rule(expression: unknown, where: string): SourceRule | undefined {
    const text = textOf(expression);
    if (text === undefined || !this.#dialect) return;
    const parsed = parseExpression(text.replace(/^=\s*/u, ''), this.#dialect);
    if ('rule' in parsed) return parsed.rule;
    this.losses.add('rule.expression', where, {found: `${text.slice(0, 80)} (${parsed.unsupported})`});
    return;
  }

  /** A text for people, without markup. */
  text(given: unknown, where: string): Text | undefined {
    if (isObject(given)) {
      const byLanguage = Object.entries(given)
        .map(([language, value]) => [language === 'default' ? 'en' : language, this.text(value, where)] as const)
        .filter(
          (entry): entry is readonly [string, string] =>
            typeof entry[1] === 'string' && /^[a-z]{2}(?:-[A-Za-z]+)?$/u.test(entry[0]),
        );
      return byLanguage.length > 0 ? (Object.fromEntries(byLanguage) as unknown as Text) : undefined;
    }
    const source = textOf(given);
    if (source === undefined) return;
    const {text, hadMarkup} = plainText(source);
    if (hadMarkup) this.losses.add('text.markup', where);
    return text === '' ? undefined : text;
  }

  script(code: unknown, where: string): void {
    const text = textOf(code);
    if (text !== undefined) this.losses.add('rule.script', where, {found: text.slice(0, 60)});
  }

  /** A question to choose one or several from what it lists; a box for text where it lists nothing. */
  choice(options: Options, several: boolean, where: string): {readonly schema: JsonObject; readonly options?: Options} {
    if (options.length === 0) {
      this.losses.add('options.none', where);
      return {schema: {type: 'string'}};
    }
    const values = [...new Set(options.map(({value}) => value))];
    const kinds = new Set(values.map((value) => typeof value));
    const one: JsonObject = {...(kinds.size === 1 && {type: kindOf(values[0])}), enum: values};
    const listed = values.map((value) => options.find((option) => option.value === value) as Options[number]);
    return {schema: several ? {type: 'array', uniqueItems: true, items: one} : one, options: listed};
  }
}

const kindOf = (value: unknown): string =>
  typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'string';

/** A value that stands for a choice. */
export const choiceValue = (value: Json | undefined): string | number | boolean | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

export const andRule = (...rules: readonly (SourceRule | undefined)[]): SourceRule | undefined => {
  const given = rules.filter((rule): rule is SourceRule => rule !== undefined);
  return given.length < 2 ? given[0] : {and: given};
};

export const notRule = (rule: SourceRule | undefined): SourceRule | undefined => (rule === undefined ? undefined : {'!': [rule]});

/** Only members that say something, for optional members of a draft. */
export function given<T extends object>(members: T): {readonly [K in keyof T]?: Exclude<T[K], undefined>} {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
