// Generated from schemas/ by `npm run generate`. Do not edit.
import type {Address} from '../address/v1.js';

/**
 * A registered business or other organisation.
 */
export interface Organization {
  code?: string;
  name?: string;
  headOffice?: Address;
  legalRepresentative?: string;
  phone?: string;
  email?: string;
}
