// Generated from schemas/ by `npm run generate`. Do not edit.
import type {Address} from '../address/v1.js';
import type {IssuedDocument} from '../document/v1.js';

/**
 * A natural person as the population database knows one. Which members a form requires is said by the form.
 */
export interface Person {
  citizenId?: string;
  fullName?: string;
  birthDate?: string;
  gender?: 'male' | 'female' | 'other';
  ethnicity?: string;
  nationality?: string;
  residence?: Address;
  homeTown?: Address;
  idDocument?: IssuedDocument;
  phone?: string;
  email?: string;
}
