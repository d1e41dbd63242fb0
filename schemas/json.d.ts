// Generated from schemas/ by `npm run generate`. Do not edit.

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json};

/** A JSON object. */
export type JsonObject = {readonly [key: string]: Json};

/** A JSON Schema 2020-12 document, or a part of one. */
export type JsonSchema = boolean | {readonly [keyword: string]: Json};
