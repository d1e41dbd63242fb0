/** The one verdict about a procedure before anybody fills it, for command line, gateway, builder and editors. */
import {type FormDefinition, isMarkedChecked, type Json} from '@egov-form/core';
import {type DefinitionFinding, findingsIn, isJsonFault, readJsonSource} from '@egov-form/core/check';
import {inCurrentDialect} from '@egov-form/core/plan';
import {type FindingCode, WEIGHTS} from './codes.ts';
import type {Finding, FindingParams, PatchOperation} from './finding.ts';
import type {Surroundings} from './surroundings.ts';

/** Takes one finding of the checks. */
export type Tell = (code: FindingCode, pointer: string, params?: FindingParams, mend?: readonly PatchOperation[]) => void;

const ORDER = ['error', 'warning', 'info'] as const;

/**
 * Everything that is wrong with a procedure, and everything that is odd about it; errors first. Pure, and never throws.
 *
 * @param source the definition as JSON, or the text of its file: then also what only the text shows (its syntax, members that
 *     stand twice).
 */
export function checkProcedure(source: unknown, surroundings: Surroundings): readonly Finding[] {
  if (typeof source !== 'string') return sorted(findingsOf(source, surroundings));
  const read = readJsonSource(source);
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
  const found: Finding[] = findingsIn(given, {packs, ...(connectors && {connectors})}).map(ofCore);
  const {definition, isBare} = inCurrentDialect(given, packs);
  // Of what has the wrong shape nothing more is read, and a bare schema has no settings to speak of.
  if (isBare || found.some(({code}) => code.startsWith('definition.') || code === 'data.invalid')) return found;
  const tell: Tell = (code, pointer, params = {}, mend) => {
    const {severity, publish: weightier = severity} = WEIGHTS[code];
    found.push({code, severity: publish ? weightier : severity, pointer, params, ...(mend && {mend})});
  };
  const form = definition as FormDefinition;
  if (form.checked !== undefined && !isMarkedChecked(form))
    tell('checked.stale', '/checked', {}, [{op: 'remove', path: '/checked'}]);
  return found;
}

function namesOf({keys, attributes}: NonNullable<Surroundings['services']>[string]): {
  keys?: readonly string[];
  attributes?: readonly string[];
} {
  return {...(keys && {keys: Object.keys(keys)}), ...(attributes && {attributes: Object.keys(attributes)})};
}

function ofCore({code, severity, pointer, message, suggestion}: DefinitionFinding): Finding {
  const params: {[name: string]: Json} = {message, ...(suggestion !== undefined && {suggestion})};
  return {code, severity, pointer, params};
}
