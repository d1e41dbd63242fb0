/** Word documents and workbooks as their programs write them, as far as a reader looks: archives without compression. */
import {crc32} from 'node:zlib';

export function archive(files: {readonly [name: string]: string}): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [body, path] = [Buffer.from(text), Buffer.from(name)];
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(body), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(body.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, path, body]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, path]));
    bodies.push(entry);
    offset += entry.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06', 'latin1'), end]));
}

const escaped = (text: string): string => text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** A line, `# ` before it for bold; or a table as rows of cells. */
export type WordPart = string | readonly (readonly string[])[];

export function wordDocument(parts: readonly WordPart[]): Uint8Array {
  const run = (text: string, bold: boolean): string =>
    `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}${text
      .split('\t')
      .map((piece) => `<w:t xml:space="preserve">${escaped(piece)}</w:t>`)
      .join('<w:tab/>')}</w:r>`;
  const paragraph = (text: string): string => {
    const bold = text.startsWith('# ');
    return `<w:p>${text === '' ? '' : run(bold ? text.slice(2) : text, bold)}</w:p>`;
  };
  const cell = (text: string): string => `<w:tc>${text.split('\n').map(paragraph).join('')}</w:tc>`;
  const table = (rows: readonly (readonly string[])[]): string =>
    `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`;
  const body = parts.map((part) => (typeof part === 'string' ? paragraph(part) : table(part))).join('');
  return archive({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  });
}

/** @param sheets rows of cells by the name of the sheet. */
export function workbook(sheets: {readonly [name: string]: readonly (readonly string[])[]}): Uint8Array {
  const names = Object.keys(sheets);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const letter = (column: number): string => String.fromCharCode(65 + column);
  const sheet = (rows: readonly (readonly string[])[]): string =>
    `${XML}<worksheet xmlns="${main}"><sheetData>${rows
      .map(
        (row, y) =>
          `<row r="${y + 1}">${row
            .map((text, x) =>
              text === '' ? '' : `<c r="${letter(x)}${y + 1}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
            )
            .join('')}</row>`,
      )
      .join('')}</sheetData></worksheet>`;
  return archive({
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"/>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${main}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet(sheets[name] ?? [])])),
  });
}
