import type {vi} from './vi.ts';

/** What the checks find, in English. */
export const en: {readonly [code in keyof typeof vi]: string} = {
  'checked.stale': 'The mark of a checked definition does not fit it any more. Leave it out; the tools set it again.',
};
