/** `egov-form import`: a definition out of a file of another format, with the list of what could not be carried. */
import {readFile, writeFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import {FORMATS, importFile, lossText, type SourceFormat} from '@egov-form/importers';
import {vietnam} from '@egov-form/vietnam';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {CommandError} from '../frame/command.ts';
import {shownPath} from '../source/procedure-source.ts';

export const command: Command = {
  arguments: [{name: '<file>', about: 'import.argument'}],
  options: [
    {flags: '--from <format>', about: 'import.from', choices: FORMATS},
    {flags: '-o, --out <file>', about: 'import.out'},
  ],
  run: importForm,
};

async function importForm({arguments: [file], options}: Call, context: Context): Promise<ExitCode> {
  const {cwd, text, language} = context;
  const bytes = await readFile(resolve(cwd, String(file)));
  const format = options['from'] as SourceFormat | undefined;
  const surroundings = {packs: [vietnam]};
  const {definition, losses, format: found} = await importFile(bytes, {surroundings, ...(format && {format})});
  const out = resolve(cwd, typeof options['out'] === 'string' ? options['out'] : 'form.json');
  const shown = shownPath(out, cwd);
  await write(out, `${JSON.stringify(definition, null, 2)}\n`, () => text('import.exists', {file: shown}));
  context.answer({file: shown, format: found, losses}, [
    text('import.written', {file: shown, format: found}),
    ...(losses.length > 0 ? [text('import.losses', {count: losses.length})] : []),
    ...losses.map((loss) => `  ${lossText(loss, language)}`),
  ]);
  return losses.length > 0 ? 1 : 0;
}

/** A file that is there is somebody's work. */
async function write(path: string, content: string, taken: () => string): Promise<void> {
  try {
    await writeFile(path, content, {flag: 'wx'});
  } catch (error) {
    if ((error as {code?: string}).code === 'EEXIST') throw new CommandError('EGOV_CLI_FILE', taken());
    throw error;
  }
}
