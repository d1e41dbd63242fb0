/** The process of `memory.ts`: makes one form and prints by how many bytes the heap grew. Needs `--expose-gc`. */
import process from 'node:process';
import {createForm, effect, type Form, type FormDefinition} from '@egov-form/core';
import type {Stage} from './memory.ts';
import {answerTo, flatForm, pointerOf} from './sample-forms.ts';

/** Make a form and bring it to a stage. */
function formAt(stage: string, definition: FormDefinition, count: number): Form {
  const form = createForm(definition);
  if (stage === ('made' satisfies Stage)) return form;
  const all = Array.from({length: count}, (_, i) => i);
  form.transact(
    all.map((i) => ({pointer: pointerOf(i), value: answerTo(i, 1)})),
    {kind: 'typed'},
  );
  if (stage === ('answered' satisfies Stage)) return form;
  for (const i of all) {
    const field = form.field(pointerOf(i));
    effect(() => void [field.visible, field.value, field.issues.length]);
  }
  form.validate();
  return form;
}

async function settledHeap(): Promise<number> {
  for (let i = 0; i < 4; i += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().heapUsed;
}

const [stage = '', count = ''] = process.argv.slice(2);
// One round beforehand, so that code and shared tables are not counted as the form's.
formAt(stage, flatForm(200), 200).dispose();
const definition = flatForm(Number(count));
const before = await settledHeap();
const form = formAt(stage, definition, Number(count));
const after = await settledHeap();
process.stdout.write(String(after - before));
form.dispose();
