// Who asked a shared database about me: an entry per question, newest first.

import {make, row} from './dom.js';
import {onLanguage, text} from './language.js';
import {session, signInAddress} from './session.js';
import {showMoment} from './wording.js';

const WORDS = {
  loading: {vi: 'Đang tải…', en: 'Loading…'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  needSignIn: {vi: 'Đăng nhập để xem ai đã tra cứu thông tin của Ông/Bà.', en: 'Sign in to see who looked up your details.'},
  none: {vi: 'Chưa có lần tra cứu nào.', en: 'Nobody has looked up your details yet.'},
  failed: {vi: 'Chưa tải được. Vui lòng thử lại.', en: 'This could not be loaded. Please try again.'},
  who: {vi: 'Ai hỏi', en: 'Who asked'},
  what: {vi: 'Thông tin được hỏi', en: 'Details asked for'},
  why: {vi: 'Thủ tục', en: 'Procedure'},
  result: {vi: 'Kết quả', en: 'Result'},
  answered: {vi: 'Cơ sở dữ liệu đã trả lời', en: 'The database answered'},
  silent: {vi: 'Không có thông tin nào được đưa ra', en: 'No details were given'},
};

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

function item({at, by, title, registerTitle, attributes, answered}) {
  const names = attributes.map((name) => (Object.hasOwn(ATTRIBUTES, name) ? text(ATTRIBUTES[name]) : name));
  return make(
    'li',
    {class: 'part'},
    make('h2', {}, `${showMoment(at)}: ${text(registerTitle)}`),
    make(
      'dl',
      {class: 'answers'},
      row(text(WORDS.who), text(ASKERS[by])),
      row(text(WORDS.what), names.join(', ')),
      row(text(WORDS.why), text(title)),
      row(text(WORDS.result), text(answered ? WORDS.answered : WORDS.silent)),
    ),
  );
}

async function read() {
  try {
    const reply = await fetch('/api/me/lookups', {headers: {Accept: 'application/json'}});
    return reply.ok ? (await reply.json()).lookups : undefined;
  } catch {
    return undefined;
  }
}

const answer = session.then(({signedIn}) => (signedIn ? read() : 'signed out'));

onLanguage(async () => {
  status.textContent = text(WORDS.loading);
  const lookups = await answer;
  status.textContent = '';
  if (lookups === 'signed out') {
    view.replaceChildren(panel(WORDS.needSignIn, make('a', {class: 'button', href: signInAddress()}, text(WORDS.signIn))));
  } else if (lookups === undefined) view.replaceChildren(panel(WORDS.failed));
  else if (lookups.length === 0) view.replaceChildren(panel(WORDS.none));
  else view.replaceChildren(make('ul', {class: 'lookups'}, ...lookups.map(item)));
});
