/**
 * A procedure as a module that others install: what it is and needs (manifest), and whether it is what it says it is. One code
 * for command line, browser and gateway (docs/modules.md).
 */
export {LIBRARY_VERSION} from '../generated/library-version.ts';
export type {Manifest, ManifestPart, Needs} from '../generated/manifest.ts';
export {checkManifest, type ManifestSurroundings} from './check-manifest.ts';
export {hashOf, hashOfBytes} from './hash.ts';
export {isInRange} from './library-range.ts';
export {type ManifestParts, manifestOf, manifestText} from './manifest.ts';
export {type Available, availableIn, needsOf} from './needs.ts';
export type {ProcedureCrypto, PublicKey} from './procedure-crypto.ts';
export type {ProcedureModule} from './procedure-module.ts';
export {signatureFault} from './signature.ts';
