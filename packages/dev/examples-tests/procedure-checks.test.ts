import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {checkProcedure, findingText, placeIn} from '@egov-form/checks';
import {OPTION_SERVICES, SERVICES} from '@egov-form/connectors/services';
import {vietnam} from '@egov-form/vietnam';
import {natures} from '@egov-form/vietnam/natures';
import {root} from '../src/root.ts';

const folder = join(root, 'examples/procedures');

function casesOf(procedure: string): {readonly [name: string]: unknown} {
  const cases = join(folder, procedure, 'cases');
  if (!existsSync(cases)) return {};
  return Object.fromEntries(readdirSync(cases).map((file) => [file, JSON.parse(readFileSync(join(cases, file), 'utf8'))]));
}

/** Each is written with care, so whatever is found in one is a fault of it, or of the checks. */
describe('every example procedure', () => {
  for (const procedure of readdirSync(folder)) {
    const file = join(folder, procedure, 'form.json');
    if (!existsSync(file)) continue;
    it(`may be published: ${procedure}`, () => {
      const text = readFileSync(file, 'utf8');
      const packs = [vietnam, {natures}];
      const surroundings = {
        packs,
        services: {...OPTION_SERVICES, ...SERVICES},
        languages: ['vi', 'en'],
        cases: casesOf(procedure),
        publish: true,
      };
      const told = checkProcedure(text, surroundings).filter(({severity}) => severity !== 'info');
      assert.deepEqual(
        told.map((finding) => {
          const {line} = placeIn(text, finding.case === undefined ? finding.pointer : '');
          return `${finding.case ?? `form.json:${line}`} ${finding.code} ${finding.pointer} ${findingText(finding, 'en')}`;
        }),
        [],
      );
    });
  }
});
