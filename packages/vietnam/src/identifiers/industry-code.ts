/**
 * Classes of the system of economic branches of Viet Nam (VSIC), by which businesses register what they do.
 *
 * Rule    A business names classes of level 4: four digits, from 0111 to 9900. Level 5 adds a digit and is for statistics.
 * Source  Decision 36/2025/QĐ-TTg, in force since 15 November 2025 (22 sections, 87 divisions, 259 groups, 495 classes),
 *         as the Justice Department of Ho Chi Minh City summarises it; it replaced 27/2018/QĐ-TTg. Checked 2026-11-22.
 * Limits  The list of classes is not part of this pack: no public, machine-readable copy of the new one was found, and the
 *         same code may mean another class in the old one. An agency that has it registers it as `vn.industries`.
 */
import {type Finding, type Format, fail, ok, type Result} from '@egov-form/core';
import {isDigits, joinDigits} from './digits.ts';

/** Four digits: `5610`. Findings: `vn-industry-code.characters`, `.length` (length), `.range`. */
export function parseIndustryCode(input: string): Result<string> {
  const code = joinDigits(input);
  if (!isDigits(code)) return fail('vn-industry-code.characters');
  if (code.length !== 4) return fail('vn-industry-code.length', {length: code.length});
  return code >= '0111' && code <= '9900' ? ok(code) : fail('vn-industry-code.range');
}

function check(text: string): readonly Finding[] {
  const code = parseIndustryCode(text);
  return code.ok ? [] : [code.finding];
}

/** `vn-industry-code`: stored as four digits. */
export const industryCodeFormat: Format = {name: 'vn-industry-code', normalize: joinDigits, check, inputMode: 'numeric'};
