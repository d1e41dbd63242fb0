import type {JsonObject, JsonSchema} from '../json/json.ts';

/** Sections of a definition that blocks add members to. */
export const SECTIONS = ['fields', 'parties', 'lookups', 'documents'] as const;
export type Section = (typeof SECTIONS)[number];

/** What a use of a block brings. */
export type Piece = {readonly [section in Section]: JsonObject} & {
  /** Schemas of answers, by where they lie. */
  readonly data: readonly {readonly at: string; readonly schema: JsonSchema}[];
  /** Items that a page may name. */
  readonly parts: JsonObject;
};
