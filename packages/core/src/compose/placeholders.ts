/**
 * What stands for a value in the texts of a block: `{name}`, and `{name|vi}` for a text in one language.
 *
 * Rule    A string that is nothing but a placeholder becomes the value, whatever it is; within a string it becomes text. A pointer
 *         stands for a segment: `/{at}/fullName`. Names of members are strings, too. Values are put in once and never read again.
 *         A member or item that is nothing but an optional parameter without a value is left out, and so is an object of such.
 * Limits  `{today|day}`, `{#}` and `{/pointer}` of printed declarations are left as they are.
 */
import type {Json, JsonObject} from '../json/json.ts';
import {formatPointer, isSafeMember} from '../json/pointer.ts';
import {didYouMean, nearestName} from '../rules/nearest.ts';
import {type ComposePlace, composeError} from './compose-error.ts';
import {isJsonObject} from './merge-patch.ts';

/** Values by name; one that holds `undefined` is optional and was not given. */
export type Values = ReadonlyMap<string, Json | undefined>;

const PLACEHOLDER = /(\/?)\{([a-z][A-Za-z0-9]*)(?:\|([A-Za-z-]+))?\}/gu;
/** A name that printed declarations have given a meaning. */
const TODAY = 'today';

/** @throws FormError `EGOV_COMPOSE_PARAMETER` for a name that nothing is called, or a value that cannot stand where it should. */
export function filledIn(json: Json, values: Values, block: string | undefined, at: readonly string[] = []): Json {
  const result = new Filling(values, block).read(json, [...at], undefined);
  return result === undefined ? null : result;
}

class Filling {
  readonly #values: Values;
  readonly #block: string | undefined;

  constructor(values: Values, block: string | undefined) {
    this.#values = values;
    this.#block = block;
  }

  /** `undefined` for what is to be left out. */
  read(json: Json, path: string[], member: string | undefined): Json | undefined {
    if (typeof json === 'string') return this.#string(json, path, member);
    if (json === null || typeof json !== 'object') return json;
    if (Array.isArray(json)) return this.#list(json, path);
    return this.#object(json as JsonObject, path);
  }

  #list(list: readonly Json[], path: string[]): Json {
    return list.flatMap((item, i) => {
      const read = this.read(item, [...path, String(i)], undefined);
      return read === undefined ? [] : [read];
    });
  }

  /** An object of which everything is left out is left out. */
  #object(object: JsonObject, path: string[]): Json | undefined {
    const read: {[name: string]: Json} = {};
    for (const [name, value] of Object.entries(object)) {
      const within = [...path, name];
      const called = this.#within(name, within, undefined);
      if (!isSafeMember(called))
        throw this.#wrong(within, `"${called}" is a member of every object's prototype. Take another name.`);
      if (Object.hasOwn(read, called))
        throw composeError(
          'EGOV_COMPOSE_TAKEN',
          this.#place(within),
          `There is "${called}" already. Give one of them another name.`,
        );
      const filled = this.read(value, within, name);
      if (filled !== undefined) read[called] = filled;
    }
    return Object.keys(read).length === 0 && Object.keys(object).length > 0 ? undefined : read;
  }

  #string(text: string, path: readonly string[], member: string | undefined): Json | undefined {
    const [whole] = text.matchAll(PLACEHOLDER);
    if (whole?.[0] !== text || whole[1] !== '') return this.#within(text, path, member);
    const [, , name = '', language] = whole;
    if (name === TODAY) return text;
    const value = this.#value(name, path);
    const spoken = language ?? (member !== undefined && isJsonObject(value) && Object.hasOwn(value, member) ? member : undefined);
    return spoken === undefined ? value : this.#text(name, value, spoken, path);
  }

  #within(text: string, path: readonly string[], member: string | undefined): string {
    return text.replace(PLACEHOLDER, (all: string, slash: string, name: string, language: string | undefined) => {
      if (name === TODAY) return all;
      const value = this.#text(name, this.#value(name, path), language ?? member, path);
      return slash !== '' && (value === '' || value.startsWith('/')) ? value : slash + value;
    });
  }

  #value(name: string, path: readonly string[]): Json | undefined {
    if (this.#values.has(name)) return this.#values.get(name);
    const guess = nearestName(name, this.#values.keys());
    const message = `No parameter is called "${name}".${didYouMean(guess)}`;
    throw composeError('EGOV_COMPOSE_PARAMETER', this.#place(path), message, guess);
  }

  #text(name: string, value: Json | undefined, language: string | undefined, path: readonly string[]): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (value === undefined)
      throw this.#wrong(path, `"{${name}}" stands within a text and has no value. Give it one, or let it stand alone.`);
    const spoken = isJsonObject(value) && language !== undefined && Object.hasOwn(value, language) ? value[language] : undefined;
    if (typeof spoken === 'string') return spoken;
    throw this.#wrong(
      path,
      `"{${name}}" has no text ${language === undefined ? 'without a language' : `in "${language}"`}. Say which one, such as "{${name}|vi}", or give it in this language.`,
    );
  }

  #wrong(path: readonly string[], message: string): Error {
    return composeError('EGOV_COMPOSE_PARAMETER', this.#place(path), message);
  }

  #place(path: readonly string[]): ComposePlace {
    return {pointer: formatPointer(path), ...(this.#block !== undefined && {block: this.#block})};
  }
}
