import {type Json, parseBounded, readBytes} from '@egov-form/core';

/** What the gateway says of a session or a key is far shorter. */
const MAX_BYTES = 16 * 1024;

/** The small JSON answer of a gateway; `undefined` for anything else. */
export async function readAnswer({body}: Response): Promise<Json | undefined> {
  const bytes = await readBytes(body, MAX_BYTES);
  return bytes && parseBounded(new TextDecoder().decode(bytes));
}
