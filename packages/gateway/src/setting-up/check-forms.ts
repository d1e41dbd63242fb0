/** What is wrong with the forms of an installation, told before anybody opens one. */
import {checkDefinition} from '@egov-form/core/check';
import {loadForms} from '../forms.ts';
import type {FormSurroundings} from '../procedures/built-procedure.ts';

/** One sentence per mistake, with the form's folder and the place in it. */
export async function formMistakes(formsFolder: string, surroundings: FormSurroundings): Promise<readonly string[]> {
  const mistakes: string[] = [];
  const forms = await loadForms(formsFolder, surroundings, ({message}) => mistakes.push(message));
  const {packs, connectors} = surroundings;
  for (const {definition, packs: own = []} of forms) {
    for (const {pointer, message} of checkDefinition(definition, {packs: [...packs, ...own], connectors}))
      mistakes.push(`Form ${definition.id}, ${pointer === '' ? 'the whole' : pointer}: ${message}`);
  }
  if (forms.length === 0 && mistakes.length === 0) {
    mistakes.push(`Expected a form in ${formsFolder}, found no folder with a form.json. Write one: <folder>/<name>/form.json.`);
  }
  return mistakes;
}
