import type {Routes} from '../gateway.ts';

/**
 * `GET /api/session`: who the page talks to. Never the personal number; a page does not need it. `draftOwner` keeps the
 * drafts of several people on one device apart: a name of the person for this use alone, the same at every sign-in.
 */
export const sessionRoutes: Routes = (app, {secrets}) => {
  app.get('/api/session', async ({person}) =>
    person
      ? {signedIn: true, name: person.name, role: person.role, draftOwner: secrets.pseudonym('draft-owner', person.subject)}
      : {signedIn: false, name: '', role: null},
  );
};
