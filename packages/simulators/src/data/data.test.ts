import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {companyCode, demoCompanies, demoPeople, demoVehicles, TRANSPORT_COMPANY_CODE} from '../index.ts';
import {PLACES} from './places.ts';

/** The people that are never generated. */
const FIXED = 7;
const prefixes = new Set(PLACES.map((place) => place.oldProvinceCode));

describe('made-up data', () => {
  it('is the same for the same seed and another for another', () => {
    assert.deepEqual(demoPeople(7), demoPeople(7));
    assert.deepEqual(demoCompanies(7), demoCompanies(7));
    assert.deepEqual(demoVehicles(7), demoVehicles(7));
    assert.notDeepEqual(demoPeople(7).slice(10), demoPeople(8).slice(10));
  });

  for (const seed of [1, 2026, 987_654_321]) {
    it(`has the promised size and form for seed ${seed}`, () => {
      const people = demoPeople(seed);
      assert.ok(people.length >= 10_000 && people.length < 10_020);
      assert.equal(new Set(people.map((person) => person.citizenId)).size, people.length);
      for (const [index, {citizenId, birthDate, name, gender}] of people.entries()) {
        assert.match(citizenId, /^0\d{11}$/u);
        assert.equal(citizenId.slice(4, 6), birthDate.slice(2, 4), 'the number carries the birth year');
        const century = birthDate.startsWith('19') ? 0 : 2;
        if (gender !== '0') assert.equal(Number(citizenId[3]), century + (gender === '2' ? 1 : 0), 'and century and sex');
        assert.ok(birthDate <= '2026-11', 'nobody is born later than today');
        if (index >= FIXED) assert.ok(prefixes.has(citizenId.slice(1, 3)), 'and a province as it was numbered at birth');
        assert.equal(name, name.toUpperCase());
      }
      assert.deepEqual(
        people.slice(0, 6).map((person) => person.citizenId),
        ['026190000042', '026088000045', '026060000043', '026162000044', '025226000047', '025085000050'],
      );

      const companies = demoCompanies(seed);
      assert.equal(companies.filter((company) => !company.code.includes('-')).length, 2_000);
      assert.equal(new Set(companies.map((company) => company.code)).size, companies.length);
      for (const {code} of companies) {
        assert.match(code, /^99\d{8}(-\d{3})?$/u);
        assert.equal(companyCode(code.slice(0, 9)), code.slice(0, 10), 'the check digit is right');
      }

      const vehicles = demoVehicles(seed);
      assert.equal(vehicles.length, 3_000);
      assert.equal(new Set(vehicles.map((vehicle) => vehicle.plate)).size, vehicles.length);
      assert.deepEqual(
        vehicles.slice(0, 3).map((vehicle) => vehicle.plate),
        ['88A-000.01', '88B-000.02', '88C-000.03'],
      );
      assert.ok(vehicles.filter((vehicle) => vehicle.companyCode === TRANSPORT_COMPANY_CODE).length >= 5);
    });
  }

  it('ties families together both ways', () => {
    const people = demoPeople();
    const byId = new Map(people.map((person) => [person.citizenId, person]));
    let couples = 0;
    let children = 0;
    for (const person of people) {
      const spouse = byId.get(person.spouse?.citizenId ?? '');
      if (spouse) {
        couples += 1;
        assert.equal(spouse.name, person.spouse?.name);
        assert.equal(spouse.spouse?.name, person.name);
      }
      const mother = byId.get(person.mother?.citizenId ?? '');
      if (mother) {
        children += 1;
        assert.equal(mother.name, person.mother?.name);
        assert.ok(Number(person.birthDate.slice(0, 4)) - Number(mother.birthDate.slice(0, 4)) >= 14);
      }
    }
    assert.ok(couples >= 4_000, `${couples} married people`);
    assert.ok(children >= 3_000, `${children} children with a mother on file`);
  });

  it('has places in old and new codes, of which some codes changed meaning', () => {
    assert.equal(new Set(PLACES.map((place) => place.oldCommuneCode)).size, PLACES.length);
    for (const place of PLACES) for (const text of Object.values(place)) assert.equal(text, String(text).normalize('NFC'));
    assert.ok(PLACES.some((place) => place.oldCommuneCode === place.communeCode && place.oldCommune !== place.commune));
  });
});
