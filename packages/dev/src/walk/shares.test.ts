import assert from 'node:assert/strict';
import {test} from 'node:test';
import {startRegisters} from '@egov-form/testing/registers';
import {PROCEDURES} from '../fixtures/example-procedures.ts';
import {sharesOf} from './shares.ts';

test('a typical applicant types little of each procedure', async () => {
  const registers = await startRegisters();
  try {
    const shares = await sharesOf(registers);
    assert.ok(shares.length >= 6 && shares.length <= PROCEDURES.length);
    for (const {procedure, notTyped, typed, register} of shares) {
      assert.ok(typed > 0 && register > 0, `${procedure} was not filled as a person would`);
      assert.ok(notTyped >= 0.6, `${procedure}: ${notTyped}`);
    }
  } finally {
    await registers.close();
  }
});
