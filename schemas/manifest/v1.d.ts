// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Version".
 */
export type Version = string;
/**
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Names".
 */
export type Names = string[];
/**
 * SHA-256 in base64, as `integrity` of a script writes it.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Hash".
 */
export type Hash = string;

/**
 * What a built procedure is, what it needs, and the hashes by which it is recognised. docs/modules.md.
 */
export interface Manifest {
  format: 1;
  id: string;
  version: Version;
  /**
   * Versions of the library that show the procedure as its author saw it: a caret range, as npm reads one.
   */
  library: string;
  needs: Needs;
  definition: Hash;
  official?: ManifestPart;
  /**
   * What was added to the official definition, in that order.
   */
  overlays?: ManifestPart[];
  /**
   * Of the bytes of each file of the package by path, but of `package.json`, the manifest and its signature. The manifest within a module is about the files that are no module.
   */
  files: {
    [k: string]: Hash;
  };
}
/**
 * Names that the definition uses and that are not the library's own, sorted. What is left out is not needed.
 *
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Needs".
 */
export interface Needs {
  connectors?: Names;
  natures?: Names;
  languages?: Names;
  fieldTypes?: Names;
  formats?: Names;
  lists?: Names;
}
/**
 * This interface was referenced by `Manifest`'s JSON-Schema
 * via the `definition` "Part".
 */
export interface ManifestPart {
  id: string;
  version: Version;
  hash: Hash;
}
