// Who asked a shared database about me: an entry per question, newest first, those that were answered in a list of their own.

import {make, row} from './dom.js';
import {text} from './language.js';
import {drawForPerson, session, signInAddress} from './session.js';
import {showMoment} from './wording.js';

const WORDS = {
  loading: {vi: 'Đang tải…', en: 'Loading…'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  needSignIn: {vi: 'Đăng nhập để xem ai đã tra cứu thông tin của Ông/Bà.', en: 'Sign in to see who looked up your details.'},
  more: {vi: 'Xem thêm', en: 'Show more'},
  failed: {vi: 'Chưa tải được. Vui lòng thử lại.', en: 'This could not be loaded. Please try again.'},
  who: {vi: 'Ai hỏi', en: 'Who asked'},
  what: {vi: 'Thông tin được hỏi', en: 'Details asked for'},
  why: {vi: 'Thủ tục', en: 'Procedure'},
  result: {vi: 'Kết quả', en: 'Result'},
  answered: {vi: 'Cơ sở dữ liệu đã trả lời', en: 'The database answered'},
  silent: {vi: 'Không có thông tin nào được đưa ra', en: 'No details were given'},
  left: {
    vi: 'Không có thông tin nào được đưa ra: người hỏi rời đi trước khi có câu trả lời',
    en: 'No details were given: the one who asked left before the answer',
  },
};

/** The two lists, each with its pages so far. */
const LISTS = [
  {
    answered: 'yes',
    title: {vi: 'Các lần cơ sở dữ liệu đã trả lời', en: 'Questions that were answered'},
    none: {vi: 'Chưa có lần nào.', en: 'There are none yet.'},
  },
  {
    answered: 'no',
    title: {vi: 'Các lần hỏi không có thông tin nào được đưa ra', en: 'Questions with which no details were given'},
    none: {vi: 'Chưa có lần nào.', en: 'There are none yet.'},
  },
];

const ASKERS = {
  you: {vi: 'Chính Ông/Bà', en: 'You'},
  officer: {vi: 'Cán bộ giải quyết hồ sơ', en: 'An officer handling a dossier'},
  gateway: {vi: 'Hệ thống, khi đối chiếu hồ sơ đã nộp', en: 'This portal, checking a dossier that was sent'},
  other: {
    vi: 'Người khác, có biết số định danh và ngày sinh hoặc họ tên của Ông/Bà',
    en: 'Somebody else, who knew your ID number and your date of birth or name',
  },
};

/** Attributes as people call them. */
const ATTRIBUTES = {
  citizenId: {vi: 'số định danh', en: 'ID number'},
  fullName: {vi: 'họ và tên', en: 'full name'},
  birthDate: {vi: 'ngày sinh', en: 'date of birth'},
  gender: {vi: 'giới tính', en: 'sex'},
  ethnicity: {vi: 'dân tộc', en: 'ethnicity'},
  nationality: {vi: 'quốc tịch', en: 'nationality'},
  residence: {vi: 'nơi cư trú', en: 'place of residence'},
  permanentResidence: {vi: 'nơi thường trú', en: 'permanent residence'},
  currentResidence: {vi: 'nơi ở hiện tại', en: 'current residence'},
  homeTown: {vi: 'quê quán', en: 'home town'},
  birthRegistrationPlace: {vi: 'nơi đăng ký khai sinh', en: 'place of birth registration'},
  maritalStatus: {vi: 'tình trạng hôn nhân', en: 'marital status'},
  idDocumentType: {vi: 'loại giấy tờ', en: 'kind of identity document'},
  idDocumentNumber: {vi: 'số giấy tờ', en: 'number of the identity document'},
  idDocumentIssuedOn: {vi: 'ngày cấp giấy tờ', en: 'its date of issue'},
  idDocumentIssuedBy: {vi: 'nơi cấp giấy tờ', en: 'its issuer'},
  fatherName: {vi: 'họ tên cha', en: "father's name"},
  motherName: {vi: 'họ tên mẹ', en: "mother's name"},
  spouseName: {vi: 'họ tên vợ hoặc chồng', en: "spouse's name"},
};

const status = document.querySelector('#status');
const view = document.querySelector('#view');

function panel(words, ...rest) {
  return make('div', {class: 'panel panel-row'}, make('p', {}, text(words)), ...rest);
}

function item({at, by, title, registerTitle, attributes, answered, left}) {
  const names = attributes.map((name) => (Object.hasOwn(ATTRIBUTES, name) ? text(ATTRIBUTES[name]) : name));
  return make(
    'li',
    {class: 'part'},
    make('h3', {tabindex: '-1'}, `${showMoment(at)}: ${text(registerTitle)}`),
    make(
      'dl',
      {class: 'answers'},
      row(text(WORDS.who), text(ASKERS[by])),
      row(text(WORDS.what), names.join(', ')),
      row(text(WORDS.why), text(title)),
      row(text(WORDS.result), text(answered ? WORDS.answered : left ? WORDS.left : WORDS.silent)),
    ),
  );
}

/** The next page of a list. @returns whether it came. */
async function readOn(list) {
  const after = list.after === undefined ? '' : `&after=${list.after}`;
  try {
    const reply = await fetch(`/api/me/lookups?answered=${list.answered}${after}`, {headers: {Accept: 'application/json'}});
    if (!reply.ok) return false;
    const page = await reply.json();
    list.entries = [...(list.entries ?? []), ...page.lookups];
    list.after = page.after;
    return true;
  } catch {
    return false;
  }
}

/** A list as it is so far, with a button for the rest. */
function section(list) {
  const entries = make('ul', {class: 'lookups'}, ...list.entries.map(item));
  const more = make('p', {});
  const offer = () => {
    const button = make('button', {type: 'button', class: 'button'}, text(WORDS.more));
    button.addEventListener('click', async () => {
      const shown = list.entries.length;
      button.disabled = true;
      status.textContent = text(WORDS.loading);
      const came = await readOn(list);
      status.textContent = came ? '' : text(WORDS.failed);
      button.disabled = false;
      if (!came) return;
      entries.append(...list.entries.slice(shown).map(item));
      more.replaceChildren(...(list.after === undefined ? [] : [offer()]));
      // Reading goes on where the new entries begin.
      entries.children[shown]?.querySelector('h3').focus();
    });
    return button;
  };
  if (list.after !== undefined) more.append(offer());
  const content = list.entries.length === 0 ? [make('p', {class: 'quiet'}, text(list.none))] : [entries, more];
  return make('section', {}, make('h2', {}, text(list.title)), ...content);
}

/** Whom the lists were read for; another person's are read anew. */
let reading;

async function readLists() {
  const {signedIn, draftOwner} = await session();
  if (!reading || reading.owner !== draftOwner) {
    const lists = LISTS.map((list) => ({...list}));
    reading = {owner: draftOwner, lists, came: signedIn ? Promise.all(lists.map(readOn)) : undefined};
  }
  const {lists, came} = reading;
  return {lists, signedIn: came !== undefined, failed: (await came)?.includes(false)};
}

/** Counts what was asked to be shown: an answer that comes late is not shown over a newer one. */
let turn = 0;

async function show() {
  turn += 1;
  const mine = turn;
  status.textContent = text(WORDS.loading);
  const {lists, signedIn, failed} = await readLists();
  if (mine !== turn) return;
  status.textContent = '';
  if (!signedIn) {
    view.replaceChildren(panel(WORDS.needSignIn, make('a', {class: 'button', href: signInAddress()}, text(WORDS.signIn))));
  } else if (failed) view.replaceChildren(panel(WORDS.failed));
  else view.replaceChildren(...lists.map(section));
}

drawForPerson(view, show);
