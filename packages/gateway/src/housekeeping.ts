import {sweepFiles} from './files/file-sweep.ts';
import type {Gateway} from './gateway.ts';
import type {JobKind} from './jobs.ts';

/** Ten years: as long as a dossier may have to be explained. */
const AUDIT_DAYS = 3653;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Every hour, in one of the processes: holds files and rows against each other, and removes audit entries whose time is over.
 *
 * @param unknown is told of folders whose dossiers the database does not know, or which stand where others belong.
 */
export function housekeeping(gateway: Gateway, unknown: (codes: readonly string[]) => void): JobKind<object> {
  return {
    name: 'housekeeping',
    retries: 0,
    schedule: '7 * * * *',
    async run() {
      const {database, uploadsFolder, auditDays = AUDIT_DAYS} = gateway.options;
      const now = gateway.clock.now();
      const left = await sweepFiles(database, uploadsFolder, now);
      if (left.length > 0) unknown(left);
      await gateway.audit.forget(new Date(now - auditDays * DAY_MS), new Date(now));
    },
  };
}
