/** `/api/uploads`: resumable uploads by the tus protocol 1.0.0 (core, creation, termination) for whoever is signed in. */
import {randomBytes} from 'node:crypto';
import {Readable} from 'node:stream';
import {ERRORS, Server} from '@tus/server';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {Problem, type ProblemCode, sendProblem} from '../errors.ts';
import {beginUpload, forgetUpload, isUploadId, MAX_UPLOAD_BYTES, UploadStore} from '../files/uploads.ts';
import type {Gateway} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';

/** Headers of requests that the protocol gives a meaning here. Nothing else of a request reaches the tus server. */
const TAKEN_IN = ['content-length', 'content-type', 'tus-resumable', 'upload-length', 'upload-metadata', 'upload-offset'];
/** Parts of the protocol that change what a request means, and are not offered. */
const NOT_OFFERED = ['upload-concat', 'upload-defer-length', 'x-http-method-override'];

/** Headers of tus answers that go to the client. Its CORS headers do not: uploads come from our own pages. */
const PASSED_ON = ['location', 'tus-resumable', 'upload-offset', 'upload-length', 'upload-expires'];

const PATH = '/api/uploads';

/** A request that is asked to stop, ms: its connection is likely a broken one. */
const DRAIN_MS = 500;

export function uploadRoutes(app: FastifyInstance, gateway: Gateway): void {
  const {options, uploadLeases, clock} = gateway;
  const {database, uploadsFolder, origin} = options;
  const tus = new Server({
    path: PATH,
    datastore: new UploadStore(database, uploadsFolder),
    locker: uploadLeases,
    lockDrainTimeout: DRAIN_MS,
    maxSize: MAX_UPLOAD_BYTES,
    relativeLocation: true,
    // The address inside is ours, and names the upload in every request.
    namingFunction: (request) => idOf(request.url),
    getFileIdFromRequest: (request) => idOf(request.url),
    onResponseError: (_request, error) => (error === ERRORS.ABORTED ? {...ERRORS.ABORTED, status_code: 423} : undefined),
  });

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
    scope.addHook('onRequest', async (request) => {
      requirePerson(request);
      const asked = NOT_OFFERED.find((name) => request.headers[name] !== undefined);
      if (asked) throw new Problem('upload.refused', {detail: `The header ${asked} is not supported here.`});
    });

    scope.post(PATH, async (request, reply) => {
      const {subject} = requirePerson(request);
      const id = randomBytes(16).toString('hex');
      const upload = {id, subject, sizeBytes: announcedLength(request), at: new Date(clock.now())};
      if (!(await beginUpload(database, upload))) throw new Problem('upload.limited', {retryAfterSeconds: 3600});
      const response = await tus.handleWeb(innerRequest(request, origin, id)).catch(async (error: unknown) => {
        await forgetUpload(database, uploadsFolder, id);
        throw error;
      });
      if (response.status !== 201) await forgetUpload(database, uploadsFolder, id);
      return passOn(response, reply);
    });

    scope.route<{Params: {id: string}}>({
      method: ['HEAD', 'PATCH', 'DELETE'],
      url: `${PATH}/:id`,
      handler: async (request, reply) => {
        const {subject} = requirePerson(request);
        const {id} = request.params;
        const own = isUploadId(id)
          ? await database
              .selectFrom('uploads')
              .select('id')
              .where('id', '=', id)
              .where('subject', '=', subject)
              .executeTakeFirst()
          : undefined;
        if (!own) throw new Problem('upload.unknown');
        return passOn(await tus.handleWeb(innerRequest(request, origin, own.id)), reply);
      },
    });
  });
}

/** Bytes. @throws Problem when it is not a size that a file may have. */
function announcedLength(request: FastifyRequest): number {
  const said = request.headers['upload-length'];
  const length = typeof said === 'string' && /^[0-9]{1,15}$/u.test(said) ? Number(said) : 0;
  if (length === 0) throw new Problem('upload.refused', {detail: 'Upload-Length must be a whole number greater than 0.'});
  if (length > MAX_UPLOAD_BYTES) throw new Problem('upload.too-large');
  return length;
}

/** The request as the tus server sees it: at the address of the upload that was checked, whatever was asked for. */
function innerRequest({method, headers, raw}: FastifyRequest, origin: string, id: string): Request {
  const taken = new Headers();
  for (const name of TAKEN_IN) {
    const value = headers[name];
    if (typeof value === 'string') taken.set(name, value);
  }
  const withBody = method === 'PATCH' || method === 'POST';
  return new Request(new URL(`${PATH}/${id}`, origin), {
    method,
    headers: taken,
    ...(withBody && {body: Readable.toWeb(raw) as ReadableStream, duplex: 'half'}),
  });
}

/** The upload that the address inside names. */
function idOf(url: string): string {
  return new URL(url).pathname.slice(PATH.length + 1);
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
