/** What the measurements in packages/dev share with this package's tests. Not part of what is published. */
export {crowdPerson, seatCrowd} from './crowd.ts';
export {LETTER, MOTHER, Visitor} from './gateway-fixture.ts';
export {type Installation, prepareInstallation} from './gateway-processes.ts';
export {createServerDatabase} from './test-database.ts';
