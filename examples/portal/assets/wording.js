import {language, text} from './language.js';

const STATES = {
  // No officer has said yet that it was received.
  received: {vi: 'Đã gửi, chờ tiếp nhận', en: 'Sent, waiting to be received'},
  supplement: {vi: 'Cần bổ sung', en: 'More is needed'},
  processing: {vi: 'Đang xử lý', en: 'In progress'},
  coordinating: {vi: 'Đang phối hợp xử lý', en: 'With a second agency'},
  archived: {vi: 'Đã lưu hồ sơ', en: 'Archived'},
  ready: {vi: 'Chờ trả kết quả', en: 'Result ready'},
  returned: {vi: 'Đã trả kết quả', en: 'Result handed over'},
  rejected: {vi: 'Từ chối giải quyết', en: 'Rejected'},
};

export function stateText(state) {
  return Object.hasOwn(STATES, state) ? text(STATES[state]) : state;
}

/** `14:05 05/11/2026`, in the time of the reader. */
export function showMoment(iso) {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return '';
  const two = (number) => String(number).padStart(2, '0');
  const day = `${two(moment.getDate())}/${two(moment.getMonth() + 1)}/${moment.getFullYear()}`;
  return `${two(moment.getHours())}:${two(moment.getMinutes())} ${day}`;
}

/** `2026-11-05` is `05/11/2026`; a year stays a year. */
export function showDate(text) {
  return /^\d{4}(-\d{2}){0,2}$/u.test(text) ? text.split('-').reverse().join('/') : text;
}

/** `1,4 MB` in Vietnamese. */
export function showSize(bytes) {
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB'];
  return `${new Intl.NumberFormat(language(), {maximumFractionDigits: 1}).format(size)} ${unit}`;
}
