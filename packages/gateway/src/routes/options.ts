/** `POST /api/options/:connector`: choices of a question, found in a public database by what the person types. */
import type {FormDefinition, Json, Option, OptionAnswer} from '@egov-form/core';
import type {FastifyRequest} from 'fastify';
import {Problem} from '../errors.ts';
import type {Gateway, Routes} from '../gateway.ts';
import {isAlarming} from '../lookups/budget.ts';
import {departureSignal} from '../lookups/departure.ts';
import {requirePerson} from '../plugins/session.ts';
import {formOf} from './forms.ts';

interface OptionBody {
  readonly form: string;
  readonly version: string;
  /** Pattern of the question, `*` for its row. */
  readonly field: string;
  readonly query: string;
  readonly where: {readonly [name: string]: string | number | boolean | null};
}

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['form', 'version', 'field', 'query', 'where'],
  properties: {
    form: {type: 'string', maxLength: 100},
    version: {type: 'string', maxLength: 100},
    field: {type: 'string', maxLength: 300},
    query: {type: 'string', minLength: 1, maxLength: 100},
    where: {
      type: 'object',
      maxProperties: 10,
      propertyNames: {maxLength: 100},
      additionalProperties: {anyOf: [{type: 'string', maxLength: 200}, {type: 'number'}, {type: 'boolean'}, {type: 'null'}]},
    },
  },
} as const;

type OptionRequest = FastifyRequest<{Params: {connector: string}; Body: OptionBody}>;

export const optionRoutes: Routes = (app, gateway) => {
  app.post<{Params: {connector: string}; Body: OptionBody}>(
    '/api/options/:connector',
    {schema: {body: BODY}, bodyLimit: 8 * 1024, onRequest: async (request) => void requirePerson(request)},
    async (request, reply) => search(gateway, request, departureSignal(request, reply)),
  );
};

/** @throws Problem `lookup.unknown` unless the form's question names this connector and everybody may ask it. */
async function search(gateway: Gateway, request: OptionRequest, gone: AbortSignal): Promise<OptionAnswer> {
  const person = requirePerson(request);
  const {connector} = request.params;
  const {form, version, field, query, where} = request.body;
  const definition = formOf(gateway, form, version);
  const register = own(gateway.registers, connector);
  const source = sourceOf(definition, field, connector);
  // What is asked about somebody is no choice for everybody to search.
  if (!source || !register || own(gateway.policies, connector)?.about !== 'public') throw new Problem('lookup.unknown');
  const keys: {[name: string]: string} = {query: query.normalize('NFC').trim()};
  for (const [name, value] of Object.entries(where)) {
    if (!source.includes(name))
      throw new Problem('request.malformed', {detail: 'where has a member that this question does not have.'});
    if (value !== null) keys[name] = String(value);
  }
  if (keys['query'] === '') return {state: 'found', options: []};

  const now = gateway.clock.now();
  const note = (action: 'search' | 'alert', outcome: string): Promise<string> => {
    const about = aboutOf(gateway, definition, field, keys['query'] ?? '');
    const attributes = action === 'search' ? Object.keys(keys) : [];
    const entry = {action, form: definition.id, target: field, register: connector, about, attributes, outcome};
    return gateway.audit.add(person, entry, new Date(gateway.clock.now()));
  };
  const {waitSeconds, refused} = await gateway.sessionBudgets.take(`options ${person.session}`, now);
  if (waitSeconds > 0 && isAlarming(refused)) await note('alert', `limited:${refused}`);
  const wait = waitSeconds || (await gateway.connectorBudgets.take(connector, now));
  if (wait > 0) throw new Problem('lookup.limited', {retryAfterSeconds: wait});

  const answer = await register.ask(
    {
      keys,
      attributes: register.register.attributes,
      purpose: 'Tìm lựa chọn để điền tờ khai.',
      procedure: definition.procedure?.code ?? definition.id,
      requester: {role: person.role, citizenId: ''},
    },
    gone,
  );
  await note('search', answer.state);
  if (answer.state === 'forbidden') return {state: 'forbidden'};
  if (answer.state === 'left') return {state: 'unavailable', reason: 'down'};
  if (answer.state === 'unavailable') return {state: 'unavailable', reason: answer.reason};
  if (answer.state !== 'found') return {state: 'found', options: []};
  const {options, more} = answer.values;
  return {state: 'found', options: Array.isArray(options) ? options.flatMap(choice) : [], more: more === true};
}

/** Names that narrow the choices of a question, when it is searched with this connector. */
function sourceOf(definition: FormDefinition, field: string, connector: string): readonly string[] | undefined {
  const source = own(definition.fields, field)?.options;
  if (!source || !('connector' in source) || source.connector !== connector) return undefined;
  return Object.keys(source.where ?? {});
}

/** Whom the words name, where they are a number of a person; else the words themselves, where the answer is personal. */
function aboutOf({formats, audit}: Gateway, definition: FormDefinition, field: string, words: string): string {
  for (const format of formats.values()) {
    const text = format.normalize?.(words) ?? words;
    if (format.mask && format.check(text).every(({severity = 'error'}) => severity !== 'error')) return audit.pseudonymOf(text);
  }
  const {sensitivity = 'public'} = own(definition.fields, field) ?? {};
  return sensitivity === 'public' ? '' : audit.pseudonymOf(words.toLowerCase().replaceAll(/\s+/gu, ' '));
}

/** What a choice is, and nothing else that a register may have sent. */
function choice(entry: Json): Option[] {
  const {value, label, aliases} = entry as {value?: Option['value']; label?: Option['label']; aliases?: readonly string[]};
  if (value === undefined || label === undefined) return [];
  return [{value, label, ...(Array.isArray(aliases) && {aliases})}];
}

function own<T>(record: {readonly [name: string]: T} | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
