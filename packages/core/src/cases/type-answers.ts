import {isFormError} from '../definition/errors.ts';
import type {Field, Form, List} from '../engine/form.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {formatPointer, parsePointer} from '../json/pointer.ts';

/**
 * Types answers into a form as a person would, question by question: rows are added, and what is computed or locked by a
 * register is left to whom it belongs.
 *
 * @param settled - awaited after each answer: look-ups that it started have then ended.
 * @returns pointers that the form does not ask.
 */
export async function typeAnswers(
  form: Form,
  answers: JsonObject,
  settled: () => Promise<void> | void = () => undefined,
): Promise<readonly string[]> {
  const unknown: string[] = [];
  const type = async (pointer: string, value: Json): Promise<void> => {
    const field = fieldAt(form, pointer);
    if (field) {
      if (field.lockedBy === undefined) form.set(pointer, value);
      await settled();
      return;
    }
    const list = Array.isArray(value) ? listAt(form, pointer) : undefined;
    if (list && Array.isArray(value)) {
      // A full list takes no more rows; those that find no place are told as unknown.
      while (list.rows.length < Math.min(value.length, list.maxItems)) list.insert();
      while (list.rows.length > value.length && list.rows.length > list.minItems) list.remove(list.rows.length - 1);
    } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      unknown.push(pointer);
      return;
    }
    for (const [name, member] of Object.entries(value)) {
      await type(formatPointer([...parsePointer(pointer), name]), member as Json);
    }
  };
  for (const [name, member] of Object.entries(answers)) await type(formatPointer([name]), member);
  return unknown;
}

/** The question at a pointer, when there is one. */
function fieldAt(form: Form, pointer: string): Field | undefined {
  return found(() => form.field(pointer));
}

function listAt(form: Form, pointer: string): List | undefined {
  return found(() => form.list(pointer));
}

function found<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (isFormError(error, 'EGOV_CORE_UNKNOWN_FIELD')) return undefined;
    throw error;
  }
}
