/** What is wrong with the forms of an installation, told before anybody opens one. */
import {checkDefinition, type DefinitionSurroundings} from '@egov-form/core/check';
import {loadForms} from '../forms.ts';

/** One sentence per mistake, with the form's folder and the place in it. */
export async function formMistakes(formsFolder: string, surroundings: DefinitionSurroundings): Promise<readonly string[]> {
  const mistakes: string[] = [];
  const forms = await loadForms(formsFolder, ({message}) => mistakes.push(message));
  for (const [id, definition] of forms) {
    for (const {pointer, message} of checkDefinition(definition, surroundings))
      mistakes.push(`Form ${id}, ${pointer === '' ? 'the whole' : pointer}: ${message}`);
  }
  if (forms.size === 0 && mistakes.length === 0) {
    mistakes.push(`Expected a form in ${formsFolder}, found no folder with a form.json. Write one: <folder>/<name>/form.json.`);
  }
  return mistakes;
}
