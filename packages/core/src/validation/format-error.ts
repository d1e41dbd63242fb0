import type {Format} from '../formats/format.ts';
import {isCrowded} from '../formats/texts.ts';
import type {Finding} from '../messages/issue.ts';

/**
 * What makes a text wrong for a format, if anything: its first finding that is an error. Warnings are not the schema's matter.
 * A text that is not as the format keeps it is wrong too: a check reads over what the format would have taken away.
 */
export function errorOf(format: Format, text: string): Finding | undefined {
  if (isCrowded(text)) return {code: 'text.marks'};
  const found = format.check(text).find(({severity}) => severity === undefined || severity === 'error');
  if (found || !format.normalize) return found;
  return format.normalize(text) === text ? undefined : {code: 'text.form'};
}
