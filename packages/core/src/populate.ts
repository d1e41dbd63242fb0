import type {EngineContext} from './engine-context.ts';
import {FieldNode} from './field-node.ts';
import {ListNode} from './list-node.ts';
import {formatPointer, type Segments} from './pointer.ts';
import type {Scope} from './scope.ts';

/** Pattern of the innermost list that a pattern goes through, `''` for none. */
export function rowPatternOf(pattern: Segments): string {
  const star = pattern.lastIndexOf('*');
  return star < 0 ? '' : formatPointer(pattern.slice(0, star));
}

/** Give a new scope the fields and lists that live directly in it. */
export function populateScope(engine: EngineContext, scope: Scope): void {
  const here = scope.list ? formatPointer(scope.list.plan.pattern) : '';
  for (const [text, plan] of engine.plan.fields) {
    if (rowPatternOf(plan.pattern) === here) scope.fields.set(text, new FieldNode(engine, plan, scope));
  }
  for (const [text, plan] of engine.plan.lists) {
    if (rowPatternOf(plan.pattern) === here) scope.lists.set(text, new ListNode(engine, plan, scope));
  }
}
