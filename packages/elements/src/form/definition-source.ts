import {type FormDefinition, FormError} from '@egov-form/core';

/**
 * Fetch a definition from the portal's own origin.
 *
 * @throws FormError `EGOV_ELEMENTS_SOURCE_ORIGIN` for another origin, `EGOV_ELEMENTS_SOURCE_FETCH` when it could not be
 *     fetched (params: status), `EGOV_ELEMENTS_SOURCE_JSON` when what came is not JSON.
 */
export async function fetchDefinition(src: string, signal: AbortSignal): Promise<FormDefinition> {
  const address = new URL(src, document.baseURI);
  if (address.origin !== location.origin) {
    throw new FormError(
      'EGOV_ELEMENTS_SOURCE_ORIGIN',
      `Expected "src" to name a definition on this page's own origin, found another origin. Serve the definition from the portal, or set the "definition" property.`,
      {src},
    );
  }
  let response: Response;
  try {
    response = await fetch(address, {credentials: 'same-origin', headers: {accept: 'application/json'}, signal});
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new FormError(
      'EGOV_ELEMENTS_SOURCE_FETCH',
      `The definition "${src}" could not be fetched: no connection. Try again.`,
      {src},
      {cause},
    );
  }
  if (!response.ok) {
    throw new FormError(
      'EGOV_ELEMENTS_SOURCE_FETCH',
      `The definition "${src}" could not be fetched: the server answered ${response.status}. Check the "src" attribute.`,
      {src, status: response.status},
    );
  }
  try {
    return (await response.json()) as FormDefinition;
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new FormError(
      'EGOV_ELEMENTS_SOURCE_JSON',
      `Expected a JSON document at "${src}", found something else. Check the "src" attribute and the file.`,
      {src},
      {cause},
    );
  }
}

/** Anything thrown, as a `FormError`. */
export function asFormError(error: unknown): FormError {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('EGOV_')) {
    return error as FormError;
  }
  return new FormError(
    'EGOV_ELEMENTS_UNEXPECTED',
    'The form failed for a reason that it does not know. Try again; if it stays, report this code.',
    {},
    {cause: error},
  );
}
