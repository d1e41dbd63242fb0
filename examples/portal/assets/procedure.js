// Around a form: what the procedure is, and why signing in helps. The form itself is the element alone.
import {make, row} from './dom.js';
import {onLanguage, text} from './language.js';
import {onSession, session, signInAddress} from './session.js';

const WORDS = {
  code: {vi: 'Mã thủ tục', en: 'Procedure code'},
  legal: {vi: 'Căn cứ pháp lý', en: 'Legal basis'},
  signIn: {vi: 'Đăng nhập', en: 'Sign in'},
  hint: {
    vi: 'Đăng nhập để tờ khai tự điền thông tin của Ông/Bà và gửi được hồ sơ.',
    en: 'Sign in so that the form fills in your details and you can send it.',
  },
};

const form = document.querySelector('egov-form');
const facts = document.querySelector('#facts');
const list = document.querySelector('#facts-list');
const hint = document.querySelector('#sign-in-hint');
facts.open = matchMedia('(min-width: 64rem)').matches;

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
  // What to know before the start is said by the form itself.
  const rows = procedure.code === undefined ? [] : [row(text(WORDS.code), procedure.code)];
  if (procedure.legal?.length > 0) {
    const items = procedure.legal.map((one) => make('li', {}, one));
    rows.push(row(text(WORDS.legal), make('ul', {lang: 'vi'}, ...items)));
  }
  list.replaceChildren(...rows);
});
