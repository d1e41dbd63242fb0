/** In which language the command line speaks, and its texts. */
import type {vi} from '../messages/vi.ts';
import type {Environment} from './surroundings.ts';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Names of the texts: Vietnamese is written first, English has the same names. */
export type MessageKey = keyof typeof vi;
export type Translate = (key: MessageKey, params?: {readonly [name: string]: string | number}) => string;

/** What `--lang` says, wherever it stands; otherwise the language of the session: Vietnamese where it is `vi`, else English. */
export function languageOf(args: readonly string[], env: Environment): Language {
  for (const [index, arg] of args.entries()) {
    const said = arg === '--lang' ? args[index + 1] : arg.startsWith('--lang=') ? arg.slice('--lang='.length) : undefined;
    const known = LANGUAGES.find((language) => language === said);
    if (known) return known;
  }
  const session = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^vi(?:[_.@-]|$)/iu.test(session) ? 'vi' : 'en';
}

/** The texts of one language; the other is not loaded. */
export async function translateTo(language: Language): Promise<Translate> {
  const messages: {readonly [key in MessageKey]: string} =
    language === 'vi' ? (await import('../messages/vi.ts')).vi : (await import('../messages/en.ts')).en;
  return (key, params = {}) =>
    messages[key].replaceAll(/\{([a-z][A-Za-z]*)\}/gu, (whole, name: string) =>
      Object.hasOwn(params, name) ? String(params[name]) : whole,
    );
}
