/** Major and minor version: patches change no answers. */
export function answersVersion(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
