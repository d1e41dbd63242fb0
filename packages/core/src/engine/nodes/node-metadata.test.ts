import assert from 'node:assert/strict';
import {test} from 'node:test';
import {effect} from '@preact/signals-core';
import {NodeMetadata, Observable} from './node-metadata.ts';

class Node extends Observable {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }
}

const other = new Node('other');

/** Nodes that are watched, in a form where another one has a mark already. */
function watched(count: number): {marks: NodeMetadata<Node, string>; nodes: readonly Node[]; runs: string[]} {
  const marks = new NodeMetadata<Node, string>();
  const nodes = Array.from({length: count}, (_, i) => new Node(`n${i}`));
  const runs: string[] = [];
  for (const node of nodes) effect(() => void runs.push(`${node.name} ${marks.of(node) ?? 'none'}`));
  marks.set(other, 'first');
  runs.length = 0;
  return {marks, nodes, runs};
}

test('who watches one node does not run again for the marks of others', () => {
  const {marks, nodes, runs} = watched(50);
  const [, , node = other] = nodes;
  marks.set(node, 'a');
  marks.set(node, 'b');
  marks.set(other, 'second');
  marks.set(node, undefined);
  assert.deepEqual(runs, ['n2 a', 'n2 b', 'n2 none']);
});

test('the first mark of all reaches who watched before it', () => {
  const marks = new NodeMetadata<Node, string>();
  const seen: (string | undefined)[] = [];
  effect(() => void seen.push(marks.of(other)));
  marks.set(other, 'a');
  assert.deepEqual(seen, [undefined, 'a']);
});

test('clearing takes every mark away, and says so to those who had one', () => {
  const {marks, nodes, runs} = watched(3);
  marks.set(nodes[1] ?? other, 'a');
  runs.length = 0;
  marks.clear();
  assert.deepEqual(runs, ['n1 none']);
  assert.deepEqual(marks.entries(), []);
  assert.equal(marks.peek(other), undefined);
});

test('all of them are in the order in which they were made', () => {
  const {marks, nodes} = watched(3);
  for (const node of nodes.toReversed()) if (node.name !== 'n1') marks.set(node, 'later');
  assert.deepEqual(
    marks.entries().map(([{name}]) => name),
    ['other', 'n2', 'n0'],
  );
});
