/**
 * Every kind of question × every state × both languages, in Chromium: axe finds nothing, and the browser's own accessibility
 * tree says name, role, value, required, read-only, invalid, and what is wrong in words.
 */
import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {createForm, type FieldTypeRecord} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import type {Page} from 'playwright-core';
import {
  ALL_TYPES,
  answersOf,
  definitionOf,
  FIELD_STATES,
  type FieldState,
  isAsked,
  LOCALES,
  type Locale,
  memberOf,
  textIn,
  WARNING,
} from '../../src/generate/field-types.ts';
import {type SpokenNode, spokenFields} from './accessibility-tree.ts';
import {axeFindings, FieldStage, show} from './field-page.ts';

let stage: FieldStage;
let page: Page;
let problems: readonly string[];
before(async () => {
  stage = await FieldStage.open();
  ({page, problems} = await stage.page('/', {bypassCSP: true}));
});
after(() => stage?.close());

/** The role that the control has in a state: what cannot be changed is a text box to read, a consent a box that cannot be ticked. */
function roleIn(type: FieldTypeRecord, state: FieldState): string {
  const locked = state === 'disabled' || state === 'read-only';
  return locked && type.role !== 'checkbox' && type.widget !== 'signature' ? 'textbox' : type.role;
}

/** What the engine says about the wrong answer, in words: the one table of messages is the source of both. */
async function wordsOf(type: FieldTypeRecord, locale: Locale): Promise<string> {
  const form = createForm(definitionOf('error', [type]), {packs: [vietnam]});
  form.restore({...form.snapshot(), answers: answersOf('error', [type]), origins: {}});
  const issues = form.validate();
  const first = issues.find(({code}) => code === type.example.issue);
  assert.ok(first, `${type.name}: expected ${type.example.issue}, found ${issues.map(({code}) => code).join(', ') || 'nothing'}`);
  return form.messageOf(first, locale).replace(/\s+/gu, ' ').trim();
}

/** What is missing of what a screen reader should hear. Empty when nothing is. */
function missing(
  type: FieldTypeRecord,
  state: FieldState,
  locale: Locale,
  nodes: readonly SpokenNode[],
  wrong: string,
): string[] {
  const label = textIn(type.example.label, locale);
  const role = roleIn(type, state);
  const main = nodes.find((node) => node.role === role && node.name.startsWith(label));
  if (!main) return [`a ${role} named "${label}"`];
  const asked = isAsked(type);
  const locked = state === 'disabled' || state === 'read-only' || !asked;
  const faulty = state === 'error' && type.example.issue !== undefined;
  const said = nodes.map(({description}) => description).join(' ');
  const saysRequired = /\((?:bắt buộc|required)\)/u.test(main.name);
  const expected: {readonly [what: string]: boolean} = {
    'its hint': main.description.includes(textIn(type.example.hint, locale)),
    'required or not': locked || (main.required || saysRequired) === asked,
    'required once': !(main.required && saysRequired),
    'read-only': !(locked && role === 'textbox') || main.readonly || main.disabled,
    disabled: !(locked && role === 'checkbox') || main.disabled,
    'its value': state === 'empty' || !['textbox', 'combobox'].includes(role) || type.widget === 'chips' || main.value !== '',
    'something ticked':
      state !== 'filled' ||
      !['radio', 'yes-no', 'checkboxes', 'checkbox'].includes(type.widget) ||
      nodes.some(({checked}) => checked),
    'invalid or not': nodes.some(({invalid}) => invalid) === faulty,
    'the control itself invalid': !faulty || role === 'group' || main.invalid,
    'what is wrong': !faulty || said.includes(wrong),
    'the warning': state !== 'warning' || !asked || said.includes(WARNING[locale]),
  };
  return Object.keys(expected).filter((what) => !expected[what]);
}

/** Nodes as one line, what is empty left out. */
function outline(nodes: readonly SpokenNode[]): string {
  return nodes
    .filter(({role}) => role !== 'StaticText' && role !== 'LabelText' && role !== 'generic')
    .map((node) =>
      Object.values(Object.fromEntries(Object.entries(node).map(([name, value]) => [name, value === true ? name : value || ''])))
        .filter(Boolean)
        .join(' | '),
    )
    .join(' // ');
}

describe('every kind of question', () => {
  for (const locale of LOCALES) {
    for (const state of FIELD_STATES) {
      it(`${state}, ${locale}`, async () => {
        await show(page, {
          definition: definitionOf(state),
          answers: answersOf(state),
          locale,
          disabled: state === 'disabled',
          validated: state === 'error' || state === 'warning',
        });
        const fields = await spokenFields(page);
        const found: string[] = [];
        for (const type of ALL_TYPES) {
          const nodes = fields.get(`/${memberOf(type)}`);
          if (type.role === 'none') assert.equal(nodes, undefined, `${type.name} is not seen`);
          else {
            assert.ok(nodes, `${type.name} is shown`);
            const wrong = state === 'error' && type.example.issue ? await wordsOf(type, locale) : '';
            const lacks = missing(type, state, locale, nodes, wrong);
            if (lacks.length > 0) found.push(`${type.name} lacks ${lacks.join(', ')}: ${outline(nodes)}`);
          }
        }
        assert.deepEqual(found, []);
        assert.deepEqual(await axeFindings(page), []);
      });
    }
  }

  it('opened without an error on the console', () => {
    assert.deepEqual(problems, []);
  });
});
