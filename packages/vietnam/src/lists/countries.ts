/**
 * Countries by ISO 3166-1 alpha-2 code; Viet Nam first, then by Vietnamese name.
 *
 * Rule    The 249 codes officially assigned. Names come from the platform (`Intl.DisplayNames`), in both languages.
 * Source  ISO 3166-1, as of 2026-11-21.
 * Limits  The platform's names follow Unicode CLDR and may differ from the Foreign Ministry's long forms.
 */
import type {Option, OptionList} from '@egov-form/core';

export const COUNTRY_CODES: readonly string[] = [
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ',
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR',
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP',
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT',
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW',
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ',
  'UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
].flatMap((row) => row.split(' '));

let options: readonly Option[] | undefined;

function load(): readonly Option[] {
  if (options) return options;
  const vi = new Intl.DisplayNames('vi', {type: 'region'});
  const en = new Intl.DisplayNames('en', {type: 'region'});
  const named = COUNTRY_CODES.map((code) => ({value: code, label: {vi: vi.of(code) ?? code, en: en.of(code) ?? code}}));
  const order = new Intl.Collator('vi');
  named.sort((a, b) => Number(b.value === 'VN') - Number(a.value === 'VN') || order.compare(a.label.vi, b.label.vi));
  options = named;
  return named;
}

/** `countries`. */
export const countryOptions: OptionList = {name: 'countries', load};
