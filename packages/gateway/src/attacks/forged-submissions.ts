/** Honest submissions, and everything that somebody might do to them. */
import {createHmac, type KeyObject, sign} from 'node:crypto';
import {
  type FormDefinition,
  type Json,
  type JsonObject,
  namedSubmission,
  type Origin,
  type RegisterOrigin,
  type Submission,
} from '@egov-form/core';

/** A request's body as it is sent, and what is to be true of what becomes of it. */
export interface Forgery {
  readonly body: string;
  /** Values that must not be taken for a register's word, whatever else happens. */
  readonly victims: readonly string[];
  /** Nothing that counts was changed: it may be accepted as it is. */
  readonly harmless?: boolean;
}

export interface Scene {
  readonly random: () => number;
  /** The honest submission of the person who sends. */
  readonly honest: Submission;
  /** Receipts that were not given for this place: other people's, other look-ups', other forms', other roles'. */
  readonly foreignReceipts: readonly string[];
  readonly publicKey: JsonObject;
  readonly ownKey: {readonly privateKey: KeyObject; readonly jwk: JsonObject};
}

/** A form whose look-up fills rows. */
export const COMPANY_FORM: FormDefinition = {
  id: 'company',
  version: '1.0.0',
  title: {vi: 'Đơn của công ty', en: 'A company writes'},
  data: {
    type: 'object',
    properties: {
      code: {type: 'string', format: 'vn-tax-code'},
      name: {type: 'string', maxLength: 200},
      members: {
        type: 'array',
        maxItems: 20,
        items: {
          type: 'object',
          properties: {name: {type: 'string', maxLength: 100}, share: {type: 'number'}},
        },
      },
      note: {type: 'string', maxLength: 200},
    },
  },
  lookups: {
    business: {
      connector: 'business',
      keys: {code: '/code'},
      fill: {'/name': 'name', '/members/*/name': 'members/*/fullName', '/members/*/share': 'members/*/share'},
      trust: {'*': 'locked'},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the letter.'},
    },
  },
};

type Forge = (scene: Scene) => Forgery;

/** Every way to forge by its name. */
export const FORGERIES: {readonly [name: string]: Forge} = {
  'value changed': (scene) => {
    const pointer = pick(scene, registerPointers(scene.honest));
    const before = valueAt(scene.honest.answers, pointer) ?? null;
    const text = String(before);
    const changed = pick<Json>(scene, [
      ...[`${text} `, text.toLowerCase(), text.normalize('NFD'), text.slice(0, -1), `${text}.`, '', 'NGUYỄN VĂN KẺ GIAN'],
      ...[0, -1, 1e300, true, null, [before], {value: before}, `${text}\u0301`, text.replace(/[aăâ]/iu, 'а')],
    ]);
    if (JSON.stringify(changed) === JSON.stringify(before)) return {body: encode(scene.honest), victims: [], harmless: true};
    return {body: encode(withAnswer(scene.honest, pointer, changed)), victims: [pointer]};
  },
  'values swapped': (scene) => {
    const pointers = registerPointers(scene.honest);
    const [one, two] = [pick(scene, pointers), pick(scene, pointers)];
    const [a, b] = [valueAt(scene.honest.answers, one) ?? null, valueAt(scene.honest.answers, two) ?? null];
    if (a === b) return {body: encode(scene.honest), victims: [], harmless: true};
    return {body: encode(withAnswer(withAnswer(scene.honest, one, b), two, a)), victims: [one, two]};
  },
  'key changed': (scene) => {
    const {honest} = scene;
    const company = honest.form === COMPANY_FORM.id;
    const pointer = company ? '/code' : pick(scene, ['/citizenId', '/vehicles/0/plate', '/vehicles/1/plate']);
    const other = company ? '0100109106' : pick(scene, ['026088000045', '026190000099', '19A-999.99', '']);
    const under = registerPointers(honest).filter((claim) =>
      company || pointer === '/citizenId' ? !claim.startsWith('/vehicles') : claim.startsWith(pointer.slice(0, 11)),
    );
    return {body: encode(withAnswer(honest, pointer, other)), victims: under};
  },
  'rows mixed': (scene) => {
    const list = scene.honest.form === COMPANY_FORM.id ? '/members' : '/vehicles';
    const rows = structuredClone(valueAt(scene.honest.answers, list)) as JsonObject[];
    const cell = list === '/members' ? pick(scene, ['name', 'share']) : 'brand';
    const [first = {}, second = {}] = rows;
    const mixed = [{...first, [cell]: second[cell] ?? null}, {...second, [cell]: first[cell] ?? null}, ...rows.slice(2)];
    return {body: encode(withAnswer(scene.honest, list, mixed)), victims: [`${list}/0/${cell}`]};
  },
  'row doubled': (scene) => {
    const {honest} = scene;
    if (honest.form !== COMPANY_FORM.id) return FORGERIES['rows mixed']?.(scene) ?? {body: '', victims: []};
    const rows = valueAt(honest.answers, '/members') as JsonObject[];
    const doubled = withAnswer(honest, '/members', [...rows, ...rows.slice(0, 1)]);
    const at = rows.length;
    const origins = {
      ...doubled.origins,
      [`/members/${at}/name`]: registerOrigin(honest, '/members/0/name'),
      [`/members/${at}/share`]: registerOrigin(honest, '/members/0/share'),
    };
    return {body: encode({...doubled, origins}), victims: [`/members/${at}/name`, `/members/${at}/share`]};
  },
  'typed value with a genuine receipt': (scene) => {
    const {honest} = scene;
    const from = pick(scene, registerPointers(honest));
    const added = withAnswer(honest, '/note', valueAt(honest.answers, from) ?? '');
    return {body: encode({...added, origins: {...added.origins, '/note': registerOrigin(honest, from)}}), victims: ['/note']};
  },
  'attribute, look-up or connector changed': (scene) => {
    const {honest} = scene;
    const pointer = pick(scene, registerPointers(honest));
    const origin = registerOrigin(honest, pointer);
    const member = pick(scene, ['attribute', 'lookup', 'connector'] as const);
    const other = pick(scene, ['residence', 'relative', 'vehicle', 'constructor', '__proto__', 'nothing', '', 'toString']);
    if (origin[member] === other) return {body: encode(honest), victims: [], harmless: true};
    return {body: encode(withOrigin(honest, pointer, {...origin, [member]: other})), victims: [pointer]};
  },
  // It is kept without, and then it is what the register said.
  'value with what nobody sees': (scene) => {
    const pointer = pick(scene, registerPointers(scene.honest));
    const before = valueAt(scene.honest.answers, pointer);
    if (typeof before !== 'string') return {body: encode(scene.honest), victims: [], harmless: true};
    const unseen = pick(scene, [`\u200b${before}`, `${before}\u202e`, before.normalize('NFD'), before.replaceAll(' ', '\u00a0')]);
    return {body: encode(withAnswer(scene.honest, pointer, unseen)), victims: [], harmless: true};
  },
  'what the client says of it changed': (scene) => {
    const {honest} = scene;
    const pointer = pick(scene, registerPointers(honest));
    const origin = registerOrigin(honest, pointer);
    const said = {...origin, title: 'Công an', at: '2030-01-01T00:00:00.000Z', trust: 'free' as const};
    return {body: encode(withOrigin(honest, pointer, said)), victims: [], harmless: true};
  },
  'no receipt': (scene) => {
    const {honest} = scene;
    const pointer = pick(scene, registerPointers(honest));
    const {receipt: _none, ...origin} = registerOrigin(honest, pointer);
    return {body: encode(withOrigin(honest, pointer, origin)), victims: [pointer]};
  },
  "somebody else's or another place's receipt": (scene) => withReceipt(scene, () => pick(scene, scene.foreignReceipts)),
  'receipt under another name': (scene) => {
    const named = namedSubmission(scene.honest);
    const pointer = pick(scene, registerPointers(named));
    const origin = registerOrigin(named, pointer);
    const name = origin.receipt ?? '';
    const kept = named.receipts ?? {};
    const under = registerPointers(named).filter((one) => registerOrigin(named, one).receipt === name);
    const {[name]: _gone, ...others} = kept;
    return pick<Forgery>(scene, [
      {body: encode({...named, receipts: {...kept, [name]: pick(scene, scene.foreignReceipts)}}), victims: under},
      {body: encode({...named, receipts: others}), victims: under},
      {body: encode({...named, receipts: {...others, [`${name} `]: kept[name] ?? ''}}), victims: under},
      {
        body: encode(withOrigin(named, pointer, {...origin, receipt: pick(scene, ['0', 'constructor', 'toString', ''])})),
        victims: [pointer],
      },
      {body: encode(withOrigin(named, pointer, {...origin, receipt: kept[name] ?? ''})), victims: [pointer]},
      {body: encode(named).replace('"format":3,', ''), victims: registerPointers(named)},
      {body: encode(named).replace('"format":3', '"format":4'), victims: registerPointers(named)},
    ]);
  },
  'receipt altered': (scene) =>
    withReceipt(scene, (receipt) => {
      const parts = receipt.split('.');
      const part = Math.floor(scene.random() * 3);
      const bytes = Buffer.from(parts[part] ?? '', 'base64url');
      const at = Math.floor(scene.random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(scene.random() * 8));
      parts[part] = bytes.toString('base64url');
      return parts.join('.');
    }),
  'receipt cut, joined or wrapped': (scene) =>
    withReceipt(scene, (receipt) => {
      const [header = '', payload = '', signature = ''] = receipt.split('.');
      const other = pick(scene, scene.foreignReceipts).split('.');
      return pick(scene, [
        ...['', '.', '..', '...', 'null', receipt.slice(0, -6), receipt.slice(0, Math.floor(scene.random() * receipt.length))],
        ...[`${header}.${payload}.`, `${header}.${payload}`, `${header}..${signature}`, `.${payload}.${signature}`],
        ...[`${other[0]}.${other[1]}.${signature}`, `${header}.${payload}.${other[2]}`, `${header}.${other[1]}.${signature}`],
        ...[JSON.stringify({protected: header, payload, signature}), `${receipt}.${receipt}`, `${receipt} ${receipt}`],
        ...[`${header}.${payload}.${signature}.${signature}.`, receipt.toUpperCase(), [...receipt].reverse().join('')],
      ]);
    }),
  'alg none': (scene) =>
    withReceipt(scene, (receipt) => {
      const alg = pick(scene, ['none', 'None', 'NONE', 'nOnE', '']);
      const header = part({...headerOf(receipt), alg});
      const signature = pick(scene, ['', receipt.split('.')[2] ?? '', 'AA']);
      return `${header}.${part(forgedClaims(scene, receipt))}.${signature}`;
    }),
  'key confusion': (scene) =>
    withReceipt(scene, (receipt) => {
      const {x = ''} = scene.publicKey as {x?: string};
      const secret = pick(scene, [
        Buffer.from(x, 'base64url'),
        Buffer.from(x),
        Buffer.from(JSON.stringify(scene.publicKey)),
        Buffer.from(`-----BEGIN PUBLIC KEY-----\n${Buffer.from(x, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----\n`),
        Buffer.alloc(0),
      ]);
      const [alg, hash] = pick(scene, [
        ['HS256', 'sha256'],
        ['HS384', 'sha384'],
        ['HS512', 'sha512'],
      ] as const);
      const signed = `${part({...headerOf(receipt), alg})}.${part(forgedClaims(scene, receipt))}`;
      return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
    }),
  'signed with a key of one\u2019s own': (scene) =>
    withReceipt(scene, (receipt) => {
      const {privateKey, jwk} = scene.ownKey;
      const extra = pick<JsonObject>(scene, [
        {},
        {jwk},
        {jku: 'https://attacker.example/keys.json'},
        {x5u: 'https://attacker.example/cert.pem'},
        {kid: '../../../etc/passwd'},
        {kid: "' or 1=1 --"},
        {kid: ''},
        {kid: 'constructor'},
        {kid: null},
        {kid: [String(headerOf(receipt)['kid'])]},
        {crit: ['exp']},
        {crit: ['b64'], b64: false},
        {typ: 'JWT'},
        {alg: 'Ed25519'},
        {alg: 'ES256'},
      ]);
      const signed = `${part({...headerOf(receipt), ...extra})}.${part(forgedClaims(scene, receipt))}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    }),
  'claims changed under the old signature': (scene) =>
    withReceipt(scene, (receipt) => {
      const [header = '', , signature = ''] = receipt.split('.');
      return `${header}.${part(forgedClaims(scene, receipt))}.${signature}`;
    }),
  'said to be corrected, falsely': (scene) => {
    const {honest} = scene;
    const pointer = pick(scene, registerPointers(honest));
    const origin = registerOrigin(honest, pointer);
    const typed = {
      ...{kind: 'typed', was: 'register', reason: 'Sai.'},
      registered: {value: 'NGUYỄN VĂN KẺ GIAN', origin: {...origin, receipt: pick(scene, scene.foreignReceipts)}},
    } as Origin;
    return {body: encode(withOrigin(withAnswer(honest, pointer, 'Kẻ Gian'), pointer, typed)), victims: [pointer]};
  },
  'said to be typed, computed or read from a paper': (scene) => {
    const {honest} = scene;
    const pointer = pick(scene, registerPointers(honest));
    const origin = pick<Origin>(scene, [
      {kind: 'typed'},
      {kind: 'typed', was: 'register'},
      {kind: 'computed'},
      {kind: 'default'},
      {kind: 'document', document: 'card', fact: 'fullName', from: 'qr', page: 1, confidence: 1},
    ]);
    return {body: encode(withOrigin(honest, pointer, origin)), victims: [pointer]};
  },
  'form or version changed': (scene) => {
    const change = pick<Partial<Submission>>(scene, [
      {form: 'letter-2'},
      {form: scene.honest.form === 'letter' ? 'company' : 'letter'},
      {form: '__proto__'},
      {form: ''},
      {version: '0.9.0'},
      {version: '1.0.0 '},
    ]);
    return {body: encode({...scene.honest, ...change}), victims: registerPointers(scene.honest)};
  },
  'JSON cut': (scene) => {
    const text = encode(scene.honest);
    return {body: text.slice(0, Math.floor(scene.random() * text.length)), victims: registerPointers(scene.honest)};
  },
  'JSON with a member twice': (scene) => {
    const text = encode(scene.honest);
    const pointer = pick(scene, registerPointers(scene.honest));
    const name = pointer.split('/').at(-1) ?? '';
    const false_ = `${JSON.stringify(name)}:"NGUYỄN VĂN KẺ GIAN"`;
    // Readers take the last one: then the forged value counts, and is found out; or the honest one, and all is well.
    const doubled =
      scene.random() < 0.5
        ? text.replace('"answers":{', `"answers":{${false_},`)
        : text.replace(/\}$/u, `,"answers":{${false_}}}`);
    return {body: doubled, victims: [], harmless: true};
  },
  'JSON with names of prototypes': (scene) => {
    const text = encode(scene.honest);
    const name = pick(scene, ['__proto__', 'constructor', 'prototype']);
    const poison = pick(scene, ['{"admin":true}', '{"prototype":{"admin":true}}', 'null', '[]']);
    const place = pick(scene, ['"answers":{', '"origins":{', '"documents":{', '{']);
    return {body: text.replace(place, `${place}"${name}":${poison},`), victims: registerPointers(scene.honest)};
  },
  'JSON of another shape': (scene) => {
    const {honest} = scene;
    const text = pick(scene, [
      'null',
      '[]',
      '"letter"',
      `[${encode(honest)}]`,
      encode({...honest, answers: Object.entries(honest.answers) as unknown as JsonObject}),
      encode({...honest, origins: Object.values(honest.origins) as unknown as Submission['origins']}),
      encode(honest).replace(/"trust":"\w+"/u, '"trust":1e999'),
      `\u0000${encode(honest)}`,
      encode(honest).replaceAll('/fullName', '/full\\ud800Name'),
    ]);
    return {body: text, victims: [], harmless: true};
  },
};

function withReceipt(scene: Scene, forge: (receipt: string) => string): Forgery {
  const {honest} = scene;
  const pointer = pick(scene, registerPointers(honest));
  const origin = registerOrigin(honest, pointer);
  const receipt = forge(origin.receipt ?? '');
  if (receipt === origin.receipt) return {body: encode(honest), victims: [], harmless: true};
  return {body: encode(withOrigin(honest, pointer, {...origin, receipt})), victims: [pointer]};
}

/** What an attacker would like a receipt to say. */
function forgedClaims({random, honest}: Scene, receipt: string): JsonObject {
  const claims = JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString()) as JsonObject;
  const changes: readonly JsonObject[] = [
    {exp: 9_999_999_999},
    {sub: 'x'},
    {at: '2030-01-01T00:00:00.000Z'},
    {lookup: 'relative'},
    {form: 'letter-2'},
    {key: 'x'},
    {values: Object.fromEntries(Object.keys(honest.origins).map((pointer) => [pointer, 'x']))},
  ];
  return {...claims, ...changes[Math.floor(random() * changes.length)]};
}

/** Values that the submission says come from a register. */
export function registerPointers({origins}: Submission): readonly string[] {
  return Object.entries(origins).flatMap(([pointer, {kind}]) => (kind === 'register' ? [pointer] : []));
}

function registerOrigin({origins}: Submission, pointer: string): RegisterOrigin {
  const origin = origins[pointer];
  if (origin?.kind !== 'register') throw new Error(`Expected a register's value at ${pointer}.`);
  return origin;
}

function withOrigin(submission: Submission, pointer: string, origin: Origin): Submission {
  return {...submission, origins: {...submission.origins, [pointer]: origin}};
}

function withAnswer(submission: Submission, pointer: string, value: Json): Submission {
  const answers = structuredClone(submission.answers) as {[name: string]: Json};
  const names = pointer.split('/').slice(1);
  const last = names.pop() ?? '';
  const holder = names.reduce((part: {[name: string]: Json}, name) => part[name] as {[name: string]: Json}, answers);
  holder[last] = value;
  return {...submission, answers};
}

export function valueAt(answers: JsonObject, pointer: string): Json | undefined {
  return pointer
    .split('/')
    .slice(1)
    .reduce((part: Json | undefined, name) => (part as {[name: string]: Json} | undefined)?.[name], answers);
}

function headerOf(receipt: string): JsonObject {
  return JSON.parse(Buffer.from(receipt.split('.')[0] ?? '', 'base64url').toString()) as JsonObject;
}

function part(claims: JsonObject): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

function encode(submission: Submission): string {
  return JSON.stringify(submission);
}

function pick<T>({random}: Pick<Scene, 'random'>, choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('Expected something to choose from.');
  return chosen;
}
