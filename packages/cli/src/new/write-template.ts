/** Files of a template, with the names of what is made in them. */
import {mkdir, readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const TEMPLATES = fileURLToPath(new URL('../../template', import.meta.url));

/** npm packs no tests of ours, and this one is somebody else's. */
const WRITTEN_AS: {readonly [file: string]: string} = {'form-test.js': 'test/form.test.js'};

/** What stands in the files as `{{name}}`. */
export interface TemplateWords {
  /** Of the package. */
  readonly name: string;
  /** Of the definition. */
  readonly id: string;
  /** Range of our packages, `^0.1.0`. */
  readonly library: string;
}

/** Whether a folder is there and has anything in it; a file counts as full. */
export async function isTaken(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) return false;
  return !found.isDirectory() || (await readdir(folder)).length > 0;
}

/** Writes a template into a folder, which is made. @returns the paths of its files below the folder. */
export async function writeTemplate(
  template: 'procedure' | 'portal',
  folder: string,
  words: TemplateWords,
): Promise<readonly string[]> {
  const from = join(TEMPLATES, template);
  const entries = await readdir(from, {recursive: true, withFileTypes: true});
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(from.length + 1))
    .sort();
  const written = files.map((file) => WRITTEN_AS[file] ?? file);
  for (const [at, file] of files.entries()) {
    const text = await readFile(join(from, file), 'utf8');
    const to = join(folder, written[at] ?? file);
    await mkdir(dirname(to), {recursive: true});
    await writeFile(to, filled(text, words));
  }
  return written.sort();
}

function filled(text: string, words: TemplateWords): string {
  return text.replaceAll(/\{\{(name|id|library)\}\}/gu, (_mark, word: keyof TemplateWords) => words[word]);
}
