import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {inFolder, run} from '../testing/command-line.ts';

const SURVEY = JSON.stringify({
  title: 'Survey',
  elements: [
    {type: 'text', name: 'name', title: 'Your name', isRequired: true},
    {type: 'signaturepad', name: 'signature'},
  ],
});

describe('egov-form import', () => {
  it('writes a definition that check takes, and lists what it left out', async () => {
    await inFolder({'survey.json': SURVEY}, async (cwd) => {
      const {code, out} = await run(['import', 'survey.json'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /^form\.json .*surveyjs/u);
      assert.match(out, /^ {2}signature: .*“signaturepad”/mu);
      assert.equal(JSON.parse(await readFile(join(cwd, 'form.json'), 'utf8')).id, 'survey');
      const checked = await run(['check', '--json'], {cwd});
      const {findings} = JSON.parse(checked.out) as {findings: readonly {severity: string}[]};
      assert.deepEqual(
        findings.filter(({severity}) => severity === 'error'),
        [],
      );
    });
  });

  it('never writes over a file, and answers in Vietnamese and as JSON', async () => {
    await inFolder({'survey.json': SURVEY}, async (cwd) => {
      await writeFile(join(cwd, 'form.json'), 'mine');
      assert.equal((await run(['import', 'survey.json'], {cwd})).code, 2);
      assert.equal(await readFile(join(cwd, 'form.json'), 'utf8'), 'mine');
      const vietnamese = await run(['import', 'survey.json', '-o', 'a.json', '--lang', 'vi'], {cwd});
      assert.match(vietnamese.out, /đã bỏ ra/u);
      const {losses} = JSON.parse((await run(['import', 'survey.json', '-o', 'b.json', '--json'], {cwd})).out);
      assert.deepEqual(losses, [{code: 'question.dropped', where: 'signature', params: {found: 'signaturepad'}}]);
    });
  });

  it('says what it takes when the file is none of it', async () => {
    await inFolder({'letter.txt': 'Dear Sir'}, async (cwd) => {
      const {code, error} = await run(['import', 'letter.txt'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /surveyjs.*word/u);
      assert.equal((await run(['import', 'nowhere.json'], {cwd})).code, 2);
    });
  });
});
