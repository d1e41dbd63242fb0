/** Word documents, through mammoth's own model of them: its HTML would lose what a place to write looks like. */
import mammoth from 'mammoth';
import {broken} from '../errors.ts';
import type {DocumentPart, TextTable} from './text-lines.ts';

/** An element of mammoth's model. */
interface Element {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Element[];
  readonly styleName?: string | null;
  readonly isBold?: boolean;
  readonly checked?: boolean;
  readonly char?: string;
  readonly font?: string;
}

/** @throws FormError `EGOV_IMPORT_BROKEN` */
export async function readWord(bytes: Uint8Array): Promise<readonly DocumentPart[]> {
  let document: Element | undefined;
  const copy = bytes.slice();
  // Node takes a buffer, the browser an array buffer.
  const input = {arrayBuffer: copy.buffer, buffer: copy} as unknown as {arrayBuffer: ArrayBuffer};
  try {
    await mammoth.convertToHtml(input, {
      externalFileAccess: false,
      transformDocument: (element: unknown) => {
        document = element as Element;
        return element;
      },
    });
  } catch (cause) {
    throw broken('word', 'a document that is damaged or protected', cause);
  }
  return (document?.children ?? []).flatMap(partsOf);
}

function partsOf(element: Element): DocumentPart[] {
  if (element.type === 'table') return [tableOf(element)];
  if (element.type !== 'paragraph') return (element.children ?? []).flatMap(partsOf);
  const heading = /^heading|tiêu đề/iu.test(element.styleName ?? '') || isAllBold(element);
  return wordsOf(element)
    .split('\n')
    .map((text) => ({kind: 'line', text, ...(heading && text.trim() !== '' && {heading})}) as const);
}

function tableOf(table: Element): TextTable {
  const rows = (table.children ?? []).flatMap((part) => (part.type === 'tableRow' ? [part] : (part.children ?? [])));
  return {
    kind: 'table',
    rows: rows.map((row) => (row.children ?? []).map((cell) => (cell.children ?? []).map(wordsOf).join('\n'))),
  };
}

function wordsOf(element: Element): string {
  switch (element.type) {
    case 'text':
      return element.value ?? '';
    case 'tab':
      return '\t';
    case 'break':
      return '\n';
    case 'checkbox':
      return '☐';
    case 'symbol':
      return '☐';
    default:
      return (element.children ?? []).map(wordsOf).join('');
  }
}

/** A line in bold without a place to write is a heading. */
function isAllBold(paragraph: Element): boolean {
  const runs = (paragraph.children ?? []).filter((child) => wordsOf(child).trim() !== '');
  return runs.length > 0 && runs.every(({type, isBold}) => type === 'run' && isBold === true);
}
