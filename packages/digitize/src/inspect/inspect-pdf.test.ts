import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {deflateSync} from 'node:zlib';
import {
  objectStream,
  PACKINGS,
  type PdfPart,
  PLAIN_OBJECTS,
  updatePdf,
  type WrittenPdf,
  writePdf,
} from '@egov-form/dev/written-pdf';
import {inspectPdf} from './inspect-pdf.ts';

const LAUNCH = '<</S/Launch/F(calc.exe)>>';
const CATALOG = (entries: string): string => `<</Type/Catalog/Pages 2 0 R${entries}>>`;

function pdf(changed: {readonly [number: number]: PdfPart}, options: WrittenPdf = {}): Uint8Array {
  return writePdf({...options, objects: {...PLAIN_OBJECTS, ...changed}});
}

describe('harmless documents', () => {
  const link = (address: string): string =>
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(${address})>>>>]>>`;
  const harmless: {readonly [name: string]: Uint8Array} = {
    'a plain page': writePdf({}),
    'a plain page in a cross-reference stream': writePdf({table: 'stream'}),
    'a link to a page about JavaScript': pdf({3: link('https://developer.example/docs/Web/JavaScript')}),
    'a link with brackets and a launch in its address': pdf({3: link('https://example.org/a\\)/Launch(x)/JS')}),
    'a link to a search for a script': pdf({3: link('http://example.org?q=javascript:alert#file:')}),
    'a link in capitals': pdf({3: link('HTTPS://EXAMPLE.ORG/JavaScript')}),
    'a link for post': pdf({3: link('mailto:nobody@example.org')}),
    'a link for the telephone': pdf({3: link('Tel:+84-24-0000')}),
    'a link without a scheme': pdf({3: link('www.example.org/a')}),
    'an empty link': pdf({3: link('')}),
    'links that start from an address': pdf({1: CATALOG('/URI<</Base(https://example.org/javascript:)>>')}),
    'actions that stay within the document': pdf({
      1: CATALOG(
        '/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next[<</S/Named/N/Print>><</S/ResetForm>><</S/Hide/T(a)>><</S/Thread/D 0>>]>>',
      ),
    }),
    'a title that names languages': pdf(
      {
        5: '<</Title(TypeScript/JavaScript and /Launch /XFA)/Subject</EmbeddedFile>>>'
          .replace('</Emb', '<2F456D62')
          .replace('File>', '3E>'),
      },
      {trailer: '/Info 5 0 R'},
    ),
    'a title in hexadecimal': pdf({5: `<</Title<${Buffer.from('/S /JavaScript').toString('hex')}>>>`}, {trailer: '/Info 5 0 R'}),
    'page content that speaks of actions': pdf({
      4: {dictionary: '', data: Buffer.from('BT (x) Tj ET\n% <</S/JavaScript/JS(x)>>\n(9 0 obj <</S/Launch>> endobj) Tj')},
    }),
    'a font named JavaScript': pdf({
      3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</JavaScript 6 0 R/JS 6 0 R/XFA 6 0 R/EF 6 0 R>>>>>>',
      6: '<</Type/Font/Subtype/Type1/BaseFont/Launch>>',
    }),
    'a radio button for JavaScript': pdf({
      1: CATALOG('/AcroForm<</Fields[6 0 R]>>'),
      6: '<</FT/Btn/T(language)/V/JavaScript/AS/JavaScript/AP<</N<</JavaScript 4 0 R>>>>>>',
    }),
    'trees from which everything was removed': pdf({1: CATALOG('/Names<</EmbeddedFiles<</Names[]>>/JavaScript null>>')}),
    'a destination named EmbeddedFiles': pdf({
      1: CATALOG('/Names<</Dests<</Names[(JavaScript)[3 0 R/Fit]]>>>>/Dests<</EmbeddedFiles[3 0 R/Fit]>>'),
    }),
    'a comment about a launch': writePdf({behind: '% <</S/Launch>>\n'}),
    'a new line before the header': writePdf({before: '\n'}),
    'a byte order mark before the header': writePdf({before: '\xef\xbb\xbf'}),
    '1,024 bytes before the header': writePdf({before: `HTTP/1.1 200 OK\r\n${' '.repeat(1007)}`}),
    'zeros behind the end': writePdf({behind: '\0'.repeat(5000)}),
    'blanks behind the end': writePdf({behind: ' \r\n'.repeat(3000)}),
    'a few bytes of another system behind the end': writePdf({behind: '<!-- served in 3 ms -->'}),
    'an update': updatePdf(writePdf({}), {3: link('https://example.org/JavaScript')}),
    'a wrong table': Buffer.from(
      Buffer.from(writePdf({}))
        .toString('latin1')
        .replace(/startxref\n\d+/u, 'startxref\n7'),
      'latin1',
    ),
    'a table that is moved by one': Buffer.from(
      Buffer.from(writePdf({})).toString('latin1').replace('%PDF-1.7\n', '%PDF-1.7\r\n'),
      'latin1',
    ),
    'a wrong length of a stream': Buffer.from(
      Buffer.from(writePdf({}))
        .toString('latin1')
        .replace(/\/Length \d+/u, '/Length 3'),
      'latin1',
    ),
    'a length elsewhere': writeIndirectLength(),
  };
  for (const [name, bytes] of Object.entries(harmless))
    it(`takes ${name}`, async () => assert.equal(await inspectPdf(bytes), undefined));
  for (const [name, packing] of Object.entries(PACKINGS))
    it(`takes objects packed by ${name}`, async () => {
      const {1: catalog = '', 2: pages = '', 3: page = '', ...streams} = PLAIN_OBJECTS as {[number: number]: string};
      const packed = [{stream: 7, objects: {1: catalog, 2: pages, 3: page}, packing}];
      assert.equal(await inspectPdf(writePdf({objects: streams, packed, table: 'stream', tablePacking: packing})), undefined);
    });
});

const KEY = '<</Filter/Standard/V 1/R 2/P -4>>';
const NEW_PAGE = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>';

function encrypted(table: 'table' | 'stream'): Uint8Array {
  return pdf({9: KEY}, {trailer: '/Encrypt 9 0 R', table});
}

function withoutPrevious(file: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(file)
      .toString('latin1')
      .replace(/\/Prev \d+/u, ''),
    'latin1',
  );
}

function writeIndirectLength(): Uint8Array {
  const data = 'BT (x) Tj ET endstream 9 0 obj <</S/Launch>>';
  return pdf({4: `<</Length 8 0 R>>\nstream\n${data}\nendstream`, 8: String(data.length)});
}

/** What actions refer to; a file has only what its own action needs, or it would be refused for another. */
const ELSEWHERE: readonly (readonly [reference: string, objects: {readonly [number: number]: PdfPart}])[] = [
  ['20 0 R', {20: '22 0 R', 22: '/Launch'}],
  ['21 0 R', {21: LAUNCH}],
  ['22 %x', {22: '/Launch'}],
  ['23 0 R', {23: '(vbscript:x)'}],
];

describe('active documents', () => {
  const actions: {readonly [name: string]: string} = {
    'a script': '<</S/JavaScript/JS(app.alert\\(1\\))>>',
    'a script under another spelling': '<</#53/J#61va#53cript/#4aS(x)>>',
    'a launch': LAUNCH,
    'sending the form': '<</S/SubmitForm/F(https://example.org)>>',
    'importing data': '<</S/ImportData/F(a.fdf)>>',
    'a script of a rendition': '<</S/Rendition/OP 0/JS(x)>>',
    'a kind that stands elsewhere': '<</S 20 0 R/F(calc.exe)>>',
    'a second kind': '<</S/GoTo/S/Launch/F(calc.exe)>>',
    'an action behind an action': '<</S/URI/URI(a)/Next[<</S/GoTo/Next 21 0 R>>]>>',
    'a kind behind a comment in its reference': '<</S 22 %x\n 0\r\nR/F(calc.exe)>>',
    'comments between': '<</S %x\n/Launch%y\r/F(calc.exe)>>',
    'a link to a script': '<</S/URI/URI(javascript:alert\\(1\\))>>',
    'a link to a script in other letters, with blanks and escapes': '<</S/URI/URI( \\n Java\\\n\\163 c\tript\\072x)>>',
    'a link to a script in hexadecimal': `<</S/#55RI/#55#52I<${Buffer.from('javascript:x').toString('hex')}>>>`,
    'a link to a script in UTF-16': `<</S/URI/URI<FEFF ${Buffer.from('javascript:x', 'utf16le').swap16().toString('hex')}>>>`,
    'a link to a file': '<</S/URI/URI(file:///C:/Windows/System32/calc.exe)>>',
    'a link to a share of a network': '<</S/URI/URI(\\\\\\\\example.org\\\\share)>>',
    'a link to a program': '<</S/URI/URI(ms-msdt:/id)>>',
    'a link to data': '<</S/URI/URI(data:text/html,x)>>',
    'a link whose address stands elsewhere': '<</S/URI/URI 23 0 R>>',
    'another file': '<</S/GoToR/F(\\\\\\\\example.org\\\\share)/D[0/Fit]>>',
    'another file under another spelling': '<</S/#47oTo#52/F(other.pdf)/D[0/Fit]>>',
    'a file inside': '<</S/GoToE/T<</R/C/N(a)>>>>',
    'a thread of another file': '<</S/Thread/F(other.pdf)/D 0>>',
    'a film': '<</S/Movie/T(a)/Operation/Play>>',
    'a rendition without a script': '<</S/Rendition/OP 0/R<</S/MR/C<</S/MCD/D<</FS/URL/F(https://example.org/a)>>>>>>>>',
    'a sound': '<</S/Sound/Sound 4 0 R>>',
  };
  for (const [name, action] of Object.entries(actions))
    it(`refuses ${name} at opening, of a page, and of an annotation`, async () => {
      const more = ELSEWHERE.find(([reference]) => action.includes(reference))?.[1];
      const places: readonly {readonly [number: number]: PdfPart}[] = [
        {1: CATALOG(`/OpenAction ${action}`)},
        {3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/AA<</O ${action}>>>>`},
        {3: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[[]<</Subtype/Widget/A ${action}>>]>>`},
        {1: CATALOG(`/Names<</JavaScript<</Kids[9 0 R]>>>>`), 9: `<</Names[(a)${action}]>>`},
        {9: action},
      ];
      for (const changed of places)
        assert.equal(await inspectPdf(pdf({...more, ...changed})), 'document.active-content', JSON.stringify(changed));
    });

  const parts: {readonly [name: string]: {readonly [number: number]: PdfPart}} = {
    'an attached file': {
      1: CATALOG('/Names<</EmbeddedFiles<</Names[(a)9 0 R]>>>>'),
      9: '<</Type/Filespec/F(a)/EF<</F 10 0 R>>>>',
      10: {dictionary: '', data: Buffer.from('x')},
    },
    'an associated file': {
      1: CATALOG('/AF[9 0 R]'),
      9: '<</F(a)/EF 11 0 R>>',
      11: '<</UF 10 0 R>>',
      10: {dictionary: '', data: Buffer.from('x')},
    },
    'an attachment on a page': {3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[<</Subtype/FileAttachment/FS(a)>>]>>'},
    'rich media': {3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[<</Subtype/RichMedia>>]>>'},
    'the stream of a file': {9: {dictionary: '/Type/EmbeddedFile', data: Buffer.from('x')}},
    'a form of XFA': {
      1: CATALOG('/AcroForm 9 0 R'),
      9: '<</Fields[]/XFA 10 0 R>>',
      10: {dictionary: '', data: Buffer.from('<xdp/>')},
    },
    'a film on a page': {3: '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Annots[<</Subtype/Movie/Movie<</F(a.avi)>>>>]>>'},
    'links that start from a script': {1: CATALOG('/URI<</Base(javascript:)>>')},
    'a tree that leads nowhere': {1: CATALOG('/Names<</JavaScript 99 0 R>>')},
  };
  for (const [name, changed] of Object.entries(parts))
    it(`refuses ${name}`, async () => assert.equal(await inspectPdf(pdf(changed)), 'document.active-content'));

  for (const [name, packing] of Object.entries(PACKINGS))
    it(`refuses a launch and a link to a script packed by ${name}, in every kind of table`, async () => {
      const {1: _, ...others} = PLAIN_OBJECTS;
      for (const action of [LAUNCH, '<</#53/UR#49/U#52I(java\\163cript:x)>>']) {
        const packed = [{stream: 7, objects: {1: CATALOG(`/OpenAction ${action}`)}, packing}];
        for (const table of ['stream', 'hybrid'] as const) {
          const file = writePdf({objects: others, packed, table, tablePacking: packing});
          assert.equal(await inspectPdf(file), 'document.active-content', table);
        }
        // Named by no table: a reader that repairs finds it.
        assert.equal(await inspectPdf(pdf({7: objectStream({9: action}, packing)})), 'document.active-content');
      }
    });

  it('refuses what an update brings, and what an earlier version had', async () => {
    const active = {1: CATALOG(`/OpenAction ${LAUNCH}`)};
    assert.equal(await inspectPdf(updatePdf(writePdf({}), active)), 'document.active-content');
    assert.equal(await inspectPdf(updatePdf(pdf(active), {1: CATALOG('')})), 'document.active-content');
    const stream = objectStream({1: CATALOG(`/OpenAction ${LAUNCH}`)}, PACKINGS['ASCIIHex']);
    assert.equal(await inspectPdf(updatePdf(writePdf({}), {9: stream})), 'document.active-content');
  });

  it('refuses an object inside of a stream that a table names', async () => {
    const content = 'BT ET\n1 0 obj <</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(x)>>>> endobj';
    const text = Buffer.from(pdf({4: {dictionary: '', data: Buffer.from(content)}})).toString('latin1');
    const at = text.indexOf('1 0 obj <<');
    const moved = text.replace(/1 1\n\d{10}/u, `1 1\n${String(at).padStart(10, '0')}`);
    assert.equal(await inspectPdf(Buffer.from(moved, 'latin1')), 'document.active-content');
    // Without a right table readers search everywhere.
    assert.equal(
      await inspectPdf(Buffer.from(text.replace(/startxref\n\d+/u, 'startxref\n0'), 'latin1')),
      'document.active-content',
    );
  });
});

describe('what cannot be looked into', () => {
  const locked = (entries: string, data: Uint8Array): Uint8Array =>
    pdf({7: {dictionary: `/Type/ObjStm/N 1/First 4${entries}`, data}});
  const plain = Buffer.from('9 0 <<>>');
  const files: {readonly [name: string]: readonly [string, Uint8Array]} = {
    'a filter for pictures': ['document.undecodable', locked('/Filter/DCTDecode', plain)],
    'a filter of the future': ['document.undecodable', locked('/Filter[/ZstdDecode]', plain)],
    'a filter that stands elsewhere': ['document.undecodable', locked('/Filter 20 0 R', plain)],
    'two filters': ['document.undecodable', locked('/Filter/FlateDecode/Filter/ASCIIHexDecode', plain)],
    'damaged Flate data': ['document.undecodable', locked('/Filter/FlateDecode', Buffer.from('not packed at all'))],
    'damaged ASCII85 data': ['document.undecodable', locked('/Filter/ASCII85Decode', Buffer.from('\x7f\x7f~>'))],
    'half an object stream': [
      'document.undecodable',
      locked('/Filter/FlateDecode', deflateSync('9 0 <</Aa/Bb/Cc/Dd/Ee/Ff>>').subarray(0, 20)),
    ],
    'a count of the object stream that is too high': [
      'document.undecodable',
      pdf({7: {dictionary: '/N 5/First 4', data: plain}}),
    ],
    'an own key of the object stream': ['document.undecodable', locked('/Filter/Crypt/DecodeParms<</Name/StdCF>>', plain)],
    'a bomb': [
      'document.undecodable',
      locked('/Filter[/FlateDecode/FlateDecode]', deflateSync(deflateSync(Buffer.alloc(300_000_000, 'a')))),
    ],
    'nine filters': ['document.undecodable', locked(`/Filter[${'/AHx'.repeat(9)}]`, plain)],
    'a hundred thousand arrays in each other': ['document.undecodable', pdf({9: '['.repeat(100_000) + ']'.repeat(100_000)})],
    'a dictionary without an end': ['document.undecodable', pdf({9: '<</A'})],
    'lengths that lead to each other': [
      'document.undecodable',
      pdf(Object.fromEntries(Array.from({length: 400}, (_, i) => [20 + i, {dictionary: `/Length ${21 + i} 0 R`, data: plain}]))),
    ],
    'a key': ['document.encrypted', pdf({9: '<</Filter/Standard/V 1/R 2/P -4>>'}, {trailer: '/Encrypt 9 0 R'})],
    'a key in a cross-reference stream': [
      'document.encrypted',
      pdf({9: '<</Filter/Standard>>'}, {trailer: '/Encrypt 9 0 R', table: 'stream'}),
    ],
    'a key of an earlier version': ['document.encrypted', updatePdf(encrypted('table'), {3: NEW_PAGE})],
    'a key of an earlier version in a cross-reference stream': [
      'document.encrypted',
      updatePdf(encrypted('stream'), {3: NEW_PAGE}),
    ],
    'a key of an earlier version that the update does not name': [
      'document.encrypted',
      withoutPrevious(updatePdf(encrypted('stream'), {1: CATALOG(''), 3: NEW_PAGE})),
    ],
    'a key of an update': ['document.encrypted', updatePdf(writePdf({}), {9: KEY}, '/Encrypt 9 0 R')],
    'half a file': ['document.broken', writePdf({}).subarray(0, 300)],
    'no pages': ['document.broken', writePdf({objects: {1: '<</Type/Catalog>>'}})],
    'no objects': ['document.broken', Buffer.from('%PDF-1.7\n%%EOF')],
    'a header behind 1,025 bytes': ['document.broken', writePdf({before: ' '.repeat(1025)})],
    'tables in a ring': ['document.broken', writePdf({objects: {1: 'null'}, trailer: '/Prev 0'})],
  };
  for (const [name, [fault, bytes]] of Object.entries(files))
    it(`refuses ${name}`, async () => assert.equal(await inspectPdf(bytes), fault));

  it('says nothing of a key that is taken away', async () => {
    assert.equal(await inspectPdf(pdf({}, {trailer: '/Encrypt null'})), undefined);
  });
});
