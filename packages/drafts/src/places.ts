/**
 * Where records lie. `<form>` and `<form>:<owner>` are on the device until they are removed; `/session/<name>/<form>…` ends with
 * that browser session. No form's id has a slash or a colon. Nothing in a place is about the person: an owner is a pseudonym.
 */

const SESSIONS = '/session/';

/** Where a draft of a browser session lies. */
export function placeInSession(session: string, key: string): string {
  return `${SESSIONS}${session}/${key}`;
}

/** The browser session that a place ends with; `''` when it does not. */
export function sessionOf(place: string): string {
  return place.startsWith(SESSIONS) ? (place.slice(SESSIONS.length).split('/')[0] ?? '') : '';
}

/** The owner that a draft's key names; `''` for nobody's. */
export function ownerOf(key: string): string {
  const colon = key.indexOf(':');
  return colon < 0 ? '' : key.slice(colon + 1);
}

/** All records `[place, …]`: an array sorts after every number and text. */
export function recordsOf(place: string): IDBKeyRange {
  return IDBKeyRange.bound([place], [place, []]);
}

/** All records of every owner's draft of a form, below a place. `;` is the character after `:`. */
export function ownedRecordsOf(form: string): IDBKeyRange {
  return IDBKeyRange.bound([`${form}:`], [`${form};`], false, true);
}

/** All records of browser sessions but the running one. `0` is the character after `/`. */
export function endedSessions(running: string | undefined): readonly IDBKeyRange[] {
  if (running === undefined) return [IDBKeyRange.bound([SESSIONS], ['/session0'])];
  return [
    IDBKeyRange.bound([SESSIONS], [`${SESSIONS}${running}/`], false, true),
    IDBKeyRange.bound([`${SESSIONS}${running}0`], ['/session0']),
  ];
}
