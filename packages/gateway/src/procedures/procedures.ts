/** The procedures that a gateway serves, each in one or more versions. */
import type {Clock, FormDefinition, Pack} from '@egov-form/core';
import {hashOf, type ProcedureModule} from '@egov-form/core/procedure';
import {rcompare} from 'semver';

/** One version of a procedure, ready to be served. */
export interface ServedVersion {
  readonly definition: FormDefinition;
  /** The installation's packs and its own. */
  readonly packs: readonly Pack[];
  /** By which dossiers name it. */
  readonly hash: string;
}

/** Versions of one id live side by side; of each version there is one. */
export class Procedures {
  readonly #packs: readonly Pack[];
  readonly #clock: Clock;
  /** By id, newest version first. */
  readonly #byId: ReadonlyMap<string, readonly ServedVersion[]>;
  readonly #byHash: ReadonlyMap<string, ServedVersion>;
  readonly #byDefinition: WeakMap<FormDefinition, ServedVersion>;

  /** @param packs of the installation. */
  constructor(versions: readonly ServedVersion[], packs: readonly Pack[], clock: Clock) {
    this.#packs = packs;
    this.#clock = clock;
    const byId = new Map<string, ServedVersion[]>();
    for (const version of versions.toSorted((a, b) => rcompare(a.definition.version, b.definition.version))) {
      const {id} = version.definition;
      byId.set(id, [...(byId.get(id) ?? []), version]);
    }
    this.#byId = byId;
    this.#byHash = new Map(versions.map((version) => [version.hash, version]));
    this.#byDefinition = new WeakMap(versions.map((version) => [version.definition, version]));
  }

  /** @param modules definitions that the engine can use, with packs of their own. */
  static async of(modules: readonly ProcedureModule[], packs: readonly Pack[], clock: Clock): Promise<Procedures> {
    const versions = modules.map(async ({definition, packs: own = []}) => {
      return {definition, packs: own.length > 0 ? [...packs, ...own] : packs, hash: await hashOf(definition, crypto.subtle)};
    });
    return new Procedures(await Promise.all(versions), packs, clock);
  }

  /** How many procedures there are. */
  get size(): number {
    return this.#byId.size;
  }

  /** Every version of every procedure. */
  get versions(): readonly ServedVersion[] {
    return [...this.#byId.values()].flat();
  }

  /** Of each procedure the version that is offered. */
  get offered(): readonly FormDefinition[] {
    return [...this.#byId.keys()].flatMap((id) => this.get(id) ?? []);
  }

  /** That version; without one the newest that is in force today, or the newest of all where none is. */
  get(id: string, version?: string): FormDefinition | undefined {
    const versions = this.#byId.get(id) ?? [];
    if (version !== undefined) return versions.find(({definition}) => definition.version === version)?.definition;
    const today = this.#clock.today();
    return (versions.find(({definition}) => isInForce(definition, today)) ?? versions[0])?.definition;
  }

  byHash(hash: string): FormDefinition | undefined {
    return this.#byHash.get(hash)?.definition;
  }

  /** With which a definition is read; one that is not served any more with those of the installation. */
  packsOf(definition: FormDefinition): readonly Pack[] {
    return this.#byDefinition.get(definition)?.packs ?? this.#packs;
  }

  /** Hash of a definition that is served. */
  hashOf(definition: FormDefinition): string | undefined {
    return this.#byDefinition.get(definition)?.hash;
  }
}

function isInForce({procedure}: FormDefinition, today: string): boolean {
  const {from = today, to = today} = procedure?.effective ?? {};
  return from <= today && today <= to;
}
