/**
 * 500 hostile texts in labels, hints, placeholders, choices, titles, text blocks, messages, answers and names of files: none
 * runs, none becomes an element or an attribute, and each is shown as it stands.
 */
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {FormDefinition, Json, JsonObject} from '@egov-form/core';
import type {Page} from 'playwright-core';
import {naughtyStrings} from '../../src/fixtures/naughty-strings.ts';
import {FieldStage, settle} from './field-page.ts';

const COUNT = 500;
const AT_ONCE = 50;

/** Every text stands everywhere that a definition has words, and is an answer too. */
function formOf(texts: readonly string[]): {readonly definition: FormDefinition; readonly answers: JsonObject} {
  const named = texts.map((text, i) => ({text, name: `n${i}`}));
  const each = <T>(make: (entry: {text: string; name: string}) => readonly (readonly [string, T])[]): {[name: string]: T} =>
    Object.fromEntries(named.flatMap(make));
  return {
    definition: {
      id: 'naughty',
      version: '1.0.0',
      title: texts[0] ?? '',
      description: texts[1] ?? '',
      procedure: {name: texts[2] ?? '', authority: texts[3] ?? '', fee: texts[4] ?? '', time: texts[5] ?? ''},
      data: {
        type: 'object',
        properties: each<JsonObject>(({name}) => [
          [name, {type: 'string'}],
          [`${name}Number`, {type: 'integer', minimum: 5}],
          [`${name}Radio`, {enum: ['a', 'b']}],
          [`${name}Select`, {enum: ['a', 'b']}],
          [`${name}Several`, {type: 'array', items: {enum: ['a', 'b']}}],
        ]),
      },
      pages: [
        {
          id: 'all',
          title: texts[0] ?? '',
          description: texts[1] ?? '',
          items: named.map(({text, name}) => ({
            group: text,
            description: text,
            items: [
              {field: `/${name}`},
              ...['Number', 'Radio', 'Select', 'Several'].map((kind) => ({field: `/${name}${kind}`})),
              {text},
            ],
          })),
        },
        {id: 'papers', title: 'Giấy tờ', items: named.map(({name}) => ({document: name}))},
      ],
      fields: each(({text, name}) => {
        const options = [
          {value: 'a', label: text},
          {value: 'b', label: {vi: text, en: text}},
        ];
        const words = {label: text, hint: text};
        return [
          [
            `/${name}`,
            {...words, placeholder: text, checks: [{rule: {'!': [true]}, message: text, severity: 'warning' as const}]},
          ],
          [`/${name}Number`, words],
          [`/${name}Radio`, {...words, widget: 'radio', options}],
          [`/${name}Select`, {...words, widget: 'select', options}],
          [`/${name}Several`, {...words, widget: 'chips', options}],
        ];
      }),
      documents: each(({text, name}) => [[name, {title: text, hint: text, accept: ['image/jpeg']}]]),
      submit: {declaration: texts[6] ?? '', label: texts[7] ?? ''},
    },
    answers: each<Json>(({text, name}) => [
      [name, text],
      [`${name}Number`, 1],
      [`${name}Select`, 'a'],
      [`${name}Several`, ['a']],
    ]),
  };
}

interface Inventory {
  /** How many elements of each kind, text blocks aside: those may make lists and links of their words. */
  readonly elements: {readonly [name: string]: number};
  /** Names of attributes, by element. */
  readonly attributes: readonly string[];
  /** Elements in text blocks. */
  readonly inTexts: readonly string[];
  /** Addresses of links. */
  readonly addresses: readonly string[];
}

/** White space, and what is dropped from texts or set around them: controls, direction, zero width, half characters. */
const UNSEEN = /[\s\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd\ufffe\uffff]/u;

/** Where names of files stand: refused and accepted ones in their slots, the review, what an officer reads. */
const VIEWS = ['form', 'refused', 'accepted', 'review', 'officer'] as const;
type View = (typeof VIEWS)[number];

/** Put the form up, check it, offer files with those names, go through it, and say what it is made of. */
async function visit(page: Page, texts: readonly string[]): Promise<{[view in View]: Inventory} & {shown: unknown}> {
  // As JSON text: half a surrogate pair would not come through otherwise.
  const json = JSON.stringify({...formOf(texts), texts, unseen: UNSEEN.source});
  await page.evaluate(async (source) => {
    const {definition, answers} = JSON.parse(source);
    const form = document.createElement('egov-form') as HTMLElement & {definition: unknown; answers: unknown; validate(): void};
    form.setAttribute('draft', 'off');
    form.definition = definition;
    form.answers = answers;
    const ready = new Promise((resolve, reject) => {
      form.addEventListener('egov-ready', resolve, {once: true});
      form.addEventListener('egov-error', (event) => reject((event as Event & {error?: unknown}).error ?? event), {once: true});
    });
    document.querySelector('main')?.replaceChildren(form);
    await ready;
    form.validate();
  }, json);
  await settle(page, 4);
  const shown = await page.evaluate((source) => {
    const {texts: given, unseen} = JSON.parse(source) as {texts: string[]; unseen: string};
    const root = document.querySelector('egov-form')?.shadowRoot;
    const at = (pointer: string): Element | null | undefined => root?.querySelector(`egov-field[data-pointer="/${pointer}"]`);
    const seen = (text: string | null | undefined): string => (text ?? '').normalize().replace(new RegExp(unseen, 'gu'), '');
    return given.flatMap((text, i) => {
      const field = at(`n${i}`);
      const wrong: string[] = [];
      const expect = (what: string, found: string | null | undefined): void => {
        if (!seen(found).includes(seen(text))) wrong.push(`${what} of ${JSON.stringify(text.slice(0, 60))}`);
      };
      expect('label', field?.querySelector('label')?.textContent);
      expect('hint', field?.querySelector('.hint')?.textContent);
      expect('message', field?.querySelector('[data-severity=warning]')?.textContent);
      expect('placeholder', field?.querySelector('input')?.placeholder);
      expect('choice', at(`n${i}Radio`)?.querySelector('.choice')?.textContent);
      expect('option', at(`n${i}Select`)?.querySelector('option:checked')?.textContent);
      expect('chosen', at(`n${i}Several`)?.querySelector('.chip')?.textContent);
      expect('error', at(`n${i}Number`)?.querySelector('[data-severity=error]')?.textContent);
      return wrong;
    });
  }, json);
  const inventory = (): Promise<Inventory> =>
    page.evaluate(() => {
      const root = document.querySelector('egov-form')?.shadowRoot;
      const elements: {[name: string]: number} = {};
      const attributes = new Set<string>();
      const inTexts = new Set<string>();
      const addresses = new Set<string>();
      for (const node of root?.querySelectorAll('*') ?? []) {
        if (node.closest('.text, .lead, egov-text')) inTexts.add(node.localName);
        else elements[node.localName] = (elements[node.localName] ?? 0) + 1;
        for (const {name, value} of node.attributes) {
          attributes.add(`${node.localName} ${name}`);
          if (name === 'href') addresses.add(value);
        }
      }
      return {elements, attributes: [...attributes].sort(), inTexts: [...inTexts], addresses: [...addresses]};
    });
  const form = await inventory();
  // The names of files, offered as a person drops them; a text is no photo and is refused by name.
  await page.evaluate(async (source) => {
    const {texts: given} = JSON.parse(source) as {texts: string[]};
    const {model} = document.querySelector('egov-form') as unknown as {
      model: {page: string; document(name: string): {attach(file: File): Promise<void>}};
    };
    model.page = 'papers';
    for (const [i, text] of given.entries()) await model.document(`n${i}`).attach(new File(['x'], text, {type: 'text/plain'}));
  }, json);
  await settle(page, 3);
  const refused = await inventory();
  // The same names of papers that were accepted, as a draft brings them back.
  const names = (): Promise<readonly string[]> =>
    page.evaluate((source) => {
      const {texts: given, unseen} = JSON.parse(source) as {texts: string[]; unseen: string};
      const root = document.querySelector('egov-form')?.shadowRoot;
      const words = [...(root?.querySelectorAll('.file-name, .attached') ?? [])].map(({textContent}) => textContent ?? '');
      const seen = (text: string): string => text.normalize().replace(new RegExp(unseen, 'gu'), '');
      const all = seen(words.join(''));
      return given.filter((text) => !all.includes(seen(text))).map((text) => `name of a file: ${text.slice(0, 60)}`);
    }, json);
  await page.evaluate((source) => {
    const {texts: given} = JSON.parse(source) as {texts: string[]};
    const {model} = document.querySelector('egov-form') as unknown as {
      model: {snapshot(): object; restore(snapshot: object): void};
    };
    const file = {type: 'image/jpeg', sizeBytes: 1, sha256: 'ab', pageCount: 1, facts: {}};
    const documents = Object.fromEntries(given.map((name, i) => [`n${i}`, [{...file, id: `file${i}`, name}]]));
    model.restore({...model.snapshot(), documents, page: 'papers'});
  }, json);
  await settle(page, 3);
  const accepted = await inventory();
  const missing = [...(await names())];
  const others: {[view: string]: Inventory} = {};
  for (const view of ['review', 'officer'] as const) {
    await page.evaluate((mode) => document.querySelector('egov-form')?.setAttribute('mode', mode), view);
    await page.waitForFunction(
      (mode) => document.querySelector('egov-form')?.shadowRoot?.querySelector(`egov-${mode} egov-attached`),
      view,
    );
    await settle(page, 3);
    others[view] = await inventory();
    missing.push(...(await names()));
  }
  return {form, refused, accepted, ...others, shown: [...(shown as string[]), ...missing]} as Awaited<ReturnType<typeof visit>>;
}

describe('hostile texts', () => {
  const texts = naughtyStrings(COUNT);
  let stage: FieldStage;
  let page: Page;
  let problems: readonly string[];
  let plain: Awaited<ReturnType<typeof visit>>;
  let runs = 0;

  before(async () => {
    stage = await FieldStage.open();
    ({page, problems} = await stage.page('/', {viewport: {width: 360, height: 800}}));
    await page.exposeFunction('ran', () => {
      runs += 1;
    });
    plain = await visit(
      page,
      Array.from({length: AT_ONCE}, (_, i) => `Chữ thường ${i}`),
    );
  });
  after(() => stage?.close());

  it('are as many as promised, and would be noticed', async () => {
    assert.equal(new Set(texts).size, COUNT);
    await page.evaluate(() => (globalThis as unknown as {ran(): void}).ran());
    assert.equal(runs, 1);
    runs = 0;
  });

  for (let from = 0; from < COUNT; from += AT_ONCE) {
    it(`${from + 1} to ${from + AT_ONCE}: none runs or becomes markup, each is shown as it stands`, async () => {
      const given = texts.slice(from, from + AT_ONCE);
      const found = await visit(page, given);
      // Nothing is left of these: a question without an answer, which the review says in an element.
      const gone = given.filter((text) => text.normalize().replaceAll(new RegExp(UNSEEN, 'gu'), '') === '').length;
      assert.equal(runs, 0);
      assert.deepEqual(found.shown, []);
      for (const view of VIEWS) {
        // Blank texts make fewer; nothing makes more.
        assert.deepEqual(
          Object.entries(found[view].elements).filter(
            ([name, count]) => count > (plain[view].elements[name] ?? 0) + (name === 'span' ? gone : 0),
          ),
          [],
          view,
        );
        assert.deepEqual(
          found[view].attributes.filter((name) => !plain[view].attributes.includes(name) && name !== 'a href'),
          [],
        );
        // What the small markdown of text blocks may make.
        const allowed = new Set([
          'egov-text',
          'div',
          'p',
          'strong',
          'em',
          'code',
          'a',
          'ul',
          'ol',
          'li',
          'br',
          ...plain[view].inTexts,
        ]);
        assert.deepEqual(
          found[view].inTexts.filter((name) => !allowed.has(name)),
          [],
        );
        assert.deepEqual(
          found[view].addresses.filter((address) => /^\s*(?:javascript|data|vbscript):/iu.test(address)),
          [],
        );
      }
      const [content, window] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(Number(content) <= Number(window), `the page is ${content} px wide in a window of ${window} px`);
    });
  }

  it('broke no policy and caused no error', () => {
    assert.deepEqual(problems, []);
  });
});
