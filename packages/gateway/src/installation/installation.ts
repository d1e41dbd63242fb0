/**
 * Which installation this is. Its name is in three places: in the database, in the folder of files, and in the heads of the
 * audit. The latter two also say how far the database had come, so that a lost or older one is noticed before it gives out
 * numbers a second time.
 */
import {randomUUID} from 'node:crypto';
import {FormError} from '@egov-form/core';
import {sql} from 'kysely';
import type {AuditHead} from '../audit/audit.ts';
import {headLog, readNewestHead} from '../audit/audit-heads.ts';
import type {Database} from '../database/open.ts';
import {CLAIMS_AT_ONCE, newestFolders} from '../dossiers/dossier-code.ts';
import {dossiersFolder, hasDossierFiles} from '../files/dossier-files.ts';
import {type InstallationMark, readMark, writeMark} from './installation-mark.ts';

/** Where an installation keeps what is not in the database. */
export interface InstallationPlaces {
  /** Of dossiers. */
  readonly filesFolder: string;
  readonly headsFile: string;
}

/** What these places know. Read before the database: another gateway may go on meanwhile, and then the database is ahead. */
export interface Outside {
  readonly mark: InstallationMark | 'unreadable' | undefined;
  readonly head: AuditHead | undefined;
  /** Newest number among the dossiers with a folder, by day. */
  readonly folders: ReadonlyMap<string, number>;
}

/** In what database and disk do not agree. */
export interface Disagreement {
  readonly kind:
    | ('database-gone' | 'database-older' | 'database-other' | 'database-diverged')
    | ('mark-unreadable' | 'files-missing');
  /** A clause that says what was found. */
  readonly found: string;
}

/** Dossiers whose files are looked for, of the newest and of the oldest ones. */
const LOOKED_AT = 1000;

export async function readOutside({filesFolder, headsFile}: InstallationPlaces): Promise<Outside> {
  const [mark, head, folders] = await Promise.all([
    readMark(filesFolder),
    readNewestHead(headsFile),
    newestFolders(dossiersFolder(filesFolder)),
  ]);
  return {mark, head, folders};
}

/** Whether there is anything that a database must have had before. */
export function isFresh({mark, head, folders}: Outside): boolean {
  return mark !== 'unreadable' && mark?.head === undefined && head === undefined && folders.size === 0;
}

/** Compares the database with what its surroundings know of it. Nothing is changed. */
export async function findDisagreements(
  database: Database,
  outside: Outside,
  {filesFolder, headsFile}: InstallationPlaces,
): Promise<readonly Disagreement[]> {
  const own = await readId(database);
  if (own === undefined && !isFresh(outside) && (await isEmpty(database))) {
    return [{kind: 'database-gone', found: `an empty database, although ${filesFolder} or ${headsFile} is of an earlier one`}];
  }
  const found: Disagreement[] = [];
  const mark = outside.mark === 'unreadable' ? undefined : outside.mark;
  if (outside.mark === 'unreadable') {
    found.push({kind: 'mark-unreadable', found: `a file installation.json in ${filesFolder} that no gateway wrote so`});
  }
  for (const [place, installation, head] of [
    [filesFolder, mark?.installation, mark?.head],
    [headsFile, outside.head?.installation, outside.head],
  ] as const) {
    if (own !== undefined && installation !== undefined && installation !== own) {
      found.push({kind: 'database-other', found: `${place} of another installation (${installation}, the database is ${own})`});
    } else if (head) found.push(...(await compareHead(database, head, place)));
  }
  const serials = await readSerials(database);
  const unknown = [...outside.folders].filter(([day, serial]) => serial > (serials.get(day) ?? 0) + CLAIMS_AT_ONCE);
  if (unknown.length > 0 && found.length === 0) {
    const [day, serial] = unknown.sort().at(-1) ?? [];
    found.push({
      kind: 'database-older',
      found: `files of dossiers up to number ${serial} of the day ${day}, which the database does not know`,
    });
  }
  const missing = await missingFolder(database, filesFolder);
  if (missing !== undefined) {
    found.push({kind: 'files-missing', found: `no files of the dossier ${missing} in ${filesFolder}`});
  }
  return found;
}

/** @throws FormError `EGOV_GATEWAY_INSTALLATION` when there is any disagreement. */
export function expectAgreement(found: readonly Disagreement[]): void {
  if (found.length === 0) return;
  const advice =
    'Put back the newest backups of database and files (docs/deploy.md, "Restore"), and see that DATABASE_URL, DATA_FOLDER and AUDIT_HEADS_FILE name what belongs together. If this is the newest that is left, "egov-gateway adopt" says what would be given up. Nothing was changed.';
  throw new FormError(
    'EGOV_GATEWAY_INSTALLATION',
    `Expected database, files and heads of one installation, found ${found.map((one) => one.found).join('; ')}. ${advice}`,
    {found: found.map(({kind}) => kind)},
  );
}

/** What the gateway says when the embedded database of a known installation is not there. It is not made anew. */
export function databaseGone(folder: string, {filesFolder, headsFile}: InstallationPlaces): Disagreement {
  return {kind: 'database-gone', found: `no database in ${folder}, although ${filesFolder} or ${headsFile} is of an earlier one`};
}

/** Gives the installation its name where it has none, and the folder of files the same. After they were found to agree. */
export async function settleInstallation(database: Database, {mark}: Outside, filesFolder: string): Promise<string> {
  const known = mark === 'unreadable' ? undefined : mark;
  let id = await readId(database);
  // The folder first: where the database has the name, the folder has it.
  const proposed = id ?? known?.installation ?? randomUUID();
  if (known?.installation !== proposed) await writeMark(filesFolder, {installation: proposed});
  id ??= await nameInstallation(database, proposed);
  // Of several gateways that start for the first time, one has named it.
  if (id !== proposed) await writeMark(filesFolder, {installation: id});
  return id;
}

/** The installation's name; given here and now where no start did it, as in tests. */
export async function nameInstallation(database: Database, proposed: string = randomUUID()): Promise<string> {
  const now = new Date().toISOString();
  await database
    .insertInto('installation')
    .values({id: proposed, made_at: now, written_at: now})
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await database.selectFrom('installation').select('id').executeTakeFirstOrThrow()).id;
}

/** Tells both places outside of the database how far it has come. Both are tried, whatever becomes of the other. */
export function headKeeper(
  installation: string,
  filesFolder: string,
  headsFile: string | undefined,
): (head: AuditHead) => Promise<void> {
  const append = headLog(headsFile);
  return async (head) => {
    const named = {...head, installation};
    const kept = await Promise.allSettled([append(named), writeMark(filesFolder, {installation, head})]);
    for (const one of kept) if (one.status === 'rejected') throw one.reason;
  };
}

export async function readId(database: Database): Promise<string | undefined> {
  return (await database.selectFrom('installation').select('id').executeTakeFirst())?.id;
}

/** Newest number of each day. */
export async function readSerials(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.selectFrom('dossier_serials').selectAll().execute();
  return new Map(rows.map(({day, last}) => [day, last]));
}

/** The last seal of the database; none with number 0. */
export async function newestSeal(database: Database): Promise<{readonly number: number; readonly hash: string}> {
  const columns = ['number', 'hash'] as const;
  const last = database.selectFrom('audit_seals').select(columns).orderBy('number', 'desc').limit(1);
  return (await last.executeTakeFirst()) ?? {number: 0, hash: ''};
}

async function isEmpty(database: Database): Promise<boolean> {
  const {rows} = await sql<{used: boolean}>`
    select exists (select from dossiers) or exists (select from dossier_serials) or exists (select from audit) as used
  `.execute(database);
  return rows[0]?.used !== true;
}

async function compareHead(database: Database, head: AuditHead, place: string): Promise<readonly Disagreement[]> {
  const {number} = await newestSeal(database);
  if (head.number > number) {
    const found = `a database that has ${number} seals of its audit, although ${place} knows ${head.number} (${head.at})`;
    return [{kind: 'database-older', found}];
  }
  if (head.number === 0) return [];
  const same = await database
    .selectFrom('audit_seals')
    .select('hash')
    .where('number', '=', head.number)
    .where('hash', '=', head.hash)
    .executeTakeFirst();
  if (same) return [];
  return [{kind: 'database-diverged', found: `another seal ${head.number} in the database than ${place} knows (${head.at})`}];
}

/** Code of a dossier whose files are gone, among the newest and the oldest ones that have any; none of an adopted past. */
async function missingFolder(database: Database, filesFolder: string): Promise<string | undefined> {
  const adopted = await database.selectFrom('installation').select('adopted_at').executeTakeFirst();
  const since = (adopted?.adopted_at ?? new Date(0)).toISOString();
  for (const order of [sql`desc`, sql`asc`]) {
    const {rows} = await sql<{code: string}>`
      select code from (select code, documents from dossiers where received_at > ${since} order by code ${order} limit ${LOOKED_AT})
        as looked_at
      where jsonb_path_exists(documents, '$.*[*].file') order by code ${order} limit 1`.execute(database);
    const [row] = rows;
    if (row && !(await hasDossierFiles(filesFolder, row.code))) return row.code;
  }
  return undefined;
}
