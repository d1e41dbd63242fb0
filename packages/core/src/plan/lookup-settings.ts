/** What a look-up's settings say, read in one place. */
import type {FormDefinition, LookupSettings, Party} from '../generated/definition.ts';

/** Registers to ask, the next one only when the one before could not be asked. */
export function connectorsOf({connector}: LookupSettings): readonly string[] {
  return typeof connector === 'string' ? [connector] : connector;
}

/** Pointer of the key that a look-up begins with. */
export function firstKeyOf({keys}: LookupSettings): string {
  const [first] = Object.values(keys);
  return typeof first === 'string' ? first : (first?.pointer ?? '');
}

/** Whether a look-up may ask with the number of the session: its answer fills that number, or is about whom to propose. */
export function asksForSubject(settings: LookupSettings): boolean {
  return settings.proposes !== undefined || Object.hasOwn(settings.fill, firstKeyOf(settings));
}

/** Whom a look-up is about: the party that its first key belongs to. */
export function partyOfLookup({parties = {}}: FormDefinition, settings: LookupSettings): Party | undefined {
  const key = firstKeyOf(settings);
  return Object.values(parties).find(({at}) => key === at || key.startsWith(`${at}/`));
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
