// My dossiers: the list, and one of them. Which one stands after "#", which browsers never send to a server.

import {make} from './dom.js';
import {onLanguage, text} from './language.js';
import {session, signInAddress} from './session.js';
import {showMoment, stateText} from './wording.js';

const WORDS = {
  title: {vi: 'Hồ sơ của tôi', en: 'My dossiers'},
  loading: {vi: 'Đang tải…', en: 'Loading…'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  needSignIn: {vi: 'Đăng nhập để xem các hồ sơ đã nộp.', en: 'Sign in to see the dossiers that you have sent.'},
  none: {vi: 'Ông/Bà chưa nộp hồ sơ nào.', en: 'You have not sent any dossier yet.'},
  choose: {vi: 'Chọn thủ tục', en: 'Choose a procedure'},
  code: {vi: 'Mã hồ sơ', en: 'Dossier code'},
  received: {vi: 'Nộp lúc', en: 'Received'},
  lookups: {vi: 'Ai đã tra cứu thông tin của tôi ›', en: 'Who looked up my details ›'},
  back: {vi: '‹ Tất cả hồ sơ', en: '‹ All dossiers'},
  failed: {vi: 'Chưa tải được hồ sơ. Vui lòng thử lại.', en: 'The dossiers could not be loaded. Please try again.'},
  unknown: {vi: 'Không có hồ sơ này, hoặc hồ sơ không phải của Ông/Bà.', en: 'There is no such dossier, or it is not yours.'},
};

const title = document.querySelector('#page-title');
const status = document.querySelector('#status');
const view = document.querySelector('#view');
/** Counts what was asked to be shown: an answer that comes late is not shown over a newer one. */
let turn = 0;

async function read(address) {
  try {
    const reply = await fetch(address, {headers: {Accept: 'application/json'}});
    if (reply.status === 401) return {problem: WORDS.needSignIn, signIn: true};
    if (reply.status === 404) return {problem: WORDS.unknown};
    return reply.ok ? {body: await reply.json()} : {problem: WORDS.failed};
  } catch {
    return {problem: WORDS.failed};
  }
}

function panel(words, ...rest) {
  return make('div', {class: 'panel panel-row'}, make('p', {}, text(words)), ...rest);
}

function signInPanel() {
  return panel(WORDS.needSignIn, make('a', {class: 'button', href: signInAddress()}, text(WORDS.signIn)));
}

function back() {
  return make('p', {class: 'back'}, make('a', {href: '#'}, text(WORDS.back)));
}

function listItem({code, title: name, receivedAt, state}) {
  return make(
    'li',
    {class: 'dossier'},
    make('h2', {class: 'dossier-title'}, make('a', {href: `#${encodeURIComponent(code)}`}, text(name))),
    make(
      'p',
      {class: 'dossier-facts'},
      make('span', {}, `${text(WORDS.code)}: `, make('span', {class: 'whole'}, code)),
      make('span', {}, `${text(WORDS.received)}: ${showMoment(receivedAt)}`),
      make('span', {class: 'state'}, stateText(state)),
    ),
  );
}

async function showList(mine) {
  const {body, problem, signIn} = await read('/api/submissions');
  if (mine !== turn) return;
  title.textContent = text(WORDS.title);
  if (problem) view.replaceChildren(signIn ? signInPanel() : panel(problem));
  else if (body.submissions.length === 0) {
    view.replaceChildren(panel(WORDS.none, make('a', {class: 'button', href: '/'}, text(WORDS.choose))));
  } else view.replaceChildren(make('ul', {class: 'dossiers'}, ...body.submissions.map(listItem)));
  if (!problem) view.append(make('p', {class: 'back'}, make('a', {href: '/lookups.html'}, text(WORDS.lookups))));
}

async function showOne(mine, code) {
  const {body, problem, signIn} = await read(`/api/submissions/${encodeURIComponent(code)}`);
  if (mine !== turn) return;
  if (problem) {
    title.textContent = text(WORDS.title);
    view.replaceChildren(signIn ? signInPanel() : panel(problem), back());
    return;
  }
  // The form's engine, which reads the answers, loads only for a dossier.
  const parts = await import('./dossier.js').then(({showDossier}) => showDossier(body)).catch(() => [panel(WORDS.failed)]);
  if (mine !== turn) return;
  title.textContent = text(body.title);
  view.replaceChildren(back(), ...parts);
}

async function show({moved}) {
  turn += 1;
  const mine = turn;
  const {signedIn} = await session;
  if (mine !== turn) return;
  let code = '';
  try {
    code = decodeURIComponent(location.hash.slice(1));
  } catch {
    // Not one of our addresses; the list is.
  }
  if (!signedIn) view.replaceChildren(signInPanel());
  else {
    status.textContent = text(WORDS.loading);
    await (code === '' ? showList(mine) : showOne(mine, code));
    if (mine === turn) status.textContent = '';
  }
  // After a step from the list to a dossier or back, reading begins at the heading.
  if (moved && mine === turn) title.focus();
}

addEventListener('hashchange', () => show({moved: true}));
onLanguage(() => show({moved: false}));
