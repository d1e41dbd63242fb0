import type {FastifyInstance} from 'fastify';
import {Problem} from '../errors.ts';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site's page asks for: `request.cross-site`.
 *
 * Under `/api` the header `X-Egov-Form: 1` is required, which no form and no simple cross-site request can send. Wherever
 * the browser says where the request comes from, that must be our origin; only the address bar may read there too.
 */
export function addSameOriginCheck(app: FastifyInstance, origin: string): void {
  app.addHook('onRequest', async (request) => {
    const {origin: from, 'sec-fetch-site': site, 'x-egov-form': marker} = request.headers;
    if (SAFE_METHODS.has(request.method)) {
      // What a page cannot read it can still time, or see fail.
      const foreign = site === 'cross-site' || site === 'same-site';
      if (foreign && request.url.startsWith('/api/')) {
        throw new Problem('request.cross-site', {detail: `Sec-Fetch-Site is "${site}".`});
      }
      return;
    }
    if (from !== undefined && from !== origin) throw new Problem('request.cross-site', {detail: 'Origin is another one.'});
    if (site !== undefined && site !== 'same-origin') {
      throw new Problem('request.cross-site', {detail: 'Sec-Fetch-Site is not "same-origin".'});
    }
    if (request.url.startsWith('/api/') && marker !== '1') {
      throw new Problem('request.cross-site', {detail: 'The header X-Egov-Form: 1 is missing.'});
    }
    if (!request.url.startsWith('/api/') && from === undefined && site === undefined) {
      throw new Problem('request.cross-site', {detail: 'Neither Origin nor Sec-Fetch-Site is there.'});
    }
  });
}
