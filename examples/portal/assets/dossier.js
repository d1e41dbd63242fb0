// One dossier as it was sent: every answer with its source, and the files. The form's own engine reads the definition,
// so that labels, choices and formats are those of the form.
import {openDefinition, textIn, vietnam} from '/egov-form.js';
import {make, own, row} from './dom.js';
import {language, text} from './language.js';
import {showDate, showMoment, showSize, stateText} from './wording.js';

const WORDS = {
  summary: {vi: 'Hồ sơ', en: 'Application'},
  code: {vi: 'Mã hồ sơ', en: 'Application code'},
  state: {vi: 'Trạng thái', en: 'State'},
  received: {vi: 'Gửi lúc', en: 'Sent'},
  files: {vi: 'Giấy tờ đã nộp', en: 'Files'},
  noFiles: {vi: 'Không có giấy tờ kèm theo.', en: 'No files were attached.'},
  pages: {vi: 'trang', en: 'pages'},
  onePage: {vi: 'trang', en: 'page'},
  yes: {vi: 'Có', en: 'Yes'},
  no: {vi: 'Không', en: 'No'},
  citizen: {vi: 'Tự khai', en: 'Self-declared'},
  register: {vi: 'Cơ sở dữ liệu dùng chung', en: 'Shared database'},
  'register-edited': {vi: 'Đã sửa so với cơ sở dữ liệu', en: 'Changed from the database'},
  computed: {vi: 'Tự tính', en: 'Computed'},
  document: {vi: 'Đọc từ', en: 'Read from'},
  waiting: {vi: 'chờ đối chiếu', en: 'to be compared'},
  agrees: {vi: 'khớp với cơ sở dữ liệu', en: 'agrees with the database'},
  differs: {vi: 'khác với cơ sở dữ liệu', en: 'differs from the database'},
  unknown: {vi: 'cơ sở dữ liệu chưa có', en: 'not in the database'},
  'not-found': {vi: 'không tìm thấy trong cơ sở dữ liệu', en: 'not found in the database'},
  someWait: {
    vi: 'Khi nộp hồ sơ, có cơ sở dữ liệu chưa trả lời. Hệ thống sẽ tự đối chiếu những gì Ông/Bà đã khai; Ông/Bà không phải làm gì thêm.',
    en: 'When this was sent, a database did not answer. What you declared will be compared with it by itself; there is nothing for you to do.',
  },
  allCompared: {
    vi: 'Những gì Ông/Bà tự khai vì cơ sở dữ liệu chưa trả lời đã được đối chiếu. Kết quả ghi cạnh từng mục; cán bộ sẽ liên hệ nếu cần.',
    en: 'What you declared while a database did not answer has been compared with it since. The result stands beside each entry; an officer will get in touch if needed.',
  },
  notCompared: {
    vi: 'Có thông tin Ông/Bà tự khai mà hệ thống chưa đối chiếu được. Cán bộ sẽ kiểm tra.',
    en: 'Some of what you declared could not be compared with a database. An officer will check it.',
  },
  gone: {
    vi: 'Mẫu tờ khai đã đổi từ khi nộp, nên chỉ xem được trạng thái.',
    en: 'The form has changed since, so only the state can be shown.',
  },
};

/** Names of registers as people know them. */
const REGISTERS = {
  population: {vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database'},
  business: {vi: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp', en: 'National Business Registration Database'},
  vehicle: {vi: 'Cơ sở dữ liệu đăng ký xe', en: 'Vehicle Registration Database'},
};

/**
 * What stands on a page, in order: pointers of questions, and for each row of a list its heading and its questions.
 */
function linesOf(items, form) {
  return items.flatMap((item) => {
    if (item.field !== undefined) return [{pointer: item.field}];
    if (item.group !== undefined) return linesOf(item.items, form);
    if (item.list === undefined) return [];
    const inside = linesOf(item.items, form);
    const name = textIn(item.rowTitle ?? form.list(item.list).label, language());
    return form
      .list(item.list)
      .rows.flatMap((_row, i) => [
        {heading: `${name} ${i + 1}`},
        ...inside.map(({pointer}) => ({pointer: pointer.replace(`${item.list}/*`, `${item.list}/${i}`)})),
      ]);
  });
}

/** The label of a choice; nothing when its list cannot be loaded, and the stored code is shown. */
async function labelOf(options, value) {
  const choices = await Promise.resolve(options).catch(() => []);
  const found = choices.find((option) => option.value === value);
  return found && textIn(found.label, language());
}

async function addressText(form, {provinceCode, communeCode, detail}) {
  const names = await Promise.all([
    labelOf(form.optionList('vn.communes', {provinceCode}), communeCode),
    labelOf(form.optionList('vn.provinces'), provinceCode),
  ]);
  return [detail, names[0] ?? communeCode, names[1] ?? provinceCode].filter(Boolean).join(', ');
}

async function valueText(form, field) {
  const {value} = field;
  if (typeof value === 'boolean') return text(value ? WORDS.yes : WORDS.no);
  if (field.widget === 'address' && typeof value === 'object') return addressText(form, value);
  if (field.settings.options !== undefined) return (await labelOf(form.options(field.pointer), value)) ?? String(value);
  if (typeof value === 'number') return new Intl.NumberFormat(language(), {useGrouping: field.widget !== 'number'}).format(value);
  const shown = field.format?.display?.(String(value));
  return shown ?? showDate(String(value));
}

/** What came of holding a self-declared value against its register, by pointer; `waiting` before that. */
function verdictsOf(definition, checks) {
  const verdicts = new Map();
  for (const {lookup, row: index, state, verdicts: known} of checks) {
    const fill = definition.lookups?.[lookup]?.fill ?? {};
    if (state === 'waiting') for (const pattern of Object.keys(fill)) verdicts.set(pattern.replace('*', index), 'waiting');
    for (const [pointer, verdict] of Object.entries(known)) verdicts.set(pointer, verdict);
  }
  return verdicts;
}

/** What the person should know about checks that came after sending; nothing when there were none. */
function checksNotice(checks) {
  if (checks.length === 0) return '';
  const states = checks.map(({state}) => state);
  if (states.includes('waiting')) return make('p', {class: 'panel'}, text(WORDS.someWait));
  return make('p', {class: 'panel'}, text(states.includes('not-checked') ? WORDS.notCompared : WORDS.allCompared));
}

/** Where a value came from, as the gateway verified it, as a small mark. */
function sourceMark(form, mark, verdict) {
  const kind = mark?.origin ?? 'citizen';
  let words = text(WORDS[kind]);
  if (kind === 'register') words = text(REGISTERS[mark.register] ?? WORDS.register);
  else if (kind === 'document') words = `${words}: ${form.labelOf(`#/documents/${mark.document}`, language())}`;
  if (kind !== 'register' && verdict !== undefined) words = `${words}, ${text(WORDS[verdict])}`;
  return make('span', {class: 'source', 'data-kind': verdict === 'agrees' ? 'register' : kind, 'data-verdict': verdict}, words);
}

async function pagePart(form, page, marks, verdicts) {
  const parts = [];
  let rows = [];
  const endList = () => {
    if (rows.length > 0) parts.push(make('dl', {class: 'answers'}, ...rows));
    rows = [];
  };
  for (const {pointer, heading} of linesOf(page.items, form)) {
    if (heading !== undefined) {
      endList();
      parts.push(make('h3', {class: 'row-title'}, heading));
      continue;
    }
    const field = form.field(pointer);
    if (!field.visible || field.value === undefined) continue;
    rows.push(
      row(
        form.labelOf(pointer, language()),
        make('span', {}, own(await valueText(form, field))),
        sourceMark(form, marks[pointer], verdicts.get(pointer)),
      ),
    );
  }
  endList();
  if (parts.length === 0) return '';
  return make('section', {class: 'part'}, make('h2', {}, textIn(page.title, language())), ...parts);
}

function filesPart(form, documents) {
  const slots = Object.entries(documents).filter(([, files]) => files.length > 0);
  const lists = slots.flatMap(([slot, files]) => [
    make('h3', {}, form.labelOf(`#/documents/${slot}`, language())),
    make(
      'ul',
      {class: 'files'},
      ...files.map(({name, sizeBytes, pageCount}) =>
        make(
          'li',
          {},
          own(name),
          ` (${showSize(sizeBytes)}, ${pageCount} ${text(pageCount === 1 ? WORDS.onePage : WORDS.pages)})`,
        ),
      ),
    ),
  ]);
  const body = lists.length > 0 ? lists : [make('p', {class: 'quiet'}, text(WORDS.noFiles))];
  return make('section', {class: 'part'}, make('h2', {}, text(WORDS.files)), ...body);
}

/** The very one that the person filled in, whatever is installed today. */
async function definitionOf(code) {
  const reply = await fetch(`/api/submissions/${encodeURIComponent(code)}/definition`);
  return reply.ok ? reply.json() : undefined;
}

/** What the page shows of a dossier, as elements. */
export async function showDossier(dossier) {
  const summary = make(
    'section',
    {class: 'part'},
    make('h2', {}, text(WORDS.summary)),
    make(
      'dl',
      {class: 'answers'},
      row(text(WORDS.code), dossier.code),
      row(text(WORDS.state), make('span', {class: 'state'}, stateText(dossier.state))),
      row(text(WORDS.received), showMoment(dossier.receivedAt)),
    ),
  );
  const definition = await definitionOf(dossier.code).catch(() => undefined);
  if (!definition) return [summary, make('p', {class: 'panel'}, text(WORDS.gone))];
  const form = await openDefinition(definition, {packs: [vietnam]});
  try {
    const {form: id, version, answers, origins, checks} = dossier;
    const verdicts = verdictsOf(definition, checks);
    form.restore({form: id, version, answers, origins: {}, documents: {}, lookups: {}, decisions: [], page: ''});
    const parts = [];
    for (const page of form.pages) if (page.visible) parts.push(await pagePart(form, page, origins, verdicts));
    return [summary, checksNotice(checks), ...parts, filesPart(form, dossier.documents)].filter((part) => part !== '');
  } finally {
    form.dispose();
  }
}
