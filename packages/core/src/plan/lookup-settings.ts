/** What a look-up's settings say, read in one place. */
import type {LookupSettings} from '../generated/definition.ts';

/** Registers to ask, the next one only when the one before could not be asked. */
export function connectorsOf({connector}: LookupSettings): readonly string[] {
  return typeof connector === 'string' ? [connector] : connector;
}

/** `members/*\/fullName` of a `fill`, taken apart. */
export interface RowAttribute {
  /** Attribute of the answer that is a list. */
  readonly list: string;
  /** Member of each of its items. */
  readonly member: string;
}

/** What fills rows; `undefined` for an attribute that fills one field. */
export function rowAttribute(attribute: string): RowAttribute | undefined {
  const [list = '', star, member = '', ...rest] = attribute.split('/');
  return star === '*' && member !== '' && rest.length === 0 ? {list, member} : undefined;
}
