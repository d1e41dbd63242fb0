/** The definition that a source stands for, ready for use. */
import type {FormDefinition} from '@egov-form/core';
import {isJsonFault, readForm, readJsonSource, withPlaces} from '@egov-form/core/check';
import {CommandError, type Context} from '../frame/command.ts';
import type {ProcedureSource} from './procedure-source.ts';

/**
 * @throws CommandError `EGOV_CLI_SOURCE` for a text that is no JSON, FormError `EGOV_CORE_DEFINITION` for one that is no form.
 *     `egov-form check` says more about both.
 */
export async function composedForm({definition, packs}: ProcedureSource, text: Context['text']): Promise<FormDefinition> {
  const read = readJsonSource(definition.text);
  if (isJsonFault(read)) {
    const reason = `${read.line}:${read.column} ${read.message}`;
    throw new CommandError('EGOV_CLI_SOURCE', text('source.json', {path: definition.path, reason}));
  }
  try {
    return readForm(read.value, {packs}).definition;
  } catch (error) {
    throw withPlaces(error, definition.text);
  }
}
