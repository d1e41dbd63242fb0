import {join} from 'node:path';
import {openDatabase} from '@egov-form/gateway';

/** One dossier as it stands in the database. */
export interface DossierRow {
  readonly form: string;
  readonly answers: unknown;
  /** Verified origin by pointer. */
  readonly marks: {readonly [pointer: string]: string};
  /** Names of its files in the dossier's folder. */
  readonly files: readonly string[];
}

/** Read a dossier straight from the data folder of a demo that has been closed: what a database administrator would see. */
export async function readDossier(dataFolder: string, code: string): Promise<DossierRow> {
  const database = await openDatabase({folder: join(dataFolder, 'postgres')});
  try {
    const row = await database.selectFrom('dossiers').selectAll().where('code', '=', code).executeTakeFirst();
    if (!row) throw new Error(`Expected dossier ${code} in the database, found none.`);
    const origins = row.origins as {[pointer: string]: {origin: string}};
    const documents = row.documents as {[slot: string]: {file: string}[]};
    return {
      form: row.form,
      answers: row.answers,
      marks: Object.fromEntries(Object.entries(origins).map(([pointer, mark]) => [pointer, mark.origin])),
      files: Object.values(documents).flatMap((files) => files.map(({file}) => file)),
    };
  } finally {
    await database.destroy();
  }
}
