import {personText} from '../display/person-text.ts';
import {type Signal, signal} from '../drawing/signals.ts';
import type {MessageKey, Messages} from './keys.ts';
import {vi} from './vi.ts';

/** Vietnamese is always there. A signal: what is shown follows what comes later. */
const languages: Signal<ReadonlyMap<string, Partial<Messages>>> = signal(new Map<string, Partial<Messages>>([['vi', vi]]));

/** Languages of ours that are loaded when first spoken. */
const LOADERS: {readonly [language: string]: () => Promise<void>} = {
  en: async () => {
    const {en, speakEnglish} = await import('./english.ts');
    // What a portal has put in the place of our words stays.
    addWords('en', {...en, ...languages.peek().get('en')});
    // Of issues, too.
    speakEnglish();
  },
};
const loading = new Map<string, Promise<void>>();
const loaded = new Set<string>();

/** How long until words that could not be loaded are asked for again, in milliseconds. */
const RETRY_MS = 5_000;

/**
 * Have the words of a language, of which only Vietnamese is there from the start. Resolves when they are there, or could not be
 * loaded: until they can, Vietnamese stands for them.
 */
export function loadWords(locale: string): Promise<void> {
  const language = baseOf(locale);
  const load = LOADERS[language];
  if (!load || loaded.has(language)) return Promise.resolve();
  const known =
    loading.get(language) ??
    load().then(
      () => void loaded.add(language),
      () => {
        loading.delete(language);
        setTimeout(() => void loadWords(language), RETRY_MS);
      },
    );
  loading.set(language, known);
  return known;
}

/** Add a language, or replace texts of one. What is missing falls back to Vietnamese. */
export function registerMessages(language: string, messages: Partial<Messages>): void {
  addWords(language, {...languages.peek().get(language), ...messages});
}

/** Vietnamese words that come with a part of the screen. What a portal has put in their place stays. */
export function addLateWords(words: Partial<Messages>): void {
  addWords('vi', {...words, ...languages.peek().get('vi')});
}

/** Whether the words of a language are there, ours or another's. */
export function hasWords(locale: string): boolean {
  return !(baseOf(locale) in LOADERS) || loaded.has(baseOf(locale));
}

function addWords(language: string, messages: Partial<Messages>): void {
  forms.clear();
  languages.value = new Map([...languages.peek(), [language, messages]]);
}

function baseOf(locale: string): string {
  return locale.split('-')[0] ?? locale;
}

/** The forms of a text, by language and key: each is looked for and taken apart once. */
const forms = new Map<string, Map<MessageKey, readonly string[]>>();

/** The text in this language, its base, or else Vietnamese; `one|many` are two forms. */
function formsOf(locale: string, key: MessageKey): readonly string[] {
  const known = languages.value;
  let ours = forms.get(locale);
  if (!ours) {
    ours = new Map();
    forms.set(locale, ours);
  }
  let made = ours.get(key);
  if (!made) {
    made = (known.get(locale)?.[key] ?? known.get(baseOf(locale))?.[key] ?? known.get('vi')?.[key] ?? key).split('|');
    ours.set(key, made);
  }
  return made;
}

/** One text with its params put in, each set apart from the words around it; of two forms the one that goes with the number `n`. */
export function messageText(locale: string, key: MessageKey, params?: {readonly [name: string]: string | number}): string {
  const [one = '', many = one] = formsOf(locale, key);
  if (!params) return many;
  return (params['n'] === 1 ? one : many).replace(/\{(\w+)\}/gu, (whole, name: string) =>
    personText(String(params[name] ?? whole)),
  );
}
