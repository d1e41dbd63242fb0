import type {Gateway} from './gateway.ts';
import type {JobKind} from './jobs.ts';
import {removeStaleUploads} from './submissions/uploads.ts';

/** Ten years: as long as a dossier may have to be explained. */
const AUDIT_DAYS = 3653;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Every hour, in one of the processes: removes files that nobody used and audit entries whose time is over. */
export function housekeeping(gateway: Gateway): JobKind<object> {
  return {
    name: 'housekeeping',
    retries: 0,
    schedule: '7 * * * *',
    async run() {
      const {database, uploadsFolder, auditDays = AUDIT_DAYS} = gateway.options;
      const now = gateway.clock.now();
      await removeStaleUploads(database, uploadsFolder, now);
      await gateway.audit.forget(new Date(now - auditDays * DAY_MS), new Date(now));
    },
  };
}
