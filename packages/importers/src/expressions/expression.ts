/**
 * Conditions of other formats as JSON Logic. One parser by precedence; a dialect says how its variables are written, which
 * operators and functions it has, and what they are here. What has no counterpart is refused by name, never guessed.
 */
import type {Json} from '@egov-form/core';
import {type Token, tokensOf} from './tokens.ts';

/** A rule in which `var` names the answer as the source calls it; `''` is the answer that the rule stands at. */
export type SourceRule = Json;

export interface Dialect {
  /** Sticky. Its first group is the name of an answer. */
  readonly variable: RegExp;
  /** Bare words are names of answers, as in FEEL. */
  readonly bareNames?: boolean;
  readonly constants: {readonly [word: string]: Json};
  /** Between two operands, by its spelling: precedence, and what it is here. */
  readonly binary: {readonly [spelling: string]: Operator};
  /** Before its operand. */
  readonly prefix: {readonly [spelling: string]: (operand: SourceRule) => SourceRule};
  /** Behind its operand. */
  readonly postfix?: {readonly [spelling: string]: (operand: SourceRule) => SourceRule};
  /** By name, in small letters. Undefined for arguments that it cannot take over. */
  readonly functions: {readonly [name: string]: (...args: readonly SourceRule[]) => SourceRule | undefined};
}

export interface Operator {
  readonly precedence: number;
  readonly make: (left: SourceRule, right: SourceRule) => SourceRule;
}

/** A part of an expression that is not carried over; `message` is that part. */
class Unsupported extends Error {}

export type Parsed = {readonly rule: SourceRule} | {readonly unsupported: string};

/** Characters of the longest expression that is read. */
const LONGEST = 2_000;

export function parseExpression(text: string, dialect: Dialect): Parsed {
  if (text.length > LONGEST) return {unsupported: `${text.slice(0, 20)}…`};
  try {
    const parser = new Parser(tokensOf(text, dialect.variable), dialect);
    return {rule: parser.whole()};
  } catch (error) {
    if (error instanceof Unsupported || error instanceof SyntaxError) return {unsupported: error.message};
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #dialect: Dialect;
  #at = 0;

  constructor(tokens: readonly Token[], dialect: Dialect) {
    this.#tokens = tokens;
    this.#dialect = dialect;
  }

  whole(): SourceRule {
    const rule = this.#expression(0);
    const rest = this.#peek();
    if (rest) throw new Unsupported(rest.text);
    return rule;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at];
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (!token) throw new Unsupported('…');
    this.#at += 1;
    return token;
  }

  #take(text: string): void {
    const token = this.#next();
    if (token.kind !== 'sign' || token.text !== text) throw new Unsupported(token.text);
  }

  #isSign(text: string): boolean {
    const token = this.#peek();
    return token?.kind === 'sign' && token.text === text;
  }

  #expression(least: number): SourceRule {
    let left = this.#operand();
    for (;;) {
      const token = this.#peek();
      if (!token || token.kind === 'text' || token.kind === 'number') return left;
      const spelling = token.text.toLowerCase();
      const postfix = this.#dialect.postfix?.[spelling];
      if (postfix) {
        this.#at += 1;
        left = postfix(left);
        continue;
      }
      const operator = this.#dialect.binary[spelling];
      if (!operator || operator.precedence < least) return left;
      this.#at += 1;
      left = operator.make(left, this.#expression(operator.precedence + 1));
    }
  }

  #operand(): SourceRule {
    const token = this.#next();
    if (token.kind === 'number') return Number(token.text);
    if (token.kind === 'text') return token.text;
    if (token.kind === 'variable') return {var: token.text};
    if (token.kind === 'sign' && token.text === '(') {
      const inner = this.#expression(0);
      this.#take(')');
      return inner;
    }
    if (token.kind === 'sign' && token.text === '[') return this.#list(']');
    const word = token.text.toLowerCase();
    if (this.#isSign('(') && token.kind === 'word') return this.#call(word, token.text);
    const prefix = this.#dialect.prefix[word];
    if (prefix) return prefix(this.#expression(PREFIX));
    if (token.kind === 'word') {
      const constant = this.#dialect.constants[word];
      if (constant !== undefined) return constant;
      if (word === 'if' && this.#dialect.bareNames) return this.#ifThenElse();
      if (this.#dialect.bareNames) return {var: token.text};
    }
    throw new Unsupported(token.text);
  }

  #list(end: string): Json[] {
    const items: Json[] = [];
    while (!this.#isSign(end)) {
      items.push(this.#expression(0));
      if (!this.#isSign(end)) this.#take(',');
    }
    this.#take(end);
    return items;
  }

  #call(name: string, written: string): SourceRule {
    this.#take('(');
    const args = this.#list(')');
    const made = this.#dialect.functions[name]?.(...args);
    if (made === undefined) throw new Unsupported(`${written}()`);
    return made;
  }

  /** FEEL's `if a then b else c`. */
  #ifThenElse(): SourceRule {
    const parts: Json[] = [this.#expression(0)];
    for (const word of ['then', 'else']) {
      const token = this.#next();
      if (token.text.toLowerCase() !== word) throw new Unsupported(token.text);
      parts.push(this.#expression(0));
    }
    return {if: parts};
  }
}

/** Binds closer than any operator between two operands. */
const PREFIX = 9;
