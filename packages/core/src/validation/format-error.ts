import type {Finding} from '../messages/issue.ts';
import type {Format} from '../ports/ports.ts';

/** What makes a text wrong for a format, if anything: its first finding that is an error. Warnings are not the schema's matter. */
export function errorOf(format: Format, text: string): Finding | undefined {
  return format.check(text).find(({severity}) => severity === undefined || severity === 'error');
}
