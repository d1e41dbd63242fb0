import fastifyStatic from '@fastify/static';
import type {FastifyInstance} from 'fastify';
import type {StaticFolder} from '../options.ts';

/** A script under a name that changes with its content, as our build writes them. */
const NEVER_CHANGES = /-[0-9a-f]{12}\.js(?:\.map|\.br)?$/u;

/**
 * Serves folders as they are: with ETags, and asked for again each time; a browser keeps a script whose name has the hash of its
 * content for a year. A brotli copy beside a file goes to browsers that take it. Files that are compressed in themselves (`.gz`
 * data of the recogniser) go out as bytes: nobody but their reader unpacks them.
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
      preCompressed: true,
      setHeaders: (reply, path) =>
        reply.header('cache-control', NEVER_CHANGES.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
    decorateReply = false;
  }
}
