import type {Routes} from '../gateway.ts';
import {ownerName} from '../plugins/opened-by.ts';

/**
 * `GET /api/session`: who the page talks to. Never the personal number; a page does not need it. `draftOwner` keeps the
 * forms and drafts of several people on one device apart.
 */
export const sessionRoutes: Routes = (app, {secrets}) => {
  app.get('/api/session', async ({person}) =>
    person
      ? {signedIn: true, name: person.name, role: person.role, draftOwner: ownerName(secrets, person)}
      : {signedIn: false, name: '', role: null},
  );
};
