/**
 * Whether a number is a whole multiple of another, by their decimal digits: 0.3 is a multiple of 0.1, although neither is
 * exact in binary. Magnitudes beyond what a double divides exactly are decided by whole numbers of any size.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  if (Number.isSafeInteger(value) && Number.isSafeInteger(divisor)) return value % divisor === 0;
  const [a, aScale] = digits(value);
  const [b, bScale] = digits(divisor);
  const scale = Math.max(aScale, bScale);
  return (a * 10n ** BigInt(scale - aScale)) % (b * 10n ** BigInt(scale - bScale)) === 0n;
}

/** A number as whole digits and how many of them are behind the point: 1.25 is `[125n, 2]`, 1e30 is `[1n, -30]`. */
function digits(value: number): readonly [digits: bigint, scale: number] {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), fraction.length - Number(exponent)];
}
