import type {Dossier} from '../officer/dossier.ts';
import {type ElementPorts, present, resolvePorts} from '../ports.ts';

/** What of the element decides what it is connected to. */
interface Connected {
  readonly digitizer: ElementPorts['digitizer'] | undefined;
  readonly drafts: ElementPorts['drafts'] | undefined;
  readonly recipient: ElementPorts['recipient'] | undefined;
  readonly packs: ElementPorts['packs'] | undefined;
  readonly connectors: ElementPorts['connector'] | undefined;
  readonly ports: Partial<ElementPorts> | undefined;
  readonly gateway: string;
  readonly draft: string;
  readonly kiosk: boolean;
  readonly dossier: Dossier | undefined;
}

/** What a form is connected to: by its properties, by an ancestor, by default; without what must not be there for it. */
export function formPorts(
  element: Connected,
  inherited: Partial<ElementPorts> | undefined,
  locale: string,
): Partial<ElementPorts> {
  const {connectors: connector, digitizer, drafts, recipient, packs, gateway, kiosk, dossier} = element;
  const own = {...element.ports, ...present({connector, digitizer, drafts, recipient, packs})};
  const ports = resolvePorts(own, inherited, {gateway, locale, draft: kiosk ? 'off' : element.draft});
  if (!kiosk && !dossier) return ports;
  // Nothing is left at a kiosk.
  const {drafts: _drafts, ...unkept} = ports;
  if (!dossier) return unkept;
  // Somebody else's answers: no register is asked about them by itself, and they are nobody's draft.
  const {connector: _connector, recipient: _recipient, ...rest} = unkept;
  return rest;
}

/** Whether the form is connected to what answers one person and not another. */
export function actsForPerson({owner, signIn, connector, recipient}: Partial<ElementPorts>): boolean {
  return owner !== undefined || signIn !== undefined || connector?.openedBy !== undefined || recipient?.openedBy !== undefined;
}
