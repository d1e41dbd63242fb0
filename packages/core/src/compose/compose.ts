/** A definition out of a source and the blocks that it uses. What runs in a browser or a gateway knows no blocks. */
import type {FormSource} from '../generated/composition.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {escapeSegment} from '../json/pointer.ts';
import {composeError} from './compose-error.ts';
import {expandedUses, mergedSections, type ResolveBlock} from './expand.ts';
import {itemsWithPartsOf} from './items.ts';
import {valuesOf} from './parameters.ts';
import {type Piece, SECTIONS} from './piece.ts';
import {filledIn} from './placeholders.ts';
import {placeSchema, SchemaConflict} from './schema-place.ts';
import {templateProblems} from './template-shape.ts';

/**
 * The definition that a source stands for. A definition without `use` comes back as it is, but for the values of `parameters`.
 *
 * Rule    A block is put at its place: its schema before what the source says there, its members before those of the source, its
 *         parts where pages name them. Nothing of a block is replaced but by `override` of its use.
 * Limits  What is composed is of the shape of its parts; whether it is a definition is said by `@egov-form/core/check`.
 * @throws FormError `EGOV_COMPOSE_…` with the place in `details`: `pointer`, and `block` where it is in one.
 */
export function compose(json: unknown, resolve: ResolveBlock): FormDefinition {
  const source = readSource(json);
  const {use, pages} = source;
  const pieces = expandedUses(use ?? {}, {resolve, chain: []});
  const own = Object.fromEntries(SECTIONS.map((section) => [section, source[section] ?? {}])) as unknown as Piece;
  const sections = Object.entries(mergedSections(own, pieces, undefined)).filter(
    ([section, members]) => Object.keys(members).length > 0 || section in source,
  );
  const {use: _, parameters: __, $schema, ...rest} = source;
  return {
    ...($schema !== undefined && {$schema: $schema.replace(/source([/:]v1)/u, 'form$1')}),
    ...rest,
    data: composedData(source.data, pieces),
    ...(pages && {
      pages: pages.map((page, i) => ({
        ...page,
        items: itemsWithPartsOf(pieces, page.items as unknown as readonly Json[], {pointer: `/pages/${i}/items`}),
      })),
    }),
    ...Object.fromEntries(sections),
  } as unknown as FormDefinition;
}

/** A source of the right shape, with the values of its own parameters. */
function readSource(json: unknown): FormSource {
  const [problem] = templateProblems(json, 'FormSource');
  if (problem) throw composeError('EGOV_COMPOSE_SHAPE', {pointer: problem.pointer}, problem.message, problem.suggestion);
  const {parameters, ...source} = json as FormSource;
  if (!parameters) return source;
  const values = valuesOf(parameters, {}, {}, {pointer: '/parameters'}, undefined);
  return filledIn(source as unknown as Json, values, undefined) as unknown as FormSource;
}

/** The schema of the source with those of the blocks, in the order of their uses. */
function composedData(data: JsonSchema, pieces: ReadonlyMap<string, Piece>): JsonSchema {
  let schema = data;
  for (const [use, piece] of [...pieces].toReversed()) {
    for (const placed of piece.data.toReversed()) {
      const next = placeSchema(schema, placed.at, placed.schema);
      if (next instanceof SchemaConflict) {
        const where = next.path.map((segment) => `/${escapeSegment(segment)}`).join('');
        throw composeError(
          'EGOV_COMPOSE_TAKEN',
          {pointer: `/data${where}`},
          `The use "${use}" says something else of ${placed.at} here. Leave it out here, or say it in "override" of the use.`,
        );
      }
      schema = next;
    }
  }
  return schema;
}
