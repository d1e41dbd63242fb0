/** Texts of registers, exchanges and gateways: read up to a limit. */
import {readBytes} from '@egov-form/core';

/**
 * The body of a response as text; `undefined` when it is longer than `maxBytes`, unpacked. Its time is bounded by the signal
 * of the request, which holds for the body too: rejects with the signal's reason, or when the connection breaks.
 */
export async function outsideText(response: Response, maxBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(response.body, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}
