import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {MapRegister} from '../testing/gateway-fixture.ts';
import {checkForms} from './check-forms.ts';

const FORM = `{
  "id": "letter",
  "version": "1.0.0",
  "title": "Letter",
  "data": {"type": "object", "properties": {"number": {"type": "string"}, "name": {"type": "string"}, "married": {"type": "boolean"}}},
  "fields": {
    "/number": {"label": "Number"},
    "/name": {"label": "Name"},
    "/married": {"label": "Married"}
  },
  "lookups": {
    "person": {
      "connector": "population",
      "title": "Population",
      "keys": {"citizenId": "/number"},
      "fill": {
        "/name": "fullName",
        "/married": "maritalStatus"
      },
      "purpose": "To fill the letter"
    }
  }
}`;

describe('the check of an installation', () => {
  let folder: string;
  const registers = {population: new MapRegister('population', 'citizenId', {'1': {fullName: 'A', maritalStatus: '1'}})};
  const attributes = {fullName: {}, maritalStatus: {as: 'code'}};
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-check-'));
    await mkdir(join(folder, 'letter'));
  });
  after(() => rm(folder, {recursive: true, force: true}));

  const checked = async (text: string, services = {}) => {
    await writeFile(join(folder, 'letter/form.json'), text);
    return checkForms(folder, {packs: [], registers, services});
  };

  it('finds nothing in a good form, also where registers only name their attributes', async () => {
    assert.deepEqual(await checked(FORM), {mistakes: [], remarks: []});
  });

  it('says what does not fit what the installation tells of its services, with line', async () => {
    const services = {population: {keys: {citizenId: {required: true}, birthDate: {required: true}}, attributes}};
    const {mistakes} = await checked(FORM, services);
    assert.deepEqual(mistakes, [
      'Form letter, line 15, /lookups/person/keys: The connector population needs the key "birthDate", which is not sent. Add it to "keys".',
      'Form letter, line 18, /lookups/person/fill/~1married: "maritalStatus" of the connector population is string, and "/married" takes boolean. Fill another field, or mend the type.',
    ]);
  });

  it('only remarks on what somebody would stumble over', async () => {
    const {mistakes, remarks} = await checked(FORM.replace('      "title": "Population",\n', ''));
    assert.deepEqual(mistakes, []);
    assert.match(remarks.join('\n'), /^Form letter, line 12, \/lookups\/person: The look-up has no "title".*$/u);
  });
});
