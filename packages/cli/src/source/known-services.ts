/** The services that a procedure's look-ups may ask: those that ship, or those of a configuration of registers. */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ServiceShape} from '@egov-form/checks';
import {OPTION_SERVICES, SERVICES} from '@egov-form/connectors/services';
import {CommandError, type Context} from '../frame/command.ts';
import type {ProcedureSource} from './procedure-source.ts';

const CONFIGURATION = 'connectors.json';

/** The part of a configuration of connectors that says what each can be asked. */
interface Configuration {
  readonly connectors?: {readonly [name: string]: {readonly service?: string | ServiceShape}};
}

/**
 * By the name of the connector. A configuration that `egovForm.connectors` names, or `connectors.json` beside the definition,
 * stands for the agency's registers: then only those are known.
 * @throws CommandError `EGOV_CLI_SOURCE` where a configuration that is named cannot be read.
 */
export async function knownServices(
  {folder, settings}: ProcedureSource,
  text: Context['text'],
): Promise<{readonly [connector: string]: ServiceShape}> {
  const path = join(folder, settings.connectors ?? CONFIGURATION);
  if (settings.connectors === undefined && !existsSync(path)) return {...OPTION_SERVICES, ...SERVICES};
  try {
    const {connectors = {}} = JSON.parse(await readFile(path, 'utf8')) as Configuration;
    const configured = Object.entries(connectors).map(([name, {service = {}}]) => [
      name,
      typeof service === 'string' ? (SERVICES[service] ?? {}) : service,
    ]);
    return {...OPTION_SERVICES, ...Object.fromEntries(configured)};
  } catch (cause) {
    throw new CommandError('EGOV_CLI_SOURCE', text('source.json', {path, reason: (cause as Error).message}), {cause});
  }
}
