/**
 * The pages of a portal as they are served. One template makes the page of every procedure that is there. A page's source takes what all pages have from one file, by the includes that web
 * servers know (`<!--#include virtual="/parts/head.html" -->`), and names chunks of the bundle without their hash,
 * `/egov-form/main.js`.
 */
import {cp, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join, sep} from 'node:path';
import type {FormDefinition, Item} from '@egov-form/core';
import {loadForms} from '@egov-form/gateway';
import {vietnam} from '@egov-form/vietnam';
import {type Manifest, readManifest} from '../rollup/bundle.ts';

const INCLUDE = /^[ ]*<!--#include virtual="\/([\w./-]+)" -->\n/gmu;
const PRELOAD = /(<link rel="modulepreload" href="\/)egov-form\/([\w.-]+)\.js"/gu;

/** Folder of what pages include. */
const PARTS = 'parts';
/** Folder of the pages that each procedure has. */
const TEMPLATES = 'templates';

/** A page with its parts. Throws when it includes what is not there. */
export async function readPage(folder: string, name: string): Promise<string> {
  const source = await readFile(join(folder, name), 'utf8');
  const parts = new Map<string, string>();
  for (const [, path = ''] of source.matchAll(INCLUDE)) parts.set(path, await readFile(join(folder, path), 'utf8'));
  return source.replaceAll(INCLUDE, (_include, path: string) => parts.get(path) ?? '');
}

/** The page with the names of a build. Throws when it names a chunk that the build does not have. */
export function nameChunks(html: string, manifest: Manifest): string {
  return html.replaceAll(PRELOAD, (_link, start: string, name: string) => {
    const file = manifest[name]?.file;
    if (file === undefined) throw new Error(`Expected a chunk of the bundle to preload, found "${name}".`);
    return `${start}${file}"`;
  });
}

/** What a template says of the procedure whose page it becomes: `{{title.vi}}`. */
const PLACE = /\{\{(id|title\.(?:vi|en)|description\.(?:vi|en))\}\}/gu;
const PAPERS_PRELOAD = /^[ ]*<link rel="modulepreload" href="\/egov-form\/documents-part\.js" \/>\n/gmu;

/**
 * The pages of one procedure by their names in the portal, made of its templates: `procedure.html` becomes `index.html` in the
 * folder `procedures/<id>`, any other keeps its name there.
 */
export async function procedurePages(folder: string, definition: FormDefinition): Promise<ReadonlyMap<string, string>> {
  const pages = new Map<string, string>();
  for (const name of await readdir(join(folder, TEMPLATES)).catch(() => [])) {
    const template = await readPage(folder, join(TEMPLATES, name));
    // Who is not asked for a paper at once does not wait for what reads papers.
    const asks = asksForPapers(definition.pages?.[0]?.items ?? []);
    const html = asks ? template : template.replaceAll(PAPERS_PRELOAD, '');
    const path = `procedures/${definition.id}/${name === 'procedure.html' ? 'index.html' : name}`;
    pages.set(
      path,
      html.replaceAll(PLACE, (_place, member: string) => escapeHtml(wordsOf(definition, member))),
    );
  }
  return pages;
}

function asksForPapers(items: readonly Item[]): boolean {
  return items.some((item) => 'document' in item || ('items' in item && asksForPapers(item.items)));
}

function wordsOf(definition: FormDefinition, place: string): string {
  const [member = '', language = ''] = place.split('.');
  const text = definition[member as 'id' | 'title' | 'description'] ?? '';
  return typeof text === 'string' ? text : (text[language] ?? '');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/**
 * Write a portal as it is served: its pages whole and with the names of the build that is there, one of each template for every
 * procedure, its other files as they are.
 *
 * @param formsFolder - where the procedures are, `<folder>/<name>/form.json`.
 */
export async function writePages(from: string, to: string, formsFolder: string): Promise<void> {
  const manifest = await readManifest();
  await rm(to, {recursive: true, force: true});
  const sources = [PARTS, TEMPLATES].map((name) => join(from, name));
  const isSource = (path: string): boolean => sources.some((folder) => path === folder || path.startsWith(folder + sep));
  await cp(from, to, {recursive: true, filter: (path) => !isSource(path)});
  for (const name of await readdir(to, {recursive: true})) {
    if (name.endsWith('.html')) await writeFile(join(to, name), nameChunks(await readPage(from, name), manifest));
  }
  // What cannot be read is told by the gateway, which serves the forms.
  for (const {definition} of await loadForms(formsFolder, {packs: [vietnam]}, () => {})) {
    for (const [name, html] of await procedurePages(from, definition)) {
      await mkdir(dirname(join(to, name)), {recursive: true});
      await writeFile(join(to, name), nameChunks(html, manifest));
    }
  }
}
