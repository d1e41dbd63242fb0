import {vi} from './vi.ts';

/** Templates by issue code. */
export type IssueTexts = {readonly [code: string]: string};

/** Vietnamese is always there; others are added by who needs them. */
const languages = new Map<string, IssueTexts>([['vi', vi]]);

export function issueTexts(language: string): IssueTexts | undefined {
  return languages.get(language);
}

export function addIssueTexts(language: string, texts: IssueTexts): void {
  languages.set(language, texts);
}
