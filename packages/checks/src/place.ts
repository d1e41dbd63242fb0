/** Where in a text a finding is, for whoever has the text. */
import {isJsonFault, type JsonFault, type JsonSource, readJsonSource, type TextPlace} from '@egov-form/core/check';

/** The text that was read last: many findings are about one, and it is checked before they are placed. */
let last: {readonly text: string; readonly source: JsonSource | JsonFault} | undefined;

/** A text read as JSON that knows where its parts are. */
export function sourceOf(text: string): JsonSource | JsonFault {
  if (last?.text !== text) last = {text, source: readJsonSource(text)};
  return last.source;
}

/**
 * Line and column, both from 1, where the part begins that a JSON Pointer names, or the nearest around it that is there. In a
 * text that is no JSON it is the place where it stops being JSON.
 */
export function placeIn(text: string, pointer: string): TextPlace {
  const source = sourceOf(text);
  if (!isJsonFault(source)) return source.placeOf(pointer);
  const {line, column} = source;
  return {line, column};
}
