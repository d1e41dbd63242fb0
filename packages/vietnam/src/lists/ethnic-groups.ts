/**
 * The 54 ethnic groups (dân tộc) by their two-digit codes.
 *
 * Rule    The code is the place in the official list: 01 Kinh … 54 Rơ-măm, as the population database uses it.
 * Source  Order of Decision 121-TCTK/PPCĐ (1979), from general knowledge, spot-checked against public code. Checked
 *         2026-11-21.
 * Limits  Spellings differ between portals (Hmông, Mông, H'Mông): the others are aliases, for searching and for reading
 *         registers. Codes that some registers add (55 foreigner, 00 unknown) are no ethnic groups and not listed.
 */
import type {Option, OptionList} from '@egov-form/core';
import {fold} from '../words/fold.ts';

export interface EthnicGroup {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

export const ETHNIC_GROUPS: readonly EthnicGroup[] = [
  "Kinh,Tày,Thái,Hoa/Hán,Khơ-me/Khmer/Khơ me,Mường,Nùng,Hmông/Mông/H'Mông/Mèo,Dao,Gia-rai/Jarai/Gia Rai,Ngái",
  "Ê-đê/Ê Đê/Rhade,Ba-na/Ba Na,Xơ-đăng/Xơ Đăng,Sán Chay/Cao Lan/Sán Chỉ,Cơ-ho/Cơ Ho/K'ho,Chăm,Sán Dìu,Hrê/Hre",
  "Mnông/M'Nông,Ra-glai/Raglai,Xtiêng/Stiêng,Bru - Vân Kiều/Bru-Vân Kiều,Thổ,Giáy,Cơ-tu,Gié-Triêng,Mạ,Khơ-mú,Co/Cor",
  'Ta-ôi/Tà Ôi,Chơ-ro/Chơ Ro,Kháng,Xinh-mun,Hà Nhì,Chu-ru,Lào,La Chí,La Ha,Phù Lá,La Hủ,Lự,Lô Lô,Chứt,Mảng,Pà Thẻn',
  'Cơ Lao,Cống,Bố Y,Si La,Pu Péo,Brâu,Ơ Đu,Rơ-măm',
]
  .join(',')
  .split(',')
  .map((row, i) => {
    const [name = '', ...aliases] = row.split('/');
    return {code: String(i + 1).padStart(2, '0'), name, aliases};
  });

/** The group that a text names, in any of its spellings, with or without marks. */
export function findEthnicGroup(text: string): EthnicGroup | undefined {
  const wanted = letters(text);
  return ETHNIC_GROUPS.find((group) => [group.name, ...group.aliases].some((name) => letters(name) === wanted));
}

function letters(text: string): string {
  return fold(text).replace(/[^a-z]/gu, '');
}

const options: readonly Option[] = ETHNIC_GROUPS.map(({code, name, aliases}) => ({value: code, label: name, aliases}));

/** `vn.ethnic-groups`, in the official order. */
export const ethnicGroupOptions: OptionList = {name: 'vn.ethnic-groups', load: () => options};
