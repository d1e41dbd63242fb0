/**
 * Whether a PDF is more than pages: scripts, actions that start programs, open other files or send data away, media, files
 * inside, forms of XFA.
 *
 * Rule    A name counts where a reader would act on it: an action's kind, an annotation's kind, an entry of the catalogue's
 *         trees. The same letters in a text, a link's address, a font's name or an answer of a form are harmless.
 *         A link's address counts by its scheme. Harmless are the actions that stay within the document: `GoTo`, `GoToDp`,
 *         `Thread` without a file, `Named` (turn the page, print), `Hide`, `SetOCGState`, `ResetForm`, `Trans`.
 * Source  ISO 32000-2:2020, 12.6.4 (actions), 12.5.6 (annotations), 7.7.4 (name dictionary), 7.11.4 (embedded files), 12.7.3
 *         (interactive form), 12.6.4.8 (addresses of links, and the one that they start from).
 */

import type {PdfObjects} from './pdf-objects.ts';
import {PdfString} from './pdf-string.ts';
import {PdfDictionary, type PdfValue} from './pdf-syntax.ts';

/** Kinds of actions, which stand behind `S`. */
const ACTIONS: readonly string[] = [
  'JavaScript',
  'Launch',
  'SubmitForm',
  'ImportData',
  'RichMediaExecute',
  // Open another file or one inside; from a share of a network a reader signs in there to fetch it (CVE-2018-4993).
  'GoToR',
  'GoToE',
  // Play what may lie elsewhere, and is fetched from there; a rendition may have a script as well.
  'Movie',
  'Rendition',
  'Sound',
];
/** Kinds of annotations that bring files, or scripts of their own. */
const ANNOTATIONS: readonly string[] = ['RichMedia', 'FileAttachment', '3D', 'Movie', 'Sound'];
/** What a link may lead to. Others start programs, scripts, or open files of the reader's own device. */
const SCHEMES: readonly string[] = ['http', 'https', 'mailto', 'tel'];
/** Trees of the name dictionary. */
const TREES: readonly string[] = ['JavaScript', 'EmbeddedFiles'];
/** Entries of an embedded file by platform. */
const EMBEDDED: readonly string[] = ['F', 'UF', 'DOS', 'Mac', 'Unix'];

export function hasActiveContent(objects: PdfObjects): boolean {
  const waiting = [...objects.values()];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (Array.isArray(value)) {
      for (const item of value as readonly PdfValue[]) waiting.push(item);
    } else if (value instanceof PdfDictionary) {
      if (isActive(value, objects)) return true;
      for (const [, inner] of value.entries) waiting.push(inner);
    }
  }
  return false;
}

function isActive(dictionary: PdfDictionary, objects: PdfObjects): boolean {
  for (const [key] of dictionary.entries) {
    if (key === 'S' && objects.hasName(dictionary, key, ACTIONS)) return true;
    if (key === 'F' && objects.hasName(dictionary, 'S', ['Thread'])) return true;
    if (key === 'URI' && objects.some(dictionary, key, (value) => leadsAway(value, objects))) return true;
    if (key === 'Subtype' && objects.hasName(dictionary, key, ANNOTATIONS)) return true;
    if (key === 'Type' && objects.hasName(dictionary, key, ['EmbeddedFile'])) return true;
    if (key === 'EF' && objects.some(dictionary, key, isEmbeddedFile)) return true;
    if (key === 'Names' && objects.some(dictionary, key, (names) => hasTree(names, objects))) return true;
    if (key === 'AcroForm' && objects.some(dictionary, key, (form) => hasValue(form, 'XFA', objects))) return true;
  }
  return false;
}

/** An address, or the catalogue's entry that says where relative ones start from. */
function leadsAway(value: PdfValue, objects: PdfObjects): boolean {
  if (value instanceof PdfDictionary) return objects.some(value, 'Base', isForeignAddress);
  return isForeignAddress(value);
}

/** Readers pass over blanks in a scheme. What begins with two slashes is a share of a network where the document is a file. */
function isForeignAddress(value: PdfValue): boolean {
  if (!(value instanceof PdfString)) return false;
  const address = value.text.replace(/[\s\0]+/gu, '');
  const scheme = /^([^/?#:]*):/u.exec(address)?.[1];
  return scheme === undefined ? /^[\\/]{2}/u.test(address) : !SCHEMES.includes(scheme.toLowerCase());
}

function isEmbeddedFile(value: PdfValue): boolean {
  return value instanceof PdfDictionary && EMBEDDED.some((key) => value.has(key));
}

/** The leaves of a name tree have arrays behind `Names`, the name dictionary is one of dictionaries. */
function hasTree(names: PdfValue, objects: PdfObjects): boolean {
  return names instanceof PdfDictionary && TREES.some((tree) => names.all(tree).some((value) => !isEmpty(value, objects)));
}

/** A tree from which everything was taken. What leads nowhere is not empty: a reader may find it after all. */
function isEmpty(tree: PdfValue, objects: PdfObjects): boolean {
  if (objects.isDangling(tree)) return false;
  const holder = new PdfDictionary([['', tree]]);
  return !objects.some(holder, '', (value) => {
    if (!(value instanceof PdfDictionary)) return value !== null;
    return value.has('Kids') || objects.some(value, 'Names', (items) => !Array.isArray(items) || items.length > 0);
  });
}

function hasValue(value: PdfValue, key: string, objects: PdfObjects): boolean {
  if (!(value instanceof PdfDictionary)) return false;
  return value.all(key).some((each) => objects.isDangling(each)) || objects.some(value, key, (each) => each !== null);
}
