import assert from 'node:assert/strict';
import {test} from 'node:test';
import {objectStream, PACKINGS, updatePdf} from '@egov-form/dev/written-pdf';
import fc from 'fast-check';
import {PDFDict, PDFDocument, PDFHexString, PDFName, type PDFObject, PDFRawStream, PDFString} from 'pdf-lib';
import {inspectPdf} from './inspect-pdf.ts';

const RUNS = {numRuns: 120, seed: 11};

/** Any text, and often one that looks like the syntax of what is refused. */
const text = fc.oneof(
  fc.string({unit: 'binary'}),
  fc.constantFrom(
    '/JavaScript',
    '<</S/Launch>>',
    ') /S /JavaScript (',
    '1 0 obj <</JS(x)>> endobj',
    'stream',
    '%%EOF',
    '\\',
    '(((',
  ),
  fc
    .array(fc.constantFrom('/S', '/Launch', '<<', '>>', '(', ')', '/EmbeddedFile', ' ', '\\', '\n'), {maxLength: 8})
    .map((all) => all.join('')),
);

const harmless = fc.record({
  title: text,
  author: text,
  language: text,
  address: text.map((said) => `https://example.org/${said}`),
  field: text,
  custom: fc.array(fc.tuple(fc.string({minLength: 1, maxLength: 8}), text), {maxLength: 4}),
  hexadecimal: fc.boolean(),
  objectStreams: fc.boolean(),
  pages: fc.integer({min: 1, max: 3}),
});

type Harmless = typeof harmless extends fc.Arbitrary<infer Value> ? Value : never;

async function build(value: Harmless): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  document.setTitle(value.title);
  document.setAuthor(value.author);
  document.setLanguage(escaped(value.language));
  const {context} = document;
  const string = (said: string): PDFObject => (value.hexadecimal ? PDFHexString.fromText(said) : PDFString.of(escaped(said)));
  for (let page = 0; page < value.pages; page += 1) {
    const {node} = document.addPage([300, 200]);
    const link = {Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: {S: 'URI', URI: string(value.address)}};
    node.set(PDFName.of('Annots'), context.obj([context.register(context.obj(link))]));
  }
  document
    .getForm()
    .createTextField('field')
    .setText(value.field.replace(/[^ -~]/gu, '?'));
  const info = context.lookup(context.trailerInfo.Info, PDFDict);
  for (const [key, said] of value.custom) info.set(PDFName.of(`X${key.replace(/[^a-z]/giu, '')}`), string(said));
  return document;
}

/** A string as it may stand between brackets; pdf-lib writes the low byte of each character. */
function escaped(said: string): string {
  return said.replace(/[^\0-\xff]/gu, '?').replace(/[\\()]/gu, '\\$&');
}

test('documents of any texts are taken', async () => {
  await fc.assert(
    fc.asyncProperty(harmless, async (value) => {
      const document = await build(value);
      assert.equal(await inspectPdf(await document.save({useObjectStreams: value.objectStreams})), undefined);
    }),
    RUNS,
  );
});

const ACTIVE: readonly {readonly [key: string]: unknown}[] = [
  {S: 'JavaScript', JS: PDFString.of('app.alert\\(1\\)')},
  {S: 'Launch', F: PDFString.of('calc.exe')},
  {S: 'SubmitForm', F: PDFString.of('https://example.org')},
  {S: 'ImportData', F: PDFString.of('a.fdf')},
  {Type: 'Filespec', F: PDFString.of('a'), EF: {F: {}}},
  {Type: 'Annot', Subtype: 'RichMedia'},
  {S: 'URI', URI: PDFString.of('javascript:app.alert')},
  {S: 'URI', URI: PDFHexString.fromText('file:///etc/passwd')},
  {S: 'GoToR', F: PDFString.of('other.pdf')},
  {S: 'GoToE', T: {R: 'C'}},
  {S: 'Movie', Operation: 'Play'},
  {S: 'Rendition', OP: 0},
];

const planted = fc.record({
  value: harmless,
  active: fc.constantFrom(...ACTIVE),
  depth: fc.integer({min: 0, max: 20}),
  place: fc.constantFrom('catalog', 'page', 'information', 'loose', 'packed', 'update', 'packed update'),
  packing: fc.constantFrom(...Object.keys(PACKINGS)),
});

test('the same with one active object anywhere, packed anyhow, are refused', async () => {
  await fc.assert(
    fc.asyncProperty(planted, async ({value, active, depth, place, packing}) => {
      const document = await build(value);
      const {context} = document;
      let object = context.obj(active as never) as PDFObject;
      for (let level = 0; level < depth; level += 1)
        object = level % 2 === 0 ? context.obj([object] as never) : context.obj({Inner: object} as never);
      const holders = {
        catalog: document.catalog,
        page: document.getPage(0).node,
        information: context.lookup(context.trailerInfo.Info, PDFDict),
      };
      const stream = objectStream({900: object.toString()}, PACKINGS[packing]) as {dictionary: string; data: Uint8Array};
      if (place === 'loose') context.register(object);
      if (place === 'packed') context.register(PDFRawStream.of(asDictionary(stream.dictionary, document), stream.data));
      if (Object.hasOwn(holders, place)) holders[place as keyof typeof holders].set(PDFName.of('Planted'), object);
      // The last table of the file before the update must be one of the old kind only because this test looks for it so.
      const updated = place.endsWith('update');
      let bytes = await document.save({useObjectStreams: value.objectStreams && !updated});
      if (updated) bytes = updatePdf(bytes, {901: place === 'update' ? object.toString() : stream});
      assert.equal(await inspectPdf(bytes), 'document.active-content', `${place} ${packing}`);
    }),
    RUNS,
  );
});

/** The entries of a dictionary as they are written, which pdf-lib writes as they are. */
function asDictionary(entries: string, document: PDFDocument): PDFDict {
  const dictionary = document.context.obj({}) as PDFDict;
  const written = {toString: () => entries.slice(1).replace(/^Type/u, ''), sizeInBytes: () => entries.length - 5} as PDFObject;
  const asBytes = Buffer.from(entries.slice(5), 'latin1');
  Object.assign(written, {
    copyBytesInto(buffer: Uint8Array, offset: number) {
      buffer.set(asBytes, offset);
      return asBytes.length;
    },
  });
  dictionary.set(PDFName.of('Type'), written);
  return dictionary;
}

test('damaged bytes get a verdict, in bounded time', {timeout: 120_000}, async () => {
  const document = await build({
    title: 'a',
    author: 'b',
    language: 'c',
    address: 'd',
    field: 'e',
    custom: [],
    hexadecimal: false,
    objectStreams: true,
    pages: 2,
  });
  document.context.register(document.context.obj(ACTIVE[0] as never));
  const files = [await document.save({useObjectStreams: true}), await document.save({useObjectStreams: false})];
  const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...'<>[]()/% 019Rn\0\xff'), fc.constantFrom('put', 'cut', 'copy')), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...files), edits, async (file, changes) => {
      let bytes = Buffer.from(file);
      for (const [place, character, kind] of changes) {
        const at = place % bytes.length;
        const rest = kind === 'put' ? bytes.subarray(at + 1) : bytes.subarray(kind === 'cut' ? at + 9 : Math.max(0, at - 40));
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(character, 'latin1'), rest]);
      }
      const verdict = await inspectPdf(bytes);
      assert.ok(verdict === undefined || verdict.startsWith('document.'));
    }),
    {numRuns: 1500, seed: 11},
  );
});
