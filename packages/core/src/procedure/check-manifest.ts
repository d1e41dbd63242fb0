/** Whether a built procedure is what its manifest says, and can be shown here. */
import {FormError} from '../definition/errors.ts';
import type {FormDefinition} from '../generated/definition.ts';
import {LIBRARY_VERSION} from '../generated/library-version.ts';
import type {Manifest, Needs} from '../generated/manifest.ts';
import {MANIFEST_SCHEMA} from '../generated/manifest-schema.ts';
import type {JsonObject} from '../json/json.ts';
import {interpret} from '../validation/interpreter.ts';
import {hashOf, hashOfBytes} from './hash.ts';
import {isInRange} from './library-range.ts';
import type {Available} from './needs.ts';
import type {ProcedureCrypto, PublicKey} from './procedure-crypto.ts';
import {signatureFault} from './signature.ts';

/** What a manifest is held against. */
export interface ManifestSurroundings {
  readonly definition: FormDefinition;
  readonly crypto: ProcedureCrypto;
  /** What is here, by kind. A kind that is not given is not judged. */
  readonly available?: Available;
  /** Version of the library; this one. */
  readonly library?: string;
  /** Bytes of a file of the package, `undefined` where there is none. Without it files are not looked at. */
  readonly readFile?: (path: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Whose signature is asked for. Without it none is; with it a manifest without one is refused. */
  readonly trustedKeys?: readonly PublicKey[];
  readonly signature?: string;
}

/** What a kind of need is called, and what to do about one that is not met. */
const KINDS: {readonly [kind in keyof Required<Needs>]: readonly [name: string, advice: string]} = {
  connectors: ['connector', 'Configure it in the gateway'],
  natures: ['nature of a paper', 'Add the pack that knows it'],
  languages: ['language', 'Add the pack with its messages'],
  fieldTypes: ['field type', 'Register the element that draws it'],
  formats: ['format', 'Add the pack that has it'],
  lists: ['list of choices', 'Add the pack that has it'],
};

/**
 * Everything for which a procedure is refused, the gravest first; empty when nothing is. Codes: `EGOV_PROCEDURE_MANIFEST` (it is
 * no manifest, or another procedure's), `EGOV_PROCEDURE_SIGNATURE`, `EGOV_PROCEDURE_HASH`, `EGOV_PROCEDURE_RANGE`,
 * `EGOV_PROCEDURE_NEEDS`. Never throws, whatever `manifest` is.
 */
export async function checkManifest(manifest: unknown, surroundings: ManifestSurroundings): Promise<readonly FormError[]> {
  const {definition} = surroundings;
  const shape = shapeError(manifest);
  if (shape) return [shape];
  const read = manifest as Manifest;
  if (read.id !== definition.id || read.version !== definition.version) {
    const found = `one of ${definition.id} ${definition.version}`;
    return [manifestError(`Expected the definition of ${read.id} ${read.version} beside its manifest, found ${found}.`, read)];
  }
  return [
    ...(await signatureErrors(read, surroundings)),
    ...(await hashErrors(read, surroundings)),
    ...rangeErrors(read, surroundings),
    ...needErrors(read, surroundings),
  ];
}

function shapeError(manifest: unknown): FormError | undefined {
  const [first] = interpret(MANIFEST_SCHEMA, {formats: new Map(), schemas: new Map()})((manifest ?? null) as JsonObject | null);
  if (!first) return undefined;
  return new FormError(
    'EGOV_PROCEDURE_MANIFEST',
    `Expected a manifest as schemas/manifest/v1.json has it, found a mistake at ${first.pointer || '/'} (${first.code}). Build the procedure again.`,
    {pointer: first.pointer, issue: first.code},
  );
}

function manifestError(sentence: string, {id, version}: Manifest): FormError {
  return new FormError('EGOV_PROCEDURE_MANIFEST', `${sentence} Build the procedure again.`, {id, version});
}

async function signatureErrors(manifest: Manifest, surroundings: ManifestSurroundings): Promise<readonly FormError[]> {
  const {trustedKeys, signature, crypto} = surroundings;
  if (trustedKeys === undefined) return [];
  const fault = await signatureFault(manifest, signature, trustedKeys, crypto);
  if (fault === undefined) return [];
  const {id, version} = manifest;
  return [
    new FormError(
      'EGOV_PROCEDURE_SIGNATURE',
      `Expected ${id} ${version} to be signed by a trusted key, found ${fault}. Take the package from its publisher again, or add the publisher's public key.`,
      {id, version},
    ),
  ];
}

async function hashErrors(manifest: Manifest, surroundings: ManifestSurroundings): Promise<readonly FormError[]> {
  const {definition, crypto, readFile} = surroundings;
  const {id, version, files} = manifest;
  const refused = (what: string, expected: string, found: string): FormError =>
    new FormError(
      'EGOV_PROCEDURE_HASH',
      `Expected ${what} of ${id} ${version} to be what was built (${expected}), found ${found}. It was changed after it was built: install it again, or build it again.`,
      {id, version, what, expected, found},
    );
  const errors: FormError[] = [];
  const hash = await hashOf(definition, crypto);
  if (hash !== manifest.definition) errors.push(refused('the definition', manifest.definition, hash));
  if (readFile) {
    for (const [path, expected] of Object.entries(files)) {
      const bytes = await readFile(path);
      const found = bytes === undefined ? 'no such file' : await hashOfBytes(bytes, crypto);
      if (found !== expected) errors.push(refused(path, expected, found));
    }
  }
  return errors;
}

function rangeErrors(
  {id, version, library: range}: Manifest,
  {library = LIBRARY_VERSION}: ManifestSurroundings,
): readonly FormError[] {
  if (isInRange(library, range)) return [];
  return [
    new FormError(
      'EGOV_PROCEDURE_RANGE',
      `Expected a version of egov-form in ${range} for ${id} ${version}, found ${library}. Install a version of the procedure that was built for ${library}, or update egov-form.`,
      {id, version, range, library},
    ),
  ];
}

function needErrors({id, version, needs}: Manifest, {available = {}}: ManifestSurroundings): readonly FormError[] {
  return Object.entries(KINDS).flatMap(([kind, [name, advice]]) => {
    const have = available[kind as keyof Needs];
    if (have === undefined) return [];
    const known = new Set(have);
    const missing = (needs[kind as keyof Needs] ?? []).filter((one) => !known.has(one));
    if (missing.length === 0) return [];
    const listed = missing.map((one) => `"${one}"`).join(', ');
    return [
      new FormError(
        'EGOV_PROCEDURE_NEEDS',
        `Expected the ${name} ${listed}, which ${id} ${version} needs, found none of that name here. ${advice}.`,
        {id, version, kind, missing},
      ),
    ];
  });
}
