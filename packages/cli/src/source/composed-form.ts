/** The definition that a source stands for: with its blocks in place, ready for use. */
import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {type FormDefinition, FormError, type Json} from '@egov-form/core';
import {isJsonFault, readForm, readJsonSource, withPlaces} from '@egov-form/core/check';
import {satisfies} from 'semver';
import {CommandError, type Context} from '../frame/command.ts';
import {fileOf, type ProcedureSource} from './procedure-source.ts';

/** A source as JSON. */
export interface Composed {
  readonly value: unknown;
  /** Whether it was composed: places in `value` are not all places in the source. */
  readonly isSource: boolean;
  /** Addresses of the blocks in it, as files; none for a definition without any. */
  readonly blocks: readonly string[];
  /** Where overlays were added: what they were added to, and they themselves. */
  readonly overlaid?: {readonly official: FormDefinition; readonly overlays: readonly OverlayNamed[]};
}

interface OverlayNamed {
  readonly id: string;
  readonly version: string;
}

/**
 * @throws CommandError `EGOV_CLI_SOURCE` for a text that is no JSON, FormError `EGOV_CORE_DEFINITION` for one that is no form and
 *     `EGOV_COMPOSE_…` for blocks that do not fit. `egov-form check` says more about all of them.
 */
export async function composedForm(source: ProcedureSource, text: Context['text']): Promise<FormDefinition> {
  const {definition, packs} = source;
  const read = readJsonSource(definition.text);
  if (isJsonFault(read)) {
    const reason = `${read.line}:${read.column} ${read.message}`;
    throw new CommandError('EGOV_CLI_SOURCE', text('source.json', {path: definition.path, reason}));
  }
  const {value, isSource} = await composed(read.value, source);
  try {
    return readForm(value, {packs}).definition;
  } catch (error) {
    throw isSource ? error : withPlaces(error, definition.text);
  }
}

/** @throws FormError `EGOV_COMPOSE_…` for blocks and overlays that do not fit. */
export async function composed(value: unknown, source: ProcedureSource): Promise<Composed> {
  const whole = await withBlocks(value, source);
  const {package: own, settings, folder} = source;
  if (own === undefined || settings.overlays === undefined || settings.overlays.length === 0) return whole;
  const overlays = settings.overlays.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as OverlayNamed);
  const {overlay} = await import('@egov-form/core/compose');
  const official = readForm(whole.value, {packs: source.packs}).definition;
  const {definition, conflicts} = overlay(official, overlays, {satisfies});
  const [first] = conflicts;
  if (first) {
    const all = conflicts.map(
      ({message, places}) => `${places.map(({overlay: id, pointer}) => `${id ?? official.id}${pointer}`).join(', ')}: ${message}`,
    );
    throw new FormError(first.code, all.join('\n'), {places: first.places as unknown as Json});
  }
  return {...whole, value: definition, isSource: true, overlaid: {official, overlays}};
}

async function withBlocks(value: unknown, {definition}: ProcedureSource): Promise<Composed> {
  if (value === null || typeof value !== 'object' || !('use' in value || 'parameters' in value)) {
    return {value, isSource: false, blocks: []};
  }
  const {compose} = await import('@egov-form/core/compose');
  const blocks = new Set<string>();
  const found = compose(value, (reference, from = definition.path) => {
    const address = fileOf(reference, dirname(from));
    if (address === undefined) return undefined;
    blocks.add(address);
    return {address, block: JSON.parse(readFileSync(address, 'utf8'))};
  });
  return {value: found, isSource: true, blocks: [...blocks]};
}
