/** What is wrong with the source of a definition, in words. Loaded when something is. */
import {FormError} from '@egov-form/core';

export function otherOrigin(src: string): FormError {
  return new FormError(
    'EGOV_ELEMENTS_SOURCE_ORIGIN',
    `Expected "src" to name a definition on this page's own origin, found another origin. Serve the definition from the portal, or set the "definition" property.`,
    {src},
  );
}

/** @param text what came; `undefined` for too much of it. */
export async function notJson(src: string, text: string | undefined): Promise<FormError> {
  const fault = text === undefined ? undefined : await faultIn(text);
  const found = fault
    ? `a mistake in line ${fault.line}, column ${fault.column}: ${fault.message}`
    : `${text === undefined ? 'more than 8 MiB' : 'something else'}.`;
  return new FormError(
    'EGOV_ELEMENTS_SOURCE_JSON',
    `Expected a JSON document at "${src}", found ${found} Check the "src" attribute and the file.`,
    {src, ...(fault && {line: fault.line, column: fault.column})},
  );
}

/** Where a text stops being JSON. */
async function faultIn(
  text: string,
): Promise<{readonly line: number; readonly column: number; readonly message: string} | undefined> {
  const checks = await import('@egov-form/core/check').catch(() => undefined);
  return checks?.syntaxFault(text);
}
