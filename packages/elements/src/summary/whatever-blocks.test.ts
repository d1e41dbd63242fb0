/** Whatever stops the sending is said on the page, with a way to a question, or as a fault of the form: of random schemas. */
import {checkDefinition, checkedMark, type FormDefinition, type JsonObject} from '@egov-form/core';
import {randomAnswers, randomData} from '@egov-form/dev/random-forms';
import {expect} from 'chai';
import fc from 'fast-check';
import {mount, settle, unmountAll} from '../../test/mount.ts';
import type {EgovForm} from '../index.ts';

const CASES = 40;
const FAULTY = {vi: /Biểu mẫu này có lỗi/u, en: /This form has a fault/u};

function definitionOf(schema: JsonObject): FormDefinition | undefined {
  const definition = {id: 'random', version: '1.0.0', title: 'Request', data: {...schema, title: 'Request'}} as FormDefinition;
  const isRefused = checkDefinition(definition).some(({code}) => !code.startsWith('required.'));
  // As a page opens it that trusts the mark: a fault of the form is met by the person.
  return isRefused ? undefined : {...definition, checked: checkedMark(definition)};
}

/** Press send, and answer whether the dossier went. */
async function send(form: EgovForm): Promise<boolean> {
  let sent = false;
  form.addEventListener('egov-submit', (event) => {
    event.preventDefault();
    sent = true;
  });
  form.showPage('review');
  await settle(form);
  form.renderRoot.querySelector<HTMLInputElement>('#egov-declare')?.click();
  form.renderRoot.querySelector<HTMLButtonElement>('[part~=send]')?.click();
  await settle(form);
  return sent;
}

async function assertSaid(form: EgovForm, locale: 'vi' | 'en', what: string): Promise<void> {
  const root = form.renderRoot as ShadowRoot;
  const summary = root.querySelector('egov-summary');
  const texts = [...(summary?.querySelectorAll('li') ?? [])].map((line) => line.textContent?.trim() ?? '');
  expect(texts, what).not.to.be.empty;
  for (const text of texts)
    expect(text.length > 10 && !/[{}]|undefined|object Object/u.test(text), `${text}\n${what}`).to.equal(true);
  expect(summary?.contains(root.activeElement), `the focus is on the summary\n${what}`).to.equal(true);
  const link = summary?.querySelector<HTMLElement>('li button');
  if (!link)
    expect(
      texts.some((text) => FAULTY[locale].test(text)),
      `${texts}\n${what}`,
    ).to.equal(true);
  link?.click();
  await settle(form);
  if (link)
    expect(root.activeElement && !summary?.contains(root.activeElement), `${link.textContent} leads nowhere\n${what}`).to.equal(
      true,
    );
}

describe('whatever stops the sending', () => {
  afterEach(unmountAll);

  it('is listed with a way to a question, or is a fault of the form', async () => {
    const cases = fc.sample(fc.tuple(randomData, randomAnswers), {seed: 20261201, numRuns: CASES * 8});
    let stopped = 0;
    for (const [schema, answers] of cases) {
      if (stopped >= CASES) break;
      const definition = definitionOf(schema);
      if (!definition) continue;
      const locale = stopped % 2 === 0 ? 'vi' : 'en';
      const form = await mount({definition, answers, locale});
      if (!(await send(form))) {
        stopped += 1;
        await assertSaid(form, locale, JSON.stringify({schema, answers}));
      }
      unmountAll();
    }
    expect(stopped).to.equal(CASES);
  }).timeout(120_000);
});
