/** A picture that becomes a page: JPEG bytes in RGB, and its size in pixels. */
export interface PhotoPage {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** An A4 sheet in points. */
const A4 = {short: 595.28, long: 841.89};

/**
 * A PDF 1.4 with a page for every picture, as large as fits an A4 sheet that lies as the picture does. JPEG bytes go in as they
 * are. Pure.
 *
 * Source  ISO 32000-1, sections 7.5 (file structure), 8.9.5 (image dictionaries), 7.4.8 (DCTDecode).
 */
export function pdfOfPhotos(pages: readonly PhotoPage[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  const write = (part: string | Uint8Array): void => {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part;
    parts.push(bytes);
    length += bytes.length;
  };
  const object = (number: number, ...content: readonly (string | Uint8Array)[]): void => {
    offsets[number] = length;
    write(`${number} 0 obj\n`);
    content.forEach(write);
    write('\nendobj\n');
  };
  const stream = (dictionary: string, bytes: Uint8Array): readonly (string | Uint8Array)[] => [
    `<< ${dictionary} /Length ${bytes.length} >>\nstream\n`,
    bytes,
    '\nendstream',
  ];

  // The comment marks the file as binary for old transports.
  write('%PDF-1.4\n%\u00e2\u00e3\n');
  object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  object(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')}] >>`);
  pages.forEach(({jpeg, width, height}, index) => {
    const number = 3 + index * 3;
    const [sheetWidth, sheetHeight] = width > height ? [A4.long, A4.short] : [A4.short, A4.long];
    const scale = Math.min(sheetWidth / width, sheetHeight / height);
    const [w, h] = [(width * scale).toFixed(2), (height * scale).toFixed(2)];
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Contents ${number + 1} 0 R /Resources << /XObject << /P ${number + 2} 0 R >> >> >>`,
    );
    object(number + 1, ...stream('', encoder.encode(`q ${w} 0 0 ${h} 0 0 cm /P Do Q`)));
    object(
      number + 2,
      ...stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
        jpeg,
      ),
    );
  });
  const start = length;
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  write(`xref\n0 ${rows.length + 1}\n0000000000 65535 f \n${rows.join('')}`);
  write(`trailer\n<< /Size ${rows.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);

  const file = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}
