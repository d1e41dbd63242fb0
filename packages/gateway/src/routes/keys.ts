import type {Routes} from '../gateway.ts';

/** How long others may keep the list, seconds. Less than a new key waits to be useful to them. */
const KEEP_SECONDS = 300;

/** `GET /.well-known/egov-jwks.json`: public keys by which anybody can check a receipt of this gateway, RFC 7517. */
export const keyRoutes: Routes = (app, {receiptKeys, clock}) => {
  app.get('/.well-known/egov-jwks.json', async (_request, reply) => {
    reply.header('cache-control', `public, max-age=${KEEP_SECONDS}`).type('application/jwk-set+json');
    return reply.send(JSON.stringify(await receiptKeys.published(clock.now())));
  });
};
