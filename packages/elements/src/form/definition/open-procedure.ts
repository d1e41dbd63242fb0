/** A packaged procedure, opened: what it says of itself holds, or it is refused before anything of it is shown. */
import {type FormDefinition, FormError} from '@egov-form/core';
import {availableIn, checkManifest, type ProcedureModule, type PublicKey} from '@egov-form/core/procedure';
import {registeredFieldTypes} from '../../field/field-type.ts';
import type {ElementPorts} from '../../ports.ts';

/** What of the element names a procedure. */
export interface ProcedureHost {
  /** The module, or the address of one that exports it as `procedure`. */
  readonly procedure: ProcedureModule | string | undefined;
  readonly trustedKeys: readonly PublicKey[] | undefined;
}

/** A definition, and what it is opened with. */
export interface OpenedProcedure {
  readonly definition: FormDefinition;
  readonly ports: Partial<ElementPorts>;
}

/**
 * @throws FormError `EGOV_ELEMENTS_PROCEDURE_ORIGIN` for an address elsewhere, `EGOV_ELEMENTS_PROCEDURE_FETCH` where no module
 *     can be loaded, `EGOV_ELEMENTS_PROCEDURE_MODULE` for one without a procedure, and what `checkManifest` says first.
 */
export async function openProcedure(host: ProcedureHost, ports: Partial<ElementPorts>): Promise<OpenedProcedure> {
  const {procedure: given = '', trustedKeys} = host;
  const module = typeof given === 'string' ? await importProcedure(given) : given;
  const {definition, packs = [], manifest, signature} = module;
  const all = [...(ports.packs ?? []), ...packs];
  if (manifest !== undefined || trustedKeys) {
    const [error] = await checkManifest(manifest ?? null, {
      definition,
      crypto: subtleCrypto(definition),
      available: {...availableIn(all), fieldTypes: registeredFieldTypes().map(({name}) => name)},
      ...(trustedKeys && {trustedKeys}),
      ...(signature !== undefined && {signature}),
    });
    if (error) throw error;
  }
  return {definition, ports: {...ports, packs: all}};
}

/** Browsers give it to pages of https and of this computer. */
function subtleCrypto({id, version}: FormDefinition): SubtleCrypto {
  if (globalThis.crypto?.subtle) return crypto.subtle;
  throw new FormError(
    'EGOV_ELEMENTS_PROCEDURE_CRYPTO',
    `Expected a page served by https, where ${id} ${version} can be held against its manifest, found one without Web Cryptography. Serve the portal by https.`,
    {id, version},
  );
}

async function importProcedure(src: string): Promise<ProcedureModule> {
  const address = URL.canParse(src, document.baseURI) ? new URL(src, document.baseURI) : undefined;
  // A blob: address has the page's origin, too.
  if (address?.origin !== location.origin || address.protocol !== location.protocol) {
    throw new FormError(
      'EGOV_ELEMENTS_PROCEDURE_ORIGIN',
      `Expected "procedure" to name a module on this page's own origin, found another address. Serve the package from the portal.`,
      {src},
    );
  }
  const loaded: {readonly procedure?: Partial<ProcedureModule>} = await import(/* @vite-ignore */ address.href).catch((cause) => {
    throw new FormError(
      'EGOV_ELEMENTS_PROCEDURE_FETCH',
      `The module "${src}" could not be loaded: it is not there, is no script, or there is no connection. Check the "procedure" attribute.`,
      {src},
      {cause},
    );
  });
  const {procedure} = loaded;
  if (typeof procedure === 'object' && typeof procedure?.definition === 'object') return procedure as ProcedureModule;
  throw new FormError(
    'EGOV_ELEMENTS_PROCEDURE_MODULE',
    `Expected the module "${src}" to export "procedure" with a definition, found none. Build the procedure with egov-form build.`,
    {src},
  );
}
