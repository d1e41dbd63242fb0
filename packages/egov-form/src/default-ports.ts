import {createGatewayClient} from '@egov-form/connectors';
import type {ElementPorts, PortRequest} from '@egov-form/elements';
import {vietnam} from '@egov-form/vietnam';
import {askDraftOwner} from './draft-owner.ts';
import {createGatewaySignIn} from './gateway-sign-in.ts';
import {createLazyDigitizer} from './lazy-digitizer.ts';
import {createDraftStore, type LazyDraftStore} from './lazy-drafts.ts';
import {signInAddress} from './sign-in-address.ts';

/** One reader and one draft store of each kind serve every form on the page: they hold a worker, a database and keys. */
const digitizer = createLazyDigitizer();
const stores = new Map<string, LazyDraftStore>();

/**
 * What a `<egov-form>` works with when neither a property nor an ancestor says otherwise: the Vietnamese pack, drafts in
 * this browser, documents read on this device and, when the element names a `gateway`, that gateway, which also says whose the
 * drafts are and makes the key that opens them.
 */
export function defaultPorts(element: PortRequest): Partial<ElementPorts> {
  const drafts = draftsOf(element);
  // It is wanted as soon as the definition is there.
  if (element.draft !== 'off') drafts.prepare();
  const local = {packs: [vietnam], digitizer, drafts};
  if (element.gateway === '') return local;
  const gateway = createGatewayClient({base: element.gateway});
  return {
    ...local,
    connector: gateway,
    recipient: gateway,
    owner: () => askDraftOwner(element.gateway),
    signIn: createGatewaySignIn(element.gateway),
    signInAddress: () => signInAddress(element.gateway),
  };
}

function draftsOf({draft, gateway}: PortRequest): LazyDraftStore {
  const lifetime = draft === 'session' || draft === 'device' ? draft : undefined;
  const name = `${lifetime ?? ''} ${gateway}`;
  const store = stores.get(name) ?? createDraftStore(lifetime === undefined ? {} : {lifetime}, gateway);
  stores.set(name, store);
  return store;
}
