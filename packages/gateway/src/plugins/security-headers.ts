import type {FastifyInstance} from 'fastify';

const BASE = ["default-src 'self'", "object-src 'none'", "base-uri 'self'", "frame-ancestors 'self'"];

/** Policy of every page and answer: scripts from our files only, DOM sinks closed to text. */
export const PAGE_POLICY: string = [
  ...BASE,
  "script-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html egov-form',
].join('; ');

/**
 * Policy of worker files: they compile WebAssembly (recognition of documents), which a page may not. A worker's policy is
 * that of its own response. It has no DOM, so Trusted Types would only stop its own importScripts.
 */
export const WORKER_POLICY: string = [...BASE, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');

/** Headers of an answer at an address; those under `/api` and `/auth` are never stored. */
export function securityHeaders(url: string, https: boolean): {readonly [name: string]: string} {
  const path = url.split('?', 1)[0] ?? '';
  return {
    'content-security-policy': path.endsWith('.worker.js') ? WORKER_POLICY : PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()',
    ...(https && {'strict-transport-security': 'max-age=31536000'}),
    ...((path.startsWith('/api/') || path.startsWith('/auth/')) && {'cache-control': 'no-store'}),
  };
}

/** Every answer carries them, refusals included. */
export function addSecurityHeaders(app: FastifyInstance, https: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(request.url, https));
  });
}
