/**
 * A JSON Patch applied to a text, so that what it does not touch stays as its author wrote it: spaces, line breaks, order.
 *
 * Source  RFC 6902. `add`, `replace`, `remove` and `move`; RFC 6901 for the pointers.
 */
import type {PatchOperation} from '@egov-form/checks';
import {type Json, parsePointer} from '@egov-form/core';
import {findNodeAtLocation, type JSONPath, type Node, parseTree} from 'jsonc-parser';

/** Longest line that a value is written on. */
const WIDTH = 120;

/**
 * @returns the text after every operation, in their order.
 * @throws RangeError for a place that is not there; the text is JSON.
 */
export function patchText(text: string, operations: readonly PatchOperation[]): string {
  return operations.reduce(applied, text);
}

function applied(text: string, operation: PatchOperation): string {
  switch (operation.op) {
    case 'replace':
      return replaced(text, operation.path, operation.value);
    case 'remove':
      return removed(text, operation.path);
    case 'add':
      return added(text, operation.path, (indent, unit) => print(operation.value, indent, unit));
    case 'move': {
      const {from, path} = operation;
      const {offset, length} = nodeAt(treeOf(text), from);
      const moved = text.slice(offset, offset + length);
      const before = indentAt(text, offset);
      const without = removed(text, from);
      return added(without, path, (indent) => moved.replaceAll(`\n${before}`, `\n${indent}`));
    }
  }
}

function replaced(text: string, pointer: string, value: Json): string {
  const {offset, length} = nodeAt(treeOf(text), pointer);
  return splice(text, offset, length, print(value, indentAt(text, offset), unitOf(text)));
}

/** The part with the comma and the space that belong to it. */
function removed(text: string, pointer: string): string {
  const value = nodeAt(treeOf(text), pointer);
  // A member is a name and a value.
  const part = value.parent?.type === 'property' ? value.parent : value;
  const siblings = part.parent?.children ?? [];
  const at = siblings.indexOf(part);
  const next = siblings[at + 1];
  const previous = siblings[at - 1];
  if (next) return splice(text, part.offset, next.offset - part.offset, '');
  if (previous) return splice(text, endOf(previous), endOf(part) - endOf(previous), '');
  const {parent} = part;
  if (!parent) throw new RangeError('Expected a pointer to a part of the document, found one to all of it.');
  return splice(text, parent.offset + 1, parent.length - 2, '');
}

type Print = (indent: string, unit: string) => string;

function added(text: string, pointer: string, value: Print): string {
  const path = parsePointer(pointer);
  const last = path.at(-1) ?? '';
  const parent = nodeAt(treeOf(text), pointer.slice(0, pointer.lastIndexOf('/')));
  const children = parent.children ?? [];
  if (parent.type === 'array') {
    const before = last === '-' ? undefined : children[Number(last)];
    return inserted(text, parent, before, value);
  }
  const name = JSON.stringify(last);
  const present = children.find(({children: [key] = []}) => key?.value === last)?.children?.[1];
  if (present) return splice(text, present.offset, present.length, value(indentAt(text, present.offset), unitOf(text)));
  return inserted(text, parent, undefined, (indent, unit) => `${name}: ${value(indent, unit)}`);
}

/** A new child before another one, or at the end, on a line of its own where its siblings are. */
function inserted(text: string, parent: Node, before: Node | undefined, value: Print): string {
  const {children = []} = parent;
  const [first] = children;
  const unit = unitOf(text);
  const outer = indentAt(text, parent.offset);
  if (!first) {
    // An object of the whole document has its members on lines; a smaller one was empty on one line.
    if (parent.parent) return splice(text, parent.offset + 1, parent.length - 2, value(outer, unit));
    return splice(text, parent.offset + 1, parent.length - 2, `\n${unit}${value(unit, unit)}\n`);
  }
  const isOnLines = text.slice(parent.offset, first.offset).includes('\n');
  const indent = isOnLines ? indentAt(text, first.offset) : outer;
  const gap = isOnLines ? `\n${indent}` : ' ';
  const printed = value(indent, unit);
  if (before) return splice(text, before.offset, 0, `${printed},${gap}`);
  return splice(text, endOf(children.at(-1) ?? first), 0, `,${gap}${printed}`);
}

/** As people write JSON: on one line what fits, otherwise a line per member. */
function print(value: Json, indent: string, unit: string): string {
  const short = inline(value);
  if (short.length + indent.length <= WIDTH || value === null || typeof value !== 'object') return short;
  const inner = indent + unit;
  const lines = Array.isArray(value)
    ? value.map((item: Json) => print(item, inner, unit))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${print(member as Json, inner, unit)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${lines.map((line) => `${inner}${line}`).join(',\n')}\n${indent}${close}`;
}

function inline(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => inline(item)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inline(member as Json)}`);
  return `{${members.join(', ')}}`;
}

function treeOf(text: string): Node {
  const tree = parseTree(text);
  if (!tree) throw new RangeError('Expected a JSON document, found nothing.');
  return tree;
}

function nodeAt(tree: Node, pointer: string): Node {
  const path: JSONPath = [];
  let node: Node | undefined = tree;
  for (const segment of parsePointer(pointer)) {
    path.push(node?.type === 'array' ? Number(segment) : segment);
    node = findNodeAtLocation(tree, path);
  }
  if (!node) throw new RangeError(`Expected a part at ${pointer}, found none.`);
  return node;
}

function splice(text: string, offset: number, length: number, put: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return text.slice(0, offset) + put.replaceAll(/\r?\n/gu, lineEnd) + text.slice(offset + length);
}

function endOf({offset, length}: Node): number {
  return offset + length;
}

/** White space at the start of the line that a place stands on. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/u.exec(text.slice(start, offset))?.[0] ?? '';
}

/** What one level is moved in by. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/u.exec(text)?.[1] ?? '  ';
}
