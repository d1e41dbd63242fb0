import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, test} from 'node:test';
import {
  checkDefinition,
  compileRule,
  createForm,
  dataScope,
  type FormDefinition,
  isOperator,
  type Json,
  type JsonObject,
  type Purpose,
  ruleExplainer,
} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {root} from '../src/root.ts';
import {SURROUNDINGS} from './definition-change.ts';

interface Fence {
  /** What stands after the three ticks: `json broken /version definition.pattern`. */
  readonly info: readonly string[];
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

function fencesOf(path: string): {page: string; fences: readonly Fence[]} {
  const page = readFileSync(join(root, path), 'utf8');
  const fences = [...page.matchAll(/^```(.*)\n([\s\S]*?)^```$/gmu)].map((match) => ({
    info: (match[1] ?? '').split(' '),
    text: match[2] ?? '',
    line: page.slice(0, match.index).split('\n').length,
  }));
  return {page, fences};
}

const lines = (text: string): readonly JsonObject[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('docs/definition.md', () => {
  const {page, fences} = fencesOf('docs/definition.md');
  const base = JSON.parse(fences[0]?.text ?? '') as JsonObject;

  for (const {info, text, line} of fences) {
    const [language, kind, pointer, code] = info;
    test(`line ${line}: ${info.join(' ')}`, () => {
      assert.equal(language, 'json');
      const definition = {...base, ...(JSON.parse(text) as JsonObject)};
      const findings = checkDefinition(definition, {packs: SURROUNDINGS.packs ?? []});
      if (kind === 'definition') {
        assert.deepEqual(findings, []);
        createForm(definition as unknown as FormDefinition, {packs: SURROUNDINGS.packs ?? []}).dispose();
      } else {
        assert.equal(kind, 'broken');
        assert.deepEqual(
          findings.map((finding) => [finding.pointer, finding.code]),
          [[pointer, code]],
        );
      }
    });
  }

  test('every member of the format is described, and in an example', () => {
    const schema = JSON.parse(readFileSync(join(root, 'schemas/form/v1.json'), 'utf8')) as Json;
    const members = new Set<string>();
    const collect = (part: Json): void => {
      if (part === null || typeof part !== 'object') return;
      for (const [name, value] of Object.entries(part)) {
        if (name === 'properties') for (const member of Object.keys(value as object)) members.add(member);
        collect(value as Json);
      }
    };
    collect(schema);
    assert.ok(members.size > 60);
    const examples = fences
      .filter(({info}) => info[1] === 'definition')
      .map(({text}) => text)
      .join('');
    for (const member of members) {
      assert.ok(new RegExp(`\`[^\`\n]*${member.replace('$', '\\$')}[^\`\n]*\``, 'u').test(page), `${member} is not described`);
      if (member !== '$schema') assert.ok(examples.includes(`"${member}"`), `${member} is in no example`);
    }
  });
});

describe('docs/rules.md', () => {
  const {fences} = fencesOf('docs/rules.md');
  const examples = fences.filter(({info}) => info[1] === 'rules').flatMap(({text}) => lines(text));

  for (const {rule = null, data = {}, gives = null} of examples) {
    test(JSON.stringify(rule), () => {
      assert.deepEqual(compileRule(rule, new Map()).evaluate(dataScope(data, '2026-11-21')), gives);
    });
  }

  test('every operator has an example', () => {
    const used = new Set<string>();
    const collect = (part: Json): void => {
      if (part === null || typeof part !== 'object') return;
      for (const [name, value] of Object.entries(part)) {
        used.add(name);
        collect(value as Json);
      }
    };
    for (const {rule = null} of examples) collect(rule);
    const source = readFileSync(join(root, 'packages/core/src/rules/signatures.ts'), 'utf8');
    const operators = [...source.matchAll(/^ {2}\['([^']+)', signature/gmu)].map(([, name]) => name ?? '');
    assert.ok(operators.length > 40);
    for (const operator of operators) assert.ok(isOperator(operator) && used.has(operator), operator);
  });

  test('sentences are those that are said', () => {
    const form = JSON.parse(readFileSync(join(root, 'examples/procedures/khai-sinh/form.json'), 'utf8')) as FormDefinition;
    const explain = ruleExplainer(form, [vietnam]);
    const said = fences.filter(({info}) => info[1] === 'explained').flatMap(({text}) => lines(text));
    assert.ok(said.length > 1);
    for (const {rule = null, purpose, vi, en} of said) {
      assert.equal(explain(rule, 'vi', purpose as Purpose), vi);
      assert.equal(explain(rule, 'en', purpose as Purpose), en);
    }
  });
});
