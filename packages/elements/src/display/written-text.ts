/** A value as a text box holds it: what is no text or number, as it stands in the answers, so that who sees it can mend it. */
export function writtenText(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
