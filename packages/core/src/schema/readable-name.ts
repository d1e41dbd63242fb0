/**
 * A member's name as a label: `applicantEmail` as `Applicant email`, `street_address` as `Street address`, `dateOfBirth` as
 * `Date of birth`. Names that are written for people, with spaces or letters of other languages, stay as they are.
 */
export function readableName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9]*(?:[_.:-]*[A-Za-z0-9]+)*$/u.test(name)) return name;
  const words = name
    .replaceAll(/[_.:-]+/gu, ' ')
    .replaceAll(/([a-z0-9])([A-Z])/gu, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/gu, '$1 $2')
    .trim()
    .split(' ');
  const plain = words.map((word) => (/^[A-Z0-9]{2,}$/u.test(word) ? word : word.toLowerCase())).join(' ');
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}
