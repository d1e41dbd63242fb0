/**
 * An X-Road-style exchange, through the agency's own security server: REST and SOAP.
 *
 * Rule    REST: `/r1/<service>` below the security server, `X-Road-Client`, `-Id`, `-UserId` and `-Issue`; the answer repeats
 *         the id, and `X-Road-Error` is there only when the failure is the exchange's own. SOAP: the same as elements of the
 *         header; a fault whose code begins `Client.`, `Server.ClientProxy.` or `Server.ServerProxy.` is the exchange's.
 *         An answer must bear the hash of our request, which is computed again here: over SOAP `requestHash`, the base64 of
 *         SHA-512 over the request's bytes; over REST `X-Road-Request-Hash` (xroad-request-hash.ts).
 * Source  X-Road: Message Protocol for REST 1.0.4, 4.1 to 4.7; X-Road: Message Protocol 4.0.25, 2.2 to 2.6.
 * Limits  Never tried with a security server: one whose hash is made otherwise needs the setting `requestHash`.
 */
import {createHash} from 'node:crypto';
import {type JsonObject, memberOf} from '@egov-form/core';
import type {XroadSettings} from '../generated/configuration.ts';
import {fillMessage} from '../mapping/template.ts';
import {type Adapter, type Failure, type Question, type Reply, refused, unavailable} from './adapter.ts';
import type {Authenticator} from './authenticator.ts';
import {sendExact} from './exact-http.ts';
import {type CallPlan, call, callAddress, type HttpReply, readJson, replyOf, type Send} from './http.ts';
import {escapeXml, readXml, writeXml} from './xml.ts';
import {requestHash, type SentRequest} from './xroad-request-hash.ts';

/** Asks through a security server, in the style that the service has. */
export function createXroadAdapter(settings: XroadSettings, auth: Authenticator | undefined): Adapter {
  return settings.style === 'rest' ? restAdapter(settings, auth) : soapAdapter(settings, auth);
}

function restAdapter(settings: XroadSettings, auth: Authenticator | undefined): Adapter {
  const {method = 'GET', query, headers, notFoundStatus, maxBytes} = settings;
  const url = `${settings.url.replace(/\/$/u, '')}/r1/${encodeId(settings.service)}`;
  const plan: CallPlan = {url, method, path: settings.path, query, headers, auth, notFoundStatus, maxBytes};
  return {
    async ask(question, signal) {
      const address = callAddress(plan, question);
      if (!address) return {failure: {answer: {state: 'not-found'}}};
      const content = {
        headers: {
          Accept: 'application/json',
          'X-Road-Client': encodeId(settings.client),
          'X-Road-Id': encodeURIComponent(question.request.requestId),
          'X-Road-UserId': encodeURIComponent(userId(settings, question)),
          'X-Road-Issue': encodeURIComponent(question.request.procedure),
          ...(method === 'POST' && {'Content-Type': 'application/json'}),
        },
        ...(method === 'POST' && {body: JSON.stringify(fillMessage(question.message ?? {}, question))}),
      };
      let sent: SentRequest | undefined;
      const send: Send = (to, request) => {
        sent = {...request, address: to};
        return sendExact(to, request);
      };
      const http = await call(plan, address, content, question, signal, send);
      const own = http.headers.get('X-Road-Error');
      if (own !== null) return {failure: exchangeFailure(own, http.status)};
      const reply = replyOf(plan, http, readJson);
      if (reply.failure || settings.requestHash === 'ignored') return reply;
      const proven = http.headers.get('X-Road-Id') === content.headers['X-Road-Id'] && provesRequest(settings, http, sent);
      return proven ? reply : {failure: unavailable('invalid-answer', 'request-hash')};
    },
  };
}

function soapAdapter(settings: XroadSettings, auth: Authenticator | undefined): Adapter {
  const {url, headers, notFoundStatus, maxBytes} = settings;
  const plan: CallPlan = {url, method: 'POST', headers, auth, notFoundStatus, maxBytes};
  const operation = settings.operation ?? settings.service.split('/')[4] ?? '';
  return {
    async ask(question, signal) {
      const body = soapMessage(settings, operation, question);
      const content = {
        headers: {Accept: 'text/xml', 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: '""'},
        body,
      };
      const http = await call(plan, new URL(plan.url), content, question, signal);
      return soapReply(plan, http, settings, operation, body, question);
    },
  };
}

function soapMessage(settings: XroadSettings, operation: string, question: Question): string {
  const {request, message} = {request: question.request, message: fillMessage(question.message ?? {}, question) as JsonObject};
  const [, , , , , version] = settings.service.split('/');
  const header =
    identifier('client', 'SUBSYSTEM', settings.client.split('/'), ['subsystemCode']) +
    identifier('service', 'SERVICE', settings.service.split('/'), [
      'subsystemCode',
      'serviceCode',
      ...(version === undefined ? [] : ['serviceVersion']),
    ]) +
    writeXml({
      'xrd:userId': userId(settings, question),
      'xrd:id': request.requestId,
      'xrd:issue': request.procedure,
      'xrd:protocolVersion': '4.0',
    });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xrd="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers">',
    `<soap:Header>${header}</soap:Header>`,
    `<soap:Body><s:${operation} xmlns:s="${escapeXml(settings.namespace ?? '')}">${writeXml(message)}</s:${operation}></soap:Body>`,
    '</soap:Envelope>',
  ].join('');
}

function identifier(name: string, kind: string, parts: readonly string[], more: readonly string[]): string {
  const members = ['xRoadInstance', 'memberClass', 'memberCode', ...more];
  const content = Object.fromEntries(members.map((member, index) => [`id:${member}`, parts[index] ?? '']));
  return `<xrd:${name} id:objectType="${kind}">${writeXml(content)}</xrd:${name}>`;
}

function soapReply(
  plan: CallPlan,
  http: HttpReply,
  settings: XroadSettings,
  operation: string,
  sent: string,
  question: Question,
): Reply {
  const reply = replyOf(plan, http, readXml);
  const envelope = memberOf(reply.document, 'Envelope');
  const body = memberOf(envelope, 'Body');
  const fault = memberOf(body, 'Fault');
  const code = memberOf(fault, 'faultcode');
  if (typeof code === 'string') return {failure: faultFailure(code, http.status)};
  if (reply.failure) return reply;
  if (body === undefined) return {failure: unavailable('invalid-answer', 'unreadable', {status: http.status})};
  if (settings.requestHash !== 'ignored') {
    const header = memberOf(envelope, 'Header');
    const hash = createHash('sha512').update(sent, 'utf8').digest('base64');
    const proven = memberOf(header, 'requestHash') === hash && memberOf(header, 'id') === question.request.requestId;
    if (!proven) return {failure: unavailable('invalid-answer', 'request-hash')};
  }
  // The wrapper of the operation says nothing; a service without one keeps its tree below `Body`.
  const wrapped = memberOf(body, `${operation}Response`);
  return {document: wrapped ?? {Body: body}};
}

/** A fault of the exchange, or of the service behind it. Prefixes such as `SOAP-ENV:` say nothing. */
function faultFailure(code: string, status: number): Failure {
  const type = code.replace(/^[A-Za-z-]+:/u, '');
  if (/^(?:Client\.|Server\.(?:ClientProxy|ServerProxy)(?:\.|$))/u.test(type)) return exchangeFailure(type, status);
  return unavailable('down', 'register-error', {status, detail: type.slice(0, 100)});
}

/** The exchange's own failure: who may not ask is refused, the rest means that nothing is known. */
function exchangeFailure(type: string, status: number): Failure {
  const rest = {status, detail: type.slice(0, 100)};
  if (/AccessDenied/u.test(type)) return refused('exchange-error', rest);
  return unavailable(/Timeout/iu.test(type) ? 'slow' : 'down', 'exchange-error', rest);
}

function userId({userCountry = 'VN'}: XroadSettings, {request}: Question): string {
  return `${userCountry}${request.requester.citizenId}`;
}

/** The parts of an identifier are encoded one by one. */
function encodeId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/');
}

/** Whether the answer's hash is the one of our request, or at least one where the settings ask for no more. */
function provesRequest({requestHash: wanted}: XroadSettings, {headers}: HttpReply, sent: SentRequest | undefined): boolean {
  const hash = headers.get('X-Road-Request-Hash') ?? '';
  if (wanted === 'present') return isSha512(hash);
  const id = headers.get('X-Road-Request-Id');
  return id !== null && sent !== undefined && hash === requestHash(sent, id);
}

function isSha512(base64: string): boolean {
  return /^[A-Za-z0-9+/]{86}==$/u.test(base64);
}
