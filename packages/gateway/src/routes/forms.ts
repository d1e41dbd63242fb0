import {createHash} from 'node:crypto';
import {brotliCompressSync} from 'node:zlib';
import type {FormDefinition} from '@egov-form/core';
import {negotiate} from '@fastify/accept-negotiator';
import {Problem} from '../errors.ts';
import type {Gateway, Routes} from '../gateway.ts';

const PARAMS = {
  type: 'object',
  required: ['id'],
  properties: {id: {type: 'string', pattern: '^[a-z0-9][a-z0-9-]*(@[0-9]+\\.[0-9]+\\.[0-9]+)?$', maxLength: 140}},
} as const;

/**
 * `GET /api/forms`, `GET /api/forms/:id`, and the same definition where pages embed it: `/forms/:id/form.json`. `id` alone is the
 * version that is in force, `id@version` any that is installed.
 */
export const formRoutes: Routes = (app, gateway) => {
  app.get('/api/forms', async () => ({
    forms: gateway.procedures.offered.map(({id, version, title, description, procedure}) => ({
      id,
      version,
      title,
      description,
      procedure,
    })),
  }));
  app.get<{Params: {id: string}}>('/api/forms/:id', {schema: {params: PARAMS}}, async (request) =>
    addressed(gateway, request.params.id),
  );
  app.get<{Params: {id: string}}>('/forms/:id/form.json', {schema: {params: PARAMS}}, async (request, reply) => {
    const {text, brotli, etag} = publication(addressed(gateway, request.params.id));
    // A version is published under the same address as the one before it, so it is asked for again each time.
    reply.headers({'cache-control': 'no-cache', vary: 'accept-encoding', etag});
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    reply.type('application/json; charset=utf-8');
    const isCompressed = negotiate(request.headers['accept-encoding'] ?? '', ['br']) === 'br';
    return isCompressed ? reply.header('content-encoding', 'br').send(brotli) : reply.send(text);
  });
};

/** A definition as it goes out: the same bytes to everybody. */
interface Publication {
  readonly text: Buffer;
  readonly brotli: Buffer;
  /** Weak: the compressed and the plain bytes have the same one. */
  readonly etag: string;
}

const publications = new WeakMap<FormDefinition, Publication>();

function publication(form: FormDefinition): Publication {
  let made = publications.get(form);
  if (!made) {
    const text = Buffer.from(JSON.stringify(form));
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    made = {text, brotli: brotliCompressSync(text), etag: `W/"${hash}"`};
    publications.set(form, made);
  }
  return made;
}

function addressed(gateway: Gateway, address: string): FormDefinition {
  const [id = '', version] = address.split('@');
  return formOf(gateway, id, version);
}

/** @throws Problem `form.unknown`; `form.version` when it is there in other versions only. */
export function formOf({procedures}: Gateway, id: string, version?: string): FormDefinition {
  const form = procedures.get(id, version);
  if (form) return form;
  const offered = procedures.get(id);
  if (!offered) throw new Problem('form.unknown');
  throw new Problem('form.version', {detail: `Version ${offered.version} is in force.`});
}
