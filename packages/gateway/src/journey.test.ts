/** Real procedures, the real adapters and simulated registers: filled by the engine as a browser fills them, then sent. */
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {after, before, describe, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {createGatewayClient, type GatewayClient} from '@egov-form/connectors';
import {type Connectors, openConnectors} from '@egov-form/connectors/server';
import {createForm, type Form, type FormDefinition, type Json, type JsonObject, type Submission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {writePdf} from '@egov-form/dev/written-pdf';
import {type Simulators, startSimulators} from '@egov-form/simulators';
import {toReadableName, vietnam} from '@egov-form/vietnam';
import {resolveAddress} from '@egov-form/vietnam/addresses';
import {type Fixture, startFixture, type Visitor} from './testing/gateway-fixture.ts';

const PROCEDURES = fileURLToPath(new URL('../../../examples/procedures/', import.meta.url));
const NO_SIGNAL = new AbortController().signal;

async function readProcedure(name: string): Promise<{definition: FormDefinition; answers: JsonObject}> {
  const read = async (file: string) => JSON.parse(await readFile(`${PROCEDURES}${name}/${file}`, 'utf8'));
  return {definition: await read('form.json'), answers: (await read('cases/minimal.json')).answers};
}

describe('a procedure from the first key to the dossier', () => {
  let simulators: Simulators;
  let connectors: Connectors;
  let fixture: Fixture;
  let visitor: Visitor;
  let client: GatewayClient;
  let birth: {definition: FormDefinition; answers: JsonObject};
  let badge: {definition: FormDefinition; answers: JsonObject};
  before(async () => {
    birth = await readProcedure('khai-sinh');
    badge = await readProcedure('phu-hieu-xe');
    simulators = await startSimulators();
    connectors = openConnectors(simulators.configuration, {
      environment: simulators.environment,
      readableName: toReadableName,
      resolveAddress: async (raw) => ({...(await resolveAddress(raw))}),
    });
    fixture = await startFixture({
      forms: [birth, badge],
      registers: connectors.registers,
      policies: connectors.policies,
      packs: [vietnam],
    });
    visitor = await fixture.signIn('nguyen-thi-mau');
    client = createGatewayClient({
      base: `${fixture.origin}/api`,
      fetch: (url, init) => visitor.fetch(url, {...init, headers: {...(init.headers as {[name: string]: string})}}),
    });
  });
  after(async () => {
    await fixture.close();
    await connectors.close();
    await simulators.close();
  });

  const open = (definition: FormDefinition): Form =>
    createForm(definition, {packs: [vietnam], connector: client, clock: fixture.clock});

  test('birth registration: own ID alone, father by ID and date of birth, then the rest by hand', async () => {
    const form = open(birth.definition);
    form.set('/requester/citizenId', '026190000042');
    await settled(form, 'requester');
    assert.ok(form.lookup('requester').filled.length >= 6, form.lookup('requester').filled.join());
    assert.equal(form.field('/requester/birthDate').value, '1990-02-14');

    form.set('/situation', birth.answers['situation']);
    form.set('/fatherKnown', true);
    form.set('/requester/relation', 'mother');
    assert.equal(form.get('/mother/fullName'), form.get('/requester/fullName'), 'the mother is the requester');
    form.set('/father/citizenId', '026088000045');
    await settled(form, 'father', ['incomplete']);
    assert.deepEqual(form.lookup('father').missingPointers, ['/father/birthDate']);
    form.set('/father/birthDate', '1988-05-01');
    await settled(form, 'father');

    fillMissing(form, birth.answers);
    const submission = form.submission(await uploadRequired(form, client), 'vi', true);
    const result = await client.submit(submission, 'journey-birth-0001', NO_SIGNAL);
    assert.equal(result.state, 'accepted', JSON.stringify(result));
    const row = await fixture.database
      .selectFrom('dossiers')
      .selectAll()
      .where('form', '=', 'khai-sinh')
      .executeTakeFirstOrThrow();
    const marks = row.origins as {[pointer: string]: {origin: string}};
    for (const pointer of ['/requester/fullName', '/requester/residence', '/father/fullName']) {
      assert.equal(marks[pointer]?.origin, 'register', pointer);
    }
    // Typed: what has no mark is the citizen's own word.
    assert.equal(marks['/father/citizenId'], undefined);
    form.dispose();
  });

  test('vehicle badge: the business by its code, a vehicle by its plate', async () => {
    visitor = await fixture.signIn('pham-van-giam-doc');
    const form = open(badge.definition);
    const {organization, vehicles} = badge.answers as {organization: {code: string}; vehicles: {plate: string}[]};
    form.set('/organization/code', organization.code);
    await settled(form, 'business');
    fillMissing(form, badge.answers);
    await settled(form, 'vehicle', ['filled', 'partial', 'not-found'], '/vehicles/0');
    assert.equal(form.get('/vehicles/0/plate'), vehicles[0]?.plate);
    const submission = form.submission(await uploadRequired(form, client), 'vi', true);
    const result = await client.submit(submission, 'journey-badge-0001', NO_SIGNAL);
    assert.equal(result.state, 'accepted', JSON.stringify(result));
    const row = await fixture.database
      .selectFrom('dossiers')
      .selectAll()
      .where('form', '=', 'phu-hieu-xe')
      .executeTakeFirstOrThrow();
    const marks = row.origins as {[pointer: string]: {origin: string}};
    assert.equal(marks['/organization/name']?.origin, 'register');
    assert.equal(marks['/submitter/representative']?.origin, 'register');
    assert.equal((row.answers as {submitter: JsonObject}).submitter['capacity'], undefined);
    form.dispose();
  });

  test('a badge is refused to somebody else until they say in what capacity they ask', async () => {
    visitor = await fixture.signIn('nguyen-thi-mau');
    const form = open(badge.definition);
    form.set('/organization/code', (badge.answers as {organization: {code: string}}).organization.code);
    await settled(form, 'business');
    assert.equal(form.get('/submitter/representative'), false);
    fillMissing(form, badge.answers);
    const sent = form.submission(await uploadRequired(form, client), 'vi', true);
    const refused = await client.submit(sent, 'journey-badge-0002', NO_SIGNAL);
    assert.ok(refused.state === 'refused', JSON.stringify(refused));
    assert.deepEqual(
      refused.issues.map(({pointer}) => pointer),
      ['/submitter/capacity'],
    );
    form.set('/submitter/capacity', 'employee');
    const papers = form.submission(await uploadRequired(form, client), 'vi', true);
    const result = await client.submit(papers, 'journey-badge-0003', NO_SIGNAL);
    assert.equal(result.state, 'accepted', JSON.stringify(result));
    form.dispose();
  });

  test('a register that is down or talks rubbish does not stop the form', async () => {
    // A session that was answered before would be answered again without the register.
    visitor = await fixture.signIn('nguyen-thi-mau');
    const form = open(birth.definition);
    for (const [fault, reason] of [
      ['down', 'down'],
      ['rubbish', 'invalid-answer'],
    ] as const) {
      simulators.setFault({service: 'population', fault});
      form.set('/requester/citizenId', '026190000042');
      await settled(form, 'requester', ['unavailable']);
      assert.equal(form.lookup('requester').reason, reason);
      form.set('/requester/citizenId', '');
    }
    simulators.setFault({service: 'population', fault: 'none'});
    form.set('/requester/citizenId', '026190000042');
    await settled(form, 'requester');
    form.dispose();
  });
});

async function settled(form: Form, name: string, states: readonly string[] = ['filled', 'partial'], row?: string): Promise<void> {
  await until(`look-up "${name}" is ${states.join(' or ')}`, () => {
    const {state} = form.lookup(name, row);
    return states.includes(state) || assert.fail(`it is ${state}`);
  });
}

/** Types every answer of the example that the form does not have yet. */
function fillMissing(form: Form, answers: JsonObject): void {
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) {
      const list = form.list(pointer);
      while (list.rows.length < value.length) list.insert();
      for (const [index, item] of value.entries()) visit(item as Json, `${pointer}/${index}`);
      return;
    }
    const field = fieldAt(form, pointer);
    if (field) {
      if (form.get(pointer) === undefined && !field.readonly) form.set(pointer, value);
      return;
    }
    if (value !== null && typeof value === 'object') {
      for (const [member, inner] of Object.entries(value)) visit(inner as Json, `${pointer}/${member}`);
    }
  };
  for (const [member, value] of Object.entries(answers)) visit(value, `/${member}`);
}

function fieldAt(form: Form, pointer: string): ReturnType<Form['field']> | undefined {
  try {
    return form.field(pointer);
  } catch {
    return undefined;
  }
}

/** One small PDF in every slot that must have one. */
async function uploadRequired(form: Form, client: GatewayClient): Promise<Submission['documents']> {
  const documents: {[slot: string]: Submission['documents'][string]} = {};
  for (const slot of form.documents) {
    if (!slot.visible || !slot.required) continue;
    const bytes = new Uint8Array(writePdf({behind: `% ${slot.name}\n`}));
    const file = new File([bytes], `${slot.name}.pdf`, {type: 'application/pdf'});
    const uploadId = await client.upload(file, {signal: NO_SIGNAL});
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    documents[slot.name] = [
      {uploadId, name: file.name, type: file.type, sizeBytes: bytes.length, sha256, pageCount: 1, facts: {}},
    ];
  }
  return documents;
}
