// Generated from schemas/ by `npm run generate`. Do not edit.
/**
 * Where money is to go: the bank by its code in the interbank network, the account's number, and whose it is as the bank writes it.
 */
export interface BankAccount {
  bank: string;
  number: string;
  holder: string;
}
