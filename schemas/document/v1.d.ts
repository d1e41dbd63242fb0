// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * A paper that an authority issued: what it is, its number, when and where it was issued.
 */
export interface IssuedDocument {
  type?: string;
  number?: string;
  issuedOn?: string;
  issuedBy?: string;
}
