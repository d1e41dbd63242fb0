import type {JsonObject} from '@egov-form/core';
import type {LgspSettings, RestSettings} from '../generated/configuration.ts';
import {fillMessage} from '../mapping/template.ts';
import type {Adapter, Question} from './adapter.ts';
import {type Authenticator, tokenAuthenticator} from './authenticator.ts';
import {type CallContent, type CallPlan, call, callAddress, readJson, replyOf} from './http.ts';
import type {TokenSource} from './token.ts';

/** A JSON service over HTTP. */
export function createRestAdapter(settings: RestSettings, auth: Authenticator | undefined): Adapter {
  const {url, path, query, headers, notFoundStatus, maxBytes} = settings;
  const method = settings.method ?? 'POST';
  return jsonAdapter({url, method, path, query, headers, auth, notFoundStatus, maxBytes}, settings.body ?? 'json');
}

/** A service of a provincial exchange (LGSP): a token, and JSON by POST. */
export function createLgspAdapter(settings: LgspSettings, tokens: TokenSource): Adapter {
  const {url, headers, maxBytes} = settings;
  return jsonAdapter({url, method: 'POST', headers, maxBytes, auth: tokenAuthenticator(tokens)}, 'json');
}

function jsonAdapter(plan: CallPlan, body: 'json' | 'form'): Adapter {
  return {
    async ask(question, signal) {
      const address = callAddress(plan, question);
      // A value that would lead elsewhere is no key of anything.
      if (!address) return {failure: {answer: {state: 'not-found'}}};
      return replyOf(plan, await call(plan, address, contentOf(plan, body, question), question, signal), readJson);
    },
  };
}

function contentOf(plan: CallPlan, body: 'json' | 'form', question: Question): CallContent {
  const headers = {Accept: 'application/json'};
  if (plan.method === 'GET') return {headers};
  const message = fillMessage(question.message ?? {}, question) as JsonObject;
  return body === 'json'
    ? {headers: {...headers, 'Content-Type': 'application/json'}, body: JSON.stringify(message)}
    : {headers: {...headers, 'Content-Type': 'application/x-www-form-urlencoded'}, body: formOf(message)};
}

/** Members of a form are texts; anything else is written as JSON. */
function formOf(message: JsonObject): string {
  const pairs = Object.entries(message).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return new URLSearchParams(pairs).toString();
}
