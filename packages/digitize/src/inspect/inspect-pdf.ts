import {latin1, pdfHeader} from '../sniff.ts';
import {hasActiveContent} from './active-content.ts';
import {Budget, Undecodable} from './budget.ts';
import {PdfObjects} from './pdf-objects.ts';
import {isWhite} from './pdf-syntax.ts';

/** Why a PDF is not taken: issue codes, with their words in the messages. */
export type PdfFault = 'document.broken' | 'document.encrypted' | 'document.active-content' | 'document.undecodable';

/** The end mark stands within the last bytes: as readers look for it. */
const END_WITHIN = 2048;

/**
 * What is wrong with a PDF, told by its objects; `undefined` when it is a whole document of plain pages. The same bytes get
 * the same verdict in a browser and on a server. Bounded in time and memory whatever the bytes are; never rejects.
 *
 * `document.broken`: cut off, or no pages are found. `document.encrypted`: it has a key, also one that opens without a password,
 * because its objects cannot be seen. `document.undecodable`: objects are packed in a way that cannot be looked into.
 */
export async function inspectPdf(bytes: Uint8Array): Promise<PdfFault | undefined> {
  const base = pdfHeader(bytes);
  if (base < 0 || !hasEnd(bytes)) return 'document.broken';
  try {
    const objects = await PdfObjects.read(bytes, base, new Budget());
    if (objects.isEncrypted) return 'document.encrypted';
    if (hasActiveContent(objects)) return 'document.active-content';
    return objects.hasPages ? undefined : 'document.broken';
  } catch (error) {
    if (error instanceof Undecodable) return 'document.undecodable';
    throw error;
  }
}

/** Zeros and blanks behind the end are padding, however many. */
function hasEnd(bytes: Uint8Array): boolean {
  let length = bytes.length;
  while (length > 0 && isWhite(bytes[length - 1])) length -= 1;
  return latin1(bytes.subarray(Math.max(0, length - END_WITHIN), length)).includes('%%EOF');
}
