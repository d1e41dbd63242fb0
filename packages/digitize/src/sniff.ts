/** What a file really is, told by its first bytes and never by its name. */
export type FileKind =
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'heic'
  | 'avif'
  | 'tiff'
  | 'gif'
  | 'bmp'
  | 'zip'
  | 'ole'
  | 'html'
  | 'unknown';

/** The kinds that can be read, and their media types. */
export const READABLE: {readonly [kind in FileKind]?: 'application/pdf' | 'image/jpeg' | 'image/png'} = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** Signatures at byte 0, longest evidence first. */
const SIGNATURES: readonly (readonly [FileKind, string])[] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['gif', 'GIF8'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['jpeg', '\xff\xd8\xff'],
  ['bmp', 'BM'],
];

/** Brands of the ISO base media format that mean a still picture. */
const HEIC_BRANDS: readonly string[] = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'];

/** Bytes that may stand before the header of a PDF: readers look for it that far. */
const PDF_LEAD_BYTES = 1024;

/** Bytes of the head of a file that tell its kind. */
export const SNIFFED_BYTES: number = PDF_LEAD_BYTES + 5;

/** Tell a file's kind from its first `SNIFFED_BYTES` (fewer are fine). Sync. */
export function sniff(bytes: Uint8Array): FileKind {
  const head = latin1(bytes.subarray(0, 64));
  if (head.startsWith('%PDF-')) return 'pdf';
  for (const [kind, signature] of SIGNATURES) if (head.startsWith(signature)) return kind;
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  if (head.slice(4, 8) === 'ftyp') {
    const brand = head.slice(8, 12);
    if (brand === 'avif' || brand === 'avis') return 'avif';
    if (HEIC_BRANDS.includes(brand)) return 'heic';
  }
  if (/^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|svg|\?xml|script)/iu.test(head)) return 'html';
  return pdfHeader(bytes) >= 0 ? 'pdf' : 'unknown';
}

/** Where `%PDF-` stands within the first bytes, from which a PDF counts its offsets; -1 where it does not. */
export function pdfHeader(bytes: Uint8Array): number {
  return latin1(bytes.subarray(0, SNIFFED_BYTES)).indexOf('%PDF-');
}

/** Whether a media type is among those that a slot takes: exact ones, `image/*`, or any when none is named. */
export function isAccepted(type: string, accept: readonly string[]): boolean {
  return accept.length === 0 || accept.includes(type) || accept.includes(type.replace(/\/.*/u, '/*')) || accept.includes('*/*');
}

/** Bytes as one character each: for looking at binary structures, not for reading text. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}
