import type {JsonObject} from './json.ts';

/**
 * The program or its surroundings are wrong (not the person's data: that is an `Issue`).
 * Test on `code`, never on the text. `details` is JSON and never carries answers.
 */
export class FormError extends Error {
  readonly code: `EGOV_${string}`;
  readonly details: JsonObject;

  constructor(code: `EGOV_${string}`, message: string, details: JsonObject = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FormError';
    this.code = code;
    this.details = details;
  }
}
