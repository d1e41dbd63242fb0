/**
 * What changed in the commune table after 1 July 2025: communes (xã) that became wards (phường). Codes, names and
 * provinces stayed.
 *
 * Source  237/NQ-UBTVQH16 (ten of Đồng Nai, from 2026-04-30), 388/NQ-UBTVQH16 (twelve of Bắc Ninh, from 2026-09-20). The
 *         codes as two public data sets give them, which agree: vietnamese-provinces-database 5.2.0 (MIT) and
 *         vietnam-address-kit 2026.09.25, both after danhmuchanhchinh.nso.gov.vn. The resolutions themselves were not read.
 * Limits  Known up to 2026-11-21.
 */
export interface CommuneChange {
  /** The day from which it holds. */
  readonly from: string;
  readonly source: string;
  /** Communes that are wards from that day on. */
  readonly toWard: readonly string[];
}

export const COMMUNE_CHANGES: readonly CommuneChange[] = [
  {
    from: '2026-04-30',
    source: '237/NQ-UBTVQH16',
    toWard: '25270 25357 25363 26116 26170 26248 26326 26368 26425 26485'.split(' '),
  },
  {
    from: '2026-09-20',
    source: '388/NQ-UBTVQH16',
    toWard: '07294 07375 07399 07444 07840 09193 09292 09313 09319 09454 09475 09496'.split(' '),
  },
];
