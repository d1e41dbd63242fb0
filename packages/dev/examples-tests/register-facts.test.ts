/** What the demo's connectors make of what registers really hold: places of both eras, names in capitals. */
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {after, before, describe, test} from 'node:test';
import {type Connectors, openConnectors} from '@egov-form/connectors/server';
import type {JsonObject} from '@egov-form/core';
import {demoPeople, type Simulators, type SyntheticPerson, startSimulators} from '@egov-form/simulators';
import {toReadableName} from '@egov-form/vietnam';
import {findCommune, resolveAddress} from '@egov-form/vietnam/addresses';

/** Enough for every kind of place and of name. */
const PEOPLE = demoPeople().slice(0, 150);

describe('the population register behind the country pack', () => {
  let simulators: Simulators;
  let connectors: Connectors;
  before(async () => {
    simulators = await startSimulators();
    connectors = openConnectors(simulators.configuration, {
      environment: simulators.environment,
      readableName: toReadableName,
      resolveAddress: async (raw) => ({...(await resolveAddress(raw))}),
    });
  });
  after(async () => {
    await connectors.close();
    await simulators.close();
  });

  async function recordOf({citizenId, name}: SyntheticPerson): Promise<JsonObject> {
    const register = connectors.registers['population'] ?? assert.fail();
    const answer = await register.lookup(
      {
        ...{keys: {citizenId, fullName: name}, attributes: register.attributes, requestId: randomUUID()},
        ...{procedure: '1.001193', purpose: 'x', requester: {role: 'citizen', citizenId: '026190000042'}},
      },
      new AbortController().signal,
    );
    return answer.state === 'found' ? answer.values : assert.fail(answer.state);
  }

  test('a residence in former codes comes in codes of today, with its former name', async () => {
    const seen = {old: 0, new: 0};
    for (const person of PEOPLE) {
      const {permanent, quirk} = person;
      if (!permanent || quirk === 'unknown-commune') continue;
      const place = (await recordOf(person))['permanentResidence'] as JsonObject;
      const {provinceCode, communeCode} = permanent.place;
      assert.deepEqual([place['provinceCode'], place['communeCode'], place['era']], [provinceCode, communeCode, '2025-07-01']);
      assert.equal((await findCommune(communeCode))?.provinceCode, provinceCode, 'there is such a commune today');
      const former = String(place['legacyText'] ?? '').toUpperCase();
      if (permanent.era === 'old') assert.ok(former.includes(permanent.place.oldDistrict.toUpperCase()), former);
      seen[permanent.era] += 1;
    }
    assert.ok(seen.old > 10 && seen.new > 10, JSON.stringify(seen));
  });

  test('a name in capitals is shown readable, and nothing of it is lost', async () => {
    for (const person of PEOPLE) {
      const {fullName, fatherName, motherName} = await recordOf(person);
      const names: readonly (readonly [shown: unknown, kept: string | undefined])[] = [
        [fullName, person.name],
        [fatherName, person.father?.name],
        [motherName, person.mother?.name],
      ];
      for (const [shown, kept] of names) {
        if (kept === undefined) continue;
        assert.notEqual(shown, kept);
        assert.equal(String(shown).toLocaleUpperCase('vi'), kept.normalize('NFC'));
      }
    }
  });
});
