import fastifyStatic from '@fastify/static';
import type {FastifyInstance} from 'fastify';
import type {StaticFolder} from '../options.ts';

/**
 * Serves folders as they are: with ETags, and asked for again each time. Files that are
 * compressed in themselves (`.gz` data of the recogniser) go out as bytes: nobody but their reader unpacks them.
 */
export function serveStatics(app: FastifyInstance, folders: readonly StaticFolder[]): void {
  let decorateReply = true;
  for (const prefix of new Set(folders.map((folder) => folder.prefix))) {
    const group = folders.filter((folder) => folder.prefix === prefix);
    app.register(fastifyStatic, {
      root: group.map(({folder}) => folder),
      prefix,
      decorateReply,
      index: ['index.html'],
      redirect: true,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
    });
    decorateReply = false;
  }
}
