/** The beginning of a third language, as a portal would add it: one file. What is not here falls back, text by text. */
import type {Messages} from './keys.ts';

export const LAO: Partial<Messages> = {
  'form.loading': 'ກຳລັງເປີດແບບຟອມ…',
  'form.required': 'ຈຳເປັນ',
  'form.requiredNote': 'ລາຍການທີ່ມີ * ແມ່ນຈຳເປັນ.',
  'form.step': 'ຂັ້ນຕອນ {n} / {total}',
  'form.next': 'ຕໍ່ໄປ',
  yes: 'ແມ່ນ',
  no: 'ບໍ່ແມ່ນ',
  error: 'ຜິດພາດ',
  'summary.title': 'ມີ {n} ລາຍການທີ່ຕ້ອງແກ້ໄຂ',
  'summary.todo': 'ຍັງເຫຼືອ {n} ຄຳຖາມທີ່ຕ້ອງຕອບ',
  'review.title': 'ກວດຄືນ ແລະ ສົ່ງ',
};

/** Texts of what the engine finds wrong, for a pack's `messages`. */
export const LAO_ISSUES: {readonly [code: string]: string} = {
  'value.required': 'ກະລຸນາປ້ອນ {label}.',
  'schema.pattern': '{label} ບໍ່ຖືກຮູບແບບ.',
};
