import {findWebKit} from '../src/find-engines.ts';
import type {Engine} from './driver.ts';
import {smokeJourneys} from './smoke.ts';
import {openWebKit} from './webkit-driver.ts';

const webkit = findWebKit();
const skip = 'missing' in webkit && webkit.missing;

function open(profile: boolean): Promise<Engine> {
  if ('missing' in webkit) throw new Error(webkit.missing);
  return openWebKit(webkit.found, {profile});
}

smokeJourneys('WebKit', () => open(true), skip);
smokeJourneys('WebKit, a private window', () => open(false), skip);
