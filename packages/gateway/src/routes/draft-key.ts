import type {Routes} from '../gateway.ts';
import {requirePerson} from '../plugins/session.ts';

/**
 * `POST /api/drafts/key`: what the drafts of the person who is signed in are encrypted with in their browsers. A page keeps it
 * in memory alone, so that without this session what lies on a device cannot be read. Never stored on the way (`no-store`, as
 * everything under `/api`), and not to be had by GET: no address, history or cache can hold it.
 */
export const draftKeyRoutes: Routes = (app, {secrets}) => {
  app.post('/api/drafts/key', async (request) => ({key: secrets.draftKey(requirePerson(request).subject)}));
};
