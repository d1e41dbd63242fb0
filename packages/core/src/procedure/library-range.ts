/**
 * Whether a version of the library is in the caret range of a manifest, as npm reads one.
 *
 * Source  https://semver.org, and the caret of node-semver.
 * Limits  Caret ranges of three numbers only, which is what a manifest may say. A pre-release (`0.2.0-next.1`) is in no range.
 */
export function isInRange(version: string, range: string): boolean {
  const have = numbersOf(version);
  const from = numbersOf(range.replace(/^\^/u, ''));
  if (!have || !from || !range.startsWith('^')) return false;
  // Up to the first number that is not 0 all are the same; behind it, none less.
  const fixed = from.findIndex((number) => number > 0);
  const same = fixed < 0 ? from.length : fixed + 1;
  if (from.slice(0, same).some((number, at) => have[at] !== number)) return false;
  const differing = from.findIndex((number, at) => have[at] !== number);
  return differing < 0 || (have[differing] ?? 0) > (from[differing] ?? 0);
}

function numbersOf(version: string): readonly number[] | undefined {
  return /^\d+\.\d+\.\d+$/u.test(version) ? version.split('.').map(Number) : undefined;
}
