import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {until} from '@egov-form/testing/until';
import {main} from '../index.ts';
import type {PreviewState} from '../preview/preview-server.ts';
import {inFolder, run} from '../testing/command-line.ts';

const FORM = {
  id: 'mau',
  version: '1.0.0',
  title: {vi: 'Mẫu', en: 'Sample'},
  data: {type: 'object', properties: {name: {type: 'string', title: 'Name'}}},
  fields: {'/name': {label: {vi: 'Tên', en: 'Name'}}},
};
const written = (form: object): string => JSON.stringify(form, null, 2);

describe('egov-form preview', () => {
  it('shows the form, its mistakes in page and terminal, and the form once they are mended', async () => {
    await inFolder({'form.json': {...FORM, pages: 7}}, async (cwd) => {
      let out = '';
      let error = '';
      let stop = (): void => undefined;
      const stopped = new Promise<void>((done) => (stop = done));
      const running = main(['preview', '--json'], {
        cwd,
        env: {LANG: 'en'},
        stdout: {write: (text) => (out += text)},
        stderr: {write: (text) => (error += text)},
        stopped: () => stopped,
      });
      try {
        await Promise.race([until('its address is told', () => out.includes('"url"'), {patienceMs: 120_000}), running]);
        const {url} = JSON.parse(out) as {url: string};
        assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/$/u);
        const state = async (): Promise<PreviewState> =>
          (await fetch(`${url}preview-state.json`)).json() as Promise<PreviewState>;
        const label = async (): Promise<string> => {
          const form = (await (await fetch(`${url}forms/mau/form.json`)).json()) as typeof FORM;
          return form.fields['/name'].label.en;
        };
        const broken = await state();
        assert.equal(broken.form, undefined);
        assert.match(broken.problems.join(), /^2?\d+:\d+ /u);
        assert.match(error, /form\.json has mistakes/u);
        const page = await fetch(url);
        assert.match(await page.text(), /preview\.js/u);
        assert.match(page.headers.get('content-security-policy') ?? '', /script-src 'self'/u);

        await writeFile(join(cwd, 'form.json'), written(FORM));
        await until('the mended form is shown', async () => (await state().catch(() => undefined))?.form === 'mau');
        assert.equal(await label(), 'Name');

        await writeFile(join(cwd, 'form.json'), written({...FORM, fields: {'/nmae': {}}}));
        await until('the mistake is told', async () => (await state()).problems.length > 0);
        assert.equal(await label(), 'Name', 'what was right before is still there');
        assert.ok(error.includes((await state()).problems[0] ?? 'no problem'));

        await writeFile(join(cwd, 'form.json'), written({...FORM, fields: {'/name': {label: {vi: 'Tên', en: 'Full name'}}}}));
        await until('the change is shown', async () => (await label().catch(() => '')) === 'Full name');
      } finally {
        stop();
        assert.equal(await running, 0);
      }
    });
  });

  it('says what is missing before it begins', async () => {
    await inFolder({'form.json': FORM}, async (cwd) => {
      const {code, error} = await run(['preview', '--port', '70000'], {cwd});
      assert.equal(code, 2);
      assert.match(error, /"70000" is no port/u);
      assert.equal((await run(['preview', 'nowhere'], {cwd})).code, 2);
    });
  });
});
