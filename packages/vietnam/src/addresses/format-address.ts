/** Addresses as one line of text, in the order and case that Vietnamese papers use. */
import {communeName, findCommune} from './communes.ts';
import {provinceName} from './provinces.ts';

/**
 * An address as forms and dossiers store it (`schemas/address`): codes with the day from which they are in force, e.g.
 * `{provinceCode: "25", communeCode: "09106", era: "2025-07-01", detail: "Thôn Hoà Loan"}`. A code that could not be
 * decided is absent. `legacyText` is the former name, readable.
 */
export type Address = {
  readonly provinceCode?: string;
  readonly communeCode?: string;
  readonly era?: string;
  readonly detail?: string;
  readonly legacyText?: string;
};

export interface FormatAddressOptions {
  /** Add the former name: `… (trước đây: xã Lũng Hoà, huyện Vĩnh Tường, tỉnh Vĩnh Phúc)`. */
  readonly withFormerName?: boolean;
  /** The day whose type words are used, `2026-11-21`; the latest known without it. */
  readonly on?: string;
}

/**
 * `Thôn Hoà Loan, xã Vĩnh Thành, tỉnh Phú Thọ`. Loads the commune table. Unknown codes are left out; where no commune is
 * known, the former name stands in its place.
 */
export async function formatAddress(address: Address, options: FormatAddressOptions = {}): Promise<string> {
  const {detail, legacyText} = address;
  const commune = address.communeCode === undefined ? undefined : await findCommune(address.communeCode, options.on);
  const province = provinceName(commune?.provinceCode ?? address.provinceCode ?? '', options.on);
  const units = commune ? [communeName(commune), province] : [legacyText ?? province];
  const parts = [detail, ...units].filter((part) => part !== undefined && part !== '');
  const line = parts.map((part, i) => (i === 0 ? part : smallType(part ?? ''))).join(', ');
  if (!options.withFormerName || !commune || !legacyText) return line;
  return `${line} (trước đây: ${smallType(legacyText)})`;
}

/** A type word inside a line is written small. */
function smallType(text: string): string {
  return text.replace(/^(Xã|Phường|Thị trấn|Đặc khu|Huyện|Quận|Thị xã|Thành phố|Tỉnh)(?= )/u, (type) =>
    type.toLocaleLowerCase('vi'),
  );
}
