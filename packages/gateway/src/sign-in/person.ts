/** Who is signed in, as the identity provider vouched for it. */
export interface Person {
  /** Names the session that the person is in, inside the gateway. */
  readonly session: string;
  /** Pseudonym of the person in this installation; the only identifier that rows and audit carry. */
  readonly subject: string;
  /** Personal identification number, 12 digits; `''` when the provider did not say. */
  readonly personalId: string;
  readonly name: string;
  /** `1990-02-14`; `''` when the provider did not say. */
  readonly birthDate: string;
  readonly role: Role;
  /** When the session ends if nobody uses it meanwhile, milliseconds since the epoch. */
  readonly endsAt: number;
}

/** Before there is a session. */
export type SignedInPerson = Omit<Person, 'session' | 'endsAt'>;

export type Role = 'citizen' | 'officer';
