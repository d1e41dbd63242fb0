// My dossiers: the list, and one of them. Which one stands after "#", which browsers never send to a server.

import {make, own} from './dom.js';
import {language, text} from './language.js';
import {drawForPerson, session, signInAddress} from './session.js';
import {showMoment, stateText} from './wording.js';

const WORDS = {
  title: {vi: 'Hồ sơ của tôi', en: 'My applications'},
  loading: {vi: 'Đang tải…', en: 'Loading…'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  needSignIn: {vi: 'Đăng nhập để xem các hồ sơ đã nộp.', en: 'Sign in to see the applications that you have sent.'},
  none: {vi: 'Ông/Bà chưa nộp hồ sơ nào.', en: 'You have not sent any application yet.'},
  choose: {vi: 'Chọn thủ tục', en: 'Choose a procedure'},
  code: {vi: 'Mã hồ sơ', en: 'Application code'},
  received: {vi: 'Gửi lúc', en: 'Sent'},
  lookups: {vi: 'Ai đã tra cứu thông tin của tôi ›', en: 'Who looked up my details ›'},
  kept: {vi: 'Giữ cho hồ sơ lần sau', en: 'Kept for your next application'},
  keptFrom: {vi: 'từ hồ sơ gửi', en: 'from your application of'},
  remove: {vi: 'Xóa', en: 'Remove'},
  removeAll: {vi: 'Xóa tất cả', en: 'Remove all'},
  removed: {vi: 'Đã xóa.', en: 'Removed.'},
  removeFailed: {vi: 'Chưa xóa được. Vui lòng thử lại.', en: 'It could not be removed. Please try again.'},
  back: {vi: '‹ Tất cả hồ sơ', en: '‹ All applications'},
  all: {vi: 'Hồ sơ gửi đến', en: 'Dossiers sent in'},
  empty: {vi: 'Chưa có hồ sơ nào.', en: 'There is no application yet.'},
  verified: {vi: 'đã kiểm chứng', en: 'verified'},
  declared: {vi: 'tự khai', en: 'declared'},
  differs: {vi: 'khác cơ sở dữ liệu', en: 'differ from a database'},
  waiting: {vi: 'chờ đối chiếu', en: 'to be compared'},
  changed: {
    vi: 'Mẫu tờ khai này không còn trên cổng, nên chưa xem được nội dung.',
    en: 'The portal no longer has this form, so the application cannot be shown.',
  },
  failed: {vi: 'Chưa tải được hồ sơ. Vui lòng thử lại.', en: 'The applications could not be loaded. Please try again.'},
  unknown: {vi: 'Không có hồ sơ này, hoặc hồ sơ không phải của Ông/Bà.', en: 'There is no such application, or it is not yours.'},
};

/** What a kept answer is, by its term. */
const TERMS = {
  phone: {vi: 'Số điện thoại', en: 'Phone number'},
  email: {vi: 'Thư điện tử', en: 'E-mail'},
  postalAddress: {vi: 'Địa chỉ nhận thư', en: 'Address for letters'},
  bankAccount: {vi: 'Tài khoản ngân hàng', en: 'Bank account'},
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

/** How far a dossier can be relied on, in a few words. */
function countsOf({values, checks}) {
  const counts = [
    [values.register + values.computed, WORDS.verified],
    [values.citizen + values['register-edited'] + values.document, WORDS.declared],
    [checks.differs, WORDS.differs],
    [checks.waiting, WORDS.waiting],
  ];
  return counts.filter(([count]) => count > 0).map(([count, words]) => make('span', {}, `${count} ${text(words)}`));
}

/** What an officer has before them: everybody's dossiers, newest first. */
async function showAll(mine) {
  const {body, problem} = await read('/api/dossiers');
  if (mine !== turn) return;
  title.textContent = text(WORDS.all);
  if (problem) view.replaceChildren(panel(problem));
  else if (body.dossiers.length === 0) view.replaceChildren(panel(WORDS.empty));
  else {
    const items = body.dossiers.map((dossier) => {
      const item = listItem(dossier);
      item.append(make('p', {class: 'dossier-facts'}, ...countsOf(dossier)));
      return item;
    });
    view.replaceChildren(make('ul', {class: 'dossiers'}, ...items));
  }
}

/** The form's element reads the dossier: every answer with its source, and what needs a look. */
async function officerView(dossier) {
  const address = `/api/submissions/${encodeURIComponent(dossier.code)}/definition`;
  const [reply] = await Promise.all([fetch(address), import('/egov-form.js')]);
  if (!reply.ok) return panel(WORDS.changed);
  const form = make('egov-form', {mode: 'officer', draft: 'off', locale: language(), 'keep-title': ''});
  return Object.assign(form, {definition: await reply.json(), dossier});
}

/** An address or an account has parts; codes among them say nothing to a person. */
function keptText(value) {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value)
    .filter((part) => typeof part === 'string' && !/^\d{2,5}$/u.test(part))
    .join(', ');
}

async function removeKept(address) {
  const reply = await fetch(address, {method: 'DELETE', headers: {'X-Egov-Form': '1'}}).catch(() => undefined);
  await show({moved: false});
  status.textContent = text(reply?.ok ? WORDS.removed : WORDS.removeFailed);
}

/** What the person had kept for their next application, with the way to remove it; nothing where nothing is. */
function keptSection(answers) {
  if (answers.length === 0) return [];
  const remove = (words, address, label) => {
    const button = make('button', {type: 'button', class: 'button', 'aria-label': label}, text(words));
    button.addEventListener('click', () => removeKept(address));
    return button;
  };
  const items = answers.map(({term, value, at}) =>
    make(
      'li',
      {class: 'dossier kept'},
      make('p', {}, `${text(TERMS[term])}: `, own(keptText(value))),
      make(
        'p',
        {class: 'dossier-facts'},
        make('span', {}, `${text(WORDS.keptFrom)} ${showMoment(at)}`),
        remove(WORDS.remove, `/api/me/answers/${term}`, `${text(WORDS.remove)}: ${text(TERMS[term])}`),
      ),
    ),
  );
  const all = answers.length > 1 ? [make('p', {class: 'back'}, remove(WORDS.removeAll, '/api/me/answers'))] : [];
  return [make('h2', {class: 'kept-title'}, text(WORDS.kept)), make('ul', {class: 'dossiers'}, ...items), ...all];
}

async function showList(mine) {
  const [{body, problem, signIn}, kept] = await Promise.all([read('/api/submissions'), read('/api/me/answers')]);
  if (mine !== turn) return;
  title.textContent = text(WORDS.title);
  if (problem) view.replaceChildren(signIn ? signInPanel() : panel(problem));
  else if (body.submissions.length === 0) {
    view.replaceChildren(panel(WORDS.none, make('a', {class: 'button', href: '/'}, text(WORDS.choose))));
  } else view.replaceChildren(make('ul', {class: 'dossiers'}, ...body.submissions.map(listItem)));
  if (!problem) view.append(...keptSection(kept.body?.answers ?? []));
  if (!problem) view.append(make('p', {class: 'back'}, make('a', {href: '/lookups.html'}, text(WORDS.lookups))));
}

async function showOne(mine, code, role) {
  const {body, problem, signIn} = await read(`/api/submissions/${encodeURIComponent(code)}`);
  if (mine !== turn) return;
  if (problem) {
    title.textContent = text(WORDS.title);
    view.replaceChildren(signIn ? signInPanel() : panel(problem), back());
    return;
  }
  // The form's engine, which reads the answers, loads only for a dossier.
  const drawn =
    role === 'officer'
      ? officerView(body).then((form) => [make('p', {class: 'quiet'}, `${text(WORDS.code)}: ${body.code}`), form])
      : import('./dossier.js').then(({showDossier}) => showDossier(body));
  const parts = await drawn.catch(() => [panel(WORDS.failed)]);
  if (mine !== turn) return;
  title.textContent = text(body.title);
  view.replaceChildren(back(), ...parts);
}

async function show({moved}) {
  turn += 1;
  const mine = turn;
  const {signedIn, role} = await session();
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
    const list = role === 'officer' ? showAll : showList;
    await (code === '' ? list(mine) : showOne(mine, code, role));
    if (mine === turn) status.textContent = '';
  }
  // After a step from the list to a dossier or back, reading begins at the heading.
  if (moved && mine === turn) title.focus();
}

addEventListener('hashchange', () => show({moved: true}));
drawForPerson(view, () => show({moved: false}));
