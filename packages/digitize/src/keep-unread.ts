/** What is done with a document when it cannot be read: small, without a worker, and nothing that the reader would refuse at sight. */
import type {DigitizedDocument, DigitizeOptions, SourceFile} from '@egov-form/core';
import {stripMetadata} from './image/strip-metadata.ts';
import {refusal} from './refusal.ts';
import {sha256} from './sha256.ts';
import {isAccepted, READABLE, sniff} from './sniff.ts';

/**
 * A document of which nothing was read: `pages` is empty, `pageCount` 0, the only issue says why. Its
 * file is fit to leave the device: pictures without location and other metadata (see `stripMetadata`), PDFs as they are.
 *
 * Rejects with `EGOV_DIGITIZE_REFUSED` for what needs no reader to see: `document.empty`, `document.too-large`,
 * `document.type`, what `inspectPdf` finds in a PDF, and `document.broken` for a picture that is cut off or a file that cannot
 * be opened any more.
 */
export async function keepUnread(
  file: SourceFile,
  {accept, maxBytes}: Pick<DigitizeOptions, 'accept' | 'maxBytes'>,
  why: 'document.reader-unavailable' | 'document.reading-stopped' = 'document.reader-unavailable',
): Promise<DigitizedDocument> {
  if (file.size === 0) throw refusal('document.empty');
  if (file.size > maxBytes) throw refusal('document.too-large', {limitMb: Math.floor(maxBytes / 1024 / 1024)});
  const bytes = await file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => undefined,
  );
  if (!bytes) throw refusal('document.broken');
  const kind = sniff(bytes);
  const type = READABLE[kind];
  if (!type || !isAccepted(type, accept)) throw refusal('document.type', {found: kind});
  if (kind === 'pdf') {
    const {inspectPdf} = await import('./inspect/inspect-pdf.ts');
    const fault = await inspectPdf(bytes);
    if (fault) throw refusal(fault, fault === 'document.broken' ? {kind} : {});
  }
  const kept = kind === 'jpeg' || kind === 'png' ? stripMetadata(bytes, kind) : bytes;
  if (!kept) throw refusal('document.broken', {kind});
  return {
    type,
    pages: [],
    codes: [],
    facts: {},
    issues: [{code: why, pointer: '', severity: 'info'}],
    // The platform hashes only on pages that came over a safe connection.
    sha256: 'subtle' in crypto ? await sha256(kept) : '',
    pageCount: 0,
    file: new File([kept], file.name, {type}),
  };
}
