import {readFile} from 'node:fs/promises';
import {after, test} from 'node:test';
import {fillForm} from '@egov-form/testing';
import {startRegisters} from '@egov-form/testing/registers';
import {vietnam} from '@egov-form/vietnam';

const definition = JSON.parse(await readFile(new URL('../form.json', import.meta.url), 'utf8'));
const registers = await startRegisters();
after(() => registers.close());

test('what the register knows is not typed', async () => {
  const form = await fillForm(definition, {packs: [vietnam], registers, language: 'en', signedIn: '026190000042'});
  form.expectFilled('Full name', {by: 'register'});
  form.close();
});

test('a register that is down stops nobody', async () => {
  registers.fault('population', 'down');
  const form = await fillForm(definition, {packs: [vietnam], registers, language: 'en', signedIn: '026190000042'});
  await form.answer('Full name', 'Nguyễn Thị Mẫu');
  form.expectFilled('Full name', {by: 'typed'});
  form.expectIssue('#/documents/residenceProof', 'document.required');
  form.close();
  registers.repair();
});
