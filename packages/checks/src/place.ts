/** Where in a text a finding is, for whoever has the text. */
import {isJsonFault, readJsonSource, type TextPlace} from '@egov-form/core/check';

interface PlacedText {
  readonly text: string;
  placeOf(pointer: string): TextPlace;
}

/** The text that was read last: many findings are about one. */
let last: PlacedText | undefined;

/**
 * Line and column, both from 1, where the part begins that a JSON Pointer names, or the nearest around it that is there. In a
 * text that is no JSON it is the place where it stops being JSON.
 */
export function placeIn(text: string, pointer: string): TextPlace {
  if (last?.text !== text) last = placed(text);
  return last.placeOf(pointer);
}

function placed(text: string): PlacedText {
  const source = readJsonSource(text);
  if (!isJsonFault(source)) return {text, placeOf: (pointer) => source.placeOf(pointer)};
  const {line, column} = source;
  return {text, placeOf: () => ({line, column})};
}
