import type {Clock, Digitizer, DraftStore, LookupConnector, Pack, Recipient} from '@egov-form/core';
import {type Context, createContext} from '@lit/context';

/** What `<egov-form>` may be connected to. A form without any still fills, checks and shows. */
export interface ElementPorts {
  /** Country packs, in order. */
  readonly packs: readonly Pack[];
  /** Asks shared databases. */
  readonly connector: LookupConnector;
  /** Takes the dossier. */
  readonly recipient: Recipient;
  /** Reads documents. */
  readonly digitizer: Digitizer;
  /** Keeps drafts. */
  readonly drafts: DraftStore;
  /**
   * Who opens the form: keeps it, and the drafts of several people on one device, for this person alone. A function is asked when
   * the form opens; again when the person comes back to the page, before the dossier is sent, and when another tab says on the
   * `BroadcastChannel` of the name `egov-session` that somebody signed in or out. No answer means that nobody is signed in.
   */
  readonly owner: string | (() => Promise<string | undefined>);
  /** The sign-in that the form is filled under. Without it nobody is warned before it ends, and a kiosk signs nobody out. */
  readonly signIn: SignIn;
  /** Address where the person signs in and comes back from to this page; a function is asked when it is shown. */
  readonly signInAddress: string | (() => string);
  readonly clock: Clock;
}

/** A person's sign-in, as whoever keeps it knows it. Every member rejects when that cannot be reached. */
export interface SignIn {
  /** Seconds until it ends when nothing happens; `undefined` when nobody is signed in. To ask is no use of it. */
  left(): Promise<number | undefined>;
  /** Somebody is there: it lasts on, if it may. Answers as `left`. */
  renew(): Promise<number | undefined>;
  /** End it. Begun before it first waits for anything: the page may be on its way out. */
  end(): Promise<void>;
}

/** What an element says about itself when it asks for default ports. */
export interface PortRequest {
  /** Address of the gateway, same origin. */
  readonly gateway: string;
  readonly locale: string;
  /** `off`, `session`, `device`, or `''` where the page does not say. */
  readonly draft: string;
}

export type PortFactory = (element: PortRequest) => Partial<ElementPorts>;

/** Ports for all forms below an element that provides this context. */
export const portsContext: Context<'egov-ports', Partial<ElementPorts>> = createContext<Partial<ElementPorts>, 'egov-ports'>(
  'egov-ports',
);

let factory: PortFactory | undefined;

/** Register what a form uses where neither a property nor an ancestor gives it. Called once by the facade. */
export function setDefaultPorts(defaults: PortFactory | undefined): void {
  factory = defaults;
}

/** Properties win over the ancestor's, those over the defaults. */
export function resolvePorts(
  own: Partial<ElementPorts>,
  inherited: Partial<ElementPorts> | undefined,
  request: PortRequest,
): Partial<ElementPorts> {
  return {...factory?.(request), ...inherited, ...present(own)};
}

/** Who is here, `''` for nobody; `undefined` when that cannot be told. Never rejects. */
export async function askOwner(owner: ElementPorts['owner'] | undefined): Promise<string | undefined> {
  try {
    return (typeof owner === 'function' ? await owner() : owner) ?? '';
  } catch {
    return undefined;
  }
}

/** Only the members that are there, so that an absent one does not cover another's. */
export function present<T extends object>(value: T): {[key in keyof T]: Exclude<T[key], undefined>} {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [key in keyof T]: Exclude<T[key], undefined>;
  };
}
