/** When the one who asked goes away before the answer. */
import type {Socket} from 'node:net';
import type {FastifyReply, FastifyRequest} from 'fastify';

/** Questions under way, by the connection that they came on: several may come on one without waiting for each other. */
const underWay = new WeakMap<Socket, Set<AbortController>>();

/**
 * Aborts when the connection of a request ends before its answer is sent. The connection is watched and not the answer:
 * an answer that waits for its turn behind others on the same connection is told nothing.
 */
export function departureSignal({raw: {socket}}: FastifyRequest, reply: FastifyReply): AbortSignal {
  const departure = new AbortController();
  if (socket.destroyed) departure.abort(gone());
  const asked = questionsOf(socket);
  asked.add(departure);
  reply.raw.once('finish', () => asked.delete(departure));
  return departure.signal;
}

function questionsOf(socket: Socket): Set<AbortController> {
  const known = underWay.get(socket);
  if (known) return known;
  const asked = new Set<AbortController>();
  underWay.set(socket, asked);
  socket.once('close', () => {
    for (const departure of asked) departure.abort(gone());
    asked.clear();
  });
  return asked;
}

function gone(): Error {
  return new Error('The connection ended before the answer.');
}
