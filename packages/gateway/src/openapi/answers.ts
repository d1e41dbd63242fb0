/** What each address answers, as JSON Schema: the part of the API's description that Fastify's routes do not say. */
import {PROBLEMS} from '../errors.ts';

/** JSON Schema 2020-12, as OpenAPI 3.1 takes it. */
export type Schema = {readonly [member: string]: unknown};

/** One status of an address. Without a schema the body is empty, or no JSON. */
export interface DescribedAnswer {
  readonly description: string;
  readonly schema?: Schema;
  readonly headers?: readonly string[];
}

/** One address with one method. */
export interface DescribedRoute {
  readonly summary: string;
  /** Whether somebody must be signed in. */
  readonly session: boolean;
  readonly headers?: {readonly [name: string]: Schema};
  readonly answers: {readonly [status: string]: DescribedAnswer};
  /** Type of a request body that is no JSON. */
  readonly bodyType?: string;
}

const STRING = {type: 'string'} as const;
const TIME = {type: 'string', format: 'date-time'} as const;
const TEXT = {anyOf: [STRING, {type: 'object', additionalProperties: STRING}]} as const;
const ANY_OBJECT = {type: 'object'} as const;

function object(required: {readonly [name: string]: Schema}, optional: {readonly [name: string]: Schema} = {}): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(required),
    properties: {...required, ...optional},
  };
}

const list = (items: Schema): Schema => ({type: 'array', items});
const json = (description: string, schema: Schema): DescribedAnswer => ({description, schema});

const ISSUE = object(
  {code: STRING, pointer: STRING, severity: {enum: ['error', 'warning', 'info']}},
  {params: ANY_OBJECT, message: TEXT, related: list(STRING), page: STRING},
);

/** RFC 9457, with our code. */
export const PROBLEM: Schema = object(
  {type: STRING, title: STRING, status: {type: 'integer'}, code: {enum: Object.keys(PROBLEMS)}},
  {detail: STRING, issues: list({...ISSUE, additionalProperties: true}), retryAfterSeconds: {type: 'number', minimum: 0}},
);

const SOURCE = object({register: STRING, title: TEXT, at: TIME});

const LOOKUP_ANSWER: Schema = {
  type: 'object',
  required: ['state'],
  oneOf: [
    {
      properties: {state: {enum: ['filled', 'partial']}, values: ANY_OBJECT, source: SOURCE, receipt: STRING, gaps: ANY_OBJECT},
      required: ['values', 'source', 'receipt'],
    },
    {
      properties: {
        state: {const: 'proposed'},
        person: object({name: STRING, token: STRING}, {birthYear: STRING}),
        values: ANY_OBJECT,
        source: SOURCE,
        receipt: STRING,
      },
      required: ['person', 'values', 'source', 'receipt'],
    },
    {properties: {state: {const: 'incomplete'}, missing: list(STRING)}, required: ['missing']},
    {properties: {state: {enum: ['not-found', 'mismatch']}}},
    {properties: {state: {const: 'forbidden'}, reason: {enum: ['sign-in', 'procedure', 'not-self']}}},
    {
      properties: {state: {const: 'unavailable'}, reason: {enum: ['down', 'slow', 'invalid-answer', 'offline']}},
      required: ['reason'],
    },
  ],
};

const OPTION = object({value: {type: ['string', 'number', 'boolean']}, label: TEXT}, {aliases: list(STRING)});

const OPTION_ANSWER: Schema = {
  type: 'object',
  required: ['state'],
  oneOf: [
    {properties: {state: {const: 'found'}, options: list(OPTION), more: {type: 'boolean'}}, required: ['options']},
    {properties: {state: {const: 'forbidden'}}},
    {properties: {state: {const: 'unavailable'}, reason: STRING}},
  ],
};

const CHECK = object({
  lookup: STRING,
  row: STRING,
  register: STRING,
  state: {enum: ['waiting', 'done', 'not-checked']},
  outcome: STRING,
  at: {anyOf: [TIME, {type: 'null'}]},
  verdicts: {type: 'object', additionalProperties: {enum: ['agrees', 'differs', 'unknown', 'not-found']}},
});

const DOSSIER = object({
  ...{code: STRING, form: STRING, version: STRING, definition: {anyOf: [STRING, {type: 'null'}]}, title: TEXT},
  ...{state: STRING, receivedAt: TIME, locale: STRING},
  ...{answers: ANY_OBJECT, origins: ANY_OBJECT, documents: ANY_OBJECT, decisions: list(ANY_OBJECT), checks: list(CHECK)},
});

const COUNT = {type: 'integer', minimum: 0} as const;

const LISTED_DOSSIER = object({
  ...{code: STRING, form: STRING, title: TEXT, receivedAt: TIME, state: STRING},
  values: object({register: COUNT, 'register-edited': COUNT, document: COUNT, citizen: COUNT, computed: COUNT}),
  checks: object({waiting: COUNT, agrees: COUNT, differs: COUNT, notChecked: COUNT}),
});

const ACCEPTED = object({code: STRING, at: TIME});

const KEPT_ANSWER = object({term: {enum: ['phone', 'email', 'postalAddress', 'bankAccount']}, value: {}, at: TIME, title: TEXT});

const MY_LOOKUP = object({
  ...{at: TIME, by: {enum: ['you', 'officer', 'gateway', 'other']}, form: STRING, title: TEXT, register: STRING},
  ...{registerTitle: TEXT, attributes: list(STRING), answered: {type: 'boolean'}, left: {type: 'boolean'}},
});

const SESSION = object(
  {signedIn: {type: 'boolean'}, name: STRING, role: {anyOf: [{enum: ['citizen', 'officer']}, {type: 'null'}]}},
  {draftOwner: STRING, idleSeconds: {type: 'integer', minimum: 0}},
);

const BREAKER = {enum: ['closed', 'open', 'half-open']} as const;

const READY = object({
  state: {enum: ['ready', 'degraded']},
  forms: {type: 'integer'},
  registers: {type: 'object', additionalProperties: BREAKER},
});

const TUS = {'Tus-Resumable': {const: '1.0.0'}} as const;
const FORM = {type: 'object', required: ['id', 'version', 'title', 'data']} as const;

/** By method and address, as Fastify writes them. */
export const DESCRIBED: {readonly [route: string]: DescribedRoute} = {
  'GET /healthz': {
    summary: 'The process lives',
    session: false,
    answers: {200: json('It does', object({state: {const: 'alive'}}))},
  },
  'GET /readyz': {
    summary: 'It can do its work; names registers that are not asked at present',
    session: false,
    answers: {200: json('Ready, or degraded because a register is sick', READY)},
  },
  'GET /metrics': {summary: 'Measurements for Prometheus', session: false, answers: {200: {description: 'Text'}}},
  'GET /.well-known/egov-jwks.json': {
    summary: 'Public keys of receipts',
    session: false,
    answers: {200: json('RFC 7517', object({keys: list(ANY_OBJECT)}))},
  },
  'GET /api/openapi.json': {summary: 'This description', session: false, answers: {200: json('OpenAPI 3.1', ANY_OBJECT)}},
  'GET /api/forms': {
    summary: 'Procedures that are served',
    session: false,
    answers: {
      200: json(
        'A line each',
        object({
          forms: list(object({id: STRING, version: STRING, title: TEXT}, {description: TEXT, procedure: ANY_OBJECT})),
        }),
      ),
    },
  },
  'GET /api/forms/:id': {summary: 'A definition', session: false, answers: {200: json('The form', FORM)}},
  'GET /forms/:id/form.json': {
    summary: 'A definition, where pages embed it',
    session: false,
    answers: {200: json('The form', FORM)},
  },
  'GET /api/session': {
    summary: 'Who is signed in, and how long the session lasts unused; this is no use of it',
    session: false,
    answers: {200: json('Or nobody', SESSION)},
  },
  'POST /api/session': {
    summary: 'Use the session, so that it lasts on',
    session: false,
    answers: {200: json('Or nobody', SESSION)},
  },
  'DELETE /api/session': {summary: 'End the session', session: false, answers: {204: {description: 'Ended'}}},
  'POST /api/drafts/key': {
    summary: "The key of the person's drafts in their browsers",
    session: true,
    answers: {200: json('32 bytes, base64url', object({key: {type: 'string', pattern: '^[\\w-]{43}$'}}))},
  },
  'GET /auth/sign-in': {
    summary: 'Begin to sign in',
    session: false,
    answers: {303: {description: 'To the provider'}, 503: {description: 'A page: it does not answer'}},
  },
  'GET /auth/callback': {
    summary: 'Back from the provider',
    session: false,
    answers: {
      303: {description: 'To the page before'},
      400: {description: 'A page: start again'},
      503: {description: 'A page: it does not answer'},
    },
  },
  'POST /auth/sign-out': {
    summary: 'End the session',
    session: false,
    answers: {204: {description: 'Ended'}, 303: {description: 'Ended; to the start page'}},
  },
  'POST /auth/sign-out-everywhere': {
    summary: 'End all sessions of the person',
    session: false,
    answers: {204: {description: 'Ended'}, 303: {description: 'Ended; to the start page'}},
  },
  'POST /api/lookups/:connector': {
    summary: 'Ask a shared database for a form',
    session: true,
    answers: {200: json('What came of it', LOOKUP_ANSWER)},
  },
  'POST /api/options/:connector': {
    summary: 'Search choices in a public database',
    session: true,
    answers: {200: json('Choices', OPTION_ANSWER)},
  },
  'POST /api/submissions': {
    summary: 'Hand in a dossier',
    session: true,
    headers: {'Idempotency-Key': {type: 'string', pattern: '^[A-Za-z0-9_-]{8,128}$'}},
    answers: {201: json('Received; the same key gives the same answer', ACCEPTED)},
  },
  'GET /api/submissions': {
    summary: 'One’s own dossiers',
    session: true,
    answers: {
      200: json(
        'Newest first',
        object({submissions: list(object({code: STRING, form: STRING, title: TEXT, receivedAt: TIME, state: STRING}))}),
      ),
    },
  },
  'GET /api/submissions/:code': {
    summary: 'A dossier of one’s own; for an officer any',
    session: true,
    answers: {200: json('The dossier', DOSSIER)},
  },
  'GET /api/submissions/:code/definition': {
    summary: 'The definition that a dossier was made with',
    session: true,
    answers: {200: json('The form', FORM)},
  },
  'GET /api/dossiers': {
    summary: 'For officers: what was handed in, newest first, and how far each can be relied on',
    session: true,
    answers: {200: json('A page; `after` asks for the next', object({dossiers: list(LISTED_DOSSIER)}, {after: STRING}))},
  },
  'GET /api/me/lookups': {
    summary: 'Who asked about me, when, for which procedure: what was answered, or with `answered=no` what was not',
    session: true,
    answers: {200: json('Newest first; `after` asks for the next', object({lookups: list(MY_LOOKUP)}, {after: STRING}))},
  },
  'GET /api/me/answers': {
    summary: 'What I had kept of my applications for the next one',
    session: true,
    answers: {200: json('By term', object({answers: list(KEPT_ANSWER)}))},
  },
  'DELETE /api/me/answers': {
    summary: 'Remove all that I had kept',
    session: true,
    answers: {204: {description: 'Nothing is kept'}},
  },
  'DELETE /api/me/answers/:term': {
    summary: 'Remove one answer that I had kept',
    session: true,
    answers: {204: {description: 'It is not kept'}},
  },
  'POST /api/uploads': {
    summary: 'Begin an upload (tus 1.0.0)',
    session: true,
    headers: {...TUS, 'Upload-Length': {type: 'integer', minimum: 1}},
    answers: {201: {description: 'Made', headers: ['Location']}},
  },
  'HEAD /api/uploads/:id': {
    summary: 'How far an upload is',
    session: true,
    headers: TUS,
    answers: {200: {description: 'So far', headers: ['Upload-Offset', 'Upload-Length']}},
  },
  'PATCH /api/uploads/:id': {
    summary: 'A piece of a file',
    session: true,
    headers: {...TUS, 'Upload-Offset': {type: 'integer', minimum: 0}},
    bodyType: 'application/offset+octet-stream',
    answers: {204: {description: 'Taken', headers: ['Upload-Offset']}},
  },
  'DELETE /api/uploads/:id': {summary: 'Remove an upload', session: true, headers: TUS, answers: {204: {description: 'Gone'}}},
};
