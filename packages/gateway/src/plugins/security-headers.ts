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
 * Policy of worker files: they compile WebAssembly (recognition of papers), which a page may not. A worker's policy is
 * that of its own response. It has no DOM, so Trusted Types would only stop its own importScripts.
 */
export const WORKER_POLICY: string = [...BASE, "script-src 'self' 'wasm-unsafe-eval'"].join('; ');

/** Headers that every answer carries, refusals included; addresses under `/api` and `/auth` are never stored. */
export function addSecurityHeaders(app: FastifyInstance, https: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    reply.headers({
      'content-security-policy': path.endsWith('.worker.js') ? WORKER_POLICY : PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'geolocation=(), microphone=(), payment=(), usb=()',
    });
    if (https) reply.header('strict-transport-security', 'max-age=31536000');
    if (path.startsWith('/api/') || path.startsWith('/auth/')) reply.header('cache-control', 'no-store');
  });
}
