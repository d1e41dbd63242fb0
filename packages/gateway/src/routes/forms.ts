import type {FormDefinition} from '@egov-form/core';
import {Problem} from '../errors.ts';
import type {Gateway, Routes} from '../gateway.ts';

const PARAMS = {
  type: 'object',
  required: ['id'],
  properties: {id: {type: 'string', pattern: '^[a-z0-9][a-z0-9-]*$', maxLength: 100}},
} as const;

/** `GET /api/forms`, `GET /api/forms/:id`, and the same definition where pages embed it: `/forms/:id/form.json`. */
export const formRoutes: Routes = (app, gateway) => {
  app.get('/api/forms', async () => ({
    forms: [...gateway.options.forms.values()].map(({id, version, title, description, procedure}) => ({
      id,
      version,
      title,
      description,
      procedure,
    })),
  }));
  app.get<{Params: {id: string}}>('/api/forms/:id', {schema: {params: PARAMS}}, async (request) =>
    formOf(gateway, request.params.id),
  );
  app.get<{Params: {id: string}}>('/forms/:id/form.json', {schema: {params: PARAMS}}, async (request, reply) => {
    const form = formOf(gateway, request.params.id);
    // A version is published under the same address as the one before it, so it is asked for again each time.
    return reply.header('cache-control', 'no-cache').send(form);
  });
};

/** @throws Problem `form.unknown`. */
export function formOf(gateway: Gateway, id: string): FormDefinition {
  const form = gateway.options.forms.get(id);
  if (!form) throw new Problem('form.unknown');
  return form;
}
