/**
 * Goes on with a database that is older than files and heads, or is another one, because somebody decided so. What was given
 * up stays in the audit, and no number is given out twice.
 */
import {type AuditHead, AuditLog, GATEWAY_ITSELF} from '../audit/audit.ts';
import type {Database} from '../database/open.ts';
import {SERIALS_AT_ONCE, SerialMarks} from '../dossiers/serial-marks.ts';
import type {OpenedInstallation} from './enter.ts';
import {headKeeper, type InstallationPlaces, nameInstallation, newestSeal, readId, readSerials} from './installation.ts';

export interface Adoption {
  readonly installation: string;
  /** Number that the next dossier of the day gets at least. */
  readonly next: number;
}

/**
 * @param auditKey keys the codes of audit entries.
 * @param today `YYYY-MM-DD`.
 */
export async function adopt(
  {database, outside, found}: OpenedInstallation,
  places: InstallationPlaces,
  auditKey: Uint8Array,
  now: Date,
  today: string,
): Promise<Adoption> {
  const day = today.slice(2).replaceAll('-', '');
  const mark = outside.mark === 'unreadable' ? undefined : outside.mark;
  const past = await numbersGivenOut(database, [mark?.head, outside.head], outside.folders, places.filesFolder, day);
  const installation = (await readId(database)) ?? (await nameInstallation(database, mark?.installation));
  const publish = headKeeper(installation, places.filesFolder, places.headsFile);
  const audit = new AuditLog(database, auditKey, publish);
  const before = await newestSeal(database);
  const entry = await database.transaction().execute(async (transaction) => {
    for (const [of, last] of past) {
      await transaction
        .insertInto('dossier_serials')
        .values({day: of, last})
        .onConflict((conflict) => conflict.column('day').doUpdateSet({last}))
        .execute();
    }
    await transaction.updateTable('installation').set({adopted_at: now.toISOString()}).execute();
    const attributes = found.map(({kind}) => kind);
    const act = {
      action: 'installation.adopted',
      form: '',
      target: String(before.number),
      attributes,
      outcome: 'adopted',
    } as const;
    return audit.add(GATEWAY_ITSELF, act, now, transaction);
  });
  // Heads begin anew after the last seal of this database.
  await publish({...before, at: now.toISOString(), adopted: entry});
  await audit.seal(now);
  return {installation, next: (past.get(day) ?? 0) + 1};
}

/**
 * By day, up to where numbers are passed over: whole thousands above all that any place knows. Heads lag behind by what was
 * received within their last second, and those of earlier versions do not tell numbers: of the present day a thousand is
 * passed over in any case.
 */
async function numbersGivenOut(
  database: Database,
  heads: readonly (AuditHead | undefined)[],
  folders: ReadonlyMap<string, number>,
  filesFolder: string,
  today: string,
): Promise<ReadonlyMap<string, number>> {
  const serials = await readSerials(database);
  const known: [string, number][] = [...(await new SerialMarks(filesFolder).read()), ...folders];
  for (const head of heads) {
    const [day, last] = head?.serial?.split('-') ?? [];
    if (day !== undefined && last !== undefined) known.push([day, Number(last) + SERIALS_AT_ONCE]);
  }
  known.push([today, (serials.get(today) ?? 0) + SERIALS_AT_ONCE]);
  const past = new Map<string, number>();
  for (const [day, last] of known) {
    const thousands = Math.ceil(last / SERIALS_AT_ONCE) * SERIALS_AT_ONCE;
    if (thousands > (serials.get(day) ?? 0)) past.set(day, Math.max(thousands, past.get(day) ?? 0));
  }
  return past;
}
