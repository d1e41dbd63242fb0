/** How a precompiled module recognises, in another program, the schemas that it was made of. */
import type {JsonSchema} from '../json/json.ts';
import type {ValidatorContext} from './port.ts';

/**
 * 64 bits of a schema's text, as hexadecimal digits (FNV-1a, once as published and once with another offset). It finds a
 * stale module; it is no protection against somebody who wants two schemas to look alike.
 */
export function fingerprint(schema: JsonSchema | object): string {
  const text = JSON.stringify(schema);
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    first = Math.imul(first ^ unit, 0x01000193);
    second = Math.imul(second ^ unit ^ (first >>> 16), 0x01000193);
  }
  return [first, second].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The name by which a document is registered; `''` for the one that is not. */
export function nameOf(document: JsonSchema, context: ValidatorContext): string {
  for (const [name, schema] of context.schemas) if (schema === document) return name;
  return '';
}

/** Under which key a module keeps the validator of a schema that stands in a document. */
export function partKey(schema: JsonSchema, documentName: string): string {
  return `${fingerprint(schema)} ${documentName}`;
}
