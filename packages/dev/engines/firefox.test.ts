import {findFirefox} from '../src/find-engines.ts';
import {openFirefox} from './firefox-driver.ts';
import {smokeJourneys} from './smoke.ts';

const firefox = findFirefox();
const skip = 'missing' in firefox && firefox.missing;

smokeJourneys('Firefox', () => openFirefox('found' in firefox ? firefox.found : ''), skip);
