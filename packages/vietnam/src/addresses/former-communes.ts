/**
 * Communes as they were before 1 July 2025, and where each went. The table is big and fetched only when an old address
 * has to be read; no form field needs it.
 *
 * Rule    Before that day an address had three levels, and a commune code was unique in the country. A unit of those
 *         days went whole or in parts into present units.
 * Source  data/communes-before-2025.ts (where it comes from, and what was repaired, is written there).
 * Limits  Units that had ended before 2025 are known by name only, without a code. For units with a code the source
 *         names one successor, except the few where its later rows name more; some others were divided in fact, so a
 *         conversion is a proposal that the person or the officer confirms.
 */
import {sameText, spellingKey} from '../words/fold.ts';

/** One former unit. `name`, `district` and `province` carry their type words: `Xã Lũng Hoà`. An island district has no `name`. */
export interface FormerCommune {
  /** Absent when only the name is known. */
  readonly code: string | undefined;
  readonly name: string;
  readonly district: string;
  readonly province: string;
  readonly provinceCode: string;
  /** Codes of the present units. More than one: it was divided. */
  readonly successors: readonly string[];
}

/** The former units, to be found by code or by name. */
export interface FormerCommunes {
  readonly all: readonly FormerCommune[];
  byCode(code: string): FormerCommune | undefined;
  /** All that match what is known, however it is spelled. `province` and `district` narrow when given. */
  byName(name: string, district?: string, province?: string): readonly FormerCommune[];
}

const TYPES: {readonly [mark: string]: string | undefined} = {'.': 'Xã', '!': 'Phường', '~': 'Thị trấn'};

let table: Promise<FormerCommunes> | undefined;

export function loadFormerCommunes(): Promise<FormerCommunes> {
  table ??= import('../data/communes-before-2025.ts').then(
    ({FORMER_COMMUNES}) => index(unpack(FORMER_COMMUNES)),
    (cause: unknown) => {
      table = undefined;
      throw cause;
    },
  );
  return table;
}

function index(all: readonly FormerCommune[]): FormerCommunes {
  const codes = new Map(all.flatMap((commune) => (commune.code === undefined ? [] : [[commune.code, commune] as const])));
  const names = new Map<string, FormerCommune[]>();
  for (const commune of all) {
    const key = nameKey(commune.name);
    const namesakes = names.get(key);
    if (namesakes) namesakes.push(commune);
    else names.set(key, [commune]);
  }
  return {
    all,
    byCode: (code) => codes.get(code),
    byName: (name, district, province) =>
      (names.get(nameKey(name)) ?? []).filter(
        (commune) =>
          (district === undefined || sameText(commune.district, district)) &&
          (province === undefined || sameText(commune.province, province)),
      ),
  };
}

/**
 * A line per province, parts separated by `|`: `26Tỉnh Vĩnh Phúc`, then districts, `Huyện Vĩnh Tường:` and entries
 * `<code − previous code in base 36><type mark><name>><successors in base 36, separated by +>`, separated by commas.
 * No code: it is unknown. No successors: those of the entry before.
 */
function unpack(packed: string): FormerCommune[] {
  const communes: FormerCommune[] = [];
  for (const line of packed.trim().split('\n')) {
    const [head = '', ...districts] = line.split('|');
    let number = 0;
    let successors: readonly string[] = [];
    for (const part of districts) {
      const colon = part.indexOf(':');
      for (const entry of part.slice(colon + 1).split(',')) {
        const at = entry.search(/[.!~]/u);
        const [name = '', targets] = entry.slice(at + 1).split('>');
        if (targets !== undefined) successors = targets.split('+').map((target) => fiveDigits(Number.parseInt(target, 36)));
        number += at > 0 ? Number.parseInt(entry.slice(0, at), 36) : 0;
        communes.push({
          code: at > 0 ? fiveDigits(number) : undefined,
          name: name === '' ? '' : `${TYPES[entry.charAt(at)] ?? ''} ${name}`,
          district: part.slice(0, colon),
          province: head.slice(2),
          provinceCode: head.slice(0, 2),
          successors,
        });
      }
    }
  }
  return communes;
}

function fiveDigits(number: number): string {
  return String(number).padStart(5, '0');
}

/** Numbered units are written with and without a leading zero: `Phường 05`. */
function nameKey(name: string): string {
  return spellingKey(name).replace(/(?<![0-9])0+(?=[0-9])/gu, '');
}
