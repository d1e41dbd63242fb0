import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {configurationProblems} from './configuration-problems.ts';
import type {ConnectorSettings} from './generated/configuration.ts';
import {openConnectors} from './open-connectors.ts';
import {SERVICES} from './services/index.ts';
import {SURROUNDINGS} from './testing/ask.ts';

const TOKEN = {
  url: 'https://lgsp.example/token',
  variant: 'basic',
  consumerKey: {env: 'KEY'},
  consumerSecret: {env: 'SECRET'},
};
const LGSP = {adapter: 'lgsp', url: 'https://lgsp.example/dkkd', token: TOKEN};
const BUSINESS = {service: 'business', through: LGSP};
const OWN = {
  title: {vi: 'Sổ', en: 'Books'},
  about: 'public',
  subject: 'number',
  keys: {number: {kind: 'text', required: true}},
  request: {so: '{key.number}'},
  answer: {present: '$.so', same: {number: 'number'}},
  attributes: {number: {at: '$.so'}},
};
const REST = {adapter: 'rest', url: 'https://api.example/kho'};

const of = (connector: unknown): readonly string[] =>
  configurationProblems({connectors: {one: connector}}, SERVICES).map(({pointer, message}) => `${pointer}: ${message}`);

describe('a configuration', () => {
  it('is right', () => {
    assert.deepEqual(of(BUSINESS), []);
    assert.deepEqual(of({service: OWN, through: {...REST, path: '/{key.number}', headers: {'X-Case': '{procedure}'}}}), []);
  });

  const cases: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['no service', {through: LGSP}, '/connectors/one/service', /Expected "service", found nothing/u],
    [
      'an unknown service',
      {...BUSINESS, service: 'busines'},
      '/connectors/one/service',
      /found "busines"\. Did you mean "business"\?/u,
    ],
    [
      'an unknown adapter',
      {...BUSINESS, through: {...LGSP, adapter: 'lgps'}},
      '/connectors/one/through/adapter',
      /"rest", "lgsp".*Did you mean "lgsp"\?/u,
    ],
    [
      'a member too many',
      {...BUSINESS, through: {...LGSP, maxByte: 5}},
      '/connectors/one/through/maxByte',
      /found "maxByte"\. Did you mean "maxBytes"\?/u,
    ],
    [
      'no address',
      {...BUSINESS, through: {adapter: 'lgsp', token: TOKEN}},
      '/connectors/one/through/url',
      /Expected "url", found nothing/u,
    ],
    [
      'an address that is none',
      {...BUSINESS, through: {...LGSP, url: 'lgsp.example'}},
      '/connectors/one/through/url',
      /pattern/u,
    ],
    [
      'a query in an address',
      {...BUSINESS, through: {...LGSP, url: 'https://a.example/?key=1'}},
      '/connectors/one/through/url',
      /pattern/u,
    ],
    [
      'plain HTTP',
      {...BUSINESS, through: {...LGSP, url: 'http://10.0.0.1/x'}},
      '/connectors/one/through/url',
      /Expected https.*"allowHttp": true/u,
    ],
    [
      'plain HTTP for the token',
      {...BUSINESS, through: {...LGSP, token: {...TOKEN, url: 'http://10.0.0.1/x'}}},
      '/connectors/one/through/token/url',
      /Expected https/u,
    ],
    [
      'a secret in the file itself',
      {...BUSINESS, through: {...LGSP, token: {...TOKEN, consumerSecret: 's3cret'}}},
      '/connectors/one/through/token',
      /Fits none of its forms/u,
    ],
    ['a time that is too long', {...BUSINESS, timeoutMs: 600_000}, '/connectors/one/timeoutMs', /maximum/u],
    ['a text where a number is', {...BUSINESS, timeoutMs: '5'}, '/connectors/one/timeoutMs', /Expected integer, found a string/u],
    [
      'a setting that the service needs',
      {...BUSINESS, service: 'population', settings: {agency: 'H44'}},
      '/connectors/one/settings',
      /serviceOfficerId/u,
    ],
    [
      'a body with GET',
      {service: OWN, through: {...REST, method: 'GET', body: 'json'}},
      '/connectors/one/through/body',
      /GET sends no body/u,
    ],
    [
      'an unknown key in a template',
      {service: OWN, through: {...REST, path: '/{key.numbr}'}},
      '/connectors/one/through/path',
      /names a key that there is none of: number/u,
    ],
    [
      'an unknown source',
      {service: OWN, through: {...REST, headers: {a: '{env.HOME}'}}},
      '/connectors/one/through/headers/a',
      /is no source/u,
    ],
    [
      'an unknown cast',
      {service: OWN, through: {...REST, path: '/{key.number|base64}'}},
      '/connectors/one/through/path',
      /"base64" is no cast/u,
    ],
    ['a lone brace', {service: {...OWN, request: {a: 'x{y'}}, through: REST}, '/connectors/one/service/request/a', /lone \{/u],
    [
      'a path with a filter',
      {service: {...OWN, attributes: {number: {at: '$.a[?(@.b)]'}}}, through: REST},
      '/connectors/one/service/attributes/number/at',
      /Expected a path/u,
    ],
    [
      'a subject that is no key',
      {service: {...OWN, subject: 'id'}, through: REST},
      '/connectors/one/service/subject',
      /Expected the key "number", found "id"/u,
    ],
    [
      'an attribute that is not there',
      {service: {...OWN, answer: {...OWN.answer, needs: ['name']}}, through: REST},
      '/connectors/one/service/answer/needs/0',
      /Expected the attribute "number", found "name"/u,
    ],
    [
      'an answer that could be about anybody',
      {service: {...OWN, answer: {present: '$.so'}}, through: REST},
      '/connectors/one/service/answer/same',
      /Expected "same"/u,
    ],
    [
      'an address without its parts',
      {service: {...OWN, attributes: {number: {at: '$.so', as: 'address'}}}, through: REST},
      '/connectors/one/service/attributes/number',
      /made of members/u,
    ],
    [
      'an unknown cast of an answer',
      {service: {...OWN, attributes: {number: {at: '$.so', as: 'datum'}}}, through: REST},
      '/connectors/one/service/attributes/number/as',
      /Expected one of/u,
    ],
    [
      'a column that is no name',
      {
        service: OWN,
        through: {adapter: 'sql', database: {env: 'D'}, view: 'v', columns: ['a; drop'], where: {a: '{key.number}'}},
      },
      '/connectors/one/through/columns/0',
      /pattern/u,
    ],
    [
      'a question to a view without a key',
      {service: OWN, through: {adapter: 'sql', database: {env: 'D'}, view: 'v', columns: ['a'], where: {}}},
      '/connectors/one/through/where',
      /minProperties/u,
    ],
    [
      'a query of a SOAP service',
      {
        service: OWN,
        through: {
          adapter: 'xroad',
          style: 'soap',
          url: 'https://a.example',
          client: 'VN/GOV/A/B',
          service: 'VN/GOV/A/B/c',
          query: {},
        },
      },
      '/connectors/one/through/query',
      /SOAP service has none/u,
    ],
  ];
  for (const [what, connector, pointer, words] of cases) {
    it(`${what} is named with its place`, () => {
      const problems = of(connector);
      assert.ok(problems.length >= 1, 'no problem was found');
      const named = problems.find((text) => text.startsWith(`${pointer}: `));
      assert.ok(named, problems.join('\n'));
      assert.match(named, words);
    });
  }

  for (const whole of [
    null,
    5,
    'x',
    [],
    {},
    {connectors: []},
    {connectors: {'Tên lạ': BUSINESS}},
    {connectors: {one: null}},
    {connectors: {}, more: 1},
  ]) {
    it(`${JSON.stringify(whole).slice(0, 40)} is none`, () => assert.ok(configurationProblems(whole, SERVICES).length > 0));
  }

  it('that is wrong opens nothing, and says everything that is', () => {
    const connectors = {one: {...BUSINESS, service: 'x'}, two: {...BUSINESS, through: {...LGSP, url: 5}}};
    assert.throws(
      () => openConnectors({connectors}, SURROUNDINGS),
      (error: {code: string; message: string; details: {problems: unknown[]}}) => {
        assert.equal(error.code, 'EGOV_CONNECTORS_CONFIG');
        assert.match(error.message, /at \/connectors\/one\/service: .*\(and 1 more\)/u);
        assert.equal(error.details.problems.length, 2);
        return true;
      },
    );
  });

  it('whose secret is not there opens nothing', () => {
    const opening = (environment: {readonly [name: string]: string}) => () =>
      openConnectors({connectors: {one: BUSINESS as ConnectorSettings}}, {...SURROUNDINGS, environment});
    assert.throws(opening({KEY: 'k'}), {code: 'EGOV_CONNECTORS_SECRET', details: {place: 'SECRET'}});
    assert.throws(opening({KEY: '', SECRET: 's'}), {code: 'EGOV_CONNECTORS_SECRET', details: {place: 'KEY'}});
    assert.doesNotThrow(opening({KEY: 'k', SECRET: 's'}));
  });
});
