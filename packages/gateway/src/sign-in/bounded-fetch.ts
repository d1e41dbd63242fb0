import {parseBounded, readBytes} from '@egov-form/core';
import type {CustomFetch} from 'openid-client';

/** Longer than any configuration, token or person of a provider. */
const MAX_BYTES = 256 * 1024;

/** Statuses whose answers have no body. */
const EMPTY: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * The platform's fetch for answers that are handed over only when they came whole: within the time of their signal, of at
 * most 256 KiB unpacked, JSON of a depth that a program can walk. Follows no redirect. Rejects otherwise.
 */
export const boundedFetch: CustomFetch = async (url, options) => {
  const response = await fetch(url, {...options, redirect: 'manual'} as RequestInit);
  const {status, statusText, headers} = response;
  const bytes = await readBytes(response.body, MAX_BYTES);
  if (!bytes) throw new Error('Expected an answer of the sign-in provider of at most 256 KiB, found a longer one.');
  const isJson = /\bjson\b/iu.test(headers.get('content-type') ?? '');
  if (isJson && bytes.length > 0 && parseBounded(new TextDecoder().decode(bytes)) === undefined) {
    throw new Error('Expected JSON of the sign-in provider, found something else or too many values.');
  }
  return new Response(EMPTY.has(status) ? null : (bytes as Uint8Array<ArrayBuffer>), {status, statusText, headers});
};
