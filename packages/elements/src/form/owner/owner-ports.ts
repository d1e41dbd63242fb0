import type {LookupConnector, Recipient} from '@egov-form/core';
import type {ElementPorts} from '../../ports.ts';

/**
 * The same ports for the person who opened the form.
 *
 * @param owner who that is, now.
 * @param refused is called when something was refused because another person is signed in.
 */
export function ownerPorts(ports: Partial<ElementPorts>, owner: () => string, refused: () => void): Partial<ElementPorts> {
  const {connector, recipient} = ports;
  return {
    ...ports,
    ...(connector && {connector: ownerConnector(connector, owner, refused)}),
    ...(recipient?.openedBy && {recipient: ownerRecipient(recipient, owner)}),
  };
}

function ownerConnector(connector: LookupConnector, owner: () => string, refused: () => void): LookupConnector {
  const own = (): LookupConnector => connector.openedBy?.(owner()) ?? connector;
  const heard = <T extends {readonly state: string; readonly reason?: string}>(answer: T): T => {
    if (answer.state === 'forbidden' && answer.reason === 'other-person') refused();
    return answer;
  };
  const {search} = connector;
  return {
    ask: async (request, signal) => heard(await own().ask(request, signal)),
    ...(search && {search: async (request, signal) => heard(await (own().search ?? search).call(own(), request, signal))}),
  };
}

/** What it refuses, the form hears as the outcome of sending. */
function ownerRecipient(recipient: Recipient, owner: () => string): Recipient {
  const own = (): Recipient => recipient.openedBy?.(owner()) ?? recipient;
  return {
    upload: (file, options) => own().upload(file, options),
    submit: (submission, key, signal) => own().submit(submission, key, signal),
  };
}
