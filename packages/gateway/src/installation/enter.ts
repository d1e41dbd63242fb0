import {join} from 'node:path';
import {embeddedExists} from '../database/embedded-folder.ts';
import {type DatabasePlace, type GatewayDatabase, openDatabase} from '../database/open.ts';
import {
  type Disagreement,
  databaseGone,
  expectAgreement,
  findDisagreements,
  type InstallationPlaces,
  isFresh,
  type Outside,
  readOutside,
} from './installation.ts';

/** Where the parts of an installation are, by its data folder. */
export interface InstallationLayout extends InstallationPlaces {
  readonly database: DatabasePlace;
  /** Of the embedded database; nothing where a server has it. */
  readonly embedded: string | undefined;
}

/** Where the audit's heads go when nobody says where, in the data folder. */
export const HEADS_NAME = 'audit-heads.jsonl';

/** @param folder absolute path of the data folder. */
export function layoutOf(folder: string, server: DatabasePlace | undefined, headsFile: string | undefined): InstallationLayout {
  const embedded = server ? undefined : join(folder, 'postgres');
  return {
    database: server ?? {folder: join(folder, 'postgres')},
    embedded,
    filesFolder: join(folder, 'files'),
    headsFile: headsFile ?? join(folder, HEADS_NAME),
  };
}

/** An open database, and in what its surroundings do not agree with it. */
export interface OpenedInstallation {
  readonly database: GatewayDatabase;
  readonly outside: Outside;
  readonly found: readonly Disagreement[];
}

/**
 * Opens the database, and makes one where none has ever been.
 *
 * @param adopting also makes one where the surroundings know of an earlier one.
 * @throws FormError `EGOV_GATEWAY_INSTALLATION` when the embedded database of a known installation is gone,
 *     `EGOV_GATEWAY_DATABASE` when it is damaged or does not open.
 */
export async function openInstallation(layout: InstallationLayout, adopting = false): Promise<OpenedInstallation> {
  const outside = await readOutside(layout);
  const {embedded} = layout;
  if (embedded !== undefined && !adopting && !isFresh(outside) && !(await embeddedExists(embedded))) {
    expectAgreement([databaseGone(embedded, layout)]);
  }
  const database = await openDatabase(layout.database);
  try {
    return {database, outside, found: await findDisagreements(database, outside, layout)};
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
