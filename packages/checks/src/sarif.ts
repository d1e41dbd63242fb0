/**
 * Findings as a SARIF 2.1.0 log, which editors, code hosts and pipelines read.
 *
 * Source  OASIS Standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020-03-27.
 * Limits  A mend is a JSON Patch, which SARIF has no member for: it stands in the result's property bag.
 */
import type {Json} from '@egov-form/core';
import type {Finding} from './finding.ts';
import {type FindingLanguage, findingText} from './finding-text.ts';
import {placeIn} from './place.ts';

export interface SarifFile {
  /** Relative address of the file: `form.json`. */
  readonly file: string;
  readonly text: string;
}

export interface SarifOptions extends SarifFile {
  readonly language: FindingLanguage;
  /** The files of the recorded cases that findings are about, by name. */
  readonly cases?: {readonly [name: string]: SarifFile};
}

const LEVELS = {error: 'error', warning: 'warning', info: 'note'} as const;

/** The log as JSON; `JSON.stringify` writes the file. Findings with a case that `cases` lacks are at the definition's file. */
export function toSarif(findings: readonly Finding[], options: SarifOptions): Json {
  const codes = [...new Set(findings.map(({code}) => code))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {driver: {name: 'egov-form', rules: codes.map((id) => ({id}))}},
        language: options.language,
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, codes, options)),
      },
    ],
  };
}

function resultOf(finding: Finding, codes: readonly string[], {file, text, language, cases}: SarifOptions): Json {
  const {code, severity, pointer, mend} = finding;
  const own = finding.case === undefined ? undefined : cases?.[finding.case];
  const at = own ?? {file, text};
  const isPlaced = own !== undefined || finding.case === undefined;
  const {line, column} = placeIn(at.text, isPlaced ? pointer : '');
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: {text: findingText(finding, language)},
    locations: [
      {
        physicalLocation: {artifactLocation: {uri: encodeURI(at.file)}, region: {startLine: line, startColumn: column}},
        logicalLocations: [{fullyQualifiedName: pointer}],
      },
    ],
    ...(mend && {properties: {mend: mend as unknown as Json}}),
  };
}
