/** `/api/uploads`: resumable uploads by the tus protocol 1.0.0 (core, creation, termination) for whoever is signed in. */
import {randomBytes} from 'node:crypto';
import {Readable} from 'node:stream';
import {FileStore} from '@tus/file-store';
import {Server} from '@tus/server';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem, type ProblemCode, sendProblem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';
import {incomingFolder, isUploadId} from '../submissions/uploads.ts';

/** Largest file, bytes: 20 MiB. */
export const MAX_UPLOAD_BYTES: number = 20 * 1024 * 1024;

/** Uploads of one person that no dossier holds yet. */
const MAX_WAITING = 60;

/** Headers of tus answers that go to the client. Its CORS headers do not: uploads come from our own pages. */
const PASSED_ON = ['location', 'tus-resumable', 'upload-offset', 'upload-length', 'upload-expires'];

const PATH = '/api/uploads';

export function uploadRoutes(app: FastifyInstance, gateway: Gateway): void {
  const {database, uploadsFolder} = gateway.options;
  const tus = new Server({
    path: PATH,
    datastore: new FileStore({directory: incomingFolder(uploadsFolder)}),
    maxSize: MAX_UPLOAD_BYTES,
    relativeLocation: true,
    namingFunction: () => randomBytes(16).toString('hex'),
    // File names are personal data; the submission brings them, encrypted storage of it is one place to mind.
    onUploadCreate: async () => ({metadata: {}}),
  });

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    scope.addHook('onRequest', async (request) => void requirePerson(request));

    scope.post(PATH, async (request, reply) => {
      const person = requirePerson(request);
      const length = Number(request.headers['upload-length']);
      if (!Number.isSafeInteger(length) || length <= 0) {
        throw new Problem('upload.refused', {detail: 'Upload-Length must be a whole number greater than 0.'});
      }
      if (length > MAX_UPLOAD_BYTES) throw new Problem('upload.too-large');
      const {count} = await database
        .selectFrom('uploads')
        .select((row) => row.fn.countAll<string>().as('count'))
        .where('subject', '=', person.subject)
        .executeTakeFirstOrThrow();
      if (Number(count) >= MAX_WAITING) throw new Problem('upload.limited', {retryAfterSeconds: 3600});
      const response = await tus.handleWeb(toWebRequest(request, gateway.options.origin));
      const id = response.headers.get('location')?.split('/').at(-1) ?? '';
      if (response.status === 201 && isUploadId(id)) {
        await database
          .insertInto('uploads')
          .values({id, subject: person.subject, size_bytes: length, created_at: new Date(gateway.clock.now()).toISOString()})
          .execute();
      }
      return passOn(response, reply);
    });

    scope.route<{Params: {id: string}}>({
      method: ['HEAD', 'PATCH', 'DELETE'],
      url: `${PATH}/:id`,
      handler: async (request, reply) => {
        const person = requirePerson(request);
        const {id} = request.params;
        const own = isUploadId(id)
          ? await database
              .selectFrom('uploads')
              .select('id')
              .where('id', '=', id)
              .where('subject', '=', person.subject)
              .executeTakeFirst()
          : undefined;
        if (!own) throw new Problem('upload.unknown');
        const response = await tus.handleWeb(toWebRequest(request, gateway.options.origin));
        if (request.method === 'DELETE' && response.status === 204)
          await database.deleteFrom('uploads').where('id', '=', id).execute();
        return passOn(response, reply);
      },
    });
  });
}

function toWebRequest(request: FastifyRequest, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && !name.startsWith(':')) headers.set(name, value);
  }
  const withBody = request.method === 'PATCH' || request.method === 'POST';
  return new Request(new URL(request.url, origin), {
    method: request.method,
    headers,
    ...(withBody && {body: Readable.toWeb(request.raw) as ReadableStream, duplex: 'half'}),
  });
}

function passOn(response: Response, reply: FastifyReply): FastifyReply {
  for (const name of PASSED_ON) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
  if (response.status < 400) return reply.status(response.status).send();
  return sendProblem(reply, problemOf(response.status));
}

function problemOf(status: number): ProblemCode {
  if (status >= 500) return 'server.failed';
  if (status === 409 || status === 423) return 'upload.conflict';
  if (status === 413) return 'upload.too-large';
  if (status === 403 || status === 404 || status === 410) return 'upload.unknown';
  return 'upload.refused';
}
