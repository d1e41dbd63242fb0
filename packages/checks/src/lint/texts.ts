/** Texts in every language, as they are read, heard and searched. What people type later is no matter of these checks. */
import type {PatchOperation} from '../finding.ts';
import type {Procedure, Tell} from './procedure.ts';

/** One text in one language, or in all of them. */
interface Written {
  /** Pointer of the text itself. */
  readonly at: string;
  readonly words: string;
  /** Name of the member that holds it: `label`, `hint`, `group`. */
  readonly member: string;
  /** Part of the declaration on paper, which has rules of its own. */
  readonly isPrinted: boolean;
}

export function checkTexts(procedure: Procedure): void {
  const {texts, languages, tell} = procedure;
  checkDeclared(procedure);
  for (const {at, text} of texts) {
    const isPrinted = at.startsWith('/output/');
    const member = at.replace(/\/\d+$/u, '').replace(/^.*\//u, '');
    if (typeof text === 'string') checkOnlyLanguage(at, text, languages, tell);
    else checkLanguages(at, text, languages, tell);
    const words =
      typeof text === 'string'
        ? [[at, text] as const]
        : Object.entries(text).map(([language, one]) => [`${at}/${language}`, one] as const);
    for (const [place, one] of words) checkWords({at: place, words: one, member, isPrinted}, tell);
  }
}

// Languages

/** A language that is promised and met nowhere, or met and not promised: said once, at the first text that shows it. */
function checkDeclared({texts, languages, tell}: Procedure): void {
  const met = new Map<string, string>();
  for (const {at, text} of texts)
    if (typeof text !== 'string')
      for (const language of Object.keys(text)) if (!met.has(language)) met.set(language, `${at}/${language}`);
  for (const [language, at] of met)
    if (!languages.includes(language)) tell('language.undeclared', at, {language, languages: [...languages]});
  for (const language of languages)
    if (!met.has(language) && languages.length > 1) tell('language.missing', '/title', {language});
}

const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹáàãéèíìóòõúùýĩũ]/u;

function letters(text: string): string {
  return text.replace(/\{[^}]*\}/gu, '').replace(/[^\p{L}\s]/gu, '');
}

/** A name as `E-mail` is the same in every language; a sentence is not, nor is a Vietnamese word. */
function isOfOneLanguage(text: string): boolean {
  const said = letters(text).trim();
  return VIETNAMESE.test(said.normalize('NFC')) || said.split(/\s+/u).filter((word) => word.length > 1).length > 2;
}

function checkOnlyLanguage(at: string, text: string, languages: readonly string[], tell: Tell): void {
  if (languages.length > 1 && isOfOneLanguage(text)) tell('text.one-language', at, {languages: [...languages]});
}

function checkLanguages(at: string, text: {readonly [language: string]: string}, languages: readonly string[], tell: Tell): void {
  const seen = new Map<string, string>();
  for (const language of languages) {
    const words = text[language];
    if (words === undefined) continue;
    const other = seen.get(words);
    if (other !== undefined && isOfOneLanguage(words)) tell('text.same', `${at}/${language}`, {language, other});
    seen.set(words, language);
  }
}

// Words

const LEFT_OVER =
  /\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|lorem ipsum|\?\?\?|\{\{.*\}\}|\[(?:insert|điền|cần điền|cần dịch|translate)[^\]]*\]|^\s*(?:test|abc|asdf|xyz|untitled|chưa dịch|cần dịch|sẽ bổ sung|đang cập nhật|\.{3,}|…|-+)\s*$/iu;
const MARKUP =
  /<\/?(?:a|b|br|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|tr|u|ul)\b[^>]*>|&(?:nbsp|amp|lt|gt|quot|#\d+);/iu;
const PLACE = /\{(?:\/[^}]+|#|today\|[a-z]+)\}/u;
const INVISIBLE = /[\u00AD\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
/** Their letters are often one word; capitals are read out letter by letter. */
const CAPITALS = /^[^\p{Ll}]*\p{Lu}{2,}[^\p{Ll}]*\s[^\p{Ll}]*\p{Lu}{2,}[^\p{Ll}]*$/u;
const CLICK = /\b(?:click|press|tap) (?:on )?here\b|(?:bấm|nhấn|nhấp|ấn|kích|click)(?: chuột)?(?: vào)?(?: tại)? đây/iu;
const COLOUR =
  /(?:ô|mục|trường|dòng|chữ|nút|phần|khung|dấu)(?: có)?(?: nền)? màu \p{L}+|(?:bôi|tô|in) (?:màu )?(?:đỏ|xanh|vàng)|\b(?:marked|shown|highlighted|printed|text|fields?|boxes|buttons?) in (?:red|green|blue|yellow|orange|grey|gray)\b|\b(?:red|green|blue|yellow|orange|grey|gray) (?:fields?|box(?:es)?|buttons?|text|labels?|stars?|asterisks?)\b/iu;
const POSITION =
  /(?:ô|nút|mục|cột|trường|khung|bảng|danh sách)(?: ở| nằm)? (?:bên trái|bên phải|phía trên|phía dưới|bên trên|bên dưới|góc)|\b(?:buttons?|fields?|box(?:es)?|columns?|panels?|menus?|icons?)(?: that (?:is|are))? (?:on|to|at) the (?:left|right|top|bottom)\b|\b(?:left|right)-hand (?:column|side|box|panel)\b/iu;
const LINK = /\[([^\]]*)\]\(([^)\s]*)\)/gu;
const SAFE = /^(?:https:\/\/|mailto:|tel:|\/|#|\.)/iu;
const EMPTY_WORDS = /^(?:here|link|this|more|read more|click here|đây|tại đây|vào đây|xem thêm|chi tiết|liên kết|link này)$/iu;

function checkWords(written: Written, tell: Tell): void {
  const {at, words, isPrinted} = written;
  if (words.trim() === '') return;
  checkWriting(written, tell);
  const found = LEFT_OVER.exec(words)?.[0];
  // Dots on paper are where one writes.
  if (found !== undefined && !(isPrinted && /^[\s.…-]*$/u.test(found))) tell('text.placeholder', at, {found});
  if (isPrinted) return;
  const tag = MARKUP.exec(words)?.[0];
  if (tag !== undefined) tell('text.markup', at, {found: tag});
  const place = PLACE.exec(words)?.[0];
  if (place !== undefined) tell('text.place', at, {found: place});
  if (CAPITALS.test(words) && (words.match(/\p{L}/gu)?.length ?? 0) >= 12) tell('text.capitals', at);
  if (words.includes('![')) tell('text.image', at);
  else checkLinks(written, tell);
  for (const [code, pattern] of [
    ['text.click-here', CLICK],
    ['text.colour', COLOUR],
    ['text.position', POSITION],
  ] as const) {
    const said = pattern.exec(words)?.[0];
    if (said !== undefined) tell(code, at, {found: said});
  }
}

function checkLinks({at, words}: Written, tell: Tell): void {
  for (const [, label = '', address = ''] of words.matchAll(LINK)) {
    if (!SAFE.test(address)) tell('text.link-address', at, {found: address});
    if (EMPTY_WORDS.test(label.trim()) || label.trim() === '') tell('text.link-words', at, {found: label});
  }
}

/** Signs that are not seen and change how a text is searched, compared or read out. */
function checkWriting({at, words, member, isPrinted}: Written, tell: Tell): void {
  const visible = words.normalize('NFC').replace(INVISIBLE, '');
  const isBlock = member === 'text' || member === 'description';
  const clean = isPrinted ? visible : isBlock ? visible.trim() : visible.trim().replace(/ {2,}/gu, ' ');
  const mend: readonly PatchOperation[] = [{op: 'replace', path: at, value: clean}];
  if (words !== words.normalize('NFC')) tell('text.normal-form', at, {}, mend);
  else if (words !== visible) tell('text.invisible', at, {}, mend);
  else if (words !== clean) tell('text.blanks', at, {}, mend);
}
