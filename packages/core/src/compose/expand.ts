/** A use of a block, made into what it brings: everything with the pointers and names of the form. */

import type {Block, Use} from '../generated/composition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import {escapeSegment, isSafeMember, splitPointer} from '../json/pointer.ts';
import {type ComposePlace, composeError} from './compose-error.ts';
import {withPartsOf} from './items.ts';
import {isJsonObject, mergePatch} from './merge-patch.ts';
import {valuesOf} from './parameters.ts';
import type {Piece, Section} from './piece.ts';
import {filledIn} from './placeholders.ts';
import {placeSchema, SchemaConflict} from './schema-place.ts';
import {templateProblems} from './template-shape.ts';
import {withoutQuestions} from './without.ts';

/** A block, and the address by which blocks that it names relatively are found. */
export interface FoundBlock {
  readonly address: string;
  readonly block: unknown;
}

/**
 * Finds a block by what `use` calls it.
 * @param from address of the block that names it; none for a source.
 */
export type ResolveBlock = (reference: string, from: string | undefined) => FoundBlock | undefined;

/** Blocks within blocks. */
const MOST_LEVELS = 16;

/** Where a use stands: the document, and the way from the source to it. */
export interface Surroundings {
  readonly resolve: ResolveBlock;
  /** Address of the block whose uses these are; none for a source. */
  readonly from?: string;
  readonly chain: readonly string[];
}

/** What every use brings, by its name. */
export function expandedUses(uses: {readonly [name: string]: Use}, surroundings: Surroundings): ReadonlyMap<string, Piece> {
  return new Map(Object.entries(uses).map(([name, use]) => [name, expanded(name, use, surroundings)]));
}

function expanded(name: string, use: Use, surroundings: Surroundings): Piece {
  const {from, chain, resolve} = surroundings;
  const place: ComposePlace = {pointer: `/use/${escapeSegment(name)}`, ...(from !== undefined && {block: from})};
  const inside = (member: string): ComposePlace => ({...place, pointer: `${place.pointer}/${member}`});
  if (!splitPointer(use.at).every(isSafeMember))
    throw composeError('EGOV_COMPOSE_SHAPE', inside('at'), `"${use.at}" names a prototype member, which no pointer may.`);
  const found = resolve(use.block, from);
  if (!found)
    throw composeError(
      'EGOV_COMPOSE_BLOCK',
      inside('block'),
      `There is no block "${use.block}". Install its package, or mend the path.`,
    );
  const way = [...chain, found.address];
  if (chain.includes(found.address) || chain.length >= MOST_LEVELS)
    throw composeError('EGOV_COMPOSE_CYCLE', inside('block'), `Blocks use each other in a circle: ${way.join(' → ')}.`);
  const block = readBlock(found, inside('block'));
  const values = valuesOf(block.parameters ?? {}, use.with ?? {}, {at: use.at, use: name}, inside('with'), found.address);
  const {parameters: _, ...rest} = block;
  const own = filledIn(rest as unknown as Json, values, found.address) as unknown as Block;
  const inner = expandedUses(own.use ?? {}, {resolve, from: found.address, chain: way});
  const piece = withInner(pieceOf(own, use.at, inner, found.address), inner, found.address);
  const asked = withoutQuestions(piece, use.without ?? [], inside('without'));
  return withChecks(overridden(asked, use, inside('override')), use.checks ?? {});
}

function readBlock({address, block}: FoundBlock, place: ComposePlace): Block {
  const [problem] = templateProblems(block, 'Block');
  if (!problem) return block as Block;
  if (!isJsonObject(block)) throw composeError('EGOV_COMPOSE_BLOCK', place, `"${address}" is no block: ${problem.message}`);
  throw composeError('EGOV_COMPOSE_SHAPE', {pointer: problem.pointer, block: address}, problem.message, problem.suggestion);
}

function pieceOf(block: Block, at: string, inner: ReadonlyMap<string, Piece>, address: string): Piece {
  const parts = Object.entries(block.parts ?? {}).map(([name, item]) => {
    const place = {pointer: `/parts/${escapeSegment(name)}`, block: address};
    return [name, withPartsOf(inner, item as unknown as Json, place)] as const;
  });
  return {
    data: block.data === undefined ? [] : [{at, schema: block.data}],
    fields: (block.fields ?? {}) as unknown as JsonObject,
    parties: (block.parties ?? {}) as unknown as JsonObject,
    lookups: (block.lookups ?? {}) as unknown as JsonObject,
    documents: (block.documents ?? {}) as unknown as JsonObject,
    parts: Object.fromEntries(parts),
  };
}

function withInner(piece: Piece, inner: ReadonlyMap<string, Piece>, address: string): Piece {
  const sections = mergedSections(piece, inner, address);
  return {...piece, ...sections, data: [...piece.data, ...[...inner.values()].flatMap(({data}) => data)]};
}

/**
 * Members of the own sections after those of the uses.
 * @throws FormError `EGOV_COMPOSE_TAKEN` for a name that two of them give.
 */
export function mergedSections(
  own: {readonly [section in Section]: JsonObject},
  uses: ReadonlyMap<string, Piece>,
  address: string | undefined,
): {readonly [section in Section]: JsonObject} {
  const merge = (section: Section): JsonObject => {
    const owners = new Map<string, string>();
    const merged: {[name: string]: Json} = {};
    for (const [use, piece] of uses) {
      for (const [name, value] of Object.entries(piece[section])) {
        refuseTaken(
          owners,
          name,
          {pointer: `/use/${escapeSegment(use)}`, ...(address !== undefined && {block: address})},
          section,
        );
        owners.set(name, use);
        merged[name] = value;
      }
    }
    for (const [name, value] of Object.entries(own[section])) {
      refuseTaken(
        owners,
        name,
        {pointer: `/${section}/${escapeSegment(name)}`, ...(address !== undefined && {block: address})},
        section,
      );
      merged[name] = value;
    }
    return merged;
  };
  return {fields: merge('fields'), parties: merge('parties'), lookups: merge('lookups'), documents: merge('documents')};
}

function refuseTaken(owners: ReadonlyMap<string, string>, name: string, place: ComposePlace, section: Section): void {
  const owner = owners.get(name);
  if (owner === undefined) return;
  const way = `Say what is different in "override" of "${owner}", or give one of them another name.`;
  throw composeError('EGOV_COMPOSE_TAKEN', place, `"${name}" of "${section}" is there already, from the use "${owner}". ${way}`);
}

function overridden(piece: Piece, use: Use, place: ComposePlace): Piece {
  const {data, ...sections} = use.override ?? {};
  const patched: {[section: string]: Json} = {};
  for (const [section, patch] of Object.entries(sections)) {
    if (patch === undefined) continue;
    patched[section] = mergePatch(piece[section as Section], patch as unknown as Json);
  }
  if (data === undefined) return {...piece, ...patched};
  const base = schemaAt(piece, use.at, place);
  const rest = piece.data.filter(({at}) => at !== use.at);
  return {...piece, ...patched, data: [{at: use.at, schema: mergePatch(base as Json, data) as JsonSchema}, ...rest]};
}

/** Checks of the form after those of the block, which the form need not say again. */
function withChecks(piece: Piece, checks: NonNullable<Use['checks']>): Piece {
  const fields: {[pointer: string]: Json} = {...piece.fields};
  for (const [pointer, more] of Object.entries(checks)) {
    const settings = (fields[pointer] ?? {}) as {readonly checks?: readonly Json[]};
    fields[pointer] = {...settings, checks: [...(settings.checks ?? []), ...(more as unknown as readonly Json[])]};
  }
  return {...piece, fields};
}

/** What lies at the place of the block itself, from it and the blocks it is made of. */
function schemaAt(piece: Piece, at: string, place: ComposePlace): JsonSchema {
  let schema: JsonSchema = {};
  for (const one of piece.data.filter((each) => each.at === at).toReversed()) {
    const joined = placeSchema(schema, '', one.schema);
    if (joined instanceof SchemaConflict)
      throw composeError('EGOV_COMPOSE_TAKEN', place, `Two blocks say different things of "${at}".`);
    schema = joined;
  }
  return schema;
}
