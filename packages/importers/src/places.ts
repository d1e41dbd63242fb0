import {formatPointer, type Json} from '@egov-form/core';
import type {SourceRule} from './expressions/expression.ts';

/** Where the answers of a source went, by the names that its rules call them. */
export class Places {
  readonly #byKey = new Map<string, readonly string[]>();

  put(key: string, pointer: readonly string[]): void {
    // The first that has the name is the one that rules mean.
    if (key !== '' && !this.#byKey.has(key)) this.#byKey.set(key, pointer);
    this.#byKey.set(pointer.join('.'), pointer);
  }

  /**
   * @param from the answer that the rule stands at, which `{"var": ""}` names.
   * @returns the rule about pointers, or the first name that nothing has.
   */
  resolve(rule: SourceRule, from: readonly string[]): {readonly rule: Json; readonly unknown?: string} {
    let unknown: string | undefined;
    const visit = (part: Json): Json => {
      if (Array.isArray(part)) return part.map(visit);
      if (typeof part !== 'object' || part === null) return part;
      const [[operator, argument] = []] = Object.entries(part);
      if (operator === undefined || argument === undefined) return part;
      if (operator !== 'var') return {[operator]: visit(argument)};
      const [name, ...others] = Array.isArray(argument) ? argument : [argument];
      const pointer = this.#find(String(name), from);
      if (!pointer) unknown ??= String(name);
      const path = pointer ? formatPointer(pointer) : '';
      return {var: others.length > 0 ? [path, ...others.map(visit)] : path};
    };
    const made = visit(rule);
    return unknown === undefined ? {rule: made} : {rule: made, unknown};
  }

  #find(name: string, from: readonly string[]): readonly string[] | undefined {
    if (name === '') return from;
    const exact = this.#byKey.get(name);
    if (exact) return exact;
    // In the own row or part first, then around it: `row.sum`, `panel.name`, `item`, `address.street`.
    const names = name
      .replace(/^(?:row|panel|item|data|this)\./u, '')
      .split(/[./]/u)
      .filter(Boolean);
    for (let length = from.length - 1; length >= 0; length -= 1) {
      const found = this.#byKey.get([...from.slice(0, length), ...names].join('.'));
      if (found) return found;
    }
    // A choice of a question, an answer's part that is asked as a whole.
    const head = this.#byKey.get(names[0] ?? '');
    return head && names.length > 1 ? (this.#byKey.get([...head, ...names.slice(1)].join('.')) ?? this.#row(head, names)) : head;
  }

  #row(head: readonly string[], names: readonly string[]): readonly string[] | undefined {
    return this.#byKey.get([...head, '*', ...names.slice(1).filter((name) => name !== '*')].join('.'));
  }
}
