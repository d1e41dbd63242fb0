/**
 * A pattern without what may follow a match: a search asks whether there is one, and what may be empty at the end can neither
 * make one nor prevent it.
 *
 * Rule    Only repetitions of single characters are left out, and what is optional as a whole and ends with one: they are gone
 *         through once, and where they fail, the match is there without them.
 */
import type {PatternNode} from './pattern-syntax.ts';

/** For a pattern that does not ask for the end of the text. */
export function withoutIdleTail(node: PatternNode): PatternNode {
  switch (node.kind) {
    case 'sequence': {
      const parts = [...node.parts];
      for (let last = parts.pop(); last !== undefined; last = parts.pop()) {
        const kept = withoutIdleTail(last);
        if (isNothing(kept)) continue;
        return {...node, parts: [...parts, kept]};
      }
      return {...node, parts: []};
    }
    case 'choice':
      return {...node, parts: node.parts.map(withoutIdleTail)};
    case 'repeat':
      if (isOneCharacter(node.part)) return node.min === 0 ? NOTHING : {...node, max: node.min};
      return node.min === 0 && node.max === 1 && isGoneThroughOnce(node.part) ? NOTHING : node;
    default:
      return node;
  }
}

const NOTHING: PatternNode = {kind: 'sequence', parts: []};

function isNothing(node: PatternNode): boolean {
  return node.kind === 'sequence' && node.parts.length === 0;
}

function isOneCharacter(node: PatternNode): boolean {
  if (node.kind === 'sequence') return node.parts.length === 1 && node.parts.every(isOneCharacter);
  return node.kind === 'choice' ? node.parts.every(isOneCharacter) : node.kind === 'set';
}

/** Characters one after the other, of which the last may be repeated. */
function isGoneThroughOnce(node: PatternNode): boolean {
  if (node.kind === 'set') return true;
  if (node.kind !== 'sequence') return false;
  const last = node.parts.at(-1);
  const isLast = last === undefined || last.kind === 'set' || (last.kind === 'repeat' && last.part.kind === 'set');
  return isLast && node.parts.slice(0, -1).every(({kind}) => kind === 'set');
}
