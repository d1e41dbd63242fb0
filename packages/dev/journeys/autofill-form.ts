/** A form of its own for the journeys about autofill, beside those of the examples. */
import {cp, mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {FormDefinition} from '@egov-form/core';
import type {Page} from 'playwright-core';
import {root} from '../src/root.ts';

export const AUTOFILL_FORM: FormDefinition = {
  id: 'autofill',
  version: '1.0.0',
  title: {vi: 'Đăng ký hoạt động', en: 'Registration of an activity'},
  procedure: {code: '1.001193'},
  data: {
    type: 'object',
    properties: {
      citizenId: {type: 'string', format: 'vn-personal-id', maxLength: 12},
      birthDate: {type: 'string', format: 'partial-date'},
      fullName: {type: 'string', maxLength: 200},
      idNumber: {type: 'string', format: 'vn-personal-id', maxLength: 12},
      industry: {type: 'string', maxLength: 200},
      sector: {enum: ['4933', '4932', '0127']},
      company: {type: 'string', format: 'vn-tax-code'},
      companyName: {type: 'string', maxLength: 300},
    },
  },
  pages: [
    {
      id: 'all',
      title: {vi: 'Thông tin', en: 'Details'},
      items: [
        {field: '/fullName'},
        {field: '/idNumber'},
        {field: '/citizenId'},
        {field: '/birthDate'},
        {field: '/company'},
        {field: '/companyName'},
        {field: '/industry'},
        {field: '/sector'},
      ],
    },
  ],
  fields: {
    '/citizenId': {label: {vi: 'Số định danh cá nhân', en: 'Personal ID number'}},
    '/birthDate': {label: {vi: 'Ngày sinh', en: 'Date of birth'}},
    '/fullName': {label: {vi: 'Họ và tên', en: 'Full name'}},
    '/idNumber': {label: {vi: 'Số giấy tờ', en: 'Document number'}, sensitivity: 'personal'},
    '/company': {label: {vi: 'Mã số doanh nghiệp', en: 'Business code'}},
    '/companyName': {label: {vi: 'Tên doanh nghiệp', en: 'Business name'}},
    '/industry': {
      label: {vi: 'Ngành nghề', en: 'Industry'},
      hint: {vi: 'Gõ tên ngành hoặc mã ngành', en: 'Type its name or its code'},
      options: {connector: 'industry-codes', minimum: 2},
    },
    '/sector': {label: {vi: 'Ngành chính', en: 'Main industry'}, options: {connector: 'industry-codes'}},
  },
  lookups: {
    person: {
      connector: 'population',
      title: {vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database'},
      keys: {citizenId: '/citizenId', birthDate: {pointer: '/birthDate', optional: true}},
      fill: {'/fullName': 'fullName', '/idNumber': 'idDocumentNumber', '/birthDate': 'birthDate'},
      trust: {'*': 'correctable', '/birthDate': 'locked'},
      purpose: {vi: 'Điền tờ khai này, không dùng cho mục đích khác.', en: 'To fill this form, and for nothing else.'},
    },
    company: {
      connector: ['business'],
      title: {vi: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp', en: 'Business Registration Database'},
      keys: {code: '/company'},
      fill: {'/companyName': 'name'},
      trust: {'*': 'locked'},
      purpose: {vi: 'Điền tên doanh nghiệp.', en: 'To fill the name.'},
    },
  },
};

/** The examples and this form, in a folder that a gateway can serve. */
export async function autofillForms(folder: string): Promise<string> {
  const forms = join(folder, 'forms');
  await cp(join(root, 'examples/procedures'), forms, {recursive: true});
  await mkdir(join(forms, AUTOFILL_FORM.id), {recursive: true});
  await writeFile(join(forms, AUTOFILL_FORM.id, 'form.json'), JSON.stringify(AUTOFILL_FORM));
  return forms;
}

/** Put the form on a page of the portal, as any page would: an element, a source, a gateway. */
export async function showAutofillForm(page: Page, url: string, locale: string): Promise<void> {
  await page.goto(`${url}/procedures/khai-sinh/`);
  await page.evaluate(
    ([src, language]) => {
      const form = document.createElement('egov-form');
      form.setAttribute('src', src ?? '');
      form.setAttribute('gateway', '/api');
      form.setAttribute('locale', language ?? '');
      document.querySelector('egov-form')?.replaceWith(form);
    },
    [`/api/forms/${AUTOFILL_FORM.id}`, locale],
  );
  await page.waitForFunction(() => Boolean((document.querySelector('egov-form') as {model?: unknown} | null)?.model));
  await page.locator('egov-form [data-pointer="/industry"]').waitFor();
}
