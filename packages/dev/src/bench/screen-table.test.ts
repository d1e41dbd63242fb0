import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {type ScreenRecord, screenTable} from './screen-table.ts';

const visit = (name: string, n: number | string, task: number): ScreenRecord => ({
  name,
  n,
  mountCpu: {task},
  memory: {heap: 3_000_000},
  keyMutations: name === 'ours' ? 1 : 0,
});

describe('the table of the screen', () => {
  const table = screenTable(
    [
      visit('raw-html', 1000, 100),
      visit('raw-html', 1000, 300),
      visit('raw-html', 1000, 200),
      visit('ours', 1000, 120),
      visit('ours', 1000, 100),
      visit('ours', 1000, 140),
      {name: 'peer', n: 1000, error: 'timeout'},
    ],
    'ours',
  );

  it('says our ratio of medians, the goal, and who failed', () => {
    assert.match(table, /\| mount, CPU \| 1000 \| 200 \| 120 \| 0\.60 \| 0\.8 reached \| failed \|/);
  });

  it('says what is no ratio as it is', () => {
    assert.match(table, /\| heap per field, KB \| 1000 \| 3\.00 \| 3\.00 \| {2}\| 4 reached \| failed \|/);
    assert.match(table, /\| mutations per key \| 1000 \| 0\.00 \| 1\.00 \| {2}\| 0 missed \| failed \|/);
  });

  it('leaves out what nobody measured', () => {
    assert.doesNotMatch(table, /add a row/);
  });
});
