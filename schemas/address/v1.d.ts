// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * A place of two administrative levels. A commune code is valid only together with its era: codes were reused for other units in July 2025.
 */
export interface Address {
  provinceCode: string;
  communeCode: string;
  /**
   * Day from which the codes are in force, e.g. 2025-07-01.
   */
  era?: string;
  detail?: string;
  /**
   * The former name as the record has it.
   */
  legacyText?: string;
}
