/** The one way in which Ajv is set up here, for code that runs at once and for code that is kept. */
import {Ajv2020} from 'ajv/dist/2020.js';
import type {Format} from '../ports/ports.ts';
import {alignKeywords} from './ajv-keywords.ts';

/**
 * @param formats what `format` means; `null` for code that is kept, which asks for its formats when it is linked.
 */
export function setUpAjv(formats: ReadonlyMap<string, Format> | null): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    messages: false,
    logger: false,
    // Shapes are checked, and references resolved, by the same code for all engines before Ajv sees a schema.
    strict: false,
    validateSchema: false,
    meta: false,
    addUsedSchema: false,
    code: {source: formats === null, lines: formats === null},
  });
  // Keeping count of what was evaluated is left to the interpreter (see `bundle.ts`), and throws for `oneOf` beside patterns.
  ajv.opts.unevaluated = false;
  alignKeywords(ajv, formats);
  return ajv;
}
