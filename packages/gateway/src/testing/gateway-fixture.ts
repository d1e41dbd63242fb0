/** What gateway tests share: a listening gateway on a database of its own, the demo provider, and people who sign in. */
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Register, RegisterAnswer, RegisterRequest} from '@egov-form/connectors/server';
import type {Clock, FormDefinition, LookupAnswer} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import type {FastifyInstance} from 'fastify';
import type {GatewayDatabase} from '../database/open.ts';
import type {GatewayOptions} from '../options.ts';
import {buildServer} from '../server.ts';
import {startDemoProvider} from '../sign-in/demo-provider.ts';
import {freePort} from '../start.ts';
import {openTestDatabase} from './test-database.ts';

/** A clock that stands still until told. */
export class TestClock implements Clock {
  time: number = Date.parse('2026-11-22T03:00:00.000Z');

  now(): number {
    return this.time;
  }

  today(): string {
    return new Date(this.time + 7 * 60 * 60 * 1000).toISOString().slice(0, 10);
  }
}

/** A register over a map from its first key; it remembers what it was asked. */
export class MapRegister implements Register {
  readonly name: string;
  readonly title: {readonly vi: string; readonly en: string};
  readonly attributes: readonly string[];
  readonly asked: RegisterRequest[] = [];
  /** Instead of looking up, once set. */
  behaviour: (() => Promise<RegisterAnswer>) | undefined;
  readonly #records: {readonly [key: string]: {readonly [attribute: string]: string}};
  readonly #key: string;

  constructor(name: string, key: string, records: {readonly [key: string]: {readonly [attribute: string]: string}}) {
    this.name = name;
    this.title = {vi: `Cơ sở dữ liệu ${name}`, en: `Register ${name}`};
    this.#records = records;
    this.#key = key;
    this.attributes = [...new Set(Object.values(records).flatMap((record) => Object.keys(record)))];
  }

  async lookup(request: RegisterRequest): Promise<RegisterAnswer> {
    this.asked.push(request);
    // A measurement asks a million times.
    if (this.asked.length > 5000) this.asked.splice(0, 2500);
    if (this.behaviour) return this.behaviour();
    const record = this.#records[request.keys[this.#key] ?? ''];
    const {birthDate} = request.keys;
    if (!record || (birthDate !== undefined && record['birthDate'] !== birthDate)) return {state: 'not-found'};
    return {state: 'found', values: record};
  }
}

/** A small form with a look-up of each kind, a computed value, a hidden part, rows and a document. */
export const LETTER: FormDefinition = {
  id: 'letter',
  version: '1.0.0',
  title: {vi: 'Đơn thử', en: 'A letter'},
  procedure: {code: '0.000001'},
  data: {
    type: 'object',
    required: ['citizenId', 'fullName'],
    properties: {
      citizenId: {type: 'string', format: 'vn-personal-id'},
      fullName: {type: 'string', format: 'vn-person-name', maxLength: 100},
      birthDate: {type: 'string', format: 'partial-date'},
      residence: {type: 'string', maxLength: 200},
      copies: {type: 'integer', minimum: 0, maximum: 20},
      fee: {type: 'integer'},
      wantsReply: {type: 'boolean'},
      email: {type: 'string', format: 'email', maxLength: 100},
      applicant: {
        type: 'object',
        properties: {
          citizenId: {type: 'string', format: 'vn-personal-id'},
          fullName: {type: 'string', format: 'vn-person-name', maxLength: 100},
        },
      },
      relative: {
        type: 'object',
        properties: {
          citizenId: {type: 'string', format: 'vn-personal-id'},
          birthDate: {type: 'string', format: 'partial-date'},
          fullName: {type: 'string', format: 'vn-person-name', maxLength: 100},
        },
      },
      vehicles: {
        type: 'array',
        maxItems: 10,
        items: {
          type: 'object',
          properties: {plate: {type: 'string', format: 'vn-plate'}, brand: {type: 'string', maxLength: 100}},
        },
      },
      note: {type: 'string', maxLength: 200},
    },
  },
  fields: {
    '/fee': {value: {'*': [{var: 'copies'}, 8000]}},
    '/email': {visible: {'==': [{var: 'wantsReply'}, true]}, required: true, reuse: 'email'},
  },
  parties: {applicant: {at: '/applicant', title: {vi: 'Người làm đơn', en: 'Applicant'}, subject: true}},
  lookups: {
    self: {
      connector: 'population',
      keys: {citizenId: '/citizenId', birthDate: {pointer: '/birthDate', optional: true}},
      fill: {'/fullName': 'fullName', '/birthDate': 'birthDate', '/residence': 'residence'},
      trust: {'*': 'locked', '/residence': 'correctable'},
      maxAgeDays: {'/residence': 365},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the letter.'},
    },
    own: {
      connector: 'population',
      keys: {citizenId: '/applicant/citizenId'},
      fill: {'/applicant/citizenId': 'citizenId', '/applicant/fullName': 'fullName'},
      trust: {'*': 'locked'},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the letter.'},
    },
    relative: {
      connector: 'population',
      keys: {citizenId: '/relative/citizenId', birthDate: {pointer: '/relative/birthDate', optional: true}},
      fill: {'/relative/fullName': 'fullName'},
      trust: {'*': 'locked'},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the letter.'},
    },
    vehicle: {
      connector: 'vehicle',
      keys: {plate: '/vehicles/*/plate'},
      fill: {'/vehicles/*/brand': 'brand'},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the letter.'},
    },
  },
  documents: {card: {title: {vi: 'Thẻ căn cước', en: 'Citizen card'}, accept: ['image/png', 'application/pdf'], maxFiles: 2}},
  submit: {declaration: {vi: 'Tôi cam đoan.', en: 'I declare.'}},
};

export const MOTHER = {
  citizenId: '026190000042',
  birthDate: '1990-02-14',
  fullName: 'NGUYỄN THỊ MẪU',
  residence: 'Số 7 đường Thử',
};
export const FATHER = {citizenId: '026088000045', birthDate: '1988-05-01', fullName: 'LÊ VĂN CHỒNG', residence: 'Số 7 đường Thử'};

export interface Fixture {
  readonly app: FastifyInstance;
  readonly origin: string;
  readonly database: GatewayDatabase;
  readonly folder: string;
  readonly clock: TestClock;
  readonly population: MapRegister;
  readonly vehicle: MapRegister;
  /** Everything that was logged. */
  readonly log: string[];
  signIn(account: string, back?: string): Promise<Visitor>;
  visitor(): Visitor;
  close(): Promise<void>;
}

export async function startFixture(overrides: Partial<GatewayOptions> = {}): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'egov-gateway-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const redirectUri = `${origin}/auth/callback`;
  const provider = await startDemoProvider({redirectUri});
  const {database, remove} = await openTestDatabase();
  const clock = new TestClock();
  const log: string[] = [];
  const population = new MapRegister('population', 'citizenId', {[MOTHER.citizenId]: MOTHER, [FATHER.citizenId]: FATHER});
  const vehicle = new MapRegister('vehicle', 'plate', {'19A-123.45': {brand: 'Xe  Mẫu 16'}});
  const app = await buildServer({
    forms: [{definition: LETTER}],
    packs: [vietnam],
    registers: {population, vehicle},
    database,
    uploadsFolder: join(folder, 'files'),
    oidc: {...provider, redirectUri},
    origin,
    clock,
    logStream: {write: (line) => void log.push(line)},
    ...overrides,
  });
  await app.listen({host: '127.0.0.1', port});
  return {
    app,
    origin,
    database,
    folder,
    clock,
    population,
    vehicle,
    log,
    visitor: () => new Visitor(origin),
    signIn: async (account, back = '/') => {
      const visitor = new Visitor(origin);
      await visitor.signIn(account, back);
      return visitor;
    },
    close: async () => {
      await app.close();
      await remove();
      await provider.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
}

/** A browser's cookies and manners, without the browser. Cookies are kept per host and path as far as this flow needs. */
export class Visitor {
  readonly origin: string;
  /** What its pages are served from, as `Origin` says. */
  readonly site: string;
  readonly cookies: Map<string, string> = new Map();
  /** Addresses of the last navigation, in order. */
  trail: string[] = [];

  constructor(origin: string, site: string = origin) {
    this.origin = origin;
    this.site = site;
  }

  /** The same browser, led to another gateway of the installation. */
  at(port: number): Visitor {
    const other = new Visitor(`http://127.0.0.1:${port}`, this.site);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  /** One request, redirects not followed. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(new URL(path, this.origin), {
      redirect: 'manual',
      ...init,
      headers: {cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...init.headers},
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/iu.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects as a browser does. */
  async visit(path: string, init: RequestInit = {}): Promise<Response> {
    let url = new URL(path, this.origin).href;
    this.trail = [url];
    let response = await this.fetch(url, init);
    for (let hops = 0; hops < 12 && response.status >= 300 && response.status < 400; hops += 1) {
      await response.arrayBuffer();
      url = new URL(response.headers.get('location') ?? '', url).href;
      this.trail.push(url);
      response = await this.fetch(url);
    }
    return response;
  }

  async signIn(account: string, back = '/'): Promise<Response> {
    const page = await this.visit(`/auth/sign-in?return=${encodeURIComponent(back)}`);
    const html = await page.text();
    const action = /action="([^"]+)"/u.exec(html)?.[1] ?? '';
    return this.visit(new URL(action, this.trail.at(-1)).href, {method: 'POST', body: new URLSearchParams({account})});
  }

  /** A JSON call as the browser client makes it. */
  async call(method: string, path: string, body?: unknown, headers: {readonly [name: string]: string} = {}): Promise<Reply> {
    const response = await this.fetch(path, {
      method,
      headers: {
        'x-egov-form': '1',
        origin: this.site,
        ...(body !== undefined && {'content-type': 'application/json'}),
        ...headers,
      },
      ...(body !== undefined && {body: typeof body === 'string' ? body : JSON.stringify(body)}),
    });
    const text = await response.text();
    return {status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text), text};
  }

  async ask(
    lookup: string,
    connector: string,
    keys: {readonly [name: string]: string},
    form: FormDefinition = LETTER,
  ): Promise<LookupAnswer> {
    const reply = await this.call('POST', `/api/lookups/${connector}`, {form: form.id, version: form.version, lookup, keys});
    if (reply.status !== 200) throw new Error(`look-up answered ${reply.status} ${reply.text}`);
    return reply.body as LookupAnswer;
  }

  /** Sends a file by tus in two pieces; answers the upload id. */
  async upload(bytes: Uint8Array): Promise<string> {
    const tus = {'tus-resumable': '1.0.0', 'x-egov-form': '1', origin: this.site};
    const created = await this.fetch('/api/uploads', {method: 'POST', headers: {...tus, 'upload-length': String(bytes.length)}});
    if (created.status !== 201) throw new Error(`upload answered ${created.status} ${await created.text()}`);
    const path = new URL(created.headers.get('location') ?? '', `${this.origin}/api/uploads`).pathname;
    const middle = bytes.length >> 1;
    for (const [from, to] of [
      [0, middle],
      [middle, bytes.length],
    ] as const) {
      const patched = await this.fetch(path, {
        method: 'PATCH',
        headers: {...tus, 'upload-offset': String(from), 'content-type': 'application/offset+octet-stream'},
        body: bytes.slice(from, to),
      });
      if (patched.status !== 204) throw new Error(`upload answered ${patched.status} ${await patched.text()}`);
    }
    return path.split('/').at(-1) ?? '';
  }
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  readonly body: any;
  readonly text: string;
}
