import {type Form, type FormDefinition, FormError, isFormError, isMarkedChecked, openForm} from '@egov-form/core';
import {nextTask} from '../../drawing/next-task.ts';
import {registeredFieldTypes} from '../../field/field-type.ts';
import {type ElementPorts, present} from '../../ports.ts';
import {sourceTextOf} from './definition-source.ts';

/**
 * A form of a definition, or of a bare JSON Schema. A definition that bears the mark of its checks is opened at once; for
 * anything else, and for one that cannot be opened, the checks are loaded and say everything that is wrong.
 * @throws FormError `EGOV_CORE_DEFINITION` with every problem in `details.problems`, or as many as are known without the
 *     checks when those cannot be loaded.
 */
export async function openDefinition(definition: FormDefinition, ports: Partial<ElementPorts>): Promise<Form> {
  const {clock, packs = [], connector, digitizer} = ports;
  const whole = isMarkedChecked(definition) ? definition : await check(definition, packs);
  // Opening takes a task, and so does what its caller draws: a slow phone answers to its person in between.
  await nextTask();
  try {
    const form = openForm(whole, {packs, ...present({clock, connector, digitizer})});
    await nextTask();
    return form;
  } catch (error) {
    if (isFormError(error, 'EGOV_CORE_DEFINITION')) await check(definition, packs);
    throw error;
  }
}

/** The name of the chunk that holds the checks. */
const CHECK_PART = 'check';

async function check(definition: FormDefinition, packs: ElementPorts['packs'] = []): Promise<FormDefinition> {
  const checks = await import('@egov-form/core/check').catch((cause) => {
    // Most definitions are right: without a connection the person gets the form, and what it cannot do is still refused.
    if ('data' in definition) return undefined;
    const message = `The part that reads a bare JSON Schema ("${CHECK_PART}") could not be loaded: no connection. Try again.`;
    throw new FormError('EGOV_ELEMENTS_PART_FETCH', message, {part: CHECK_PART}, {cause});
  });
  if (!checks) return definition;
  const text = sourceTextOf(definition);
  try {
    const form = checks.readForm(definition, {packs}).definition;
    // To the author, who looks at the console; the person's form is as good as it was.
    void nextTask().then(() => {
      const widgets = registeredFieldTypes().map(({name}) => name);
      const told = checks.describeFindings(definition, text, {packs, widgets});
      // biome-ignore lint/suspicious/noConsole: it is where an author looks, and nothing is said of a right definition.
      if (told !== undefined) console.warn(told);
    });
    return form;
  } catch (error) {
    throw checks.withPlaces(error, text);
  }
}
