import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {interpret, type Json, type JsonObject, type JsonSchema, SHARED_MODELS} from '@egov-form/core';
import {
  demoCompanies,
  demoPeople,
  landSerial,
  type Simulators,
  startSimulators,
  TRANSPORT_COMPANY_CODE,
} from '@egov-form/simulators';
import type {AttributeSettings} from '../generated/configuration.ts';
import {nameKey} from '../mapping/keys.ts';
import type {Connectors} from '../open-connectors.ts';
import type {RawAddress, Register, RegisterTrouble} from '../register.ts';
import {ask, found, openSimulated, question, SAMPLE_KEYS, SURROUNDINGS} from '../testing/ask.ts';
import {SERVICES} from './index.ts';

let simulators: Simulators;
let connectors: Connectors & {readonly troubles: RegisterTrouble[]};
let population: Register;
let business: Register;
let vehicle: Register;
const resolved: RawAddress[] = [];

const titleCase = SURROUNDINGS.readableName;
const register = (name: string): Register => {
  const known = connectors.registers[name];
  assert.ok(known, name);
  return known;
};

before(async () => {
  simulators = await startSimulators();
  connectors = openSimulated(simulators, {
    resolveAddress: (raw) => {
      resolved.push(raw);
      return SURROUNDINGS.resolveAddress(raw);
    },
  });
  population = register('population');
  business = register('business');
  vehicle = register('vehicle');
});

after(async () => {
  await connectors.close();
  await simulators.close();
});

describe('population', () => {
  it('answers every attribute of a complete record', async () => {
    const values = await found(population, {citizenId: '026190000042', fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-14'});
    assert.deepEqual(values, {
      citizenId: '026190000042',
      fullName: 'Nguyễn Thị Mẫu',
      birthDate: '1990-02-14',
      gender: 'female',
      ethnicity: '01',
      nationality: 'VN',
      permanentResidence: {provinceCode: '25', communeCode: '09106', era: '2025-07-01'},
      currentResidence: {provinceCode: '25', communeCode: '09106', era: '2025-07-01'},
      residence: {provinceCode: '25', communeCode: '09106', era: '2025-07-01'},
      homeTown: {provinceCode: '26', communeCode: '09106', era: '2004-01-01'},
      birthRegistrationPlace: {provinceCode: '26', communeCode: '09106', era: '2004-01-01'},
      maritalStatus: '2',
      idDocumentType: 'can-cuoc',
      idDocumentNumber: '026190000042',
      idDocumentIssuedOn: '2024-08-15',
      idDocumentIssuedBy: 'Bộ Công an',
      fatherName: 'Nguyễn Văn Cha',
      motherName: 'Trần Thị Me',
      spouseName: 'Lê Văn Chồng',
      spouseId: '026088000045',
      headOfHouseholdName: 'Lê Văn Chồng',
      children: [{citizenId: '025226000047', fullName: 'Lê Minh Mẫu', birthDate: '2026-02-20', gender: 'male'}],
    });
    assert.deepEqual(Object.keys(values).toSorted(), population.attributes.toSorted());
  });

  it('answers a relative asked by number and birth date', async () => {
    const values = await found(population, {citizenId: '026088000045', birthDate: '1988-05-01'}, ['fullName', 'gender']);
    assert.deepEqual(values, {fullName: 'Lê Văn Chồng', gender: 'male'});
  });

  it('answers only what was asked for, and resolves no address that nobody wants', async () => {
    resolved.length = 0;
    const values = await found(population, {citizenId: '026190000042', birthDate: '1990-02-14'}, ['motherName', 'password']);
    assert.deepEqual(values, {motherName: 'Trần Thị Me'});
    assert.deepEqual(resolved, []);
  });

  it('keeps a bare year, and is asked with one', async () => {
    const values = await found(population, {citizenId: '026060000043', birthDate: '1960'}, ['birthDate', 'idDocumentNumber']);
    assert.deepEqual(values, {birthDate: '1960'}, 'no card on file: left out, not empty');
  });

  it('gives old three-level residences to the resolver as they are; else the permanent one', async () => {
    resolved.length = 0;
    const values = await found(population, {citizenId: '026162000044', birthDate: '1962'}, ['residence']);
    assert.deepEqual(values, {residence: {provinceCode: '26', communeCode: '09106', era: '2004-01-01'}});
    assert.equal(resolved[0]?.districtCode, '252');
    assert.equal(resolved[0]?.detail, 'THÔN HOÀ LOAN, XÃ LŨNG HOÀ, HUYỆN VĨNH TƯỜNG, TỈNH VĨNH PHÚC');
  });

  for (const [what, keys] of [
    ['another name', {citizenId: '026190000042', fullName: 'Nguyễn Thị Khác', birthDate: '1990-02-14'}],
    ['another birth date', {citizenId: '026190000042', birthDate: '1990-02-15'}],
    ['the year only, when the record has the day', {citizenId: '026190000042', birthDate: '1990'}],
    ['a number that nobody has', {citizenId: '026190999999', birthDate: '1990-02-14'}],
    ['a number of another length', {citizenId: '02619000004', birthDate: '1990-02-14'}],
    ['a birth date that is none', {citizenId: '026190000042', birthDate: '14/02/1990'}],
  ] as const) {
    it(`says not found for ${what}`, async () => {
      assert.deepEqual(await ask(population, keys), {state: 'not-found'});
    });
  }

  it('refuses to ask with a number alone: that is the gateway’s decision', async () => {
    await assert.rejects(ask(population, {citizenId: '026190000042'}), {code: 'EGOV_CONNECTORS_KEY'});
    await assert.rejects(ask(population, {birthDate: '1990-02-14'}), {code: 'EGOV_CONNECTORS_KEY'});
  });

  it('reads every made-up person: oddities leave attributes out, never spoil the answer', async () => {
    const seen = new Set<string>();
    for (const person of demoPeople().slice(0, 400)) {
      const birthDate = person.quirk === 'impossible-date' ? person.birthDate.slice(0, 4) : person.birthDate;
      const values = await found(population, {citizenId: person.citizenId, fullName: person.name, birthDate});
      assert.equal(values['fullName'], titleCase(person.name), person.citizenId);
      assert.equal(values['birthDate'], birthDate);
      assert.equal('gender' in values, person.gender !== '0');
      assert.equal('ethnicity' in values, person.ethnicity !== '');
      assert.equal('motherName' in values, person.mother !== undefined);
      assert.equal('idDocumentNumber' in values, person.card !== undefined);
      assert.equal(
        'permanentResidence' in values,
        person.permanent !== undefined && !(person.quirk === 'unknown-commune' && person.permanent.era === 'new'),
      );
      if (person.quirk === 'abroad') assert.equal('currentResidence' in values, false);
      for (const value of Object.values(values)) assert.notEqual(value, '');
      seen.add(String(person.quirk));
    }
    assert.equal(seen.size, 6, 'the data set has every oddity');
  });

  it('writes names as the register matches them', () => {
    assert.equal(nameKey('Nguyễn Thị Mẫu'), 'NGUYENTHIMAU');
    assert.equal(nameKey('  Đặng  Đức Đạt '.normalize('NFD')), 'DANGDUCDAT');
    assert.equal(nameKey('lê thị hoà'), 'LETHIHOA');
  });

  it('is refused by the exchange for a procedure without a licence', async () => {
    const officer = {role: 'officer', citizenId: '025085000050'} as const;
    const answer = await ask(population, SAMPLE_KEYS['population'] ?? {}, {procedure: 'khai-sinh', requester: officer});
    assert.deepEqual(answer, {state: 'forbidden', reason: 'procedure'});
    assert.equal(connectors.troubles.at(-1)?.detail, '004');
  });

  it('names the asking officer, whom the exchange refuses without a number', async () => {
    const answer = await ask(population, SAMPLE_KEYS['population'] ?? {}, {requester: {role: 'officer', citizenId: ''}});
    assert.deepEqual(answer, {state: 'forbidden', reason: 'procedure'});
    assert.equal(connectors.troubles.at(-1)?.detail, '005');
  });
});

describe('business', () => {
  it('answers a company', async () => {
    const values = await found(business, {code: '9999999997'});
    assert.deepEqual(values, {
      code: '9999999997',
      name: 'CÔNG TY TNHH MẪU THỬ MỘT',
      nameForeign: 'SAMPLE ONE COMPANY LIMITED',
      shortName: 'SAMPLE ONE',
      status: 'active',
      type: 'Công ty trách nhiệm hữu hạn một thành viên',
      foundedOn: '2019-03-05',
      headOffice: {provinceCode: '25', communeCode: '08707', era: '2025-07-01'},
      legalRepresentative: 'Phạm Văn Giám Đốc',
      requesterIsRepresentative: false,
      legalRepresentativeTitle: 'Giám đốc',
      representatives: [{fullName: 'Phạm Văn Giám Đốc', title: 'Giám đốc'}],
      phone: '02113000001',
      capital: 5_000_000_000,
      lines: [
        {code: '6201', name: 'Lập trình máy vi tính', main: true},
        {code: '6202', name: 'Tư vấn máy vi tính và quản trị hệ thống máy vi tính', main: false},
      ],
    });
  });

  it('answers a transport company with its licence; its one representative is an object', async () => {
    const company = demoCompanies().find((candidate) => candidate.code === TRANSPORT_COMPANY_CODE);
    assert.equal(Array.isArray(company?.record['Representatives']), false);
    const values = await found(business, {code: TRANSPORT_COMPANY_CODE});
    assert.equal(values['legalRepresentative'], 'Phạm Văn Giám Đốc');
    assert.equal(values['transportLicence'], '26180045/GPKDVT');
    assert.equal(values['transportLicenceIssuedOn'], '2023-06-15');
    assert.equal(values['transportLicenceIssuedBy'], 'Sở Xây dựng tỉnh Phú Thọ');
    assert.deepEqual(Object.keys(values).toSorted(), business.attributes.toSorted());
  });

  it('takes a branch code with or without its dash', async () => {
    for (const code of ['9999999997-001', '9999999997001', ' 9999999997 - 001 ']) {
      const values = await found(business, {code}, ['code', 'name']);
      assert.deepEqual(values, {code: '9999999997-001', name: 'CHI NHÁNH CÔNG TY TNHH MẪU THỬ MỘT'});
    }
  });

  it('says not found for unknown and for malformed codes', async () => {
    assert.deepEqual(await ask(business, {code: '9912345678'}), {state: 'not-found'});
    assert.deepEqual(await ask(business, {code: '12'}), {state: 'not-found'});
    await assert.rejects(ask(business, {}), {code: 'EGOV_CONNECTORS_KEY'});
  });

  it('reads every made-up company, with representatives as object, array, several and none', async () => {
    const statuses = new Set<unknown>();
    const shapes = new Set<string>();
    for (const company of demoCompanies().slice(0, 200)) {
      const values = await found(business, {code: company.code});
      const {Representatives: people} = company.record;
      shapes.add(Array.isArray(people) ? `array of ${people.length}` : 'object');
      assert.equal(values['code'], company.code);
      assert.ok(values['legalRepresentative'], company.code);
      assert.equal('transportLicence' in values, company.transport);
      assert.doesNotMatch(JSON.stringify(values), /026075000046/u, 'no personal number of a representative');
      statuses.add(values['status']);
    }
    assert.deepEqual([...shapes].toSorted(), ['array of 0', 'array of 1', 'array of 2', 'object']);
    assert.deepEqual([...statuses].toSorted(), ['active', 'dissolved', 'revoked', 'suspended']);
  });
});

describe('vehicle', () => {
  it('answers a plate however it is written', async () => {
    for (const plate of ['88A-000.01', '88A00001', '88a 000.01']) {
      const values = await found(vehicle, {plate});
      assert.deepEqual(values, {
        plate: '88A-000.01',
        brand: 'MẪU',
        year: 2022,
        seats: '5 chỗ',
        owner: 'NGUYỄN THỊ MẪU',
        plateColour: 'white',
      });
      assert.deepEqual(Object.keys(values).toSorted(), vehicle.attributes.toSorted());
    }
  });

  it('tells load from seats', async () => {
    assert.deepEqual(await found(vehicle, {plate: '88C-000.03'}, ['seats', 'plateColour']), {
      seats: '8000 kg',
      plateColour: 'yellow',
    });
    assert.deepEqual(await found(vehicle, {plate: '88B-000.02'}, ['seats']), {seats: '45 chỗ'});
  });

  it('says not found for unknown and for malformed plates', async () => {
    assert.deepEqual(await ask(vehicle, {plate: '88A-999.99'}), {state: 'not-found'});
    assert.deepEqual(await ask(vehicle, {plate: 'xe của tôi'}), {state: 'not-found'});
  });
});

describe('verify only', () => {
  const keys = SAMPLE_KEYS['population-verify'] ?? {};

  it('says that everything agrees, and no more than that', async () => {
    assert.deepEqual(await found(register('population-verify'), keys), {
      citizenId: '026190000042',
      matches: true,
      fullNameMatches: true,
      birthDateMatches: true,
      genderMatches: true,
    });
  });

  it('says which fact does not', async () => {
    const values = await found(register('population-verify'), {...keys, birthDate: '1990-02-15', gender: 'male'});
    assert.deepEqual(
      [values['matches'], values['fullNameMatches'], values['birthDateMatches'], values['genderMatches']],
      [false, true, false, false],
    );
  });

  it('wants every fact that the law names', async () => {
    await assert.rejects(ask(register('population-verify'), {citizenId: '026190000042'}), {code: 'EGOV_CONNECTORS_KEY'});
  });
});

describe('the other services', () => {
  it('tax: a person under their own number, a company under its code', async () => {
    assert.deepEqual(await found(register('tax'), {code: '026190000042'}), {
      code: '026190000042',
      name: 'NGUYỄN THỊ MẪU',
      fullName: 'Nguyễn Thị Mẫu',
      status: 'active',
      statusText: 'NNT đang hoạt động',
      office: 'Thuế tỉnh Phú Thọ',
      kind: 'person',
    });
    const company = await found(register('tax'), {code: '9999999997'}, ['name', 'kind']);
    assert.deepEqual(company, {name: 'CÔNG TY TNHH MẪU THỬ MỘT', kind: 'organization'});
    assert.deepEqual(await ask(register('tax'), {code: '026190999999'}), {state: 'not-found'});
  });

  it('tax: to whoever does not know the payer’s name they look like nobody', async () => {
    assert.equal((await ask(register('tax'), {code: '026190000042', name: 'nguyễn thị mẫu'})).state, 'found');
    const other = await ask(register('tax'), {code: '026190000042', name: 'Trần Văn Khác'});
    assert.deepEqual(other, {state: 'not-found'});
    assert.deepEqual(await ask(register('tax'), {code: '026190999999', name: 'Trần Văn Khác'}), other);
  });

  it('births: the entry of the fixed child, its places in words brought to codes', async () => {
    const values = await found(register('birth-record'), SAMPLE_KEYS['birth-record'] ?? {});
    assert.equal(values['fullName'], 'Lê Minh Mẫu');
    assert.equal(values['motherName'], 'Nguyễn Thị Mẫu');
    assert.equal(values['fatherBirthDate'], '1988-05-01');
    assert.equal(values['applicantRelation'], 'Cha');
    assert.deepEqual(values['homeTown'], {provinceCode: '25', communeCode: '09106', legacyText: 'Xã Vĩnh Thành, tỉnh Phú Thọ'});
  });

  it('the vehicles of a business, each as the register has it', async () => {
    const {vehicles} = await found(register('vehicle-fleet'), {code: TRANSPORT_COMPANY_CODE});
    assert.ok(Array.isArray(vehicles) && vehicles.length === 11);
    assert.deepEqual(vehicles[0], {plate: '88B-000.02', brand: 'VÍ DỤ', year: 2021});
    assert.deepEqual(await ask(register('vehicle-fleet'), {code: '9900000000'}), {state: 'not-found'});
  });

  it('marriages: the same entry for both spouses', async () => {
    const wife = await found(register('marriage-record'), {citizenId: '026190000042'});
    assert.equal(wife['husbandName'], 'Lê Văn Chồng');
    assert.equal(wife['registeredOn'], '2015-10-10');
    assert.equal((await found(register('marriage-record'), {citizenId: '026088000045'}))['wifeName'], 'Nguyễn Thị Mẫu');
    assert.deepEqual(await ask(register('marriage-record'), {citizenId: '025226000047'}), {state: 'not-found'});
  });

  it('marital status: married, never, or what ended it', async () => {
    const of = (citizenId: string) => found(register('marital-status'), {citizenId});
    assert.deepEqual(await of('026190000042'), {citizenId: '026190000042', status: 'married'});
    assert.deepEqual(await of('026301000051'), {citizenId: '026301000051', status: 'single'});
    const alone = demoPeople().find(({maritalStatus}) => maritalStatus === '3');
    const {status, endedNumber, endedOn, endedBy} = await of(alone?.citizenId ?? '');
    assert.ok(status === 'divorced' || status === 'widowed');
    assert.ok(endedNumber && endedOn && endedBy);
  });

  it('households: head, relation and the others; of one member only who lives there', async () => {
    const values = await found(register('household'), {citizenId: '026190000042'});
    assert.equal(values['headName'], 'Lê Văn Chồng');
    assert.equal(values['relationToHead'], 'spouse');
    const child = {
      citizenId: '025226000047',
      fullName: 'Lê Minh Mẫu',
      birthDate: '2026-02-20',
      gender: 'male',
      relation: 'child',
    };
    assert.deepEqual(
      (values['members'] as {citizenId: string}[]).find(({citizenId}) => citizenId === child.citizenId),
      child,
    );
    const member = register('household-member');
    const one = await found(member, {citizenId: '026190000042', member: child.citizenId}, ['fullName', 'relation']);
    assert.deepEqual(one, {fullName: 'Lê Minh Mẫu', relation: 'child'});
    assert.deepEqual(await ask(member, {citizenId: '026190000042', member: '026301000051'}), {state: 'not-found'});
  });

  it('household businesses: who owns none is told so', async () => {
    const asked = register('household-business');
    const values = await found(asked, {citizenId: '026060000043'}, ['owner', 'name']);
    assert.deepEqual(values, {owner: true, name: 'HỘ KINH DOANH NGUYỄN VĂN CHA'});
    assert.deepEqual(await found(asked, {citizenId: '026190000042'}, ['owner', 'name']), {owner: false});
  });

  it('insurance: by number and name or birth date', async () => {
    const values = await found(register('social-insurance'), {citizenId: '026190000042', birthDate: '1990-02-14'});
    assert.equal(values['insuranceNumber'], '9999999901');
    assert.equal(values['status'], 'active');
    const wrong = await ask(register('social-insurance'), {citizenId: '026190000042', fullName: 'Trần Văn Khác'});
    assert.deepEqual(wrong, {state: 'not-found'});
  });

  it('land: parcels and holders, without the holders’ numbers', async () => {
    const values = await found(register('land'), SAMPLE_KEYS['land'] ?? {});
    assert.equal(values['serial'], 'AA 00000001');
    assert.ok(Array.isArray(values['parcels']) && values['parcels'].length >= 1);
    assert.doesNotMatch(JSON.stringify(values), /026190000042|026088000045/u);
    assert.deepEqual(await ask(register('land'), {citizenId: '026190000042', serial: 'AA 00000002'}), {state: 'not-found'});
  });

  it('licences: classes as a list', async () => {
    const values = await found(register('driving-licence'), SAMPLE_KEYS['driving-licence'] ?? {});
    assert.equal(values['fullName'], 'Nguyễn Thị Mẫu');
    assert.ok(Array.isArray(values['classes']) && values['classes'].includes('A1'));
    assert.equal(values['status'], 'valid');
    assert.match(String(values['firstIssuedOn']), /^201\d-/u);
    assert.equal((await found(register('driver-health'), {citizenId: '026190000042'}))['fit'], true);
  });

  it('papers: those of one’s children among them', async () => {
    const {documents} = await found(register('document-wallet'), {citizenId: '026190000042'});
    const [own, ...children] = documents as {number: string; summary: string}[];
    assert.equal(own?.summary, 'Giấy khai sinh của NGUYỄN THỊ MẪU');
    assert.deepEqual(children, [
      {
        code: 'KQ.G15.000031',
        name: 'Giấy khai sinh',
        number: children[0]?.number,
        summary: 'Giấy khai sinh của LÊ MINH MẪU',
        issuedBy: 'H44.12.03',
        issuedOn: '2026-12-28',
        scope: 'Toàn quốc',
        file: {name: 'giay-khai-sinh.pdf', type: 'application/pdf', signed: true},
      },
    ]);
    assert.deepEqual(await found(register('document-wallet'), {citizenId: '025085000050'}), {citizenId: '025085000050'});
  });

  it('give the lgspaccesstoken variant a token too', async () => {
    const {configuration} = simulators;
    const asked = configuration.connectors['business'];
    assert.ok(asked?.through.adapter === 'lgsp');
    const {token} = asked.through;
    const variant = {
      url: token.url,
      variant: 'lgspaccesstoken' as const,
      accessKey: {env: 'LGSP_ACCESS_KEY'},
      secretKey: {env: 'LGSP_SECRET_KEY'},
      appName: 'egov-form',
      partnerCode: 'H44',
    };
    const changed = {connectors: {business: {...asked, through: {...asked.through, token: variant}}}};
    const other = openSimulated({...simulators, configuration: changed});
    assert.equal((await found(other.registers['business'], {code: '9999999997'}))['code'], '9999999997');
  });
});

describe('values are parts of the shared models', () => {
  const models = new Map(SHARED_MODELS.map((model) => [String((model as JsonObject)['$id']), model]));
  const formats = new Map();

  /** The value's schema, and that of its items and members. */
  function check(value: unknown, settings: AttributeSettings, place: string): number {
    const {model} = settings;
    let checked = 0;
    if (model !== undefined) {
      const [id = '', pointer = ''] = model.split('#');
      const root = models.get(id) as JsonSchema | undefined;
      assert.ok(root, `${place} names the unknown model ${id}`);
      const properties = (root as {properties: {[name: string]: JsonSchema}}).properties;
      const schema = pointer === '' ? root : properties[pointer.slice(1)];
      assert.ok(schema !== undefined, `${place} names ${model}, which is not there`);
      const issues = interpret(schema, {schemas: models, formats}, root)(value as Json);
      assert.deepEqual(issues, [], `${place}: ${JSON.stringify(value)}`);
      checked += 1;
    }
    for (const item of Array.isArray(value) ? value : [value]) {
      for (const [name, member] of Object.entries(settings.members ?? {})) {
        const inner = (item as {[name: string]: unknown})[name];
        if (typeof member !== 'string' && inner !== undefined && settings.as !== 'address')
          checked += check(inner, member, `${place}/${name}`);
      }
    }
    return checked;
  }

  for (const [name, service] of Object.entries(SERVICES)) {
    it(name, async () => {
      let checked = 0;
      const people = demoPeople().slice(0, 60);
      const questions =
        name === 'business'
          ? demoCompanies()
              .slice(0, 40)
              .map(({code}) => ({code}))
          : [
              SAMPLE_KEYS[name] ?? {},
              ...people.map(({citizenId, birthDate, name: fullName}) => ({
                citizenId,
                birthDate,
                fullName,
                code: citizenId,
                serial: landSerial(citizenId),
                member: citizenId,
              })),
            ];
      let known = 0;
      for (const keys of questions) {
        const own = Object.fromEntries(Object.entries(keys).filter(([key]) => Object.hasOwn(service.keys, key)));
        if (name === 'vehicle' && own['plate'] === undefined) continue;
        const asked = register(name);
        const answer = await asked.lookup(question(asked, own), new AbortController().signal);
        if (answer.state !== 'found') {
          assert.equal(answer.state, 'not-found', `${JSON.stringify(answer)} ${JSON.stringify(connectors.troubles.at(-1))}`);
          continue;
        }
        known += 1;
        for (const [attribute, value] of Object.entries(answer.values)) {
          const settings = service.attributes[attribute];
          assert.ok(settings);
          checked += check(value, settings, `${name}/${attribute}`);
        }
      }
      assert.ok(known >= 1);
      const hasModels = JSON.stringify(service.attributes).includes('"model"');
      assert.ok(!hasModels || checked > 0);
    });
  }
});
