import {sameOriginScriptUrl} from './same-origin-script-url.ts';

/** The one policy of this library, as the browser makes it. */
export interface TrustedTypesPolicy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: TrustedTypesPolicy): TrustedTypesPolicy;
}

let made: {readonly policy: TrustedTypesPolicy | undefined} | undefined;

/**
 * The Trusted Types policy `egov-form`, made when first needed; a page allows it by `trusted-types egov-form`. It passes the
 * text of Lit's own templates, which never holds data, and addresses of worker files of the page's own origin.
 * In the single file Lit uses it too instead of `lit-html`, so that another Lit on the page keeps that name: without
 * `'allow-duplicates'` a name can be given once.
 *
 * @returns `undefined` where the browser knows no Trusted Types, or where a second copy of the single file asks: its elements
 *     are never used, because the first copy's are defined.
 */
export function trustedTypesPolicy(): TrustedTypesPolicy | undefined {
  made ??= {policy: make()};
  return made.policy;
}

function make(): TrustedTypesPolicy | undefined {
  const {trustedTypes} = globalThis as {trustedTypes?: TrustedTypes};
  try {
    return trustedTypes?.createPolicy('egov-form', {createHTML: (text) => text, createScriptURL: sameOriginScriptUrl});
  } catch {
    return undefined;
  }
}
