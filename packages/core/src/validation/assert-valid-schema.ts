/** Whether a schema can be used at all, found out for all engines by the same code and before any of them compiles it. */
import type {JsonSchema} from '../json/json.ts';
import {checkShape, eachSubschema, isLeaf, isSchemaObject, type SchemaObject} from './keywords.ts';
import type {SchemaIndex} from './schema-index.ts';

/** Schemas that were found usable, with everything that they lead to. */
const USABLE = new WeakMap<SchemaIndex, WeakSet<SchemaObject>>();

/**
 * Looks at every schema that applies when this one does, once per document.
 * @throws FormError `EGOV_CORE_SCHEMA` for a misshapen keyword, or a reference that leads nowhere or back to where it began.
 */
export function assertValidSchema(schema: JsonSchema, index: SchemaIndex): void {
  if (isSchemaObject(schema) && isLeaf(schema)) {
    checkShape(schema, () => index.pointerOf(schema));
    return;
  }
  const usable = USABLE.get(index) ?? new WeakSet();
  USABLE.set(index, usable);
  const found = new Set<SchemaObject>();
  const look = (each: JsonSchema): void => {
    if (!isSchemaObject(each) || usable.has(each) || found.has(each)) return;
    found.add(each);
    checkShape(each, () => index.pointerOf(each));
    eachSubschema(each, (keyword, _part, inner) => {
      if (keyword !== '$defs' && !isIdle(keyword, each)) look(inner);
    });
    if (each['$ref'] !== undefined) look(index.reference(each));
    if (each['$dynamicRef'] !== undefined) look(index.dynamicReference(each).schema);
  };
  look(schema);
  // Only now: what lies in a schema that cannot be used, and refers back to it, cannot be used either.
  for (const each of found) usable.add(each);
}

/** Branches of no condition mean nothing, nor does what they refer to. */
export function isIdle(keyword: string, schema: SchemaObject): boolean {
  return (keyword === 'then' || keyword === 'else') && schema['if'] === undefined;
}
