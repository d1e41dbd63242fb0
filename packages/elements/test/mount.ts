import type {Draft, DraftStore, FormDefinition, LookupAnswer, LookupConnector, Pack, SourceFile} from '@egov-form/core';
import {type EgovForm, setDefaultPorts} from '../src/index.ts';
import 'axe-core/axe.js';
import {loadPages, review} from '../src/form/lazy/parts.ts';
import {loadWords} from '../src/messages/messages.ts';
import {HandClock, turn} from './hand-clock.ts';

/** Every field type once, a conditional part, rows, a look-up, a document slot. All names are made up. */
export const SAMPLE: FormDefinition = {
  id: 'sample',
  version: '1.0.0',
  title: {vi: 'Tờ khai mẫu', en: 'Sample form'},
  data: {
    type: 'object',
    required: ['id', 'name', 'consent', 'cars'],
    properties: {
      id: {type: 'string', pattern: '^[0-9]{4}$', maxLength: 4},
      name: {type: 'string', maxLength: 60},
      born: {type: 'string', format: 'partial-date'},
      story: {type: 'string'},
      copies: {type: 'integer', minimum: 1, maximum: 20},
      issued: {type: 'string', format: 'date'},
      size: {enum: ['s', 'm', 'l']},
      colour: {enum: ['a', 'b', 'c', 'd', 'e', 'f']},
      town: {type: 'string'},
      married: {type: 'boolean'},
      spouse: {type: 'string'},
      consent: {const: true},
      home: {$ref: 'urn:egov-form:address:v1'},
      double: {type: 'integer'},
      cars: {
        type: 'array',
        minItems: 1,
        maxItems: 3,
        items: {type: 'object', required: ['plate'], properties: {plate: {type: 'string'}, owner: {type: 'string'}}},
      },
    },
  },
  pages: [
    {
      id: 'one',
      title: {vi: 'Trang một', en: 'Page one'},
      items: [
        {field: '/id'},
        {
          group: {vi: 'Thông tin', en: 'Details'},
          columns: 2,
          items: [
            {field: '/name'},
            {field: '/born'},
            {field: '/story'},
            {field: '/copies'},
            {field: '/double'},
            {field: '/issued'},
            {field: '/size'},
            {field: '/colour'},
            {field: '/town'},
            {field: '/married'},
            {field: '/spouse'},
            {field: '/home'},
          ],
        },
        {
          text: {vi: 'Xin **chú ý** <b>x</b> [xem](/xem) [xấu](javascript:alert(1))', en: 'Please note'},
          visible: {'==': [{var: 'married'}, true]},
        },
      ],
    },
    {
      id: 'two',
      title: {vi: 'Trang hai', en: 'Page two'},
      items: [
        {list: '/cars', rowTitle: {vi: 'Xe', en: 'Car'}, items: [{field: '/cars/*/plate'}, {field: '/cars/*/owner'}]},
        {document: 'card'},
      ],
    },
    {id: 'three', title: {vi: 'Trang ba', en: 'Page three'}, items: [{field: '/consent'}]},
  ],
  fields: {
    '/id': {label: {vi: 'Số định danh', en: 'ID number'}, hint: {vi: '4 chữ số', en: '4 digits'}},
    '/name': {label: {vi: 'Họ tên', en: 'Full name'}, autocomplete: 'name'},
    '/born': {label: {vi: 'Ngày sinh', en: 'Date of birth'}},
    '/story': {label: {vi: 'Trình bày', en: 'Statement'}, widget: 'textarea'},
    '/copies': {label: {vi: 'Số bản', en: 'Copies'}},
    '/double': {label: {vi: 'Gấp đôi', en: 'Double'}, value: {'*': [{var: 'copies'}, 2]}},
    '/issued': {label: {vi: 'Ngày cấp', en: 'Issued on'}},
    '/size': {
      label: {vi: 'Cỡ', en: 'Size'},
      options: [
        {value: 's', label: {vi: 'Nhỏ', en: 'Small'}},
        {value: 'm', label: {vi: 'Vừa', en: 'Medium'}},
        {value: 'l', label: {vi: 'Lớn', en: 'Large'}},
      ],
    },
    '/colour': {label: {vi: 'Màu', en: 'Colour'}},
    '/town': {label: {vi: 'Thành phố', en: 'Town'}, options: {list: 'towns'}},
    '/married': {label: {vi: 'Đã kết hôn', en: 'Married'}, widget: 'yes-no'},
    '/spouse': {label: {vi: 'Vợ hoặc chồng', en: 'Spouse'}, visible: {'==': [{var: 'married'}, true]}},
    '/consent': {label: {vi: 'Tôi đồng ý', en: 'I agree'}, widget: 'checkbox'},
    '/home': {label: {vi: 'Nơi ở', en: 'Home'}},
    '/cars': {label: {vi: 'Danh sách xe', en: 'Cars'}},
    '/cars/*/plate': {label: {vi: 'Biển số', en: 'Plate'}},
    '/cars/*/owner': {label: {vi: 'Chủ xe', en: 'Owner'}},
  },
  lookups: {
    person: {
      connector: 'population',
      title: {vi: 'Sổ dân cư', en: 'Population register'},
      keys: {citizenId: '/id', birthDate: {pointer: '/born', optional: true}},
      fill: {'/name': 'fullName', '/story': 'story'},
      trust: {'/name': 'locked'},
      purpose: {vi: 'Để điền tờ khai.', en: 'To fill in the form.'},
    },
  },
  documents: {
    card: {title: {vi: 'Thẻ mẫu', en: 'Sample card'}, accept: ['image/jpeg'], maxBytes: 1000, required: true},
  },
};

const TOWNS = ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ', 'Đà Lạt', 'Vinh', 'Việt Trì', 'Nam Định', 'Hội An', 'Sa Pa'];

/** Lists that the sample needs, loaded later like real ones. */
export const PACK: Pack = {
  address: {
    levels: [
      {member: 'provinceCode', list: 'provinces'},
      {member: 'communeCode', list: 'communes'},
    ],
    detail: 'detail',
    former: 'legacyText',
    beside: {era: '2025-07-01'},
  },
  optionLists: [
    {
      name: 'towns',
      load: async () => [...TOWNS, ...TOWNS.map((town) => `${town} mới`)].map((label, index) => ({value: `t${index}`, label})),
    },
    {name: 'provinces', load: () => Array.from({length: 20}, (_, i) => ({value: String(10 + i), label: `Tỉnh ${10 + i}`}))},
    {
      name: 'communes',
      load: async (where) =>
        Array.from({length: 20}, (_, i) => ({value: `${String(where['provinceCode'])}0${10 + i}`, label: `Xã ${10 + i}`})),
    },
  ],
};

/** A register under the test's control: every question waits for its answer. */
export class HandRegister implements LookupConnector {
  readonly questions: {keys: {readonly [name: string]: string}; answer(answer: LookupAnswer): void}[] = [];

  ask(request: Parameters<LookupConnector['ask']>[0], signal: Parameters<LookupConnector['ask']>[1]): Promise<LookupAnswer> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), {once: true});
      this.questions.push({keys: request.keys, answer: resolve});
    });
  }

  static filled(values: {readonly [attribute: string]: string}): LookupAnswer {
    return {
      state: 'filled',
      values,
      source: {register: 'population', title: {vi: 'Sổ dân cư', en: 'Population register'}, at: '2026-11-22T03:04:00.000Z'},
    };
  }
}

/** Drafts in memory, with the real contract: what is kept is a copy. */
export class MemoryDrafts implements DraftStore {
  readonly drafts: Map<string, string> = new Map();
  readonly files: Map<string, SourceFile> = new Map();
  failing = false;

  async load(key: string): Promise<Draft | undefined> {
    const draft = this.drafts.get(key);
    return draft === undefined ? undefined : (JSON.parse(draft) as Draft);
  }
  async save(key: string, draft: Draft): Promise<void> {
    if (this.failing) throw new Error('The disk is full.');
    this.drafts.set(key, JSON.stringify(draft));
  }
  async remove(key: string): Promise<void> {
    this.drafts.delete(key);
    for (const file of this.files.keys()) if (file.startsWith(`${key}/`)) this.files.delete(file);
  }
  async putFile(key: string, fileId: string, file: SourceFile): Promise<void> {
    this.files.set(`${key}/${fileId}`, file);
  }
  async getFile(key: string, fileId: string): Promise<SourceFile | undefined> {
    return this.files.get(`${key}/${fileId}`);
  }
  async removeFile(key: string, fileId: string): Promise<void> {
    this.files.delete(`${key}/${fileId}`);
  }
}

/** Put a form on the page and wait until it can be used (or has failed). */
export async function mount(setup: Partial<EgovForm> = {}): Promise<EgovForm> {
  // Tests switch languages in passing.
  await loadWords('en');
  // And look everything over as soon as they can.
  await Promise.all([review.load(), loadPages([{items: [{list: '', items: []}, {document: ''}]}], SAMPLE)]);
  setDefaultPorts(undefined);
  const element = document.createElement('egov-form');
  Object.assign(element, {definition: SAMPLE, packs: [PACK], locale: 'vi', ...setup});
  const ready = new Promise<void>((resolve) => {
    element.addEventListener('egov-ready', () => resolve(), {once: true});
    element.addEventListener('egov-error', () => resolve(), {once: true});
  });
  document.body.append(element);
  await ready;
  await settle(element);
  return element;
}

/** After everything that is on its way has been drawn. */
export async function settle(element: EgovForm): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    await element.updateComplete;
    await turn();
  }
}

export function unmountAll(): void {
  HandClock.restore();
  for (const element of document.querySelectorAll('egov-form')) element.remove();
}

/** One part of the form by its pointer. */
export function part(element: EgovForm, pointer: string): HTMLElement {
  const found = element.renderRoot.querySelector<HTMLElement>(`[data-pointer="${pointer}"]`);
  if (!found) throw new Error(`Nothing is shown for ${pointer}.`);
  return found;
}

export function shown(element: EgovForm, pointer: string): boolean {
  return element.renderRoot.querySelector(`[data-pointer="${pointer}"]`) !== null;
}

/** The native control of a part. */
export function control<T extends HTMLElement = HTMLInputElement>(element: EgovForm, pointer: string): T {
  const found = part(element, pointer).querySelector<T>('input:not([aria-hidden]), select, textarea, output');
  if (!found) throw new Error(`No control is shown for ${pointer}.`);
  return found;
}

/** Type a whole text as a person would who pastes it, and leave the field. */
export async function fill(element: EgovForm, pointer: string, text: string): Promise<void> {
  const input = control(element, pointer);
  input.focus();
  input.value = text;
  input.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
  input.dispatchEvent(new Event('change', {bubbles: true}));
  input.blur();
  await settle(element);
}

export function button(root: ParentNode, words: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((each) =>
    `${each.getAttribute('aria-label') ?? ''} ${each.textContent}`.includes(words),
  );
  if (!found) throw new Error(`No button "${words}".`);
  return found;
}

export async function next(element: EgovForm): Promise<void> {
  const go = element.renderRoot.querySelector<HTMLButtonElement>('[part~=next]');
  if (!go) throw new Error('There is no next page.');
  go.click();
  await settle(element);
}

/** Ids of the rules of axe-core that the form breaks now. */
export async function axeViolations(element: EgovForm): Promise<readonly string[]> {
  const {axe} = globalThis as unknown as {
    axe: {run(root: Element): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>};
  };
  const {violations} = await axe.run(element);
  return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' | ')}`);
}
