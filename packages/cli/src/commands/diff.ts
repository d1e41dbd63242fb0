/** `egov-form diff OLD NEW`: what differs between two versions of a procedure, and whether the version says so. */
import {existsSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {compare, comparisonText, differenceText} from '@egov-form/checks';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {composedForm} from '../source/composed-form.ts';
import {readSource} from '../source/procedure-source.ts';

export const command: Command = {
  arguments: [
    {name: '<old>', about: 'diff.old'},
    {name: '<new>', about: 'diff.new'},
  ],
  run: diff,
};

async function diff({arguments: [old, now]}: Call, context: Context): Promise<ExitCode> {
  const {text, language} = context;
  const [before, after] = [await sourceOf(old as string, context), await sourceOf(now as string, context)];
  const comparison = compare(await composedForm(before, text), await composedForm(after, text), {packs: after.packs});
  const differences = comparison.differences.map((one) => ({...one, message: differenceText(one, language)}));
  context.answer({...comparison, differences}, comparisonText(comparison, language).split('\n'));
  return comparison.isEnough ? 0 : 1;
}

/** A folder or file, or else a package that is installed where the command was called. */
async function sourceOf(named: string, context: Context): ReturnType<typeof readSource> {
  if (existsSync(resolve(context.cwd, named))) return readSource(named, context);
  for (let folder = context.cwd; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', named);
    if (existsSync(installed)) return readSource(installed, context);
    if (folder === dirname(folder)) return readSource(named, context);
  }
}
