/** Files that are no text: each kind brings its reader along, loaded when such a file is imported. */
import type {DraftForm} from './draft.ts';
import {broken} from './errors.ts';
import type {Losses} from './losses.ts';

/** @throws FormError `EGOV_IMPORT_BROKEN` */
export async function readDocument(format: 'xlsform' | 'pdf' | 'word', bytes: Uint8Array, losses: Losses): Promise<DraftForm> {
  if (format === 'word') {
    const [{readWord}, {declarationOf}] = await Promise.all([import('./word/word.ts'), import('./word/declaration.ts')]);
    return declarationOf(await readWord(bytes), losses);
  }
  if (format === 'pdf') return (await import('./pdf/pdf.ts')).importPdf(bytes, losses);
  const [{importXlsForm}, {default: readSheets}] = await Promise.all([
    import('./xlsform/xlsform.ts'),
    import('read-excel-file/universal'),
  ]);
  const sheets = await readSheets(new Blob([bytes.slice()])).catch((cause: unknown) => {
    throw broken('xlsform', 'a workbook that is damaged or protected', cause);
  });
  return importXlsForm(sheets, losses);
}
