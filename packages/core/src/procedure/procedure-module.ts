import type {FormDefinition} from '../generated/definition.ts';
import type {Manifest} from '../generated/manifest.ts';
import type {Pack} from '../ports/ports.ts';

/** A packaged procedure: its definition, what it brings along, and what it says of itself. */
export interface ProcedureModule {
  readonly definition: FormDefinition;
  readonly packs?: readonly Pack[];
  readonly manifest?: Manifest;
  /** Detached JWS over the manifest's canonical text. */
  readonly signature?: string;
}
