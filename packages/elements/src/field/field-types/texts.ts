import {displayText} from '../../display/display.ts';
import {writtenText} from '../../display/written-text.ts';
import type {FieldType} from '../field-type.ts';
import {drawInput, drawTextarea} from '../native-controls.ts';

const typedText = (typed: string): string => typed;

function line(name: string, capitals: boolean): FieldType {
  return {
    name,
    controls: 'one',
    render(host) {
      const {field} = host;
      const longest = typeof field.schema === 'object' ? field.schema['maxLength'] : undefined;
      return drawInput(host, {
        stored: typeof field.value === 'string' ? displayText(field, field.value) : writtenText(field.value),
        inputMode: field.format?.inputMode,
        size: typeof longest === 'number' && longest <= 20 ? 'short' : undefined,
        capitals,
        store: typedText,
      });
    },
    ...(capitals && {display: (_shown, value) => writtenText(value).toLocaleUpperCase('vi')}),
  };
}

/** One line of text; the format says which keyboard. */
const text: FieldType = line('text', false);

/** A name as papers print it: shown in capitals, stored as it was typed. */
const capitals: FieldType = line('capitals', true);

/** Several lines of text. */
const textarea: FieldType = {
  name: 'textarea',
  controls: 'one',
  wide: true,
  render: (host) => drawTextarea(host, typeof host.field.value === 'string' ? host.field.value : ''),
};

export const types: readonly FieldType[] = [text, capitals, textarea];
