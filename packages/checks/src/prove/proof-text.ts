/** A proof in words, made late: Vietnamese for every language but English. */

import type {ConditionKind, Subject} from './conditions.ts';
import type {PathEffort, Proof, ProofFinding, Verdict} from './proof.ts';
import type {Doubt} from './search.ts';

interface Wording {
  readonly findings: {readonly [code in ProofFinding['code']]: string};
  readonly subjects: {readonly [kind in Subject['kind']]: string};
  readonly conditions: {readonly [kind in ConditionKind]: string};
  readonly doubts: {readonly [doubt in Doubt]: string};
  readonly head: string;
  readonly none: string;
  readonly unknown: string;
  readonly shortest: string;
  readonly longest: string;
  readonly inexact: string;
}

const vi: Wording = {
  findings: {
    'proof.unreachable': '{subject} không bao giờ hiện ra. Hãy sửa điều kiện.',
    'proof.needs-hidden':
      '{subject}: {condition} cần câu trả lời của {needs}, nhưng lúc đó ô ấy lại ẩn. Hãy đổi điều kiện của một trong hai.',
    'proof.never': '{subject}: {condition} không bao giờ đúng. Hãy sửa hoặc bỏ điều kiện.',
    'proof.always': '{subject}: {condition} lúc nào cũng đúng nên không quyết định gì. Hãy sửa hoặc bỏ điều kiện.',
    'proof.check-impossible': '{subject}: không câu trả lời nào qua được kiểm tra này. Hãy sửa kiểm tra.',
    'proof.check-idle': '{subject}: câu trả lời nào cũng qua kiểm tra này. Hãy sửa hoặc bỏ kiểm tra.',
    'proof.checks-contradict':
      '{subject}: kiểm tra này và kiểm tra ở {other} không bao giờ cùng qua được. Hãy sửa một trong hai.',
    'proof.required-hidden': '{subject} chỉ bắt buộc vào lúc đang ẩn. Hãy sửa điều kiện bắt buộc hoặc điều kiện hiện.',
    'proof.required-unreachable': '{subject} có điều kiện bắt buộc nhưng không bao giờ hiện ra.',
  },
  subjects: {
    page: 'Trang «{name}»',
    group: 'Nhóm ở {name}',
    field: 'Ô {name}',
    part: 'Phần {name}',
    list: 'Danh sách {name}',
    document: 'Giấy tờ «{name}»',
    lookup: 'Tra cứu «{name}»',
    party: 'Bên «{name}»',
    text: 'Đoạn chữ ở {name}',
  },
  conditions: {
    visible: 'điều kiện hiện',
    required: 'điều kiện bắt buộc',
    readonly: 'điều kiện chỉ đọc',
    check: 'kiểm tra',
    offered: 'điều kiện của lựa chọn',
    notNeeded: 'điều kiện không cần nộp',
    same: 'điều kiện là cùng một người',
    subject: 'điều kiện là người đăng nhập',
  },
  doubts: {
    budget: 'có quá nhiều cách kết hợp câu trả lời',
    values: 'điều kiện dùng câu trả lời theo cách không liệt kê hết được các trường hợp',
    rows: 'số dòng của danh sách không có giới hạn',
    day: 'còn tùy ngày khai',
    unseen: 'chưa thấy biểu mẫu thật ở trạng thái đã tìm ra',
  },
  head: '{form} {version}: {count} điều kiện. Luôn đúng: {always}. Có lúc đúng: {sometimes}. Không bao giờ đúng: {never}. Chưa biết: {unknown}.',
  none: 'Không thấy mâu thuẫn nào.',
  unknown: 'Chưa biết: {pointer} ({doubt}).',
  shortest: 'Đường ngắn nhất: {pages} trang, {questions} câu hỏi, {documents} giấy tờ, khoảng {minutes} phút.',
  longest: 'Đường dài nhất: {pages} trang, {questions} câu hỏi, {documents} giấy tờ, khoảng {minutes} phút.',
  inexact: 'Chưa thử hết mọi đường; có thể còn đường ngắn hơn hoặc dài hơn.',
};

const en: Wording = {
  findings: {
    'proof.unreachable': '{subject} is never shown. Mend the condition.',
    'proof.needs-hidden':
      '{subject}: the {condition} needs the answer of {needs}, which is hidden then. Change one of the two conditions.',
    'proof.never': '{subject}: the {condition} never holds. Mend it or leave it out.',
    'proof.always': '{subject}: the {condition} always holds and decides nothing. Mend it or leave it out.',
    'proof.check-impossible': '{subject}: no answer passes this check. Mend it.',
    'proof.check-idle': '{subject}: every answer passes this check. Mend it or leave it out.',
    'proof.checks-contradict': '{subject}: this check and the one at {other} never pass together. Mend one of the two.',
    'proof.required-hidden': '{subject} is required only while it is hidden. Mend when it is required or when it is shown.',
    'proof.required-unreachable': '{subject} is required and never shown.',
  },
  subjects: {
    page: 'The page “{name}”',
    group: 'The group at {name}',
    field: 'The field {name}',
    part: 'The part {name}',
    list: 'The list {name}',
    document: 'The document “{name}”',
    lookup: 'The look-up “{name}”',
    party: 'The party “{name}”',
    text: 'The text at {name}',
  },
  conditions: {
    visible: 'condition for showing it',
    required: 'condition for requiring it',
    readonly: 'condition for locking it',
    check: 'check',
    offered: 'condition of a choice',
    notNeeded: 'condition for not needing it',
    same: 'condition for being the same person',
    subject: 'condition for being the signed-in person',
  },
  doubts: {
    budget: 'there are too many combinations of answers',
    values: 'it uses answers in a way of which not all cases can be listed',
    rows: 'a list may have any number of rows',
    day: 'it depends on the day',
    unseen: 'the form was not seen in the state that was found',
  },
  head: '{form} {version}: {count} conditions. Always hold: {always}. Hold at times: {sometimes}. Never hold: {never}. Not known: {unknown}.',
  none: 'No contradiction was found.',
  unknown: 'Not known: {pointer} ({doubt}).',
  shortest: 'Shortest way: {pages} pages, {questions} questions, {documents} documents, about {minutes} minutes.',
  longest: 'Longest way: {pages} pages, {questions} questions, {documents} documents, about {minutes} minutes.',
  inexact: 'Not every way was tried; there may be a shorter or a longer one.',
};

/** A finding as one sentence in Vietnamese (`vi`) or English (`en`). */
export function proofFindingText({code, params}: ProofFinding, locale: string): string {
  const words = wordingOf(locale);
  const {kind, name, condition, needs, other} = params;
  const list = Array.isArray(needs) ? needs.join(', ') : '';
  return fill(words.findings[code], {
    subject: fill(words.subjects[kind as Subject['kind']], {name: String(name)}),
    condition: words.conditions[(condition ?? 'visible') as ConditionKind],
    needs: list,
    other: String(other ?? ''),
  });
}

/** A whole proof, a line for each finding and each thing that is not known. */
export function proofText({form, version, conditions, findings, paths}: Proof, locale: string): string {
  const words = wordingOf(locale);
  const count = (verdict: Verdict): string => String(conditions.filter((one) => one.verdict === verdict).length);
  const {shortest, longest, exact} = paths;
  return [
    fill(words.head, {
      ...{form, version, count: String(conditions.length), never: count('never')},
      ...{always: count('always'), sometimes: count('sometimes'), unknown: count('unknown')},
    }),
    ...(findings.length === 0 ? [words.none] : findings.map((one) => `${one.pointer}: ${proofFindingText(one, locale)}`)),
    ...conditions.flatMap(({pointer, doubt}) => (doubt ? [fill(words.unknown, {pointer, doubt: words.doubts[doubt]})] : [])),
    fill(words.shortest, figures(shortest)),
    fill(words.longest, figures(longest)),
    ...(exact ? [] : [words.inexact]),
  ].join('\n');
}

function figures({pages, questions, documents, minutes}: PathEffort): {readonly [name: string]: string} {
  return {pages: String(pages), questions: String(questions), documents: String(documents), minutes: String(minutes)};
}

function wordingOf(locale: string): Wording {
  return locale.split('-')[0] === 'en' ? en : vi;
}

function fill(template: string, parts: {readonly [name: string]: string}): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => parts[name] ?? whole);
}
