/** `POST /api/lookups/:connector`: one question to a shared database on behalf of the person who is signed in. */
import {
  type Admission,
  admit,
  askedAttributes,
  declaredAttributes,
  freshFor,
  isOfAnother,
  type Keys,
  withOwnNumber,
} from '@egov-form/connectors/server';
import {canonicalJson, type Json, type JsonObject, type LookupAnswer} from '@egov-form/core';
import type {FastifyInstance, FastifyRequest} from 'fastify';
import {readableDossier} from '../dossiers/dossier-access.ts';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import {DEFAULT_BUDGET, giveBack, isAlarming, lockedSeconds, noteMiss, type Taken, takeFromBudget} from '../lookups/budget.ts';
import {definitionForm} from '../lookups/definition-form.ts';
import {departureSignal} from '../lookups/departure.ts';
import {findLookup, type Lookup, putQuestion, readKeys, signAnswer} from '../lookups/lookup-question.ts';
import {keyPlaces, keysInAnswers} from '../lookups/lookup-rows.ts';
import {propose, proposedNumber} from '../lookups/proposals.ts';
import type {ReceiptHolder} from '../lookups/receipts.ts';
import {AnswerPace, paddedJson} from '../lookups/uniform-answer.ts';
import {requirePerson} from '../plugins/session.ts';
import type {Person} from '../sign-in/person.ts';
import {formOf} from './forms.ts';

interface LookupBody {
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly keys: Keys;
  /** Code of the dossier that an officer has in hand. */
  readonly dossier?: string;
  /** Ask the register even if this session was answered a moment ago. */
  readonly refresh?: boolean;
  /** In place of the number: whom another look-up has proposed. */
  readonly proposal?: string;
}

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['form', 'version', 'lookup', 'keys'],
  properties: {
    form: {type: 'string', maxLength: 100},
    version: {type: 'string', maxLength: 100},
    lookup: {type: 'string', maxLength: 100},
    keys: {
      type: 'object',
      maxProperties: 10,
      propertyNames: {maxLength: 100},
      additionalProperties: {type: 'string', maxLength: 200},
    },
    dossier: {type: 'string', maxLength: 60},
    refresh: {type: 'boolean'},
    proposal: {type: 'string', maxLength: 2000},
  },
} as const;

/** At least so long do answers about others take: not so long that a person wonders. */
const UNIFORM_ANSWER_MS = 400;

/** A step is never longer than a question may take. */
const LONGEST_STEP_MS = 8000;

type LookupRequest = FastifyRequest<{Params: {connector: string}; Body: LookupBody}>;

/** A question that may be asked. */
interface Admitted {
  readonly lookup: Lookup;
  readonly holder: ReceiptHolder & {readonly person: Person};
  readonly keys: Keys;
  readonly about: Extract<Admission, {ask: 'yes'}>['about'];
}

export function lookupRoutes(app: FastifyInstance, gateway: Gateway): void {
  const leastMs = gateway.options.uniformAnswerMs ?? UNIFORM_ANSWER_MS;
  const paces = new Map(Object.keys(gateway.registers).map((name) => [name, new AnswerPace(leastMs, LONGEST_STEP_MS)]));
  app.post<{Params: {connector: string}; Body: LookupBody}>(
    '/api/lookups/:connector',
    {schema: {body: BODY}, bodyLimit: 16 * 1024, onRequest: async (request) => void requirePerson(request)},
    async (request, reply) => {
      const started = performance.now();
      const gone = departureSignal(request, reply);
      const question = await readQuestion(gateway, request);
      if ('state' in question) return question;
      const answer = await answerQuestion(gateway, question, request.body.refresh === true, gone);
      if (question.about !== 'other') return answer;
      // Made before the wait: what comes after it is the same work for every answer.
      const body = paddedJson(answer as unknown as Json);
      // A register that could not be asked says nothing about anybody, and must not slow the answers that come after it.
      if (answer.state !== 'unavailable') await paces.get(question.lookup.connector)?.wait(started);
      // A proxy that compressed it would undo the padding.
      reply.header('cache-control', 'no-store, no-transform').type('application/json; charset=utf-8');
      return reply.send(body);
    },
  );
}

/** The question as the gateway understands it, or what is missing in it. */
async function readQuestion(
  gateway: Gateway,
  request: LookupRequest,
): Promise<Admitted | Extract<LookupAnswer, {state: 'incomplete' | 'forbidden'}>> {
  const person = requirePerson(request);
  const {form, version, lookup: name, keys: sent, dossier} = request.body;
  const definition = formOf(gateway, form, version);
  const lookup = findLookup(gateway, definition, name, request.params.connector);
  if (!lookup) throw new Problem('lookup.unknown');
  const keys = await withNumber(gateway, lookup, readKeys(gateway, lookup, sent), person, request.body.proposal);
  const inHand = dossier === undefined ? [] : await keysInHand(gateway, person, lookup, dossier);
  if (isOfAnother(lookup, keys, person)) return {state: 'forbidden', reason: 'not-self'};
  const admission = admit(lookup.policy, keys, person, inHand);
  if (admission.ask === 'no') {
    // Of several that would do, the one that this form asks for.
    const asked = admission.missing.find((key) => Object.hasOwn(lookup.settings.keys, key));
    return {state: 'incomplete', missing: [asked ?? admission.missing[0] ?? '']};
  }
  // Who belongs to somebody else is told to nobody.
  if (lookup.settings.proposes && admission.about !== 'self') return {state: 'forbidden', reason: 'not-self'};
  const holder = {person, ...(admission.about === 'dossier' && dossier !== undefined && {dossier})};
  return {lookup, holder, keys: admission.keys, about: admission.about};
}

/** The keys with the number that the page does not have: of who was proposed, or the session's own. */
async function withNumber(gateway: Gateway, lookup: Lookup, keys: Keys, person: Person, proposal?: string): Promise<Keys> {
  if (proposal === undefined) return withOwnNumber(lookup, keys, person);
  const number = await proposedNumber(gateway, lookup, person, proposal);
  const {[lookup.policy.subject]: _typed, ...others} = keys;
  return number === undefined ? others : {...others, [lookup.policy.subject]: number};
}

/** @throws Problem `dossier.unknown` unless an officer may have it in hand for this form. */
async function keysInHand(
  gateway: Gateway,
  person: Person,
  {definition, settings}: Lookup,
  code: string,
): Promise<readonly Keys[]> {
  const dossier = person.role === 'officer' ? await readableDossier(gateway.options.database, person, code) : undefined;
  if (!dossier || dossier.form !== definition.id) throw new Problem('dossier.unknown');
  const places = keyPlaces(settings, definitionForm(definition, gateway.procedures.packsOf(definition)).patterns);
  return keysInAnswers(places, dossier.answers as JsonObject).map(({keys}) => keys);
}

async function answerQuestion(gateway: Gateway, question: Admitted, refresh: boolean, gone: AbortSignal): Promise<LookupAnswer> {
  const {lookup, holder, keys, about} = question;
  const {person} = holder;
  const {definition, name, policy} = lookup;
  const text = canonicalJson({
    form: definition.id,
    version: definition.version,
    name,
    connector: lookup.connector,
    dossier: holder.dossier ?? '',
    keys,
  });
  const kept = refresh ? undefined : gateway.answers.get(person.session, text, gateway.clock.now());
  if (kept) {
    await note(gateway, question, kept.state);
    return kept;
  }

  await payForQuestion(gateway, question);
  const said = await putQuestion(lookup, keys, person, gone);
  if (said.state === 'left') {
    // Paid for: the register was asked, and leaving must not be a way to ask for nothing.
    await note(gateway, question, 'left');
    return {state: 'unavailable', reason: 'down'};
  }
  const signed = await signAnswer(gateway, lookup, holder, keys, said);
  const found =
    lookup.settings.proposes && said.state === 'found' ? await proposal(gateway, question, said.values, signed) : signed;
  // About others a mismatch would say that the number exists.
  const answer: LookupAnswer = about === 'other' && found.state === 'mismatch' ? {state: 'not-found'} : found;
  if (answer.state === 'filled' || answer.state === 'partial') {
    const until = gateway.clock.now() + freshFor(policy, declaredAttributes(lookup.settings)) * 1000;
    gateway.answers.put(person.session, text, answer, until);
  }
  if (about === 'other' && answer.state === 'not-found') await countMiss(gateway, question);
  // Its register was silent, so nothing was told; the next one of a chain may be asked for it.
  if (about === 'other' && answer.state === 'unavailable') await giveBackQuestion(gateway, person);
  await note(gateway, question, answer.state);
  return answer;
}

/** Whom the answer proposes; it stands in the audit of both. */
async function proposal(gateway: Gateway, question: Admitted, values: JsonObject, signed: LookupAnswer): Promise<LookupAnswer> {
  const {lookup, holder} = question;
  const proposed = await propose(gateway, lookup, holder.person, values, signed);
  if (!proposed) return {state: 'not-found'};
  const {fullName = '', birthDate = ''} = lookup.settings.proposes ?? {};
  await audit(gateway, question, 'lookup', [fullName, birthDate].filter(Boolean), 'proposed', proposed.number);
  return proposed.answer;
}

/**
 * Takes the question from every budget that it costs, before any register hears of it.
 * @throws Problem `lookup.limited`
 */
async function payForQuestion(gateway: Gateway, question: Admitted): Promise<void> {
  const {lookup, holder, about} = question;
  const {database, budget = {}} = gateway.options;
  const {person} = holder;
  const now = gateway.clock.now();
  const limits = {...DEFAULT_BUDGET, ...budget};
  const {connector} = lookup;
  if (about === 'other') {
    const wait = await lockedSeconds(database, missScopes(gateway, question), now);
    if (wait > 0) throw new Problem('lookup.limited', {retryAfterSeconds: wait});
  }
  const inSession = await gateway.sessionBudgets.take(`session ${person.session}`, now);
  if (inSession.waitSeconds > 0) await refuse(gateway, question, inSession);
  const scopes = [
    ...(about === 'other'
      ? ([
          [othersScope(person), limits.others],
          [othersDailyScope(person), limits.othersDaily],
        ] as const)
      : []),
    ...(about === 'dossier' ? ([[`officer ${person.subject}`, limits.officer]] as const) : []),
  ] as const;
  for (const [scope, limit] of scopes) {
    const taken = await takeFromBudget(database, scope, limit, now);
    if (taken.waitSeconds > 0) await refuse(gateway, question, taken);
  }
  const wait = await gateway.connectorBudgets.take(connector, now);
  if (wait > 0) throw new Problem('lookup.limited', {retryAfterSeconds: wait});
}

function othersScope({subject}: Person): string {
  return `others ${subject}`;
}

function othersDailyScope({subject}: Person): string {
  return `others-daily ${subject}`;
}

async function giveBackQuestion({options: {database}}: Gateway, person: Person): Promise<void> {
  for (const scope of [othersScope(person), othersDailyScope(person)]) await giveBack(database, scope);
}

/** Whoever goes on asking raises an alert. */
async function refuse(gateway: Gateway, question: Admitted, {waitSeconds, refused}: Taken): Promise<never> {
  if (isAlarming(refused)) await alert(gateway, question, `limited:${refused}`);
  throw new Problem('lookup.limited', {retryAfterSeconds: waitSeconds});
}

async function countMiss(gateway: Gateway, question: Admitted): Promise<void> {
  const {database, budget = {}} = gateway.options;
  const limit = budget.misses ?? DEFAULT_BUDGET.misses;
  const locked = await noteMiss(database, missScopes(gateway, question), limit, gateway.clock.now());
  if (locked) await alert(gateway, question, 'locked');
}

/** Of the person who asks, and of the number that is asked about, whether it exists or not. */
function missScopes(gateway: Gateway, {lookup, holder, keys}: Admitted): readonly string[] {
  const number = gateway.secrets.pseudonym('lookup-number', `${lookup.connector} ${keys[lookup.policy.subject] ?? ''}`);
  return [`person ${holder.person.subject}`, `number ${number}`];
}

async function note(gateway: Gateway, question: Admitted, outcome: string): Promise<void> {
  await audit(gateway, question, 'lookup', askedAttributes(question.lookup.settings), outcome);
}

async function alert(gateway: Gateway, question: Admitted, outcome: string): Promise<void> {
  await audit(gateway, question, 'alert', [], outcome);
}

async function audit(
  gateway: Gateway,
  {lookup, holder, keys}: Admitted,
  action: 'lookup' | 'alert',
  attributes: readonly string[],
  outcome: string,
  number: string = keys[lookup.policy.subject] ?? '',
): Promise<void> {
  const {definition, name, connector} = lookup;
  const about = gateway.audit.pseudonymOf(number);
  const entry = {action, form: definition.id, target: name, register: connector, about, attributes, outcome};
  await gateway.audit.add(holder.person, entry, new Date(gateway.clock.now()));
}
