/** What is wrong with the forms of an installation, told before anybody opens one: the one verdict, as everywhere. */
import {checkProcedure, type Finding, findingText, placeIn, type ServiceShape} from '@egov-form/checks';
import type {Register} from '@egov-form/connectors/server';
import type {FormDefinition} from '@egov-form/core';
import {loadForms, textOf} from '../forms.ts';
import type {FormSurroundings} from '../procedures/built-procedure.ts';

export interface CheckSurroundings extends Omit<FormSurroundings, 'connectors'> {
  readonly registers: {readonly [connector: string]: Register};
  /** What the registers are asked with and say, where the installation tells. */
  readonly services?: {readonly [connector: string]: ServiceShape};
}

/** One sentence each, with the form's id and the place in it. */
export interface FormVerdict {
  /** What keeps a form from being served, or from being filled as it is meant. */
  readonly mistakes: readonly string[];
  /** What somebody stumbles over. */
  readonly remarks: readonly string[];
}

export async function checkForms(
  formsFolder: string,
  {registers, services, ...surroundings}: CheckSurroundings,
): Promise<FormVerdict> {
  const mistakes: string[] = [];
  const remarks: string[] = [];
  const connectors = Object.keys(registers);
  const forms = await loadForms(formsFolder, {...surroundings, connectors}, ({message}) => mistakes.push(message));
  const known = {...shapesOf(registers), ...services};
  for (const {definition, packs: own = []} of forms) {
    const packs = [...surroundings.packs, ...own];
    for (const finding of checkProcedure(textOf(definition) ?? definition, {packs, services: known})) {
      if (finding.severity === 'error') mistakes.push(sentenceOf(definition, finding));
      if (finding.severity === 'warning') remarks.push(sentenceOf(definition, finding));
    }
  }
  if (forms.length === 0 && mistakes.length === 0) {
    mistakes.push(`Expected a form in ${formsFolder}, found no folder with a form.json. Write one: <folder>/<name>/form.json.`);
  }
  return {mistakes, remarks};
}

/** A register names its attributes, and nothing more about them. */
function shapesOf(registers: CheckSurroundings['registers']): {readonly [connector: string]: ServiceShape} {
  const any = {as: 'any'};
  return Object.fromEntries(
    Object.entries(registers).map(([name, {attributes}]) => [
      name,
      {attributes: Object.fromEntries(attributes.map((attribute) => [attribute, any]))},
    ]),
  );
}

function sentenceOf(definition: FormDefinition, finding: Finding): string {
  const text = textOf(definition);
  const line = text === undefined ? '' : `line ${placeIn(text, finding.pointer).line}, `;
  const place = finding.pointer === '' ? 'the whole' : finding.pointer;
  return `Form ${definition.id}, ${line}${place}: ${findingText(finding, 'en')}`;
}
