/** Everything that an author is told about a definition: what refuses it, and what is only odd. One list for page, Node, gateway and CLI. */
import type {FormDefinition} from '../generated/definition.ts';
import {isJsonFault, type JsonFault, readJsonSource, type TextPlace} from '../json/json-source.ts';
import {settingWarnings} from '../plan/findings/setting-findings.ts';
import type {FormPlan} from '../plan/plan.ts';
import {planForm} from '../plan/plan-form.ts';
import {registryOf} from '../plan/registry.ts';
import {dataFindings} from '../schema/data-findings.ts';
import {isBareSchema} from './bare-schema.ts';
import {checkDefinition, type DefinitionSurroundings, inCurrentDialect, isLoadable} from './check-definition.ts';
import {type DefinitionProblem, definitionError} from './definition-error.ts';
import {isFormError} from './errors.ts';
import {textWarnings} from './text-findings.ts';

/** `error`: no form is made of it. `warning`: it is, and this is told. The place in the text is there where a text was given. */
export interface DefinitionFinding extends DefinitionProblem, Partial<TextPlace> {
  readonly severity: 'error' | 'warning';
}

/** A definition looked at, and what was made of it on the way. */
export interface Examined {
  readonly findings: readonly DefinitionFinding[];
  /** In the current dialect. */
  readonly definition: unknown;
  readonly isBare: boolean;
  /** Of a definition without errors. */
  readonly plan: FormPlan | undefined;
}

/** What is wrong with unknown JSON as a definition, and what is odd about it; errors first. Never throws. */
export function findingsIn(given: unknown, surroundings: DefinitionSurroundings = {}): readonly DefinitionFinding[] {
  return examine(given, surroundings).findings;
}

/** `findingsIn`, with the plan for who looks on. */
export function examine(given: unknown, surroundings: DefinitionSurroundings = {}): Examined {
  const errors = checkDefinition(given, surroundings);
  const warnings: DefinitionProblem[] = [];
  const report = (pointer: string, code: string, message: string, suggestion?: string): void => {
    warnings.push({pointer, code, message, ...(suggestion !== undefined && {suggestion})});
  };
  const {definition, notes, isBare} = inCurrentDialect(given, surroundings.packs ?? []);
  warnings.push(...notes);
  let plan: FormPlan | undefined;
  // Of what has the wrong shape, or is refused by the gate, nothing more is read.
  if (isLoadable(errors) && !errors.some(({code}) => code.startsWith('definition.'))) {
    const form = definition as FormDefinition;
    const data = dataFindings(form.data, registryOf(surroundings.packs ?? []));
    // A schema from elsewhere is taken as it is.
    warnings.push(...(isBare ? data.errors : []), ...data.warnings);
    // What a bare schema lacks was derived, not written.
    if (!isBare) textWarnings(form, report);
    if (errors.length === 0) {
      plan = planForm(form, surroundings.packs ?? []);
      settingWarnings(plan, report);
    }
  }
  const told = new Set(errors.map(placeOf));
  const findings = [
    ...errors.map((problem) => ({...problem, severity: 'error' as const})),
    ...warnings.filter((problem) => !told.has(placeOf(problem))).map((problem) => ({...problem, severity: 'warning' as const})),
  ].map((finding) => (isBare ? {...finding, pointer: finding.pointer.replace(/^\/data(?=\/|$)/u, '')} : finding));
  return {findings, definition, isBare, plan};
}

function placeOf({pointer, code}: DefinitionProblem): string {
  return `${code} ${pointer}`;
}

/** `findingsIn` of a text, each with its line and column; a mistake of the syntax is one finding of code `json.syntax`. */
export function findingsInText(text: string, surroundings: DefinitionSurroundings = {}): readonly DefinitionFinding[] {
  const source = readJsonSource(text);
  if (isJsonFault(source)) {
    const {line, column, message} = source;
    return [{pointer: '', code: 'json.syntax', message, severity: 'error', line, column}];
  }
  const repeated = source.repeated.map((pointer) => ({
    pointer,
    code: 'json.twice',
    message: 'This member stands twice in its object, and the first one is lost. Keep one of the two.',
    severity: 'error' as const,
  }));
  return [...repeated, ...findingsIn(source.value, surroundings)].map((finding) => ({
    ...finding,
    ...source.placeOf(finding.pointer),
  }));
}

/** What `readForm` threw; of a refused text each problem with its line and column. */
export function withPlaces(error: unknown, text: string | undefined): unknown {
  if (text === undefined || !isFormError(error, 'EGOV_CORE_DEFINITION')) return error;
  const source = readJsonSource(text);
  const {problems} = error.details;
  if (isJsonFault(source) || !Array.isArray(problems)) return error;
  const isBare = isBareSchema(source.value);
  const placed = (problems as unknown as readonly DefinitionProblem[]).map((problem) => ({
    ...problem,
    ...source.placeOf(isBare ? problem.pointer.replace(/^\/data/u, '') : problem.pointer),
  }));
  return definitionError(placed);
}

/** Where a text stops being JSON. */
export function syntaxFault(text: string): JsonFault | undefined {
  const source = readJsonSource(text);
  return isJsonFault(source) ? source : undefined;
}

/** A finding in one line of a log: its place, then what is to be done. */
export function findingLine({line, column, pointer, message}: DefinitionFinding): string {
  return `${line === undefined ? '' : `${line}:${column} `}${pointer || '/'}: ${message}`;
}

/** What an author should know about a definition as one text for a console or log; `undefined` when that is nothing. */
export function describeFindings(
  definition: FormDefinition,
  text: string | undefined,
  surroundings: DefinitionSurroundings,
): string | undefined {
  const findings = text === undefined ? findingsIn(definition, surroundings) : findingsInText(text, surroundings);
  if (findings.length === 0) return undefined;
  return `<egov-form> ${definition.id ?? ''}: findings in the definition\n${findings.map(findingLine).join('\n')}`;
}
