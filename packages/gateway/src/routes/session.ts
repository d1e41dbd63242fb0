import type {Routes} from '../gateway.ts';

/** `GET /api/session`: who the page talks to. Never the personal number; a page does not need it. */
export const sessionRoutes: Routes = (app) => {
  app.get('/api/session', async ({person}) =>
    person ? {signedIn: true, name: person.name, role: person.role} : {signedIn: false, name: '', role: null},
  );
};
