import type {FormDefinition} from '../generated/definition.ts';
import {LIBRARY_VERSION} from '../generated/library-version.ts';
import type {Manifest, ManifestPart} from '../generated/manifest.ts';
import {canonicalJson} from '../json/canonical.ts';
import type {Json} from '../json/json.ts';
import type {Pack} from '../ports/ports.ts';
import {hashOf, hashOfBytes} from './hash.ts';
import {needsOf} from './needs.ts';
import type {ProcedureCrypto} from './procedure-crypto.ts';

/** What a manifest is made of, beside the definition. */
export interface ManifestParts {
  readonly crypto: ProcedureCrypto;
  /** What the definition was written for, its own packs included. */
  readonly packs?: readonly Pack[];
  /** Oldest version of the library that it is for; this one. */
  readonly library?: string;
  /** Where `definition` is an official one with overlays: what was official, and what was added, in that order. */
  readonly official?: FormDefinition;
  readonly overlays?: readonly {readonly id: string; readonly version: string}[];
  /** Files of the package by path, but those that hold this manifest or its signature. */
  readonly files?: {readonly [path: string]: Uint8Array<ArrayBuffer>};
}

/** The manifest of a definition: the same for the same parts, on every machine. */
export async function manifestOf(definition: FormDefinition, parts: ManifestParts): Promise<Manifest> {
  const {crypto, packs, library = LIBRARY_VERSION, official, overlays = [], files = {}} = parts;
  const part = async (document: {readonly id: string; readonly version: string}): Promise<ManifestPart> => ({
    id: document.id,
    version: document.version,
    hash: await hashOf(document, crypto),
  });
  const hashes = await Promise.all(
    Object.entries(files)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(async ([path, bytes]) => [path, await hashOfBytes(bytes, crypto)] as const),
  );
  const added = await Promise.all(overlays.map(part));
  return {
    format: 1,
    id: definition.id,
    version: definition.version,
    library: `^${library}`,
    needs: needsOf(definition, packs),
    definition: await hashOf(definition, crypto),
    ...(official && {official: await part(official)}),
    ...(added.length > 0 && {overlays: added}),
    files: Object.fromEntries(hashes),
  };
}

/** What is signed. */
export function manifestText(manifest: Manifest): string {
  return canonicalJson(manifest as unknown as Json);
}
