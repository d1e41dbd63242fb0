import {createGatewayClient} from '@egov-form/connectors';
import type {ElementPorts, PortRequest} from '@egov-form/elements';
import {vietnam} from '@egov-form/vietnam';
import {askDraftOwner} from './draft-owner.ts';
import {createLazyDigitizer} from './lazy-digitizer.ts';
import {createDraftStore} from './lazy-drafts.ts';

/** One reader and one draft store of each kind serve every form on the page: they hold a worker and a database. */
const digitizer = createLazyDigitizer();
const deviceDrafts = createDraftStore();
const sessionDrafts = createDraftStore({lifetime: 'session'});

/**
 * What a `<egov-form>` works with when neither a property nor an ancestor says otherwise: the Vietnamese pack, drafts in
 * this browser, papers read on this device and, when the element names a `gateway`, that gateway, which also says whose the
 * drafts are.
 */
export function defaultPorts(element: PortRequest): Partial<ElementPorts> {
  const drafts = element.draft === 'session' ? sessionDrafts : deviceDrafts;
  // It is wanted as soon as the definition is there.
  if (element.draft !== 'off') drafts.prepare();
  const local = {packs: [vietnam], digitizer, drafts};
  if (element.gateway === '') return local;
  const gateway = createGatewayClient({base: element.gateway});
  return {...local, connector: gateway, recipient: gateway, owner: () => askDraftOwner(element.gateway)};
}
