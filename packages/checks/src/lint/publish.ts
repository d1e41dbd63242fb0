/** What a published procedure must have beyond a definition that works, and what is out of order in any case. */
import type {FormDefinition, Json} from '@egov-form/core';
import {checkPublishable} from '@egov-form/core';
import {escapeSegment} from '@egov-form/core/plan';
import type {Finding} from '../finding.ts';
import type {PlannedProcedure, Procedure} from './procedure.ts';

/** Number and year of an instrument: `60/2014/QH13`, `66.7/2025/NQ-CP`. */
const INSTRUMENT = /\d+(?:\.\d+)?\/\d{4}(?:\/|\b)/u;
const PROCEDURE_CODE = /^\d\.\d{6}$/u;

/** Facts of the administrative procedure; told also while it is written, where they contradict each other. */
export function checkFacts({definition: {procedure}, tell}: Procedure): void {
  if (!procedure) return;
  const {code, effective, legal = []} = procedure;
  if (code !== undefined && !PROCEDURE_CODE.test(code)) tell('procedure.code', '/procedure/code');
  const {from, to} = effective ?? {};
  if (from !== undefined && to !== undefined && to < from) tell('procedure.effective', '/procedure/effective/to', {from, to});
  legal.forEach((instrument, i) => {
    const at = `/procedure/legal/${i}`;
    if (legal.indexOf(instrument) < i) tell('procedure.legal-twice', at, {}, [{op: 'remove', path: at}]);
    else if (!INSTRUMENT.test(instrument)) tell('procedure.legal', at);
  });
}

/** Members of `procedure` that a citizen reads before the start, and what is missing where they are. */
const NEEDED = ['code', 'fee', 'legal', 'effective', 'authority', 'time', 'result'] as const;

export function checkPublish({definition, surroundings: {publish = false, cases = {}}, tell}: Procedure): void {
  if (!publish) return;
  const {procedure = {}, version, submit, pages} = definition;
  const at = definition.procedure ? '/procedure' : '';
  for (const member of NEEDED) {
    const value: unknown = procedure[member];
    const isThere =
      member === 'effective'
        ? procedure.effective?.from !== undefined
        : member === 'legal'
          ? (procedure.legal ?? []).length > 0
          : value !== undefined;
    if (!isThere) tell(`publish.${member}`, at);
  }
  if (/^0\./u.test(version)) tell('publish.version', '/version', {version});
  if (submit?.declaration === undefined) tell('publish.declaration', submit ? '/submit' : '');
  if (pages === undefined) tell('publish.pages', '');
  if (Object.keys(cases).length === 0) tell('publish.cases', '');
  checkExamples(definition, tell);
}

const EXAMPLE_ID = /^(?:example|sample|test|demo|my-form|form|untitled)(?:-\d+)?$/u;
const EXAMPLE_VALUE =
  /^(?:Nguyễn Văn [A-Z]|Trần Thị [A-Z]|Lê Văn [A-Z]|John (?:Doe|Smith)|Jane Doe|test|abc|asdf|0{9,}|0?123456789\d*|(\d)\1{8,})$/iu;
const EXAMPLE_ADDRESS = /\bexample\.(?:com|org|net|vn|gov\.vn)\b|\blocalhost\b|\b127\.0\.0\.1\b/iu;

/** What stood in for the real thing while the procedure was written. */
function checkExamples({id, lookups = {}, fields = {}, data}: FormDefinition, tell: Procedure['tell']): void {
  if (EXAMPLE_ID.test(id)) tell('publish.example', '/id', {found: id});
  for (const [name, {correction}] of Object.entries(lookups))
    if (correction?.link !== undefined && EXAMPLE_ADDRESS.test(correction.link))
      tell('publish.example', `/lookups/${escapeSegment(name)}/correction/link`, {found: correction.link});
  for (const [pointer, settings] of Object.entries(fields)) {
    const value = settings.default;
    if (typeof value === 'string' && isExample(value))
      tell('publish.example', `/fields/${escapeSegment(pointer)}/default`, {found: value});
  }
  visitDefaults(data as Json, '/data', tell);
}

function isExample(value: string): boolean {
  return EXAMPLE_VALUE.test(value.trim()) || EXAMPLE_ADDRESS.test(value);
}

function visitDefaults(schema: Json, at: string, tell: Procedure['tell']): void {
  if (schema === null || typeof schema !== 'object') return;
  for (const [name, member] of Object.entries(schema)) {
    const place = `${at}/${escapeSegment(name)}`;
    if (name === 'default' && typeof member === 'string' && isExample(member)) tell('publish.example', place, {found: member});
    else visitDefaults(member as Json, place, tell);
  }
}

/** What core's gate refuses of `data` only when it is published. What it always refuses is found already. */
export function gateFindings({definition, plan}: PlannedProcedure, known: readonly Finding[]): readonly Finding[] {
  const told = new Set(known.map(({code, pointer}) => `${code} ${pointer}`));
  return checkPublishable(definition.data, plan)
    .filter(({code, pointer}) => !told.has(`${code} ${pointer}`))
    .map(({code, pointer, message}): Finding => ({code, severity: 'error', pointer, params: {message}}));
}
