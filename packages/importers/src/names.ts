import type {Text} from '@egov-form/core';
import {textIn} from '@egov-form/core';

const RESERVED = new Set(['__proto__', 'prototype', 'constructor', '*', '']);

/** `Họ và tên` → `hoVaTen`: a name of a member that every language of programming can say. */
export function memberName(text: string): string {
  const words = plain(text)
    .split(/[^a-zA-Z0-9]+/u)
    .filter(Boolean)
    .slice(0, 6);
  const name = words
    .map((word, index) => (index === 0 ? lowered(word) : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join('');
  return /^[a-zA-Z]/u.test(name) ? name : `field${name}`;
}

const lowered = (word: string): string =>
  word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);

/** `Giấy phép 2026` → `giay-phep-2026`: an id of a form or a page. */
export function identifier(text: string, otherwise: string): string {
  const id = plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '');
  return /^[a-z0-9]/u.test(id) ? id : otherwise;
}

/** Without marks: đ is no letter with a mark to Unicode. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D');

/** The name itself where it can be a member, made of it or of the label where not; with a number where it is taken. */
export function freeName(name: string, label: Text, taken: ReadonlySet<string>): string {
  const usable =
    /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name) && !RESERVED.has(name) ? name : memberName(name || textIn(label, 'vi'));
  if (!taken.has(usable)) return usable;
  let count = 2;
  while (taken.has(`${usable}${count}`)) count += 1;
  return `${usable}${count}`;
}
