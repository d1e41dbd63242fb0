// The list of procedures that are installed, by sector, narrowed while the person types; marks do not matter ("khai sinh" is found by "khai sinh" or "khái").
import {make, row} from './dom.js';
import {onLanguage, text} from './language.js';

const WORDS = {
  start: {vi: 'Nộp hồ sơ', en: 'Apply'},
  code: {vi: 'Mã thủ tục', en: 'Procedure code'},
  authority: {vi: 'Cơ quan', en: 'Authority'},
  time: {vi: 'Thời hạn', en: 'Time'},
  fee: {vi: 'Lệ phí', en: 'Fee'},
  failed: {
    vi: 'Chưa tải được danh sách thủ tục. Vui lòng tải lại trang.',
    en: 'The list of procedures could not be loaded. Please reload the page.',
  },
  other: {vi: 'Lĩnh vực khác', en: 'Others'},
  none: {vi: 'Không có thủ tục nào phù hợp. Vui lòng thử từ khác.', en: 'No procedure matches. Please try other words.'},
};

const list = document.querySelector('#procedures');
const status = document.querySelector('#list-status');
const search = document.querySelector('#search-text');
let forms;

function fold(words) {
  return words.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/giu, 'd').toLowerCase();
}

function words(form) {
  const {name, sector, code} = form.procedure ?? {};
  const texts = [form.title, form.description, name, sector, code];
  return fold(texts.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : (one ?? ''))).join(' '));
}

function card(form) {
  const {procedure = {}} = form;
  const facts = ['authority', 'time', 'fee'].filter((name) => procedure[name] !== undefined);
  const titleId = `title-${form.id}`;
  return make(
    'li',
    {class: 'card'},
    make('h4', {id: titleId}, text(form.title)),
    procedure.code === undefined ? '' : make('p', {class: 'code'}, `${text(WORDS.code)}: ${procedure.code}`),
    form.description === undefined ? '' : make('p', {}, text(form.description)),
    make('dl', {class: 'rows'}, ...facts.map((name) => row(text(WORDS[name]), text(procedure[name])))),
    make(
      'a',
      {
        class: 'button',
        id: `start-${form.id}`,
        href: `/procedures/${form.id}/`,
        'aria-labelledby': `start-${form.id} ${titleId}`,
      },
      text(WORDS.start),
    ),
  );
}

/** What there is of each sector, by its name; what names none comes last. */
function sectors(found) {
  const nameOf = (form) => text(form.procedure?.sector ?? WORDS.other);
  const isOther = (form) => form.procedure?.sector === undefined;
  const bySector = Map.groupBy(
    [...found].sort((a, b) => isOther(a) - isOther(b) || nameOf(a).localeCompare(nameOf(b), document.documentElement.lang)),
    nameOf,
  );
  return [...bySector];
}

function section([name, forms], at) {
  const id = `sector-${at}`;
  return make(
    'section',
    {class: 'sector', 'aria-labelledby': id},
    make('h3', {id}, name),
    make('ul', {class: 'cards', 'aria-labelledby': id}, ...forms.map(card)),
  );
}

function countText(count) {
  if (count === 0) return text(WORDS.none);
  return text({vi: `${count} thủ tục`, en: count === 1 ? '1 procedure' : `${count} procedures`});
}

function show() {
  if (forms === undefined) return;
  const wanted = fold(search.value).split(/\s+/u).filter(Boolean);
  const found = forms.filter((form) => wanted.every((word) => words(form).includes(word)));
  list.replaceChildren(...sectors(found).map(section));
  status.textContent = countText(found.length);
}

search.addEventListener('input', show);
document.querySelector('#search').addEventListener('submit', (event) => event.preventDefault());
onLanguage(show);

try {
  const reply = await fetch('/api/forms', {headers: {Accept: 'application/json'}});
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  ({forms} = await reply.json());
  show();
} catch {
  onLanguage(() => {
    status.textContent = text(WORDS.failed);
  });
}
