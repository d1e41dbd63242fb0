/**
 * Between a form and registers, by the gateway's own rules (`@egov-form/connectors/server`): who may ask about whom, only
 * declared attributes, whose number the page need not know. Without what a server adds: receipts, budgets, audit.
 */
import {randomUUID} from 'node:crypto';
import {
  admit,
  askedAttributes,
  declaredAnswer,
  isOfAnother,
  type Keys,
  type LookupPolicy,
  type Register,
  whoIsProposed,
  withKeyValue,
  withOwnNumber,
} from '@egov-form/connectors/server';
import {
  type FormDefinition,
  type JsonObject,
  type LookupAnswer,
  type LookupConnector,
  type LookupRequest,
  type LookupSettings,
  type OptionAnswer,
  textIn,
} from '@egov-form/core';

/** Who is signed in, as an identity provider says it. */
export interface SignedIn {
  readonly personalId: string;
  readonly name: string;
  /** `1990-02-14`. */
  readonly birthDate: string;
}

interface Surroundings {
  readonly registers: {readonly [connector: string]: Register};
  readonly policies: {readonly [connector: string]: LookupPolicy};
}

/** A look-up, who asks, and what answers. */
interface Asked {
  readonly definition: FormDefinition;
  readonly settings: LookupSettings;
  readonly policy: LookupPolicy;
  readonly register: Register;
  readonly person: SignedIn & {readonly role: 'citizen'};
}

const NOBODY: SignedIn = {personalId: '', name: '', birthDate: ''};

/** The registers as a form of this definition may ask them. Nobody who is not signed in may ask anything. */
export function connectorTo(
  {registers, policies}: Surroundings,
  definition: FormDefinition,
  signedIn: SignedIn | undefined,
  now: () => number,
): LookupConnector {
  // Whom an answer proposed, by the token that stands for them.
  const proposed = new Map<string, string>();
  const person = {...(signedIn ?? NOBODY), role: 'citizen'} as const;
  return {
    async ask(request, signal) {
      if (!signedIn) return {state: 'forbidden', reason: 'sign-in'};
      const settings = definition.lookups?.[request.lookup];
      const policy = policies[request.connector];
      const register = registers[request.connector];
      // As with a gateway that has no such connector.
      if (!settings || !policy || !register) return {state: 'unavailable', reason: 'invalid-answer'};
      const asked = {definition, settings, policy, register, person};
      const keys = keysOf(asked, request, proposed);
      const refusal = refusalOf(asked, keys);
      if ('state' in refusal) return refusal;
      const answer = await register.lookup(questionOf(asked, refusal.keys), signal);
      if (answer.state !== 'found') return answer;
      const found = withKeyValue(settings, refusal.keys, answer);
      const told = declaredAnswer(settings, found, {register: register.name, title: register.title}, new Date(now()));
      return settings.proposes ? propose(asked, found.values as JsonObject, told, proposed) : told;
    },
    async search({connector, query, where}, signal): Promise<OptionAnswer> {
      const register = registers[connector];
      if (!register) return {state: 'unavailable', reason: 'invalid-answer'};
      const texts = Object.entries(where).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
      const answer = await register.lookup(
        {
          ...{keys: {...Object.fromEntries(texts), query}, attributes: register.attributes, purpose: 'search'},
          ...{procedure: definition.id, requester: {role: 'citizen', citizenId: person.personalId}, requestId: randomUUID()},
        },
        signal,
      );
      if (answer.state === 'unavailable') return answer;
      if (answer.state !== 'found') return {state: 'found', options: []};
      const {options = [], more = false} = answer.values as Partial<Extract<OptionAnswer, {state: 'found'}>>;
      return {state: 'found', options, more};
    },
  };
}

/** The keys with the number that the page does not have: of who was proposed, or the person's own. */
function keysOf(asked: Asked, {keys, proposal}: LookupRequest, proposed: ReadonlyMap<string, string>): Keys {
  if (proposal === undefined) return withOwnNumber(asked, keys, asked.person);
  const {[asked.policy.subject]: _typed, ...others} = keys;
  const number = proposed.get(proposal);
  return number === undefined ? others : {...others, [asked.policy.subject]: number};
}

/** Why it may not be asked, or the keys with which it may. */
function refusalOf(
  {definition, settings, policy, person}: Asked,
  keys: Keys,
): Extract<LookupAnswer, {state: 'incomplete' | 'forbidden'}> | {readonly keys: Keys} {
  if (isOfAnother({definition, settings, policy}, keys, person)) return {state: 'forbidden', reason: 'not-self'};
  const admission = admit(policy, keys, person);
  if (admission.ask === 'no') {
    // Of several that would do, the one that this form asks for.
    const asked = admission.missing.find((key) => Object.hasOwn(settings.keys, key));
    return {state: 'incomplete', missing: [asked ?? admission.missing[0] ?? '']};
  }
  if (settings.proposes && admission.about !== 'self') return {state: 'forbidden', reason: 'not-self'};
  return {keys: admission.keys};
}

function questionOf({definition, settings, register, person}: Asked, keys: Keys): Parameters<Register['lookup']>[0] {
  return {
    keys,
    attributes: askedAttributes(settings).filter((attribute) => register.attributes.includes(attribute)),
    purpose: textIn(settings.purpose, 'vi'),
    procedure: definition.procedure?.code ?? definition.id,
    requester: {role: person.role, citizenId: person.personalId},
    requestId: randomUUID(),
  };
}

function propose(
  {settings, person}: Asked,
  values: JsonObject,
  told: Extract<LookupAnswer, {state: 'filled' | 'partial'}>,
  proposed: Map<string, string>,
): LookupAnswer {
  const named = whoIsProposed(settings, values, person.personalId);
  if (!named) return {state: 'not-found'};
  const {number, to: _to, ...known} = named;
  const token = randomUUID();
  proposed.set(token, number);
  return {...told, state: 'proposed', person: {...known, token}};
}
