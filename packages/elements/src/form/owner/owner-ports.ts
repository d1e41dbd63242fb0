import type {LookupConnector, Recipient} from '@egov-form/core';
import type {ElementPorts} from '../../ports.ts';

/**
 * The same ports for the person who opened the form.
 *
 * @param owner who that is, now.
 * @param opened resolves once the form is open, its draft brought back.
 * @param refused is called when something was refused because another person is signed in.
 */
export function ownerPorts(
  ports: Partial<ElementPorts>,
  owner: () => string,
  opened: Promise<void>,
  refused: () => void,
): Partial<ElementPorts> {
  const {connector, recipient} = ports;
  return {
    ...ports,
    ...(connector && {connector: ownerConnector(connector, owner, ports.owner !== undefined, opened, refused)}),
    ...(recipient?.openedBy && {recipient: ownerRecipient(recipient, owner)}),
  };
}

/** @param isKnown whether the page knows who is signed in, so that `''` is nobody. */
function ownerConnector(
  connector: LookupConnector,
  owner: () => string,
  isKnown: boolean,
  opened: Promise<void>,
  refused: () => void,
): LookupConnector {
  const own = (): LookupConnector => connector.openedBy?.(owner()) ?? connector;
  const heard = <T extends {readonly state: string; readonly reason?: string}>(answer: T): T => {
    if (answer.state === 'forbidden' && answer.reason === 'other-person') refused();
    return answer;
  };
  const {search} = connector;
  return {
    ask: async (request, signal) => {
      // About the person who is signed in: what a draft brings back is not asked again, and where nobody is, nothing is.
      const isAboutOwner = Object.keys(request.keys).length === 0;
      if (isAboutOwner) await opened;
      if (signal.aborted) return {state: 'unavailable', reason: 'down'};
      if (isAboutOwner && isKnown && owner() === '') return {state: 'forbidden', reason: 'sign-in'};
      return heard(await own().ask(request, signal));
    },
    ...(search && {search: async (request, signal) => heard(await (own().search ?? search).call(own(), request, signal))}),
  };
}

/** What it refuses, the form hears as the outcome of sending. */
function ownerRecipient(recipient: Recipient, owner: () => string): Recipient {
  const own = (): Recipient => recipient.openedBy?.(owner()) ?? recipient;
  return {
    upload: (file, options) => own().upload(file, options),
    submit: (submission, key, signal) => own().submit(submission, key, signal),
    ...(recipient.keptAnswers && {keptAnswers: async () => (await own().keptAnswers?.()) ?? []}),
  };
}
