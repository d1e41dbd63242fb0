import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, test} from 'node:test';
import type {Form, Issue, JsonObject, LookupAnswer, LookupConnector} from '@egov-form/core';
import {typeAnswers} from '@egov-form/core/cases';
import {fillForm, runCase} from '@egov-form/testing';
import {vietnam} from '@egov-form/vietnam';
import {caseNames, PROCEDURES, procedureDefinition, recordedCase} from '../src/fixtures/example-procedures.ts';
import {until} from '../src/fixtures/until.ts';
import {root} from '../src/root.ts';

type Answer = (lookup: string, keys: {readonly [name: string]: string}) => LookupAnswer;

async function open(id: string, answer?: Answer): Promise<Form> {
  const registers = answer && {
    connector: (): LookupConnector => ({ask: async ({lookup, keys}) => answer(lookup, keys)}),
    person: () => assert.fail('nobody is named by a number'),
  };
  const filling = await fillForm(procedureDefinition(id), {
    packs: [vietnam],
    today: '2026-11-22',
    ...(registers && {registers}),
  });
  return filling.form;
}

const example = (id: string, name: string): JsonObject => recordedCase(id, name).answers;

const errors = (issues: readonly Issue[]): string[] =>
  issues.filter(({severity}) => severity === 'error').map(({pointer, code}) => `${pointer} ${code}`);
const at = (form: Form, pointer: string): string[] => form.field(pointer).issues.map(({severity, code}) => `${severity} ${code}`);

async function filled(id: string, name: string): Promise<Form> {
  const form = await open(id);
  await typeAnswers(form, example(id, name));
  return form;
}

describe('recorded cases', () => {
  for (const id of PROCEDURES) {
    for (const name of caseNames(id)) {
      const recorded = recordedCase(id, name);
      test(`${id}: ${recorded.title}`, async () => {
        const {differences, issues, answers} = await runCase(procedureDefinition(id), recorded, {packs: [vietnam]});
        assert.deepEqual(differences, []);
        if ('issues' in recorded.expect) return;
        assert.deepEqual(
          issues.filter(({severity}) => severity === 'warning'),
          [],
        );
        assert.deepEqual(answers, recorded.answers, 'what is handed in is what was typed');
      });
    }
  }
});

/** The parents are other people than the requester. */
async function ofGrandmother(): Promise<Form> {
  const form = await filled('khai-sinh', 'minimal');
  form.set('/requester/relation', 'grandmother');
  const {mother = {}} = example('khai-sinh', 'minimal');
  await typeAnswers(form, {mother});
  return form;
}

describe('birth registration', () => {
  test('an empty form asks for what the official one requires', async () => {
    const form = await open('khai-sinh');
    const official = JSON.parse(readFileSync(`${root}/packages/dev/cases/procedures/khai-sinh.json`, 'utf8')) as {
      fields: {required: boolean; pointers: string[]}[];
    };
    form.validate();
    // Those with a preset answer are required, but not empty.
    for (const {required, pointers} of official.fields) {
      for (const pointer of pointers) assert.equal(form.field(pointer).required, required, pointer);
    }
  });

  test('the requester who is the mother is not asked twice', async () => {
    const form = await open('khai-sinh');
    const {requester} = example('khai-sinh', 'full') as {requester: JsonObject};
    await typeAnswers(form, {requester});
    for (const member of [
      'citizenId',
      'fullName',
      'birthDate',
      'residence',
      'idDocument/type',
      'idDocument/number',
      'idDocument/issuedOn',
    ]) {
      assert.deepEqual(form.get(`/mother/${member}`), form.get(`/requester/${member}`), member);
    }
    assert.equal(form.field('/mother/fullName').origin?.kind, 'computed');
    assert.equal(form.lookup('mother').visible, false);
    assert.equal(form.get('/father/citizenId'), undefined);
    form.set('/requester/relation', 'grandmother');
    assert.equal(form.get('/mother/citizenId'), undefined);
    assert.equal(form.document('authorisation').visible, true);
  });

  test('a mother who asks is looked up once; the child gets her home town', async () => {
    const asked: string[] = [];
    const source = {register: 'population', title: {vi: 'CSDL', en: 'DB'}, at: '2026-11-22T02:00:00Z'};
    const homeTown = {provinceCode: '25', communeCode: '08707', era: '2025-07-01'};
    const form = await open('khai-sinh', (lookup, keys) => {
      asked.push(`${lookup} ${Object.keys(keys).sort().join('+')}`);
      return {
        state: 'filled',
        source,
        values: {
          fullName: lookup === 'father' ? 'LÊ VĂN CHỒNG' : 'NGUYỄN THỊ MẪU',
          birthDate: lookup === 'father' ? '1988-05-01' : '1990-02-14',
          ethnicity: lookup === 'father' ? '01' : '02',
          nationality: 'VN',
          residence: homeTown,
          homeTown,
          idDocumentType: 'can-cuoc',
          idDocumentNumber: keys['citizenId'] ?? '',
          idDocumentIssuedOn: '2024-08-15',
          idDocumentIssuedBy: 'Bộ Công an',
        },
      };
    });
    form.set('/requester/citizenId', '026190000042');
    form.set('/requester/relation', 'mother');
    await until('the register answered', () => form.lookup('requester').state === 'filled');
    assert.equal(form.get('/mother/fullName'), 'NGUYỄN THỊ MẪU');
    assert.equal(form.get('/mother/ethnicity'), '02');
    assert.equal(form.get('/child/ethnicity'), undefined, 'the father is the one whom the child follows');
    form.set('/child/follows', 'mother');
    assert.equal(form.get('/child/ethnicity'), '02');
    assert.deepEqual(form.get('/child/homeTown'), homeTown);
    assert.equal(form.get('/authority/communeCode'), '08707');
    assert.equal(form.document('residenceProof').notNeeded, true);
    assert.deepEqual(
      asked.filter((one) => !one.startsWith('requester')),
      // The session knows whose marriage it is.
      ['husband '],
    );
    form.dispose();
  });

  test("the father's part goes when he is not determined, and nothing of it is handed in", async () => {
    const form = await filled('khai-sinh', 'full');
    form.set('/fatherKnown', false);
    assert.equal(form.field('/father/citizenId').visible, false);
    assert.equal(form.field('/marriage/number').visible, false);
    assert.equal('father' in form.answers(), false);
    assert.equal('marriage' in form.answers(), false);
    assert.equal(form.lookup('father').visible, false);
    assert.deepEqual(errors(form.validate()), ['#/documents/birthNotice document.required']);
    form.set('/requester/relation', 'father');
    assert.deepEqual(at(form, '/requester/relation'), ['error check.failed', 'warning check.failed']);
  });

  test('dates: a child of the future, a mother of eleven, sixty days, two years of birth', async () => {
    const form = await ofGrandmother();
    assert.equal(form.get('/child/birthDateWords'), 'Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu');
    form.set('/child/birthDate', '2026-11-23');
    assert.deepEqual(at(form, '/child/birthDate'), ['error check.failed']);
    form.set('/child/birthDate', '2026-11-22');
    assert.deepEqual(at(form, '/child/birthDate'), []);
    form.set('/child/birthDate', '2026-09-23');
    assert.deepEqual(at(form, '/child/birthDate'), [], '60 days');
    form.set('/child/birthDate', '2026-09-22');
    assert.deepEqual(at(form, '/child/birthDate'), ['info check.failed'], '61 days');
    form.set('/child/birthDate', '2002-02-13');
    assert.deepEqual(at(form, '/child/birthDate'), ['error check.failed', 'info check.failed'], 'one day short of 12 years');
    form.set('/child/birthDate', '2002-02-14');
    assert.deepEqual(at(form, '/child/birthDate'), ['info check.failed']);
    form.set('/mother/birthDate', '1991');
    assert.deepEqual(at(form, '/mother/birthDate'), ['warning check.failed'], 'the number says 1990');
    assert.deepEqual(
      at(form, '/child/birthDate'),
      ['error check.failed', 'info check.failed'],
      'by years, when the day is not known',
    );
    form.set('/mother/birthDate', '1990');
    assert.deepEqual(at(form, '/mother/birthDate'), []);
    assert.deepEqual(at(form, '/child/birthDate'), ['info check.failed']);
    form.set('/father/birthDate', '2027');
    assert.ok(at(form, '/father/birthDate').includes('error check.failed'));
  });

  test('numbers that do not fit their role are told, not refused', async () => {
    const form = await ofGrandmother();
    form.set('/father/citizenId', '026188000045');
    assert.ok(at(form, '/father/citizenId').includes('warning check.failed'));
    form.set('/father/citizenId', '026190000042');
    assert.ok(at(form, '/father/citizenId').includes('error check.failed'), "the mother's own number");
    form.set('/requester/idDocument/number', 'B1234567');
    assert.deepEqual(at(form, '/requester/idDocument/number'), ['error check.failed']);
    form.set('/requester/idDocument/type', 'ho-chieu');
    assert.deepEqual(at(form, '/requester/idDocument/number'), []);
  });

  test('copies are counted from 1 to 20, and only when wanted', async () => {
    const form = await filled('khai-sinh', 'minimal');
    assert.equal(form.field('/copies/count').visible, false);
    form.set('/copies/want', true);
    assert.deepEqual(at(form, '/copies/count'), ['error value.required']);
    for (const [count, wrong] of [
      [0, true],
      [1, false],
      [20, false],
      [21, true],
    ] as const) {
      form.set('/copies/count', count);
      assert.equal(at(form, '/copies/count').length > 0, wrong, String(count));
    }
  });

  test("an abandoned child has no parents' pages, and other papers", async () => {
    const form = await filled('khai-sinh', 'minimal');
    form.set('/requester/relation', 'carer');
    form.set('/situation', 'abandoned');
    assert.deepEqual(
      form.pages.filter((page) => page.visible).map((page) => page.id),
      ['requester', 'child'],
    );
    assert.equal(form.document('birthNotice').visible, false);
    assert.equal(form.document('abandonedRecord').required, true);
    assert.deepEqual(Object.keys(form.answers()).sort(), ['authority', 'child', 'copies', 'requester', 'situation']);
    form.set('/situation', 'surrogacy');
    assert.equal(form.document('surrogacy').required, true);
  });
});

describe('vehicle badge', () => {
  test('as many badges as vehicles, and each plate once', async () => {
    const form = await filled('phu-hieu-xe', 'reissue-rented');
    assert.equal(form.get('/badge/count'), 2);
    form.set('/vehicles/1/plate', '19A12345');
    assert.equal(form.get('/vehicles/1/plate'), '19A-123.45');
    for (const row of [0, 1]) assert.deepEqual(at(form, `/vehicles/${row}/plate`), ['error list.duplicate']);
  });

  test('the number of badges follows the list', async () => {
    const form = await open('phu-hieu-xe');
    await typeAnswers(form, {vehicles: [{plate: '19A-123.45'}, {plate: '19C-678.90'}]});
    assert.equal(form.get('/badge/count'), 2);
    form.list('/vehicles').remove(0);
    assert.equal(form.get('/badge/count'), 1);
  });

  test('a reissue asks for reason and old badge, a rented vehicle for its contract', async () => {
    const form = await filled('phu-hieu-xe', 'minimal');
    assert.equal(form.field('/badge/reason').visible, false);
    assert.equal(form.document('rentalContract').visible, false);
    form.set('/badge/reissue', true);
    assert.deepEqual(at(form, '/badge/reason'), ['error value.required']);
    assert.deepEqual(at(form, '/vehicles/0/oldBadge'), ['error value.required']);
    form.set('/vehicles/0/owned', false);
    assert.equal(form.document('rentalContract').required, true);
  });

  test('who is not its legal representative is asked in what capacity, with the paper for it', async () => {
    const form = await filled('phu-hieu-xe', 'minimal');
    assert.equal(form.field('/submitter/capacity').visible, false);
    form.set('/submitter/representative', false);
    assert.deepEqual(at(form, '/submitter/capacity'), ['error value.required-choice']);
    const papers = ['introduction', 'authorisation'] as const;
    for (const [capacity, ...asked] of [
      ['employee', true, false],
      ['authorised', false, true],
    ] as const) {
      form.set('/submitter/capacity', capacity);
      assert.deepEqual(
        papers.map((name) => form.document(name).visible && form.document(name).required),
        asked,
      );
    }
    form.set('/submitter/representative', true);
    assert.deepEqual(form.answers()['submitter'], {representative: true});
  });

  test('years of manufacture run from 1980 to the next', async () => {
    const form = await filled('phu-hieu-xe', 'minimal');
    for (const [year, wrong] of [
      [1979, true],
      [1980, false],
      [2027, false],
      [2028, true],
    ] as const) {
      form.set('/vehicles/0/year', year);
      assert.equal(at(form, '/vehicles/0/year').length > 0, wrong, String(year));
    }
  });

  test('the enterprise code and a plate fill what the registers know', async () => {
    const values: {readonly [lookup: string]: JsonObject} = {
      vehicle: {brand: 'Xe Mẫu 16', year: 2023, seats: '16 chỗ', owner: 'CÔNG TY TNHH MẪU THỬ MỘT'},
      business: {
        name: 'CÔNG TY TNHH MẪU THỬ MỘT',
        headOffice: {provinceCode: '25', communeCode: '08707', era: '2025-07-01'},
        legalRepresentative: 'PHẠM VĂN GIÁM ĐỐC',
        requesterIsRepresentative: false,
        phone: '0912345678',
        transportLicence: '250123',
        transportLicenceIssuedOn: '2025-03-20',
        transportLicenceIssuedBy: 'Sở Xây dựng tỉnh Phú Thọ',
      },
    };
    const form = await open('phu-hieu-xe', (lookup) => ({
      state: 'filled',
      source: {register: lookup, title: lookup, at: '2026-11-22T02:00:00Z'},
      values: values[lookup] ?? {},
    }));
    form.set('/organization/code', '9999999997');
    await typeAnswers(form, {vehicles: [{plate: '19A-123.45'}]});
    const done = () => form.lookup('business').state === 'filled' && form.lookup('vehicle', '/vehicles/0').state === 'filled';
    await until('both registers answered', done);
    assert.equal(form.get('/organization/transportLicence/number'), '250123');
    assert.equal(form.field('/organization/name').lockedBy, 'register');
    assert.equal(form.get('/authority'), '25');
    assert.equal(form.get('/vehicles/0/year'), 2023);
    // Whose it is follows from the register, and so does that no paper is needed for it.
    assert.equal(form.get('/vehicles/0/owned'), true);
    assert.equal(form.document('vehicleRegistration').notNeeded, true);
    form.list('/vehicles').insert();
    assert.equal(form.document('vehicleRegistration').notNeeded, false, 'of another vehicle nothing is known');
    form.list('/vehicles').remove(1);
    form.set('/vehicles/0/brand', 'Xe khác');
    assert.equal(form.document('vehicleRegistration').notNeeded, false, 'the register says otherwise');
    form.dispose();
  });
});
