/**
 * A gateway in a process of its own, for tests that kill it or run several: the letter, registers over maps, and whatever
 * the environment says. `OIDC` is the demo provider's registration as JSON. Prints `ready` when it listens.
 */
import {vietnam} from '@egov-form/vietnam';
import {readConfig} from '../config.ts';
import {startGateway} from '../start.ts';
import {crowdPerson} from './crowd.ts';
import {FATHER, MapRegister, MOTHER} from './gateway-fixture.ts';

const {FORMS_FOLDER = '', OIDC = '{}', LOG, HANGING, CROWD = '0'} = process.env;
const people = [MOTHER, FATHER, ...Array.from({length: Number(CROWD)}, (_, n) => crowdPerson(n))];
const population = new MapRegister(
  'population',
  'citizenId',
  Object.fromEntries(people.map((person) => [person.citizenId, {...person}])),
);
const vehicle = new MapRegister('vehicle', 'plate', {'19A-123.45': {brand: 'Xe Mẫu 16'}});
// Such a register takes questions and never answers.
if (HANGING === 'vehicle') vehicle.behaviour = () => new Promise(() => undefined);
const gateway = await startGateway({
  ...readConfig(process.env),
  formsFolder: FORMS_FOLDER,
  packs: [vietnam],
  registers: {population, vehicle},
  oidc: JSON.parse(OIDC),
  limits: {'*': {retries: 0}},
  logStream: LOG === undefined ? false : process.stderr,
});
process.stdout.write('ready\n');
process.once('SIGTERM', () => void gateway.close());
