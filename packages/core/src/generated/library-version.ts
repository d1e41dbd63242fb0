// Generated from package.json by `npm run generate`. Do not edit.

/** The version of this library: all packages have one. */
export const LIBRARY_VERSION: string = '0.1.0';
