/**
 * What a portal may style of `<egov-form>` from outside, in words: the parts of its templates and its custom properties.
 * A test compares the names with those in the sources.
 */
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../root.ts';

/** `::part(name)`, with what it is. */
export const PARTS: {readonly [name: string]: string} = {
  head: 'Around the name and description of the procedure',
  title: 'Name of the procedure',
  progress: 'The list of steps',
  start: 'What one needs before one starts',
  form: 'The pages and their buttons',
  'page-title': 'Heading of a page',
  'review-page': 'The page that shows all answers before they are sent',
  group: 'Questions that belong together',
  'group-title': 'Heading of a group',
  facts: 'Card of what is known of a group without asking',
  'facts-all': 'Everything that a card knows, folded away',
  'facts-absent': 'What a register was asked for and does not have',
  'facts-change': 'Button to give another number than the one of a card',
  'facts-wrong': 'Button that opens the questions of a card',
  'facts-close': 'Button that folds them away again',
  'by-hand': 'Button to type instead of asking a register',
  appended: 'Heading of a page that asks nothing, below the page before it',
  'review-known': 'Answers of one source that nobody need look at, folded away before the sending',
  'review-empty': 'Questions that were left empty, folded away before the sending',
  fold: 'A group that is folded away until it is opened',
  contents: 'Table of contents of a page',
  text: 'Words between the questions',
  field: 'One question with everything that belongs to it',
  label: 'Label of a question, or legend of several controls',
  description: 'Longer words about a question',
  hint: 'Hint below a label',
  control: 'Every native control: input, select, textarea',
  fieldset: 'Controls that make one question',
  choices: 'The choices of a question, all in sight',
  choice: 'One choice with its label',
  combobox: 'Box that one types in to search among many choices',
  listbox: 'The choices that were found',
  'listbox-note': 'How many more choices there are',
  chips: 'What was chosen of many',
  chip: 'One of what was chosen',
  date: 'A date: text and calendar button',
  'date-button': 'Button that opens the calendar, the months or the times',
  picker: 'The months of a year, or the times of a day',
  address: 'The three controls of an address',
  'bank-account': 'The controls of a bank account',
  legacy: 'What a place was called before',
  gloss: 'An answer in other words: an amount of money, a name as papers print it',
  signature: 'Place of a signature',
  output: 'An answer that was computed or cannot be changed',
  answer: 'An answer that cannot be changed',
  issues: 'What is wrong with a question',
  issue: 'One thing that is wrong',
  source: 'Where an answer came from',
  badge: 'The register or paper that an answer came from',
  undo: 'Button that takes a filling back',
  filled: 'Above answers that were filled together: their source and the way back',
  why: 'Why a question is asked, required or fixed',
  conflict: 'Two values that do not agree, and the choice between them',
  decided: 'What a person decided between two values',
  differences: 'What a register would change, before it does',
  lookup: 'A question to a register',
  'lookup-state': 'What became of the question to a register',
  list: 'A list with rows',
  rows: 'All rows of a list',
  row: 'One row',
  table: 'A list as a table',
  totals: 'The last line of a table',
  total: 'The sum of a column',
  'row-title': 'Heading of a row',
  add: 'Button that adds a row',
  document: 'A paper that can be attached',
  slot: 'The frame of a paper',
  drop: 'Where files can be dropped',
  choose: 'Button that chooses a file',
  photo: 'Button that takes a photo',
  files: 'The files of a paper',
  file: 'One file',
  'add-page': 'Button that adds a photo to a paper as its next page',
  thumbnail: 'Small picture of a photo',
  compare: 'Facts of a paper beside the answers',
  'compare-sides': 'One fact and the answer that it is compared with',
  more: 'Button that shows the mistakes that are not listed yet',
  summary: 'What must be mended before going on',
  declaration: 'The statement before sending',
  nav: 'The buttons that go back and on',
  back: 'Button that goes back',
  next: 'Button that goes on',
  send: 'Button that hands the dossier in',
  draft: 'What is said about the draft',
  'draft-keeping': 'Where the draft lies, for how long, and who can read it',
  'draft-wait': 'A draft that is there and cannot be opened yet',
  elsewhere: 'The form is open in another tab, which keeps the draft',
  notice: 'Something to know, such as a draft that was brought back',
  result: 'What became of the dossier',
  finish: 'At a kiosk: button that wipes everything once the code is written down',
  idle: 'The question whether somebody is there',
  stay: 'Button that says that somebody is there',
  outcome: 'Heading of what became of the dossier',
  code: 'Code of the dossier',
  print: 'Button that prints the declaration',
  error: 'The form could not be shown',
  person: 'In place of a form that another person opened',
  'sign-in': 'Link to the sign-in',
  card: 'A raised ground',
};

/** Custom properties, with what they set. Colours are described by name here and have their values in tokens.ts. */
export const TOKENS: {readonly [name: string]: string} = {
  'color-text': 'Text',
  'color-muted': 'Text that may be passed over: hints, notes',
  'color-surface': 'Ground of controls and cards',
  'color-ground': 'Ground behind cards',
  'color-line': 'Lines between things',
  'color-control': 'Borders of controls; 3:1 on the surface or more',
  'color-primary': 'Buttons, links and the current step',
  'color-primary-strong': 'The same under the pointer',
  'color-primary-soft': 'A light ground of the same colour',
  'color-on-primary': 'Text on the primary colour',
  'color-good': 'Text of what went well',
  'color-good-soft': 'Ground of what went well',
  'color-warning': 'Text of a warning',
  'color-warning-soft': 'Ground of a warning',
  'color-danger': 'Text and borders of a mistake',
  'color-danger-soft': 'Ground of a mistake',
  'color-focus': 'The ring around what has the focus',
  radius: 'Roundness of corners',
  space: 'The unit of distances',
  font: 'Font families',
  'font-size': 'Size of text. Set it in px where the page changes the size of `rem`',
};

/** Names of parts as the templates of packages/elements have them. */
export async function partsInSources(): Promise<ReadonlySet<string>> {
  const folder = join(root, 'packages/elements/src');
  const names = new Set<string>();
  for (const file of await readdir(folder, {recursive: true})) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
    const text = await readFile(join(folder, file), 'utf8');
    for (const [, value = ''] of text.matchAll(/\bpart(?:="|: ['`])([^"'`$]+)["'`$](?! \|)/gu)) {
      for (const name of value.trim().split(/\s+/u)) names.add(name);
    }
  }
  return names;
}
