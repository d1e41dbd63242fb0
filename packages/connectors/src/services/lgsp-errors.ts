import type {ErrorSettings} from '../generated/configuration.ts';

/**
 * How services behind a provincial exchange report errors: 004, the procedure is not licensed to read this database; 005, the
 * account has no right; anything else is taken for an outage.
 *
 * Source  Public code of three provincial systems (November 2026).
 */
export const LGSP_ERRORS: ErrorSettings = {
  at: ['$.errorCode', '$.Body.errorCode'],
  forbidden: ['004', '005'],
  slow: ['timeout', 'Timeout', 'TIMEOUT'],
};
