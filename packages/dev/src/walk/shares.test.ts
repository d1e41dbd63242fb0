import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startRegisters} from '@egov-form/testing/registers';
import {PROCEDURES} from '../fixtures/example-procedures.ts';
import {sharesOf} from './shares.ts';

/** What is asked for the first time, a design or a project, stands in no register: these stay below. */
const NEW_TO_THE_STATE: {readonly [procedure: string]: number} = {'dang-ky-dau-tu': 0.35, 'giay-phep-xay-dung': 0.4};

test('a typical applicant types little of each procedure', async () => {
  const registers = await startRegisters();
  try {
    const shares = await sharesOf(registers);
    assert.ok(shares.length === PROCEDURES.length);
    for (const {procedure, notTyped, typed, register} of shares) {
      assert.ok(typed > 0 && register > 0, `${procedure} was not filled as a person would`);
      assert.ok(notTyped >= (NEW_TO_THE_STATE[procedure] ?? 0.6), `${procedure}: ${notTyped}`);
    }
  } finally {
    await registers.close();
  }
});
