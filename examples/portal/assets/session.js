// Who is signed in, as the gateway says it: asked when the page opens, and again whenever that may have changed.
import {make, own} from './dom.js';
import {language, onLanguage, text} from './language.js';

const WORDS = {
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  signOut: {vi: 'Đăng xuất', en: 'Sign out'},
  officer: {vi: 'cán bộ', en: 'officer'},
  unknown: {vi: 'Chưa hỏi được ai đang đăng nhập', en: 'It could not be asked who is signed in'},
  again: {vi: 'Thử lại', en: 'Try again'},
  stillIn: {
    vi: 'Chưa đăng xuất được: {name} vẫn đang đăng nhập trên máy này. Vui lòng thử lại. Nếu vẫn không được, hãy đóng mọi cửa sổ của trình duyệt trước khi rời máy.',
    en: '{name} could not be signed out and is still signed in on this computer. Please try again. If that does not help, close all windows of the browser before you leave.',
  },
};

/** Tabs tell each other here that somebody may have signed in or out; forms listen too. What is said does not matter. */
const CHANNEL = 'egov-session';
const CHANGED = 'portal-session';

async function readSession() {
  try {
    const reply = await fetch('/api/session', {headers: {Accept: 'application/json'}, cache: 'no-store'});
    return reply.ok ? await reply.json() : {signedIn: false, unknown: true};
  } catch {
    return {signedIn: false, unknown: true};
  }
}

let known = readSession();
/** The person could not be signed out, and has been told. */
let stuck = false;
let channel;

/** Who is signed in: `{signedIn, name, role}`, and `unknown` when that could not be asked. */
export function session() {
  return known;
}

/** Where signing in begins; it comes back to this page. */
export function signInAddress() {
  return `/auth/sign-in?return=${encodeURIComponent(location.pathname)}`;
}

/** Call now, and whenever another person is signed in than before, or nobody. */
export function onSession(listener) {
  document.addEventListener(CHANGED, listener);
  listener();
}

/**
 * Draw what is for one person alone: now, in another language, and for another person. A page that the browser keeps as it was
 * keeps nothing of it.
 */
export function drawForPerson(view, draw) {
  const anew = () => {
    view.replaceChildren();
    draw();
  };
  document.addEventListener(CHANGED, anew);
  addEventListener('pagehide', ({persisted}) => persisted && view.replaceChildren());
  addEventListener('pageshow', ({persisted}) => persisted && look().then(anew));
  onLanguage(draw);
}

/** Ask again. What cannot be asked changes nothing. */
async function look() {
  const [before, now] = await Promise.all([known, readSession()]);
  if (now.unknown || (!before.unknown && before.draftOwner === now.draftOwner)) return;
  known = Promise.resolve(now);
  stuck = false;
  document.dispatchEvent(new CustomEvent(CHANGED));
}

function listen() {
  channel ??= new BroadcastChannel(CHANNEL);
  channel.onmessage = look;
}

listen();
// This page may be the first one after a sign-in.
channel.postMessage('');
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look());
addEventListener('focus', look);
addEventListener('pagehide', () => {
  // With it open, the browser could not keep the page for the way back.
  channel?.close();
  channel = undefined;
});
addEventListener('pageshow', ({persisted}) => {
  if (!persisted) return;
  listen();
  look();
});

async function signOut() {
  const reply = await fetch('/auth/sign-out', {method: 'POST', headers: {'X-Egov-Form': '1'}}).catch(() => undefined);
  // Perhaps only the answer was lost.
  const done = reply?.ok || (await readSession().then(({signedIn, unknown}) => !signedIn && !unknown));
  if (done) {
    channel?.postMessage('');
    location.assign('/');
    return;
  }
  stuck = true;
  document.dispatchEvent(new CustomEvent(CHANGED));
}

function button(words, look, act) {
  const made = make('button', {class: `button ${look}`, type: 'button'}, text(words));
  made.addEventListener('click', async () => {
    made.disabled = true;
    await act();
    made.disabled = false;
  });
  return made;
}

/** Above everything else: to leave this computer now is to leave somebody signed in. */
function showStuck(name) {
  document.querySelector('#sign-out-failed')?.remove();
  if (!stuck) return;
  const [before = '', after = ''] = WORDS.stillIn[language()].split('{name}');
  const notice = make('div', {class: 'wide', id: 'sign-out-failed', role: 'alert'});
  document.querySelector('main').prepend(notice);
  notice.append(
    make('div', {class: 'panel warning panel-row'}, make('p', {}, before, own(name), after), button(WORDS.signOut, '', signOut)),
  );
}

/** Fill the account corner of the page's head, and keep it true. */
export function showAccount(place) {
  const draw = async () => {
    const {signedIn, name, role, unknown} = await known;
    showStuck(name);
    if (unknown) {
      place.replaceChildren(
        make('span', {class: 'account-name'}, text(WORDS.unknown)),
        button(WORDS.again, 'button-plain', look),
      );
    } else if (!signedIn) {
      place.replaceChildren(make('a', {class: 'button button-light', href: signInAddress()}, text(WORDS.signIn)));
    } else {
      const who = [own(name), role === 'officer' ? ` (${text(WORDS.officer)})` : ''];
      place.replaceChildren(make('span', {class: 'account-name'}, ...who), button(WORDS.signOut, 'button-plain', signOut));
    }
  };
  onSession(draw);
  document.addEventListener('portal-language', draw);
}
