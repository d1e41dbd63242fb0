/**
 * Number plates of road vehicles, in the written form `30A-123.45`.
 *
 * Rule    Two digits of the province, a series of one or two letters (car) or a letter and a digit (motorbike), then
 *         five digits, or four on plates issued before 2010.
 * Source  Patterns as public code bases write them, from general knowledge; no circular was read. Checked 2026-11-21.
 * Limits  Which series and province numbers were ever issued is not checked. Army, diplomatic and temporary plates are
 *         not covered. `29B11234` without separators reads as the car `29B-112.34`, though `29B1-1234` is possible.
 */
import {type Finding, type Format, fail, ok, type Result} from '@egov-form/core';

/** `text` is the canonical form: `30A-123.45`, `29LD-123.45`, `30A-1234`, motorbike `29B1-123.45`. */
export interface Plate {
  readonly kind: 'car' | 'motorbike';
  readonly text: string;
}

const GAP = '[\\s.\\-]*';
const NUMBER = `([0-9]{3})${GAP}([0-9]{2})|([0-9]{4})`;
const CAR = new RegExp(`^([1-9][0-9])${GAP}([A-Z]{1,2})${GAP}(?:${NUMBER})$`, 'u');
/** Five digits after letter and digit are a motorbike's; four only when something stands between series and number. */
const MOTORBIKE = new RegExp(`^([1-9][0-9])${GAP}([A-Z][0-9])(?:${GAP}([0-9]{3})${GAP}([0-9]{2})|[\\s.\\-]+([0-9]{4}))$`, 'u');

/** Read a plate as people type it, in any case, with or without dash and dot. Finding: `vn-plate.pattern`. */
export function parsePlate(input: string): Result<Plate> {
  const text = clean(input);
  const motorbike = MOTORBIKE.exec(text);
  if (motorbike) return ok({kind: 'motorbike', text: canonical(motorbike)});
  const car = CAR.exec(text);
  if (car) return ok({kind: 'car', text: canonical(car)});
  return fail('vn-plate.pattern');
}

function clean(input: string): string {
  return input
    .normalize('NFKC')
    .toUpperCase()
    .normalize('NFKC')
    .replace(/[‐-―−]/gu, '-')
    .trim();
}

function canonical([, province, series, head, tail, four]: RegExpExecArray): string {
  return `${province}${series}-${four ?? `${head}.${tail}`}`;
}

function check(text: string): readonly Finding[] {
  const plate = parsePlate(text);
  if (!plate.ok) return [plate.finding];
  return plate.value.kind === 'motorbike' ? [{code: 'vn-plate.motorbike', severity: 'warning'}] : [];
}

/** `vn-plate`: stored in canonical form. A motorbike's plate is accepted with the warning `vn-plate.motorbike`. */
export const plateFormat: Format = {
  name: 'vn-plate',
  normalize: (text) => {
    const plate = parsePlate(text);
    return plate.ok ? plate.value.text : clean(text);
  },
  check,
};
