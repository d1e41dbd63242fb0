import type {JsonObject} from '../json/json.ts';

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

/**
 * Whether something thrown is a `FormError` with this code. By its code, not its class: a part that was loaded later, or a
 * worker, has a copy of the class.
 */
export function isFormError(error: unknown, code: FormError['code']): error is FormError {
  return error instanceof Error && 'code' in error && error.code === code && 'details' in error;
}
