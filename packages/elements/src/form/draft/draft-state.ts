/** How the draft of a form stands, for what shows it. */

export type DraftState =
  | {readonly state: 'none' | 'saving' | 'failed'}
  | {readonly state: 'lost'}
  /** The browser deleted all drafts of the site; nobody knows whether this was among them. */
  | {readonly state: 'emptied'}
  | {readonly state: 'saved' | 'restored'; readonly at: string}
  /** The answers are saved, an attached file is not. */
  | {readonly state: 'file-failed'; readonly at: string}
  | {readonly state: 'file-lost'; readonly name: string}
  /** The draft was made with another version of the form: what has to be looked at again, and how much did not fit any more. */
  | {readonly state: 'migrated'; readonly changed: readonly string[]; readonly lost: number}
  /** Another window has the draft, or this one has it again. */
  | {readonly state: 'elsewhere' | 'here'}
  /** It was being sent when the page ended, and the answer never came. */
  | {readonly state: 'maybe-sent'};

/** A draft that was typed here before anybody signed in. */
export interface AnonymousDraft {
  /** ISO 8601. */
  readonly savedAt: string;
  /** To open it is to give up the person's own draft. */
  readonly replaces: boolean;
  open(): Promise<void>;
  remove(): Promise<void>;
}
