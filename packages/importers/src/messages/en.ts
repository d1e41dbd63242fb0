import type {vi} from './vi.ts';

/** What could not be carried over, in English. */
export const en: {readonly [code in keyof typeof vi]: string} = {
  'question.kind': 'the kind of question “{found}” does not exist here; “{instead}” stands in its place.',
  'question.dropped': 'the element “{found}” cannot be carried over and was left out.',
  'question.guess': 'the kind of data was guessed from the label as “{instead}”; please look at it.',
  'rule.expression': 'a part of the condition “{found}” cannot be carried over; the condition was left out, write it anew.',
  'rule.script': 'a form runs no scripts; “{found}” was left out, write it as a rule.',
  'rule.unknown': 'the condition names “{found}”, and the source has no such question; the condition was left out.',
  'rule.refused': 'the rule does not hold here ({found}) and was left out.',
  'setting.dropped': 'the setting “{found}” has no counterpart and was left out.',
  'options.remote': 'the choices come from another address “{found}”; connect the question with a list or a register.',
  'options.none': 'a question to choose from has no choices; a box for text stands in its place.',
  'name.changed': 'the name “{found}” became “{instead}”.',
  'text.markup': 'HTML was left out, its words were kept.',
  'layout.dropped': 'the layout “{found}” was left out; the questions inside were kept.',
  'schema.note': 'the schema is read otherwise: {found}',
  'definition.refused': 'this part does not hold in a definition ({found}) and was left out.',
  'page.unread': 'the content could not be read: {found}.',
};
