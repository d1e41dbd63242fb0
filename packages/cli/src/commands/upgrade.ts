/** `egov-form upgrade`: lifts the documents of procedures to the newest version of their formats. */
import {writeFile} from 'node:fs/promises';
import {type Call, type Command, CommandError, type Context, type ExitCode} from '../frame/command.ts';
import {readSource, shownPath} from '../source/procedure-source.ts';
import {CODEMODS} from '../upgrade/codemods.ts';
import {newestOf} from '../upgrade/lift-text.ts';
import {type LiftedFile, upgradeSource} from '../upgrade/upgrade-source.ts';

export const command: Command = {
  arguments: [{name: '[path...]', about: 'source.argument'}],
  options: [{flags: '--check', about: 'upgrade.check'}],
  run: upgrade,
};

async function upgrade({arguments: [paths], options}: Call, context: Context): Promise<ExitCode> {
  const {cwd, text} = context;
  const named = paths as readonly string[];
  const files: LiftedFile[] = [];
  for (const path of named.length > 0 ? named : ['.'])
    files.push(...(await upgradeSource(await readSource(path, context), CODEMODS)));
  for (const {path, format, to} of files) refuseNewer(path, to, newestOf(format, CODEMODS), context);
  const changed = files.filter(({isChanged}) => isChanged);
  if (options['check'] !== true) for (const {path, text: lifted} of changed) await writeFile(path, lifted);
  const told = changed.map(({path, from, to}) => ({file: shownPath(path, cwd), from, to}));
  context.answer({files: told}, [
    ...told.map((one) => text('upgrade.lifted', one)),
    ...(told.length === 0 ? [text('upgrade.newest', {count: files.length})] : []),
  ]);
  return options['check'] === true && told.length > 0 ? 1 : 0;
}

/** What a newer program wrote is left to it. */
function refuseNewer(path: string, version: number, newest: number, {cwd, text}: Context): void {
  if (version <= newest) return;
  throw new CommandError('EGOV_CLI_SOURCE', text('upgrade.newer', {file: shownPath(path, cwd), version, newest}));
}
