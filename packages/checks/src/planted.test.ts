/** Mistakes that are planted into a good definition, each a small change: all are found, at their place, and nothing else is. */
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {describe, it} from 'node:test';
import {SERVICES} from '@egov-form/connectors/server';
import type {Json, JsonObject, Severity} from '@egov-form/core';
import {vietnam} from '@egov-form/vietnam';
import {natures} from '@egov-form/vietnam/natures';
import {checkProcedure} from './check-procedure.ts';
import {WEIGHTS} from './codes.ts';
import type {Finding, PatchOperation} from './finding.ts';
import {findingText} from './finding-text.ts';
import {coreTexts} from './messages/core-vi.ts';
import {placeIn} from './place.ts';
import type {Surroundings} from './surroundings.ts';

/** `set`, by pointer (`-` is the end of a list), then `remove`. */
interface Planted extends Partial<Pick<Surroundings, 'languages' | 'publish' | 'cases'>> {
  readonly finds: string;
  readonly at: string;
  /** Of the changed definition as `JSON.stringify` writes it, or of the case. */
  readonly line: number;
  /** How that line begins. */
  readonly text: string;
  readonly case?: string;
  /** What follows from the mistake and is found, too. */
  readonly also?: readonly string[];
  readonly set?: JsonObject;
  readonly remove?: readonly string[];
}

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const good = JSON.parse(read('packages/dev/cases/checks/good.json')) as JsonObject;
const planted = JSON.parse(read('packages/dev/cases/checks/planted.json')) as readonly Planted[];

const NORMAL = {title: 'Bình thường', today: '2026-07-02', answers: {reason: 'work'}, expect: {valid: true}};
const written = (json: unknown): string => JSON.stringify(json, null, 2);

function surroundingsOf({languages = ['vi', 'en'], publish = false, cases = {normal: NORMAL}}: Partial<Planted>): Surroundings {
  return {packs: [vietnam, {natures}], services: SERVICES, languages, publish, cases};
}

/** A patch applied as RFC 6902 says. */
function patched(json: JsonObject, operations: readonly PatchOperation[]): JsonObject {
  const copy = structuredClone(json);
  const holderOf = (pointer: string): [holder: {[name: string]: Json}, name: string] => {
    const segments = pointer
      .split('/')
      .slice(1)
      .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
    const name = segments.pop() ?? '';
    return [segments.reduce<Json>((value, one) => (value as JsonObject)[one] as Json, copy) as {[name: string]: Json}, name];
  };
  const put = (pointer: string, value: Json): void => {
    const [holder, name] = holderOf(pointer);
    if (Array.isArray(holder) && name === '-') holder.push(value);
    else holder[name] = value;
  };
  const take = (pointer: string): Json => {
    const [holder, name] = holderOf(pointer);
    const value = holder[name] as Json;
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete holder[name];
    return value;
  };
  for (const operation of operations) {
    if (operation.op === 'remove') take(operation.path);
    else put(operation.path, operation.op === 'move' ? take(operation.from) : operation.value);
  }
  return copy;
}

function definitionOf({set = {}, remove = []}: Planted): JsonObject {
  return patched(good, [
    ...Object.entries(set).map(([path, value]) => ({op: 'add', path, value}) as const),
    ...remove.map((path) => ({op: 'remove', path}) as const),
  ]);
}

const found = planted.map((mistake) => {
  const definition = definitionOf(mistake);
  const findings = checkProcedure(written(definition), surroundingsOf(mistake));
  return {
    mistake,
    definition,
    findings,
    finding: findings.find(({code, pointer}) => code === mistake.finds && pointer === mistake.at),
  };
});

describe('planted mistakes', () => {
  it('are none in the good definition, also when it is published', () => {
    for (const publish of [false, true]) assert.deepEqual(checkProcedure(written(good), surroundingsOf({publish})), []);
  });

  for (const {mistake, findings, definition} of found)
    it(`${mistake.finds} at ${mistake.at || 'the whole'}`.slice(0, 88), () => {
      const here = findings.filter(({code, pointer}) => code === mistake.finds && pointer === mistake.at);
      assert.equal(here.length, 1, written(findings));
      assert.deepEqual(
        findings
          .filter((one) => one !== here[0])
          .map(({code}) => code)
          .sort(),
        mistake.also ?? [],
      );
      assert.equal(here[0]?.case, mistake.case);
      const text = written(mistake.case === undefined ? definition : mistake.cases?.[mistake.case]);
      const {line} = placeIn(text, mistake.at);
      assert.equal(line, mistake.line);
      assert.ok(text.split('\n')[line - 1]?.trim().startsWith(mistake.text));
    });

  it('are of every code of the checks', () => {
    const tried = new Set(planted.map(({finds}) => finds));
    assert.deepEqual(
      Object.keys(WEIGHTS).filter((code) => !tried.has(code)),
      [],
    );
  });

  it('have texts in both languages, with every param filled in', () => {
    for (const finding of found.flatMap(({findings}) => findings))
      for (const language of ['vi', 'en'] as const) {
        const text = findingText(finding, language);
        assert.doesNotMatch(text, /\{(?!\/|#|")[A-Za-z]+\}|undefined|\[object/u, finding.code);
        assert.match(text, /[.?]$/u, finding.code);
      }
  });

  it('are gone once mended, and nothing new is found', () => {
    const key = ({code, pointer}: Finding): string => `${code} ${pointer}`;
    for (const {mistake, definition, findings, finding} of found) {
      if (!finding?.mend) continue;
      const left = checkProcedure(patched(definition, finding.mend), surroundingsOf(mistake)).map(key);
      assert.deepEqual(
        left.filter((one) => !findings.map(key).includes(one)),
        [],
        mistake.finds,
      );
      assert.ok(!left.includes(key(finding)), mistake.finds);
    }
  });
});

describe('docs/checks.md', () => {
  const rows = [...read('docs/checks.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gmu)];
  const documented = new Map(
    rows.map(([, code = '', severity = '', , mend = '']) => [code, {severity: severity.trim(), mend: mend.trim()}]),
  );

  it('has every code once, and no other', () => {
    assert.equal(rows.length, documented.size);
    assert.deepEqual([...documented.keys()].sort(), [...Object.keys(WEIGHTS), ...Object.keys(coreTexts)].sort());
  });

  it('says how much each weighs', () => {
    for (const [code, {severity, publish}] of Object.entries<{severity: Severity; publish?: Severity}>(WEIGHTS))
      assert.equal(documented.get(code)?.severity, publish === undefined ? severity : `${severity}, ${publish} to publish`, code);
  });

  it('says which are mended by a program', () => {
    const mended = new Set(found.flatMap(({findings}) => findings).flatMap(({code, mend}) => (mend ? [code] : [])));
    for (const [code, {mend}] of documented)
      if (Object.hasOwn(WEIGHTS, code)) assert.equal(mend.startsWith('program'), mended.has(code), code);
  });
});

describe('what core finds', () => {
  it('has a Vietnamese text for every code', async () => {
    const {globSync} = await import('node:fs');
    const areas = [...new Set(Object.keys(coreTexts).map((code) => code.split('.')[0]))].join('|');
    const literal = new RegExp(`'((?:${areas})\\.[A-Za-z-]+)'`, 'gu');
    const codes = new Set(['trust.unfilled', 'maxAgeDays.unfilled', 'json.syntax', 'json.twice']);
    for (const path of globSync('packages/core/src/{plan,definition,schema,rules}/**/*.ts', {
      cwd: new URL('../../..', import.meta.url),
    }))
      if (!path.endsWith('.test.ts')) for (const [, code = ''] of read(path).matchAll(literal)) codes.add(code);
    assert.deepEqual([...codes].sort(), Object.keys(coreTexts).sort());
  });
});
