import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {PDFDocument, PDFName, type PDFPage, PDFString, StandardFonts} from 'pdf-lib';
import {type Imported, importFile} from '../index.ts';

/** A page on which words and fields are put from the top down. */
async function pdf(draw: (document: PDFDocument, page: PDFPage) => void | Promise<void>): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const page = document.addPage([595, 842]);
  page.setFont(await document.embedFont(StandardFonts.Helvetica));
  await draw(document, page);
  return document.save();
}

const box = (y: number): {x: number; y: number; width: number; height: number} => ({x: 220, y, width: 200, height: 18});
const write = (page: PDFPage, text: string, y: number): void => page.drawText(text, {x: 40, y: y + 4, size: 11});
const dataOf = ({definition}: Imported): unknown => (definition.data as {properties: unknown}).properties;

describe('a PDF with form fields', () => {
  it('is asked by the words beside its fields, in their order', async () => {
    const bytes = await pdf((document, page) => {
      const form = document.getForm();
      write(page, 'REGISTRATION', 780);
      write(page, 'Given name:', 740);
      const name = form.createTextField('person.given');
      name.addToPage(page, box(740));
      name.enableRequired();
      name.setMaxLength(40);
      write(page, 'Remarks', 700);
      const remarks = form.createTextField('remarks');
      remarks.enableMultiline();
      remarks.addToPage(page, box(700));
    });
    const imported = await importFile(bytes);
    assert.deepEqual([imported.format, imported.definition.title], ['pdf', 'REGISTRATION']);
    assert.deepEqual(dataOf(imported), {given: {type: 'string', maxLength: 40}, remarks: {type: 'string'}});
    assert.equal(imported.definition.fields?.['/given']?.label, 'Given name');
    assert.equal(imported.definition.fields?.['/remarks']?.widget, 'textarea');
    assert.deepEqual((imported.definition.data as {required: unknown}).required, ['given']);
  });

  it('has choices where it has lists, ticks and round buttons', async () => {
    const bytes = await pdf((document, page) => {
      const form = document.getForm();
      const list = form.createDropdown('town');
      list.addOptions(['Hue', 'Vinh']);
      list.addToPage(page, box(740));
      form.createCheckBox('agree').addToPage(page, box(700));
      const group = form.createRadioGroup('kind');
      group.addOptionToPage('new', page, box(660));
      group.addOptionToPage('again', page, box(630));
    });
    const imported = await importFile(bytes);
    const data = dataOf(imported) as {[name: string]: {enum?: readonly string[]; type?: string}};
    assert.deepEqual(data['town']?.enum, ['Hue', 'Vinh']);
    assert.equal(data['agree']?.type, 'boolean');
    assert.equal(data['kind']?.enum?.length, 2);
  });

  it('is asked by the name for assistive technology, and guessed by it', async () => {
    const bytes = await pdf((document, page) => {
      const field = document.getForm().createTextField('f1');
      field.addToPage(page, box(740));
      field.acroField.getWidgets()[0]?.dict.set(PDFName.of('TU'), PDFString.of('E-mail'));
    });
    const imported = await importFile(bytes);
    assert.equal(imported.definition.fields?.['/f1']?.label, 'E-mail');
    assert.deepEqual(
      imported.losses.map(({code}) => code),
      ['question.guess'],
    );
  });

  it('goes without buttons and scripts, and says so', async () => {
    const bytes = await pdf((document, page) => {
      const form = document.getForm();
      form.createTextField('a').addToPage(page, box(740));
      form.createButton('send').addToPage('Send', page, box(700));
    });
    const {losses, definition} = await importFile(bytes);
    assert.deepEqual(Object.keys((definition.data as {properties: object}).properties), ['a']);
    assert.deepEqual(
      losses.map(({code}) => code),
      ['question.dropped'],
    );
  });

  it('without fields is read as a declaration', async () => {
    const bytes = await pdf((_, page) => {
      write(page, 'APPLICATION FORM', 780);
      write(page, 'Email: ..............................', 740);
      write(page, 'Reason of the application: ..............................', 700);
    });
    const imported = await importFile(bytes);
    assert.deepEqual(Object.keys(dataOf(imported) as object), ['email', 'reasonOfTheApplication']);
  });

  it('that is a picture alone asks nothing, and is refused', async () => {
    await assert.rejects(importFile(await pdf(() => undefined)), {code: 'EGOV_IMPORT_EMPTY'});
  });
});
