/** A definition of a draft: names become pointers, rules of the source become rules about them. */
import {type FormDefinition, formatPointer, type Json, type JsonObject, textIn} from '@egov-form/core';
import type {DefinitionSurroundings} from '@egov-form/core/check';
import {coerced} from './coerce.ts';
import type {DraftForm, DraftItem, DraftPage, DraftQuestion} from './draft.ts';
import type {SourceRule} from './expressions/expression.ts';
import type {Losses} from './losses.ts';
import {freeName, identifier} from './names.ts';
import {Places} from './places.ts';
import {withoutMistakes} from './without-mistakes.ts';

type Writable = {[member: string]: Json};

/** An object of the answers that is being made. */
interface Part {
  readonly pointer: readonly string[];
  readonly properties: Writable;
  readonly required: string[];
}

/** @returns a definition that loads: what the checks refuse is left out and told. */
export function definitionOf(form: DraftForm, losses: Losses, surroundings: DefinitionSurroundings = {}): FormDefinition {
  const maker = new Maker(losses);
  return withoutMistakes(maker.make(form), losses, surroundings);
}

class Maker {
  readonly #losses: Losses;
  readonly #places = new Places();
  readonly #fields: Writable = {};
  readonly #documents: Writable = {};
  readonly #schemas = new Map<string, JsonObject>();
  /** Rules wait until every question has its place. */
  readonly #later: (() => void)[] = [];

  constructor(losses: Losses) {
    this.#losses = losses;
  }

  make(form: DraftForm): JsonObject {
    const root: Part = {pointer: [], properties: {}, required: []};
    const ids = new Set<string>();
    const pages = form.pages.map((page, index) => this.#page(page, index, root, ids));
    for (const resolve of this.#later) resolve();
    return {
      $schema: 'urn:egov-form:form:v1',
      id: form.id ? identifier(form.id, 'form') : identifier(textIn(form.title, 'vi'), 'form'),
      version: /^\d+\.\d+\.\d+$/u.test(form.version ?? '') ? (form.version as string) : '1.0.0',
      title: form.title,
      ...(form.description !== undefined && {description: form.description}),
      data: schemaOf(root),
      pages,
      ...(Object.keys(this.#fields).length > 0 && {fields: this.#fields}),
      ...(Object.keys(this.#documents).length > 0 && {documents: this.#documents}),
    };
  }

  #page(page: DraftPage, index: number, root: Part, ids: Set<string>): JsonObject {
    const id = freeName(identifier(textIn(page.title, 'en'), `page-${index + 1}`), '', ids);
    ids.add(id);
    const made: Writable = {id, title: page.title ?? {vi: `Trang ${index + 1}`, en: `Page ${index + 1}`}};
    if (page.description !== undefined) made['description'] = page.description;
    this.#rule(made, 'visible', page.visible, [], id);
    made['items'] = page.items.flatMap((item) => this.#item(item, root));
    return made;
  }

  #item(item: DraftItem, part: Part): JsonObject[] {
    if (item.kind === 'text') {
      const made: Writable = {text: item.text, ...(item.tone && {tone: item.tone})};
      this.#rule(made, 'visible', item.visible, part.pointer, textIn(item.text, 'vi').slice(0, 40));
      return [made];
    }
    if (item.kind === 'document') return [this.#document(item, part)];
    if (item.kind === 'question') return [this.#question(item, part)];
    if (item.kind === 'list') return [this.#list(item, part)];
    const inner = item.name === undefined ? part : this.#object(item.name, item, part);
    const made: Writable = {group: item.label};
    if (item.hint !== undefined) made['description'] = item.hint;
    if (item.columns !== undefined && item.columns > 1) made['columns'] = Math.min(item.columns, 4);
    if (item.folded) made['folded'] = true;
    // Of an object the rule holds for all that is in it, also for what is sent.
    if (inner === part) this.#rule(made, 'visible', item.visible, part.pointer, textIn(item.label, 'vi'));
    else this.#fieldRules(formatPointer(inner.pointer), {visible: item.visible}, part.pointer, item.name ?? '');
    made['items'] = item.items.flatMap((one) => this.#item(one, inner));
    return [made];
  }

  #document(item: DraftItem & {kind: 'document'}, part: Part): JsonObject {
    const name = freeName(item.name, item.label, new Set(Object.keys(this.#documents)));
    const settings: Writable = {title: item.label};
    if (item.hint !== undefined) settings['hint'] = item.hint;
    if (item.maxFiles !== undefined) settings['maxFiles'] = item.maxFiles;
    this.#documents[name] = settings;
    this.#rule(settings, 'visible', item.visible, part.pointer, item.name);
    this.#rule(settings, 'required', item.required, part.pointer, item.name);
    return {document: name};
  }

  #question(item: DraftQuestion, part: Part): JsonObject {
    const pointer = this.#placed(item, part);
    const name = pointer.at(-1) ?? '';
    part.properties[name] = item.schema;
    this.#schemas.set(formatPointer(pointer), item.schema);
    if (item.required === true && (item.visible === undefined || item.visible === true)) part.required.push(name);
    const settings: Writable = {label: item.label};
    for (const member of ['hint', 'placeholder', 'widget', 'options', 'default'] as const)
      if (item[member] !== undefined) settings[member] = item[member] as Json;
    if (item.list !== undefined) settings['options'] = {list: item.list};
    this.#fields[formatPointer(pointer)] = settings;
    const {visible, readonly, value} = item;
    const required = part.required.includes(name) ? undefined : item.required;
    this.#fieldRules(formatPointer(pointer), {visible, required, readonly, value}, pointer, item.name);
    for (const {rule, message} of item.checks ?? []) {
      this.#later.push(() => {
        const made = this.#resolved(rule, pointer, item.name);
        if (made !== undefined) settings['checks'] = [...((settings['checks'] as Json[]) ?? []), {rule: made, message}];
      });
    }
    return {field: formatPointer(pointer)};
  }

  #list(item: DraftItem & {kind: 'list'}, part: Part): JsonObject {
    const pointer = this.#placed(item, part);
    const row: Part = {pointer: [...pointer, '*'], properties: {}, required: []};
    const items = item.items.flatMap((one) => this.#item(one, row));
    part.properties[pointer.at(-1) ?? ''] = {
      type: 'array',
      ...(item.minItems !== undefined && {minItems: item.minItems}),
      ...(item.maxItems !== undefined && {maxItems: item.maxItems}),
      items: schemaOf(row),
    };
    if (item.minItems !== undefined && item.minItems > 0 && item.visible === undefined) part.required.push(pointer.at(-1) ?? '');
    this.#fields[formatPointer(pointer)] = {label: item.label, ...(item.hint !== undefined && {hint: item.hint})};
    this.#fieldRules(formatPointer(pointer), {visible: item.visible}, pointer, item.name);
    return {list: formatPointer(pointer), ...(item.table && {layout: 'table'}), items};
  }

  #object(name: string, item: DraftItem & {kind: 'group'}, part: Part): Part {
    const pointer = this.#placed({name, label: item.label, ...(item.key !== undefined && {key: item.key})}, part);
    const inner: Part = {pointer, properties: {}, required: []};
    this.#later.push(() => {
      part.properties[pointer.at(-1) ?? ''] = schemaOf(inner);
    });
    part.properties[pointer.at(-1) ?? ''] = {type: 'object'};
    return inner;
  }

  #placed(
    item: {readonly name: string; readonly key?: string; readonly label: DraftQuestion['label']},
    part: Part,
  ): readonly string[] {
    const name = freeName(item.name, item.label, new Set(Object.keys(part.properties)));
    if (item.name !== '' && name !== item.name) this.#losses.add('name.changed', item.name, {found: item.name, instead: name});
    const pointer = [...part.pointer, name];
    this.#places.put(item.key ?? item.name, pointer);
    return pointer;
  }

  #fieldRules(
    pointer: string,
    rules: {readonly [member: string]: SourceRule | undefined},
    from: readonly string[],
    where: string,
  ): void {
    for (const [member, rule] of Object.entries(rules)) {
      if (rule === undefined || (member === 'visible' && rule === true) || rule === false) continue;
      this.#fields[pointer] ??= {};
      this.#rule(this.#fields[pointer] as Writable, member, rule, from, where);
    }
  }

  #rule(target: Writable, member: string, rule: SourceRule | undefined, from: readonly string[], where: string): void {
    if (rule === undefined) return;
    this.#later.push(() => {
      const made = this.#resolved(rule, from, where);
      if (made !== undefined) target[member] = made;
    });
  }

  #resolved(rule: SourceRule, from: readonly string[], where: string): Json | undefined {
    const {rule: made, unknown} = this.#places.resolve(rule, from);
    if (unknown === undefined) return coerced(made, (pointer) => this.#schemas.get(pointer));
    this.#losses.add('rule.unknown', where, {found: unknown});
    return;
  }
}

const schemaOf = ({properties, required}: Part): JsonObject => ({
  type: 'object',
  properties,
  ...(required.length > 0 && {required}),
});
