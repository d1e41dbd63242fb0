/** A comparison in words, made late: Vietnamese for every language but English. */
import {type Json, type Text, textIn} from '@egov-form/core';
import type {Aspect, Comparison, Difference, DifferenceCode, Level} from './comparison.ts';

interface Wording {
  readonly differences: {readonly [code in DifferenceCode]: string};
  readonly aspects: {readonly [aspect in Aspect]: string};
  readonly levels: {readonly [level in Level]: string};
  readonly form: string;
  readonly none: string;
  readonly head: string;
  readonly enough: string;
  readonly tooLow: string;
  readonly migration: string;
  readonly declared: string;
}

const vi: Wording = {
  differences: {
    'diff.form-id': 'Mã biểu mẫu đã đổi: đây là một biểu mẫu khác, câu trả lời cũ không mang sang được.',
    'diff.text': '{name}: chữ hiển thị đã đổi.',
    'diff.layout': '{name}: cách bày trí đã đổi.',
    'diff.output': 'Bản in đã đổi.',
    'diff.written': 'Chỉ cách viết đã đổi; biểu mẫu vẫn như cũ.',
    'diff.field-added': '{name}: ô mới, không bắt buộc.',
    'diff.field-added-required': '{name}: ô mới, bắt buộc; hồ sơ cũ chưa có.',
    'diff.field-removed': '{name}: ô đã bỏ; câu trả lời cũ không còn chỗ.',
    'diff.field-moved': '{name}: chuyển từ {from} sang.',
    'diff.list-added': '{name}: danh sách mới, không bắt buộc.',
    'diff.list-added-required': '{name}: danh sách mới, bắt buộc; hồ sơ cũ chưa có.',
    'diff.list-removed': '{name}: danh sách đã bỏ; câu trả lời cũ không còn chỗ.',
    'diff.stricter': '{name}: {aspect} chặt hơn hoặc khác đi; câu trả lời cũ có thể không còn đúng.',
    'diff.looser': '{name}: {aspect} rộng hơn.',
    'diff.changed': '{name}: {aspect} đã đổi.',
    'diff.choices-added': '{name}: có thêm lựa chọn.',
    'diff.choices-removed': '{name}: bỏ bớt lựa chọn; câu trả lời cũ có thể không còn đúng.',
    'diff.choices-renamed': '{name}: mã của lựa chọn đã đổi.',
    'diff.check-added': '{name}: thêm kiểm tra chặn gửi hồ sơ.',
    'diff.check-warning-added': '{name}: thêm kiểm tra chỉ nhắc.',
    'diff.check-removed': '{name}: bớt kiểm tra.',
    'diff.check-looser': '{name}: kiểm tra nhẹ hơn.',
    'diff.document-added': 'Giấy tờ {name}: mới, không bắt buộc.',
    'diff.document-added-required': 'Giấy tờ {name}: mới, bắt buộc; hồ sơ cũ chưa có.',
    'diff.document-removed': 'Giấy tờ {name}: đã bỏ; tệp đã đính kèm không còn chỗ.',
    'diff.document-moved': 'Giấy tờ {name}: đã đổi tên ngăn.',
    'diff.lookup-added': 'Tra cứu {name}: mới.',
    'diff.lookup-removed': 'Tra cứu {name}: đã bỏ.',
    'diff.lookup-changed': 'Tra cứu {name}: đã đổi.',
    'diff.lookup-locks': 'Tra cứu {name}: khóa giá trị mà trước đây người khai sửa được.',
    'diff.party-changed': 'Bên {name}: đã đổi.',
    'diff.party-same': 'Bên {name}: nay theo một bên khác; hồ sơ cũ có thể ghi khác.',
    'diff.declaration-added': 'Thêm lời cam đoan trước khi gửi; hồ sơ cũ chưa có.',
  },
  aspects: {
    type: 'kiểu câu trả lời',
    range: 'giới hạn số',
    length: 'độ dài',
    pattern: 'mẫu chữ',
    format: 'định dạng',
    constant: 'giá trị cố định',
    count: 'số lượng',
    unique: 'yêu cầu không trùng',
    shape: 'cấu trúc câu trả lời',
    conditions: 'ràng buộc chung của dữ liệu',
    required: 'việc bắt buộc',
    visible: 'điều kiện hiện',
    readonly: 'điều kiện chỉ đọc',
    value: 'giá trị tự tính',
    default: 'giá trị có sẵn',
    options: 'các lựa chọn',
    accept: 'loại tệp',
    size: 'dung lượng tệp',
    nature: 'loại giấy tờ',
    notNeeded: 'điều kiện không cần nộp',
    fill: 'ô được điền từ giấy tờ',
    matter: 'thông tin để nhận ra hồ sơ trùng',
    declaration: 'lời cam đoan',
  },
  levels: {none: 'không đổi', patch: 'bản vá', minor: 'bản nhỏ', major: 'bản lớn'},
  form: 'Biểu mẫu',
  none: '{form}: hai bản không khác nhau.',
  head: '{form}, từ {from} đến {to}: {level}. Cần ít nhất phiên bản {wanted}.',
  enough: 'Số phiên bản {to} là đủ.',
  tooLow: 'Số phiên bản {to} chưa đủ.',
  migration: 'Cần khai trong "migrations": {migration}',
  declared: 'Đã có bước chuyển từ {from} trong "migrations".',
};

const en: Wording = {
  differences: {
    'diff.form-id': 'The id of the form changed: this is another form, and old answers cannot be taken along.',
    'diff.text': '{name}: its texts changed.',
    'diff.layout': '{name}: its layout changed.',
    'diff.output': 'The print changed.',
    'diff.written': 'Only the way it is written changed; the form is the same.',
    'diff.field-added': '{name}: a new question that may be left out.',
    'diff.field-added-required': '{name}: a new question that must be answered; old submissions lack it.',
    'diff.field-removed': '{name}: the question is gone; old answers have no place.',
    'diff.field-moved': '{name}: moved from {from}.',
    'diff.list-added': '{name}: a new list that may be empty.',
    'diff.list-added-required': '{name}: a new list that needs rows; old submissions lack them.',
    'diff.list-removed': '{name}: the list is gone; old answers have no place.',
    'diff.stricter': '{name}: {aspect} became stricter or another one; old answers may be wrong now.',
    'diff.looser': '{name}: {aspect} became looser.',
    'diff.changed': '{name}: {aspect} changed.',
    'diff.choices-added': '{name}: there are more choices.',
    'diff.choices-removed': '{name}: there are fewer choices; old answers may be wrong now.',
    'diff.choices-renamed': '{name}: the codes of choices changed.',
    'diff.check-added': '{name}: a new check that keeps the form from being sent.',
    'diff.check-warning-added': '{name}: a new check that only warns.',
    'diff.check-removed': '{name}: a check is gone.',
    'diff.check-looser': '{name}: a check became looser.',
    'diff.document-added': 'Document {name}: new, may be left out.',
    'diff.document-added-required': 'Document {name}: new, must be attached; old submissions lack it.',
    'diff.document-removed': 'Document {name}: gone; attached files have no place.',
    'diff.document-moved': 'Document {name}: its slot has another name.',
    'diff.lookup-added': 'Look-up {name}: new.',
    'diff.lookup-removed': 'Look-up {name}: gone.',
    'diff.lookup-changed': 'Look-up {name}: changed.',
    'diff.lookup-locks': 'Look-up {name}: locks values that a person could change.',
    'diff.party-changed': 'Party {name}: changed.',
    'diff.party-same': 'Party {name}: follows another one now; old submissions may say otherwise.',
    'diff.declaration-added': 'A declaration before sending is new; old submissions lack it.',
  },
  aspects: {
    type: 'the kind of answer',
    range: 'the range of numbers',
    length: 'the length',
    pattern: 'the pattern',
    format: 'the format',
    constant: 'the fixed value',
    count: 'the count',
    unique: 'that there are no equal ones',
    shape: 'the structure of the answer',
    conditions: 'what the data must be as a whole',
    required: 'that it must be answered',
    visible: 'the condition for showing it',
    readonly: 'the condition for locking it',
    value: 'the computed value',
    default: 'the default',
    options: 'the choices',
    accept: 'the kinds of files',
    size: 'the size of files',
    nature: 'the kind of paper',
    notNeeded: 'the condition for not needing it',
    fill: 'what is filled from it',
    matter: 'what tells one matter from another',
    declaration: 'the declaration',
  },
  levels: {none: 'no change', patch: 'a patch', minor: 'a minor version', major: 'a major version'},
  form: 'Form',
  none: '{form}: the two do not differ.',
  head: '{form}, from {from} to {to}: {level}. It takes version {wanted} at least.',
  enough: 'Version {to} says so.',
  tooLow: 'Version {to} does not say so.',
  migration: 'Declare in "migrations": {migration}',
  declared: 'Steps from {from} are declared in "migrations" already.',
};

/** A difference as one sentence in Vietnamese (`vi`) or English (`en`). */
export function differenceText({code, params}: Difference, locale: string): string {
  const words = wordingOf(locale);
  const {name = '', label, aspect, from} = params;
  const called = label === undefined ? name || words.form : `«${textIn(label as Text, locale)}» (${name})`;
  return fill(words.differences[code], {
    name: called,
    aspect: aspect ? words.aspects[aspect] : '',
    from: String((from as Json | undefined) ?? ''),
  });
}

/** A whole comparison, a line for each difference, and the steps to declare at the end. */
export function comparisonText(comparison: Comparison, locale: string): string {
  const words = wordingOf(locale);
  const {form, from, to, level, wanted, differences, migration, isEnough, isDeclared} = comparison;
  const parts = {form, from, to, wanted, level: words.levels[level]};
  if (level === 'none') return fill(words.none, parts);
  return [
    fill(words.head, parts),
    ...differences.map((one) => `${words.levels[one.level]}: ${differenceText(one, locale)}`),
    fill(isEnough ? words.enough : words.tooLow, parts),
    ...(migration
      ? [isDeclared ? fill(words.declared, parts) : fill(words.migration, {migration: JSON.stringify(migration)})]
      : []),
  ].join('\n');
}

function wordingOf(locale: string): Wording {
  return locale.split('-')[0] === 'en' ? en : vi;
}

function fill(template: string, parts: {readonly [name: string]: string}): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(parts, name) ? (parts[name] ?? whole) : whole));
}
