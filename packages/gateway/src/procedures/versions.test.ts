import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {createForm, type Form, type FormDefinition, type JsonObject, type Submission} from '@egov-form/core';
import {hashOf} from '@egov-form/core/procedure';
import {vietnam} from '@egov-form/vietnam';
import type {FastifyInstance} from 'fastify';
import {sql} from 'kysely';
import type {GatewayOptions} from '../options.ts';
import {buildServer} from '../server.ts';
import {type Fixture, startFixture, type Visitor} from '../testing/gateway-fixture.ts';

const CHAINS = 20;
const DOSSIERS = 50;

/** One procedure of the chains in one version: what later versions call, ask, check and print differs from what was. */
function versionOf(chain: number, version: string): FormDefinition {
  const major = Number(version.split('.')[0]);
  const next = major > 1;
  return {
    id: `chain-${chain}`,
    version,
    title: {vi: `Thủ tục ${chain} bản ${version}`, en: `Procedure ${chain} of ${version}`},
    data: {
      type: 'object',
      required: ['name'],
      properties: {
        name: {type: 'string', maxLength: 100},
        copies: {type: 'integer', minimum: next ? 3 : 1},
        fee: {type: 'integer'},
        ...(next ? {reason: {type: 'string', maxLength: 100}} : {note: {type: 'string', maxLength: 100}}),
      },
      ...(next && {required: ['name', 'reason']}),
    },
    pages: [
      {
        id: 'all',
        title: {vi: `Trang ${version}`},
        items: ['/name', '/copies', '/fee', next ? '/reason' : '/note'].map((field) => ({field})),
      },
    ],
    fields: {
      '/name': {label: {vi: next ? 'Họ tên' : 'Họ, chữ đệm, tên'}},
      '/fee': {value: {'*': [{var: 'copies'}, next ? 9000 : 8000 + chain]}},
    },
    output: {
      print: {
        lines: [
          {line: {vi: `TỜ KHAI ${version}`}, style: 'title'},
          {line: {vi: `Tên (${version}): {/name}`}},
          {line: {vi: 'Số bản: {/copies}, lệ phí: {/fee}'}},
        ],
      },
    },
  } as unknown as FormDefinition;
}

const chains = (version: string): GatewayOptions['forms'] =>
  Array.from({length: CHAINS}, (_, chain) => ({definition: versionOf(chain, version)}));

describe('versions of a procedure', () => {
  let fixture: Fixture;
  let mother: Visitor;
  let officer: Visitor;
  const others: FastifyInstance[] = [];
  const codes: string[] = [];

  /** Another gateway on the same database, as after an upgrade: sessions are in the database, so the same people are signed in. */
  async function upgraded(forms: GatewayOptions['forms'], log?: string[]): Promise<FastifyInstance> {
    const {population, vehicle} = fixture;
    const app = await buildServer({
      ...{forms, packs: [vietnam], registers: {population, vehicle}, database: fixture.database, origin: fixture.origin},
      ...{uploadsFolder: `${fixture.folder}/files`, clock: fixture.clock, jobs: {here: false}},
      oidc: {issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', redirectUri: `${fixture.origin}/auth/callback`},
      ...(log && {logStream: {write: (line: string) => void log.push(line)}}),
    });
    others.push(app);
    return app;
  }

  async function get(app: FastifyInstance, visitor: Visitor, url: string): Promise<{status: number; text: string}> {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const {statusCode, body} = await app.inject({url, headers: {cookie, host: new URL(fixture.origin).host}});
    return {status: statusCode, text: body};
  }

  function dossier(chain: number, version: string, number: number, definition?: string): Submission {
    return {
      ...{form: `chain-${chain}`, version, locale: 'vi', origins: {}, decisions: [], documents: {}, declared: true},
      ...(definition !== undefined && {definition}),
      answers: {name: `Người ${number}`, copies: 1, fee: 8000 + chain, note: `${chain} ${number}`},
    };
  }

  async function send(body: Submission): Promise<{status: number; code: string; issues: readonly string[]}> {
    const {status, body: said} = await mother.call('POST', '/api/submissions', body, {'idempotency-key': randomUUID()});
    return {status, code: said.code, issues: (said.issues ?? []).map((issue: {code: string}) => issue.code)};
  }

  /** What the declaration is printed from: its layout and everything that stands in it, read by the engine as a page does. */
  async function printed(app: FastifyInstance): Promise<readonly string[]> {
    const papers: string[] = [];
    const forms = new Map<string, Form>();
    const rows = await fixture.database.selectFrom('dossiers').selectAll().where('code', 'in', codes).orderBy('code').execute();
    for (const {code, form: id, version, definition, answers} of rows) {
      let form = forms.get(definition ?? '');
      if (!form) {
        const shown = JSON.parse((await get(app, mother, `/api/submissions/${code}`)).text);
        assert.deepEqual([shown.definition, shown.answers], [definition, answers]);
        const read = JSON.parse((await get(app, mother, `/api/submissions/${code}/definition`)).text);
        assert.deepEqual(shown.title, read.title);
        form = createForm(read, {packs: [vietnam]});
        forms.set(definition ?? '', form);
      }
      form.restore({...form.snapshot(), form: id, version, answers: answers as JsonObject, origins: {}});
      const {output, title} = form.definition;
      papers.push(JSON.stringify({title, output, pages: form.review(), answers: form.answers(), issues: form.validate()}));
    }
    assert.equal(forms.size, CHAINS);
    for (const form of forms.values()) form.dispose();
    return papers;
  }

  before(async () => {
    fixture = await startFixture({forms: chains('1.0.0'), jobs: {here: false}});
    mother = await fixture.signIn('nguyen-thi-mau');
    officer = await fixture.signIn('tran-van-can-bo');
    for (let chain = 0; chain < CHAINS; chain += 1) {
      const {status, code, issues} = await send(dossier(chain, '1.0.0', 0));
      assert.equal(status, 201, issues.join());
      // The others as rows like it: what is taken in is not what this is about.
      const {rows} = await sql<{code: string}>`
        insert into dossiers (code, form, version, definition, subject, state, locale, answers, origins, documents, decisions,
          besides, received_at)
        select code || '9' || lpad(number::text, 2, '0'), form, version, definition, subject, state, locale,
          answers || jsonb_build_object('name', 'Người ' || number), origins, documents, decisions, besides, received_at
        from dossiers, generate_series(1, ${DOSSIERS - 1}::int) as number where code = ${code}
        returning code`.execute(fixture.database);
      codes.push(code, ...rows.map((row) => row.code));
    }
  });
  after(async () => {
    for (const app of others) await app.close();
    await fixture.close();
  });

  test('a dossier is printed as on its day after newer versions came and its own one went', async () => {
    const before = await printed(fixture.app);
    assert.equal(new Set(before).size, CHAINS * DOSSIERS);
    const beside = await upgraded([...chains('1.0.0'), ...chains('1.1.0'), ...chains('2.0.0')]);
    assert.deepEqual(await printed(beside), before);
    const log: string[] = [];
    const without = await upgraded(chains('2.0.0'), log);
    assert.deepEqual(await printed(without), before);
    const told = log.filter((line) => line.includes('their own definition is kept')).map((line) => JSON.parse(line));
    assert.deepEqual(told.map(({form, version, dossiers}) => [form, version, dossiers]).slice(0, 2), [
      ['chain-0', '1.0.0', DOSSIERS],
      ['chain-1', '1.0.0', DOSSIERS],
    ]);
    const lists = await Promise.all([get(without, mother, '/api/submissions'), get(without, officer, '/api/dossiers')]);
    for (const {text} of lists) assert.match(text, /Procedure \d+ of 1\.0\.0/u);
  });

  test('each version has its address, and the one that is offered is the newest in force', async () => {
    const from = {...versionOf(0, '3.0.0'), procedure: {code: '0.1', effective: {from: '2027-01-01'}}};
    const app = await upgraded([...chains('1.0.0'), ...chains('1.10.0'), ...chains('1.9.0'), {definition: from}]);
    const version = async (address: string): Promise<string> => JSON.parse((await get(app, mother, address)).text).version;
    assert.equal(await version('/api/forms/chain-0'), '1.10.0');
    assert.equal(await version('/forms/chain-0/form.json'), '1.10.0');
    for (const one of ['1.0.0', '1.9.0', '1.10.0', '3.0.0']) {
      assert.equal(await version(`/api/forms/chain-0@${one}`), one);
      assert.equal(await version(`/forms/chain-0@${one}/form.json`), one);
    }
    assert.equal(JSON.parse((await get(app, mother, '/api/forms')).text).forms.length, CHAINS);
    assert.match((await get(app, mother, '/api/forms/chain-0@1.2.0')).text, /form\.version/u);
    fixture.clock.time += 60 * 24 * 60 * 60 * 1000;
    assert.equal(await version('/api/forms/chain-1'), '1.10.0');
    fixture.clock.time -= 60 * 24 * 60 * 60 * 1000;
  });

  test('what is sent is checked by the version that it names, if that was filled in', async () => {
    const hash = await hashOf(versionOf(3, '1.0.0'), crypto.subtle);
    assert.equal((await send(dossier(3, '1.0.0', 100, hash))).status, 201);
    assert.deepEqual((await send(dossier(3, '1.0.0', 101, hash.replace(/.=$/u, 'A=')))).issues, ['submission.version']);
    assert.deepEqual((await send(dossier(3, '2.0.0', 102))).issues, ['submission.version']);
  });

  test('a definition that was changed under its version is another one: dossiers keep theirs', async () => {
    const changed = {...versionOf(5, '1.0.0'), title: {vi: 'Đã sửa', en: 'Changed'}};
    const app = await upgraded([{definition: changed}]);
    const code = codes[5 * DOSSIERS] ?? '';
    assert.equal(JSON.parse((await get(app, officer, `/api/submissions/${code}`)).text).title.en, 'Procedure 5 of 1.0.0');
    assert.equal(
      JSON.parse((await get(app, officer, `/api/submissions/${code}/definition`)).text).title.en,
      'Procedure 5 of 1.0.0',
    );
    assert.equal(JSON.parse((await get(app, officer, '/api/forms/chain-5')).text).title.en, 'Changed');
  });

  test('nobody reads the definition by a dossier that is not theirs', async () => {
    const stranger = await fixture.signIn('le-van-chong');
    assert.equal((await get(fixture.app, stranger, `/api/submissions/${codes[0]}/definition`)).status, 404);
    assert.equal((await fixture.app.inject({url: `/api/submissions/${codes[0]}/definition`})).statusCode, 401);
  });
});
