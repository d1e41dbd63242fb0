// Around a form: what the procedure is, and why signing in helps. The form itself is the element alone.
import {make, row} from './dom.js';
import {onLanguage, text} from './language.js';
import {onSession, session, signInAddress} from './session.js';

const WORDS = {
  code: {vi: 'Mã thủ tục', en: 'Procedure code'},
  authority: {vi: 'Cơ quan giải quyết', en: 'Authority'},
  time: {vi: 'Thời hạn giải quyết', en: 'Time'},
  fee: {vi: 'Phí, lệ phí', en: 'Fee'},
  result: {vi: 'Kết quả', en: 'Result'},
  legal: {vi: 'Căn cứ pháp lý', en: 'Legal basis'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  hint: {
    vi: 'Đăng nhập để tờ khai tự điền thông tin của Ông/Bà và để nộp hồ sơ.',
    en: 'Sign in so that the form can fill in your details and the dossier can be sent.',
  },
};

const form = document.querySelector('egov-form');
const facts = document.querySelector('#facts');
const list = document.querySelector('#facts-list');
const hint = document.querySelector('#sign-in-hint');
// On a phone the facts would push the form off the screen.
if (matchMedia('(max-width: 63.99rem)').matches) facts.open = false;

async function showHint() {
  const {signedIn, unknown} = await session();
  if (signedIn || unknown) {
    hint.replaceChildren();
    return;
  }
  hint.replaceChildren(
    make(
      'div',
      {class: 'panel panel-row'},
      make('p', {}, text(WORDS.hint)),
      make('a', {class: 'button', href: signInAddress()}, text(WORDS.signIn)),
    ),
  );
}
document.addEventListener('portal-language', showHint);
onSession(showHint);

const reply = await fetch(form.getAttribute('src')).catch(() => undefined);
const {procedure = {}} = reply?.ok ? await reply.json() : {};
onLanguage(() => {
  const rows = ['code', 'authority', 'time', 'fee', 'result']
    .filter((name) => procedure[name] !== undefined)
    .map((name) => row(text(WORDS[name]), text(procedure[name])));
  if (procedure.legal?.length > 0) {
    const items = procedure.legal.map((one) => make('li', {}, one));
    rows.push(row(text(WORDS.legal), make('ul', {lang: 'vi'}, ...items)));
  }
  list.replaceChildren(...rows);
});
