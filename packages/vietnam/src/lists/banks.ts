/**
 * Banks of Viet Nam by the six digits that name them in the interbank network (BIN, as transfers and VietQR codes use it).
 *
 * Rule    The code stays when a bank changes its name; names of before are aliases, so that a search finds them.
 * Source  The members of the NAPAS transfer service as public code bases list them, from general knowledge; no document of
 *         NAPAS or the State Bank was read. Checked 2026-11-21.
 * Limits  Branches of foreign banks that do not take private transfers, wallets and finance companies are left out.
 *         Membership and names change: an agency that pays should bring its own list under the same name, in a later pack.
 */
import type {Option, OptionList} from '@egov-form/core';

/** `vn.banks`: the most used first, then the others. Fetched when first needed. */
export const bankOptions: OptionList = {
  name: 'vn.banks',
  load: async () => {
    const {BANKS} = await import('../data/banks.ts');
    return BANKS.split('\n').map((line): Option => {
      const [label = '', ...aliases] = line.slice(6).split('/');
      return {value: line.slice(0, 6), label, aliases};
    });
  },
};
