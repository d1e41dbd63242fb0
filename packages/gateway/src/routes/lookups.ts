/** `POST /api/lookups/:connector`: one question to a shared database on behalf of the person who is signed in. */
import {randomUUID} from 'node:crypto';
import type {Register, RegisterAnswer} from '@egov-form/connectors/server';
import {
  type FormDefinition,
  FormError,
  type Issue,
  type JsonObject,
  type LookupAnswer,
  type LookupSettings,
  textIn,
} from '@egov-form/core';
import type {FastifyInstance, FastifyReply, FastifyRequest} from 'fastify';
import {DEFAULT_BUDGET, takeFromBudget} from '../budget.ts';
import {Problem} from '../errors.ts';
import type {Gateway} from '../gateway.ts';
import {admit, type LookupPolicy} from '../lookup-policy.ts';
import type {Person} from '../person.ts';
import {describeFailure} from '../plugins/problems.ts';
import {requirePerson} from '../plugins/session.ts';
import {storedValues} from '../stored-values.ts';

import {formOf} from './forms.ts';

interface LookupBody {
  readonly form: string;
  readonly version: string;
  readonly lookup: string;
  readonly keys: {readonly [name: string]: string};
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
  },
} as const;

const DEFAULT_TIMEOUT_MS = 8000;

export function lookupRoutes(app: FastifyInstance, gateway: Gateway): void {
  app.post<{Params: {connector: string}; Body: LookupBody}>(
    '/api/lookups/:connector',
    {schema: {body: BODY}, bodyLimit: 16 * 1024, onRequest: async (request) => void requirePerson(request)},
    async (request, reply) => answerLookup(gateway, request, reply),
  );
}

async function answerLookup(
  gateway: Gateway,
  request: FastifyRequest<{Params: {connector: string}; Body: LookupBody}>,
  reply: FastifyReply,
): Promise<LookupAnswer> {
  const person = requirePerson(request);
  const {connector} = request.params;
  const definition = formOf(gateway, request.body.form);
  const {lookups = {}} = definition;
  const settings = Object.hasOwn(lookups, request.body.lookup) ? lookups[request.body.lookup] : undefined;
  const register = Object.hasOwn(gateway.options.registers, connector) ? gateway.options.registers[connector] : undefined;
  const policy = gateway.policies[connector];
  if (!settings || settings.connector !== connector || !register || !policy) throw new Problem('lookup.unknown');
  if (definition.version !== request.body.version) {
    throw new Problem('form.version', {detail: `Version ${definition.version} is in force.`});
  }

  const keys = readKeys(gateway, settings, policy, request.body.keys);
  const admission = admit(policy, keys, person);
  if (admission.ask === 'no') return {state: 'incomplete', missing: admission.missing};
  const now = gateway.clock.now();
  if (admission.counted) {
    const {database, budget = DEFAULT_BUDGET} = gateway.options;
    const wait = await takeFromBudget(database, budget, person.subject, connector, now);
    if (wait > 0) {
      await note(gateway, person, definition, request.body.lookup, settings, 'limited');
      throw new Problem('lookup.limited', {retryAfterSeconds: wait});
    }
  }

  const answer = await ask(gateway, request, reply, {register, settings, definition, person, keys: admission.keys});
  const first = keys[policy.subject] ?? '';
  const result = await toLookupAnswer(gateway, definition, request.body.lookup, settings, register, person, first, answer);
  await note(gateway, person, definition, request.body.lookup, settings, result.state);
  return result;
}

/**
 * Keys as the register wants them: known ones, normalised, well-formed. Empty ones count as not given.
 * @throws Problem `request.malformed` for a key that the look-up does not have, `lookup.key` with issues at the fields of
 *     keys that are not well-formed.
 */
function readKeys(
  gateway: Gateway,
  settings: LookupSettings,
  policy: LookupPolicy,
  sent: {readonly [name: string]: string},
): {readonly [name: string]: string} {
  const keys: {[name: string]: string} = {};
  const issues: Issue[] = [];
  for (const [name, text] of Object.entries(sent)) {
    const declared = Object.hasOwn(settings.keys, name) ? settings.keys[name] : undefined;
    const formatName = Object.hasOwn(policy.keys, name) ? policy.keys[name] : undefined;
    if (declared === undefined || formatName === undefined) {
      throw new Problem('request.malformed', {detail: 'keys has a member that this look-up does not have.'});
    }
    const format = gateway.formats.get(formatName);
    if (!format)
      throw new FormError('EGOV_GATEWAY_FORMAT', `Expected the format "${formatName}" in a pack, found none. Add the pack.`);
    const value = format.normalize ? format.normalize(text) : text.trim();
    if (value === '') continue;
    const pointer = typeof declared === 'string' ? declared : declared.pointer;
    for (const finding of format.check(value)) {
      if ((finding.severity ?? 'error') !== 'error') continue;
      issues.push({code: finding.code, pointer, severity: 'error', ...(finding.params && {params: finding.params})});
    }
    keys[name] = value;
  }
  if (issues.length > 0) throw new Problem('lookup.key', {issues});
  return keys;
}

interface Question {
  readonly register: Register;
  readonly settings: LookupSettings;
  readonly definition: FormDefinition;
  readonly person: Person;
  readonly keys: {readonly [name: string]: string};
}

/** Asks within the time limit, and stops when the browser went away. Whatever happens becomes an answer. */
async function ask(gateway: Gateway, request: FastifyRequest, reply: FastifyReply, question: Question): Promise<RegisterAnswer> {
  const {register, settings, definition, person, keys} = question;
  const {lookupTimeoutMs = DEFAULT_TIMEOUT_MS} = gateway.options;
  const abort = new AbortController();
  const onClose = (): void => abort.abort(new Error('The browser went away.'));
  reply.raw.once('close', onClose);
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<RegisterAnswer>((resolve) => {
    timer = setTimeout(() => {
      resolve({state: 'unavailable', reason: 'slow'});
      abort.abort(new Error('The register took too long.'));
    }, lookupTimeoutMs);
  });
  try {
    const asked = register.lookup(
      {
        keys,
        attributes: declaredAttributes(settings).filter((attribute) => register.attributes.includes(attribute)),
        purpose: textIn(settings.purpose, 'vi'),
        procedure: definition.procedure?.code ?? definition.id,
        requester: {role: person.role, citizenId: person.personalId},
        requestId: randomUUID(),
      },
      abort.signal,
    );
    return await Promise.race([asked, slow]);
  } catch (error) {
    request.log.error({register: register.name, failure: describeFailure(error)}, 'register failed');
    return {state: 'unavailable', reason: 'down'};
  } finally {
    clearTimeout(timer);
    reply.raw.off('close', onClose);
  }
}

async function toLookupAnswer(
  gateway: Gateway,
  definition: FormDefinition,
  lookup: string,
  settings: LookupSettings,
  register: Register,
  person: Person,
  key: string,
  answer: RegisterAnswer,
): Promise<LookupAnswer> {
  if (answer.state !== 'found') return answer;
  const values: {[attribute: string]: JsonObject[string]} = {};
  for (const attribute of declaredAttributes(settings)) {
    const value = Object.hasOwn(answer.values, attribute) ? answer.values[attribute] : undefined;
    if (value !== undefined && value !== null && value !== '') values[attribute] = value;
  }
  const complete = declaredAttributes(settings).every((attribute) => Object.hasOwn(values, attribute));
  const at = new Date(gateway.clock.now());
  const receipt = await gateway.receipts.issue(
    {form: definition.id, version: definition.version, lookup, register: register.name, subject: person.subject},
    key,
    storedValues(definition, settings, values, gateway.options.packs),
    at,
  );
  return {
    state: complete ? 'filled' : 'partial',
    values,
    source: {register: register.name, title: register.title, at: at.toISOString()},
    receipt,
  };
}

/** Attributes that the look-up fills: nothing else leaves the gateway. */
function declaredAttributes(settings: LookupSettings): readonly string[] {
  return [...new Set(Object.values(settings.fill))];
}

async function note(
  gateway: Gateway,
  person: Person,
  definition: FormDefinition,
  lookup: string,
  settings: LookupSettings,
  outcome: string,
): Promise<void> {
  const entry = {
    action: 'lookup',
    form: definition.id,
    target: lookup,
    attributes: declaredAttributes(settings),
    outcome,
  } as const;
  await gateway.audit.add(person, entry, new Date(gateway.clock.now()));
}
