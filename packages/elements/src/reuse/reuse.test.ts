/** What the person had kept of an earlier application: offered where it is asked for, kept again only where they wish it. */
import type {KeptAnswer, Recipient, Submission} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {axeViolations, button, control, fill, mount, part, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const AT = '2026-03-12T05:00:00.000Z';
const KEPT: readonly KeptAnswer[] = [{term: 'phone', value: '0900000001', at: AT}];
const definition = {
  ...SAMPLE,
  documents: {card: {title: 'Thẻ mẫu'}},
  fields: {...SAMPLE.fields, '/story': {...SAMPLE.fields?.['/story'], reuse: 'phone'}},
} as typeof SAMPLE;

class Office implements Recipient {
  readonly sent: Submission[] = [];
  asked = 0;

  async keptAnswers(): Promise<readonly KeptAnswer[]> {
    this.asked += 1;
    return KEPT;
  }
  async submit(submission: Submission) {
    this.sent.push(submission);
    return {state: 'unavailable'} as const;
  }
  async upload(): Promise<string> {
    return 'x';
  }
}

async function opened(owner = 'mother', office = new Office()): Promise<{form: EgovForm; office: Office}> {
  const form = await mount({definition, recipient: office, draft: 'off', ports: {owner: async () => owner}});
  if (owner !== '') await until('it was asked for', () => office.asked === 1);
  await settle(form);
  return {form, office};
}
const offer = (form: EgovForm): HTMLElement | null => form.renderRoot.querySelector('[part~=kept]');

/** Hand it in with everything answered that must be. */
async function send(form: EgovForm): Promise<void> {
  for (const [pointer, value] of Object.entries({'/id': '1234', '/name': 'Ai đó', '/consent': true, '/cars/0/plate': 'A'}))
    form.model?.set(pointer, value);
  await form.submit();
  await settle(form);
  form.renderRoot.querySelector<HTMLInputElement>('#egov-declare')?.click();
}

describe('an answer of an earlier application', () => {
  for (const [locale, words] of [
    ['vi', 'Từ hồ sơ Ông/Bà gửi 12/03/2026: 0900000001'],
    ['en', 'From your application of 12/03/2026: 0900000001'],
  ] as const) {
    it(`is offered at the empty question, and never filled unasked: ${locale}`, async () => {
      const {form} = await opened();
      form.locale = locale;
      await until('it is offered', () => offer(form)?.textContent?.replace(/\s+/gu, ' ').includes(words));
      expect(form.model?.get('/story')).to.equal(undefined);
      expect(part(form, '/story').contains(offer(form))).to.equal(true);
      expect(await axeViolations(form)).to.deep.equal([]);
    });
  }

  it('is taken with its source, which goes when it is edited', async () => {
    const {form} = await opened();
    await until('it is offered', () => offer(form));
    button(offer(form) as HTMLElement, 'Dùng').click();
    await settle(form);
    expect(form.model?.field('/story').origin).to.deep.equal({kind: 'earlier', at: AT});
    expect(offer(form)).to.equal(null);
    expect(part(form, '/story').querySelector('[part~=badge]')?.textContent).to.contain('Từ hồ sơ gửi lúc');
    expect(form.shadowRoot?.activeElement).to.equal(control<HTMLTextAreaElement>(form, '/story'));
    await fill(form, '/story', '0900000002');
    expect(form.model?.field('/story').origin?.kind).to.equal('typed');
    expect(part(form, '/story').querySelector('[part~=badge]')).to.equal(null);
  });

  it('is asked for by nobody who is not signed in, and they are asked for no consent', async () => {
    const {form, office} = await opened('');
    await fill(form, '/story', '0900000002');
    await send(form);
    expect([office.asked, offer(form), form.renderRoot.querySelector('[part~=keep]')]).to.deep.equal([0, null, null]);
  });

  it('is kept for the next one only where the person says so', async () => {
    const {form, office} = await opened();
    await fill(form, '/story', '0900000002');
    await send(form);
    const keep = form.renderRoot.querySelector<HTMLInputElement>('[part~=keep] input');
    expect(form.renderRoot.querySelector('[part~=keep]')?.textContent).to.contain('Giữ trình bày cho hồ sơ lần sau của tôi');
    expect(keep?.checked).to.equal(false);
    await form.submit();
    keep?.click();
    await settle(form);
    await form.submit();
    expect(office.sent.map((one) => one.keep)).to.deep.equal([undefined, true]);
    expect(await axeViolations(form)).to.deep.equal([]);
  });
});
