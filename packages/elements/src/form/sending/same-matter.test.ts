/** What a person is told who hands in a second dossier about the same matter. */
import type {FormDefinition, Recipient, Submission, SubmitResult} from '@egov-form/core';
import {expect} from 'chai';
import {fill, mount, next, settle, unmountAll} from '../../../test/mount.ts';

afterEach(unmountAll);

const FORM: FormDefinition = {
  ...{id: 'birth', version: '1.0.0', title: 'Birth'},
  data: {type: 'object', properties: {name: {type: 'string', title: 'Name'}}},
  submit: {matter: ['/name']},
};

const EARLIER = {code: 'H00-1', at: '2026-11-22T03:04:00.000Z'};

/** Takes a second dossier only beside the first one. */
function recipient(sent: Submission[]): Recipient {
  return {
    upload: async () => 'upload-1',
    async submit(submission): Promise<SubmitResult> {
      sent.push(submission);
      if (!submission.besides?.includes(EARLIER.code)) return {state: 'same-matter', ...EARLIER};
      return {state: 'accepted', code: 'H00-2', at: EARLIER.at};
    },
  };
}

describe('a second dossier about the same matter', () => {
  for (const [locale, told, meant] of [
    ['vi', /đã nộp hồ sơ H00-1 cho cùng việc này/u, 'Đây là việc khác'],
    ['en', /sent application H00-1 about the same matter/u, 'This is another matter'],
  ] as const) {
    it(`is told with the code of the first, and sent once the person says so (${locale})`, async () => {
      const sent: Submission[] = [];
      const form = await mount({definition: FORM, recipient: recipient(sent), locale});
      await fill(form, '/name', 'Lê Minh Ánh');
      await next(form);
      form.shadowRoot?.querySelector<HTMLInputElement>('#egov-declare')?.click();
      await form.submit();
      await settle(form);
      const outcome = form.renderRoot.querySelector('[part~=outcome]');
      expect(outcome?.textContent).to.match(told);
      expect(form.renderRoot.querySelector('#egov-live')?.textContent).to.match(told);
      // Sent again as it is, it is told again.
      await form.submit();
      await settle(form);
      expect(sent.map(({besides}) => besides)).to.deep.equal([undefined, undefined]);
      const box = form.renderRoot.querySelector<HTMLInputElement>('[part~=another] input');
      expect(box?.labels?.[0]?.textContent).to.contain(meant);
      box?.click();
      await form.submit();
      await settle(form);
      expect(sent.at(-1)?.besides).to.deep.equal([EARLIER.code]);
      expect(form.renderRoot.querySelector('[part~=code]')?.textContent).to.equal('H00-2');
    });
  }
});
