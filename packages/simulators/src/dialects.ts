/** How simulated services are spoken to: the exchange's JSON, plain REST, and X-Road in REST and SOAP. */
import {createHash, randomUUID} from 'node:crypto';
import {readXml, writeXml} from '@egov-form/connectors/messages';
import type {Json, JsonObject} from '@egov-form/core';
import type {SimulatorCredentials} from './credentials.ts';
import type {ExchangeTokens} from './exchange-tokens.ts';
import {type Encoded, json, jsonOf, type SimulatorRequest} from './loopback-server.ts';

/** One way of speaking. */
export interface Dialect {
  readonly method: 'GET' | 'POST';
  /** Whether a path is this service's. */
  owns(path: string): boolean;
  /** What to say to a caller who does not show who they are; `undefined` for one who does. */
  unknownCaller(request: SimulatorRequest): Encoded | undefined;
  /** The question; `undefined` when it is none. */
  read(request: SimulatorRequest): JsonObject | undefined;
  answer(body: Json, request: SimulatorRequest): Encoded;
  /** The procedure may not read this database. */
  refusal(request: SimulatorRequest): Encoded;
}

/** The exchange's refusal: the procedure may not read this database. */
export function refusal(): JsonObject {
  return {errorCode: '004', errorMessage: 'Thủ tục chưa được cấp quyền khai thác'};
}

/** A message by POST, an exchange's token before it. */
export function lgspDialect(path: string, tokens: ExchangeTokens): Dialect {
  return {
    method: 'POST',
    owns: (asked) => asked === path,
    unknownCaller: ({headers}) =>
      tokens.isGood(headers.authorization) ? undefined : json(401, {fault: {code: 900901, message: 'Invalid Credentials'}}),
    read: messageOf,
    answer: (body) => json(200, body),
    refusal: () => json(200, refusal()),
  };
}

/** A message by POST with a user's password, or a number in the address with a key. */
export function restDialect(path: string, how: 'POST' | {readonly GET: string}, credentials: SimulatorCredentials): Dialect {
  const {basic, restKey} = credentials;
  const pair = `Basic ${Buffer.from(`${basic.consumerKey}:${basic.consumerSecret}`).toString('base64')}`;
  return {
    method: how === 'POST' ? 'POST' : 'GET',
    owns: (asked) => (how === 'POST' ? asked === path : asked.startsWith(`${path}/`)),
    unknownCaller: ({headers}) =>
      (how === 'POST' ? headers.authorization === pair : headers['x-api-key'] === restKey)
        ? undefined
        : json(401, {error: 'unauthorized'}),
    read: (request) =>
      how === 'POST' ? messageOf(request) : {[how.GET]: decodeURIComponent(request.path.slice(path.length + 1))},
    answer: (body) => json(200, body),
    refusal: () => json(403, {error: 'forbidden'}),
  };
}

/** Headers that a security server neither passes on nor hashes. */
const DROPPED: ReadonlySet<string> = new Set([
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding'],
  ...['upgrade', 'host', 'user-agent', 'server', 'content-length', 'expect', 'pragma'],
  ...['x-road-request-id', 'x-road-request-hash'],
]);

/** The hash of a request as a security server of X-Road computes it: its line and headers, and its body when there is one. */
export function requestHashOf({method, url, rawHeaders, text}: SimulatorRequest, requestId: string): string {
  const lines = [method, url];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    if (!DROPPED.has(name.toLowerCase())) lines.push(`${name}:${value}`);
  }
  lines.push(`x-road-request-id:${requestId}`);
  const sha512 = (bytes: string | Buffer): Buffer => createHash('sha512').update(bytes).digest();
  const head = sha512(lines.map((line) => `${line}\r\n`).join(''));
  return (text === '' ? head : sha512(Buffer.concat([head, sha512(text)]))).toString('base64');
}

/** X-Road REST: the question in the query, and headers that tie the answer to it. */
export function xroadRestDialect(service: string, client: string): Dialect {
  const own = (type: string, request: SimulatorRequest): Encoded =>
    json(500, {type, message: 'Security server', detail: ''}, {'X-Road-Error': type, ...idOf(request)});
  return {
    method: 'GET',
    owns: (asked) => asked.startsWith(`/r1/${service}`),
    unknownCaller: (request) => (request.headers['x-road-client'] === client ? undefined : own('Client.UnknownClient', request)),
    read: ({query}) => Object.fromEntries(query),
    answer(body, request) {
      const requestId = randomUUID();
      const proof = {'X-Road-Request-Id': requestId, 'X-Road-Request-Hash': requestHashOf(request, requestId)};
      return json(200, body, {'X-Road-Service': service, ...proof, ...idOf(request)});
    },
    refusal: (request) => own('Server.ServerProxy.AccessDenied', request),
  };
}

function idOf(request: SimulatorRequest): Encoded['headers'] {
  return {'X-Road-Id': String(request.headers['x-road-id'] ?? '')};
}

/** X-Road SOAP: the question below the operation's element, and the hash of the request's bytes in the answer. */
export function xroadSoapDialect(operation: string, credentials: SimulatorCredentials): Dialect {
  const xml = (status: number, body: string): Encoded => ({
    status,
    headers: {'Content-Type': 'text/xml; charset=utf-8'},
    body: `<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd">${body}</SOAP-ENV:Envelope>`,
  });
  const fault = (type: string): Encoded =>
    xml(
      500,
      `<SOAP-ENV:Body><SOAP-ENV:Fault>${writeXml({faultcode: type, faultstring: 'Security server'})}</SOAP-ENV:Fault></SOAP-ENV:Body>`,
    );
  const envelopeOf = ({text}: SimulatorRequest): JsonObject | undefined => readXml(text)?.['Envelope'] as JsonObject | undefined;
  return {
    method: 'POST',
    owns: () => true,
    unknownCaller({headers}) {
      const {user, secret, apiKey} = credentials.ndxp;
      const digest = createHash('sha256')
        .update(`http://${headers.host}/${user}${String(headers['timestamp'])}${secret}`)
        .digest('hex');
      const pair = `Basic ${Buffer.from(`${user}:${digest}`).toString('base64')}`;
      const recent = Math.abs(Date.now() - Number(headers['timestamp'])) < 300_000;
      return recent && headers['apikey'] === apiKey && headers.authorization === pair
        ? undefined
        : fault('Server.ClientProxy.AuthenticationFailed');
    },
    read(request) {
      const body = envelopeOf(request)?.['Body'] as JsonObject | undefined;
      return body?.[operation] as JsonObject | undefined;
    },
    answer(body, request) {
      const header = envelopeOf(request)?.['Header'] as JsonObject | undefined;
      const hash = createHash('sha512').update(request.text, 'utf8').digest('base64');
      const ids = writeXml({'xrd:id': header?.['id'] ?? '', 'xrd:protocolVersion': '4.0'});
      const proof = `<xrd:requestHash algorithmId="http://www.w3.org/2001/04/xmlenc#sha512">${hash}</xrd:requestHash>`;
      const wrapped = writeXml({[`x:${operation}Response`]: body}).replaceAll(
        `<x:${operation}Response>`,
        `<x:${operation}Response xmlns:x="urn:egov-form:simulated">`,
      );
      return xml(200, `<SOAP-ENV:Header>${ids}${proof}</SOAP-ENV:Header><SOAP-ENV:Body>${wrapped}</SOAP-ENV:Body>`);
    },
    refusal: () => fault('Server.ServerProxy.AccessDenied'),
  };
}

function messageOf(request: SimulatorRequest): JsonObject | undefined {
  const body = jsonOf(request);
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as JsonObject) : undefined;
}
