import {type FormDefinition, FormError, parseBounded, readBytes} from '@egov-form/core';
import {sources} from '../lazy/sources.ts';

/** Longer than any form that a person could fill. */
const MAX_BYTES = 8 * 1024 * 1024;

/** For the whole of it, on a poor connection. */
const TIMEOUT_MS = 120_000;

/** Choices of a long list are values too. */
const BOUNDS = {depth: 512, values: 1_000_000};

/** Texts of definitions that were fetched: mistakes in them have lines. */
const texts = new WeakMap<object, string>();

/** The text that a definition was read from, where it was one. */
export function sourceTextOf(definition: object): string | undefined {
  return texts.get(definition);
}

/**
 * Fetch a definition from the portal's own origin: 8 MiB within two minutes at most.
 *
 * @throws FormError `EGOV_ELEMENTS_SOURCE_ORIGIN` for another origin, `EGOV_ELEMENTS_SOURCE_FETCH` when it could not be
 *     fetched (params: status), `EGOV_ELEMENTS_SOURCE_JSON` when what came is not JSON (params: line, column), or too much
 *     of it.
 */
export async function fetchDefinition(src: string, signal: AbortSignal, timeoutMs: number = TIMEOUT_MS): Promise<FormDefinition> {
  const address = new URL(src, document.baseURI);
  if (address.origin !== location.origin) throw (await sources.load()).otherOrigin(src);
  const late = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let bytes: Uint8Array | undefined;
  try {
    response = await fetch(address, {
      ...{credentials: 'same-origin', headers: {accept: 'application/json'}},
      signal: AbortSignal.any([signal, late]),
    });
    bytes = response.ok ? await readBytes(response.body, MAX_BYTES) : new Uint8Array();
  } catch (cause) {
    if (signal.aborted) throw cause;
    const found = late.aborted ? 'it took too long' : 'no connection';
    throw new FormError(
      'EGOV_ELEMENTS_SOURCE_FETCH',
      `The definition "${src}" could not be fetched: ${found}. Try again.`,
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
  const text = bytes && new TextDecoder().decode(bytes);
  const definition = text === undefined ? undefined : parseBounded(text, BOUNDS);
  if (definition === undefined) throw await (await sources.load()).notJson(src, text);
  if (text !== undefined && definition !== null && typeof definition === 'object') texts.set(definition, text);
  return definition as unknown as FormDefinition;
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
