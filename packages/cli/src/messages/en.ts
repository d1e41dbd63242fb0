/** English texts of the command line. */
import type {vi} from './vi.ts';

export const en: {readonly [key in keyof typeof vi]: string} = {
  'frame.description': 'Makes, checks, proves, builds and tests administrative procedures as npm modules.',
  'frame.usage': '<command> [options]',
  'frame.options': '[options]',
  'frame.version': 'shows the version',
  'frame.help': 'shows how it is used',
  'frame.json': 'answers with one JSON document',
  'frame.lang': 'language of the answer: vi or en',
  'frame.no-color': 'uses no colour',
  'frame.more': 'How one command is used: egov-form <command> --help. Exit codes: 0 done, 1 findings, 2 wrong use.',
  'frame.title.usage': 'Usage:',
  'frame.title.arguments': 'Arguments:',
  'frame.title.options': 'Options:',
  'frame.title.commands': 'Commands:',

  'usage.unknown-command': 'There is no command "{name}".',
  'usage.unknown-option': 'There is no option "{name}".',
  'usage.missing-argument': 'The argument "{name}" is missing.',
  'usage.option-argument': 'The option "{name}" needs a value.',
  'usage.excess-arguments': 'There are more arguments than this command takes.',
  'usage.invalid-argument': 'The value "{value}" of "{name}" is not accepted. Accepted are: {choices}.',
  'usage.suggestion': 'Did you mean {meant}?',
  'usage.read-on': 'See: {command} --help.',

  'source.argument': 'folder of the procedure, or file of the definition; the current folder when left out',
  'source.missing':
    'Expected a folder with {file} or the file of a definition, found nothing at {path}. Check the path, or make a procedure with egov-form new.',
  'source.json': 'Expected a JSON document at {path}, which cannot be read: {reason}',
  'source.pack': 'The pack "{name}" that egovForm.packs of package.json names cannot be loaded: {reason}',
  'source.no-default': 'the module has no "export default" that is a pack.',

  'check.summary': 'finds mistakes in a definition: line, column and how to mend each',
  'check.publish': 'holds it to what a published procedure must have, too',
  'check.fix': 'mends in the file what is always right',
  'check.sarif': 'answers with SARIF 2.1.0',
  'check.progress': 'Checking {path}',
  'check.info': 'note',
  'check.mended': 'Mended: {count}.',
  'check.found': 'Errors: {errors}. Warnings: {warnings}. Notes: {notes}.',
  'check.mend.add': 'mend: add {path} as {value}',
  'check.mend.replace': 'mend: replace {path} by {value}',
  'check.mend.remove': 'mend: remove {path}',
  'check.mend.move': 'mend: move {from} to {path}',
  'check.clean': 'Nothing is wrong. Definitions checked: {count}.',
  'check.error': 'error',
  'check.warning': 'warning',

  'simulate.summary': 'runs the simulated registers on this computer',
  'gateway.summary': 'the gateway: init, check, serve, audit check, adopt',
};
