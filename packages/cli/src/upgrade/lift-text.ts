/** One document lifted through its formats' versions, its text kept but for what changes. */
import type {JsonObject} from '@egov-form/core';
import {patchText} from '../verdict/patch-text.ts';
import type {Codemod, Format} from './codemods.ts';

export interface Lifted {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** @param codemods those of which one begins where another ends lead from version to version. A second time nothing changes. */
export function liftText(text: string, format: Format, codemods: readonly Codemod[]): Lifted {
  const from = versionOf(JSON.parse(text) as JsonObject, format);
  let lifted = text;
  let at = from;
  for (;;) {
    const step = codemods.find((codemod) => codemod.format === format && codemod.from === at && codemod.to > at);
    if (!step) return {text: lifted, from, to: at};
    const changed = patchText(lifted, step.changes(JSON.parse(lifted) as JsonObject));
    lifted = withVersion(changed, format, step.to);
    at = step.to;
  }
}

/** The newest version of a format. */
export function newestOf(format: Format, codemods: readonly Codemod[]): number {
  return Math.max(1, ...codemods.filter((codemod) => codemod.format === format).map(({to}) => to));
}

/** A document that does not say is of version 1. */
export function versionOf(document: JsonObject, format: Format): number {
  if (format === 'package') {
    const settings = document['egovForm'] as JsonObject | undefined;
    return typeof settings?.['format'] === 'number' ? settings['format'] : 1;
  }
  const said = /[:/]v(\d+)(?:\.json)?$/u.exec(String(document['$schema'] ?? ''))?.[1];
  return said === undefined ? 1 : Number(said);
}

function withVersion(text: string, format: Format, version: number): string {
  if (format === 'package') return patchText(text, [{op: 'add', path: '/egovForm/format', value: version}]);
  const {$schema} = JSON.parse(text) as {readonly $schema?: string};
  const value =
    $schema === undefined
      ? `urn:egov-form:${format}:v${version}`
      : $schema.replace(/([:/]v)\d+(\.json)?$/u, (_whole, before: string, after = '') => `${before}${version}${after}`);
  return patchText(text, [{op: 'add', path: '/$schema', value}]);
}
