/** The one verdict about a procedure before anybody fills it, for command line, gateway, builder and editors. */
import {type FormDefinition, FormError, isMarkedChecked, type Json, type Severity} from '@egov-form/core';
import {type DefinitionFinding, examine, isJsonFault} from '@egov-form/core/check';
import {type FormPlan, planForm} from '@egov-form/core/plan';
import {CORE_GATES, type FindingCode, WEIGHTS} from './codes.ts';
import {mendOfCore} from './core-mends.ts';
import type {Finding} from './finding.ts';
import {checkCases} from './lint/cases.ts';
import {checkCollection} from './lint/collection.ts';
import {checkDocuments} from './lint/documents.ts';
import {checkLabels, checkNames} from './lint/labels.ts';
import {checkLookups} from './lint/lookups.ts';
import {procedureOf, type Tell} from './lint/procedure.ts';
import {checkFacts, checkPublish, gateFindings} from './lint/publish.ts';
import {checkStructure} from './lint/structure.ts';
import {checkTexts} from './lint/texts.ts';
import {sourceOf} from './place.ts';
import type {Surroundings} from './surroundings.ts';

const ORDER = ['error', 'warning', 'info'] as const;

/**
 * Everything that is wrong with a procedure, and everything that is odd about it; errors first. Pure, and never throws.
 *
 * @param source the definition as JSON, or the text of its file: then also what only the text shows (its syntax, members that
 *     stand twice).
 */
export function checkProcedure(source: unknown, surroundings: Surroundings): readonly Finding[] {
  if (typeof source !== 'string') return sorted(findingsOf(source, surroundings));
  const read = sourceOf(source);
  if (isJsonFault(read)) return [{code: 'json.syntax', severity: 'error', pointer: '', params: {message: read.message}}];
  const message = 'This member stands twice in its object, and the first one is lost. Keep one of the two.';
  const repeated = read.repeated.map((pointer): Finding => ({code: 'json.twice', severity: 'error', pointer, params: {message}}));
  return sorted([...repeated, ...findingsOf(read.value, surroundings)]);
}

function sorted(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

function findingsOf(given: unknown, surroundings: Surroundings): readonly Finding[] {
  const {packs, services, publish = false} = surroundings;
  const connectors = services && new Map(Object.entries(services).map(([name, service]) => [name, namesOf(service)]));
  const examined = examine(given, {packs, ...(connectors && {connectors})});
  const {definition, isBare} = examined;
  const found: Finding[] = examined.findings.map((finding) => ofCore(finding, publish));
  // Of what has the wrong shape nothing more is read, and a bare schema has no settings to speak of.
  if (isBare || found.some(({code}) => code.startsWith('definition.'))) return found;
  const tell: Tell = (code, pointer, params = {}, mend) => {
    found.push({code, severity: severityOf(code, publish), pointer, params, ...(mend && {mend})});
  };
  const form = definition as FormDefinition;
  const procedure = procedureOf(form, surroundings, tell);
  if (form.checked !== undefined && !isMarkedChecked(form))
    tell('checked.stale', '/checked', {}, [{op: 'remove', path: '/checked'}]);
  checkTexts(procedure);
  checkNames(procedure);
  checkFacts(procedure);
  checkPublish(procedure);
  const plan = examined.plan ?? planOf(form, found, packs);
  if (!plan) return found;
  const planned = {...procedure, plan};
  checkLabels(planned);
  checkStructure(planned);
  checkLookups(planned);
  checkCollection(planned);
  checkDocuments(planned);
  checkCases(planned, (name, code, pointer, params = {}) => {
    found.push({code, severity: severityOf(code, publish), pointer, params, case: name});
  });
  if (publish) found.push(...gateFindings(planned, found));
  return found;
}

function severityOf(code: FindingCode, publish: boolean): Severity {
  const {severity, publish: weightier = severity} = WEIGHTS[code];
  return publish ? weightier : severity;
}

/** What can be made ready of it; nothing of what core's gate refuses, which could take forever, or of what leads nowhere. */
function planOf(form: FormDefinition, found: readonly Finding[], packs: Surroundings['packs']): FormPlan | undefined {
  if (found.some(({code}) => code === 'data.invalid' || code.startsWith('gate.'))) return undefined;
  try {
    return planForm(form, packs);
  } catch (error) {
    // Core has said what is wrong.
    if (error instanceof FormError) return undefined;
    throw error;
  }
}

function namesOf({keys, attributes}: NonNullable<Surroundings['services']>[string]): {
  keys?: readonly string[];
  attributes?: readonly string[];
} {
  return {...(keys && {keys: Object.keys(keys)}), ...(attributes && {attributes: Object.keys(attributes)})};
}

function ofCore(finding: DefinitionFinding, publish: boolean): Finding {
  const {code, severity, pointer, message, suggestion} = finding;
  const params: {[name: string]: Json} = {message, ...(suggestion !== undefined && {suggestion})};
  const mend = mendOfCore(finding);
  return {code, severity: publish && CORE_GATES.has(code) ? 'error' : severity, pointer, params, ...(mend && {mend})};
}
