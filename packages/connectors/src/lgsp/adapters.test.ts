import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {RawAddress, Register, RegisterAnswer, RegisterRequest, RegisterTrouble} from '../register.ts';
import {demoCompanies, demoPeople, type Simulators, startSimulators, TRANSPORT_COMPANY_CODE} from '../simulators/index.ts';
import {BUSINESS_ATTRIBUTES, createBusinessRegister} from './business.ts';
import {createPopulationRegister, POPULATION_ATTRIBUTES, populationNameKey} from './population.ts';
import {createTokenSource} from './token.ts';
import {createVehicleRegister, VEHICLE_ATTRIBUTES} from './vehicle.ts';

let simulators: Simulators;
let population: Register;
let business: Register;
let vehicle: Register;
const resolved: RawAddress[] = [];
const troubles: RegisterTrouble[] = [];

const titleCase = (text: string): string => text.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());

before(async () => {
  simulators = await startSimulators();
  const tokens = createTokenSource({url: simulators.token.url, credentials: simulators.token.credentials.basic});
  const shared = {
    tokens,
    onTrouble: (trouble: RegisterTrouble) => troubles.push(trouble),
    readableName: titleCase,
    // A stand-in for the country pack: old codes cannot be placed without its tables, new ones can.
    resolveAddress: (raw: RawAddress) => {
      resolved.push(raw);
      if (raw.communeCode === '99999' || raw.communeCode === '') return undefined;
      return {provinceCode: raw.provinceCode, communeCode: raw.communeCode, era: raw.districtCode ? 'old' : '2025-07-01'};
    },
  };
  population = createPopulationRegister({
    ...shared,
    url: simulators.population.url,
    agency: 'H44.12.03',
    account: 'dvc-h44',
    serviceOfficerId: '025085000050',
  });
  business = createBusinessRegister({...shared, url: simulators.business.url});
  vehicle = createVehicleRegister({...shared, url: simulators.vehicle.url});
});

after(() => simulators.close());

let requests = 0;
function ask(register: Register, keys: RegisterRequest['keys'], attributes = register.attributes): Promise<RegisterAnswer> {
  requests += 1;
  return register.lookup(
    {
      keys,
      attributes,
      purpose: 'Đăng ký khai sinh',
      procedure: '1.001193',
      requester: {role: 'citizen', citizenId: '026190000042'},
      requestId: `request-${requests}`,
    },
    new AbortController().signal,
  );
}

async function found(
  register: Register,
  keys: RegisterRequest['keys'],
  attributes?: readonly string[],
): Promise<{[name: string]: unknown}> {
  const answer = await ask(register, keys, attributes ?? register.attributes);
  assert.equal(answer.state, 'found', JSON.stringify(troubles.at(-1)));
  return answer.state === 'found' ? {...answer.values} : {};
}

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
      homeTown: {provinceCode: '26', communeCode: '09106', era: 'old'},
      birthRegistrationPlace: {provinceCode: '26', communeCode: '09106', era: 'old'},
      maritalStatus: '2',
      idDocumentType: 'can-cuoc',
      idDocumentNumber: '026190000042',
      idDocumentIssuedOn: '2024-08-15',
      idDocumentIssuedBy: 'Bộ Công an',
      fatherName: 'Nguyễn Văn Cha',
      motherName: 'Trần Thị Me',
      spouseName: 'Lê Văn Chồng',
      spouseId: '026088000045',
    });
    assert.deepEqual(Object.keys(values).toSorted(), POPULATION_ATTRIBUTES.toSorted());
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

  it('hands old three-level residences to the resolver as they are, and falls back to permanent residence', async () => {
    resolved.length = 0;
    const values = await found(population, {citizenId: '026162000044', birthDate: '1962'}, ['residence']);
    assert.deepEqual(values, {residence: {provinceCode: '26', communeCode: '09106', era: 'old'}});
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
    for (const person of demoPeople()) {
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
    assert.equal(populationNameKey('Nguyễn Thị Mẫu'), 'NGUYENTHIMAU');
    assert.equal(populationNameKey('  Đặng  Đức Đạt '.normalize('NFD')), 'DANGDUCDAT');
    assert.equal(populationNameKey('lê thị hoà'), 'LETHIHOA');
  });

  it('is refused by the exchange for a procedure without a licence', async () => {
    const request = {
      keys: {citizenId: '026190000042', birthDate: '1990-02-14'},
      attributes: ['fullName'],
      purpose: '',
      requestId: 'no-licence',
    };
    const answer = await population.lookup(
      {...request, procedure: 'khai-sinh', requester: {role: 'officer', citizenId: '025085000050'}},
      new AbortController().signal,
    );
    assert.deepEqual(answer, {state: 'forbidden', reason: 'procedure'});
    assert.equal(troubles.at(-1)?.detail, '004');
  });

  it('names the asking officer, whom the exchange refuses without a number', async () => {
    const request = {
      keys: {citizenId: '026190000042', birthDate: '1990-02-14'},
      attributes: ['fullName'],
      purpose: '',
      requestId: 'no-officer',
    };
    const answer = await population.lookup(
      {...request, procedure: '1.001193', requester: {role: 'officer', citizenId: ''}},
      new AbortController().signal,
    );
    assert.deepEqual(answer, {state: 'forbidden', reason: 'procedure'});
    assert.equal(troubles.at(-1)?.detail, '005');
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
      legalRepresentativeTitle: 'Giám đốc',
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
    assert.deepEqual(Object.keys(values).toSorted(), BUSINESS_ATTRIBUTES.toSorted());
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
    for (const company of demoCompanies()) {
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
      assert.deepEqual(Object.keys(values).toSorted(), VEHICLE_ATTRIBUTES.toSorted());
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
