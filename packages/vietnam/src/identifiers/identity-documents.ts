/**
 * Papers by which a person proves who they are.
 *
 * Rule    The identity card (since July 2024), the older citizen card while it is valid, the certificate of identity for
 *         people of undetermined nationality, the passport.
 * Source  Law on Identification 26/2023/QH15; the choice that the birth registration form offers. Checked 2026-11-21.
 * Limits  The nine-digit card (CMND) lost its validity on 31 December 2024 and is not offered.
 */
import type {Option, OptionList} from '@egov-form/core';

const options: readonly Option[] = [
  {value: 'can-cuoc', label: {vi: 'Thẻ căn cước', en: 'Identity card'}, aliases: ['CC', 'Căn cước']},
  {value: 'cccd', label: {vi: 'Thẻ căn cước công dân', en: 'Citizen identity card (older)'}, aliases: ['CCCD']},
  {value: 'ho-chieu', label: {vi: 'Hộ chiếu', en: 'Passport'}},
  {value: 'giay-chung-nhan-can-cuoc', label: {vi: 'Giấy chứng nhận căn cước', en: 'Certificate of identity'}},
];

/** `vn.identity-documents`. */
export const identityDocumentOptions: OptionList = {name: 'vn.identity-documents', load: () => options};
