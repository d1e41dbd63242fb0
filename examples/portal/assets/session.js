import {make, own} from './dom.js';
import {onLanguage, text} from './language.js';

const WORDS = {
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  signOut: {vi: 'Đăng xuất', en: 'Sign out'},
  officer: {vi: 'cán bộ', en: 'officer'},
};

async function readSession() {
  try {
    const reply = await fetch('/api/session', {headers: {Accept: 'application/json'}});
    return reply.ok ? await reply.json() : {signedIn: false};
  } catch {
    return {signedIn: false};
  }
}

/** Who is signed in: `{signedIn, name, role}`. Asked once per page. */
export const session = readSession();

/** Where signing in begins; it comes back to this page. */
export function signInAddress() {
  return `/auth/sign-in?return=${encodeURIComponent(location.pathname)}`;
}

async function signOut() {
  await fetch('/auth/sign-out', {method: 'POST', headers: {'X-Egov-Form': '1'}});
  location.assign('/');
}

/** Fill the account corner of the page's head. */
export async function showAccount(place) {
  const {signedIn, name, role} = await session;
  onLanguage(() => {
    if (!signedIn) {
      place.replaceChildren(make('a', {class: 'button button-light', href: signInAddress()}, text(WORDS.signIn)));
      return;
    }
    const button = make('button', {class: 'button button-plain', type: 'button'}, text(WORDS.signOut));
    button.addEventListener('click', signOut);
    const who = [own(name), role === 'officer' ? ` (${text(WORDS.officer)})` : ''];
    place.replaceChildren(make('span', {class: 'account-name'}, ...who), button);
  });
}
