/** `egov-form check`: the verdict about procedures before anybody fills them, each finding with its place and mend. */
import {writeFile} from 'node:fs/promises';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {readSource} from '../source/procedure-source.ts';
import {type Checked, checkSource, mendSource} from '../verdict/check-source.ts';
import {findingLines, hasFindings, placedFindings, sarifOf} from '../verdict/findings-report.ts';

export const command: Command = {
  arguments: [{name: '[path...]', about: 'source.argument'}],
  options: [
    {flags: '--publish', about: 'check.publish'},
    {flags: '--fix', about: 'check.fix'},
    {flags: '--sarif', about: 'check.sarif'},
  ],
  run: check,
};

async function check({arguments: [paths], options}: Call, context: Context): Promise<ExitCode> {
  const {terminal, text} = context;
  const publish = options['publish'] === true;
  const named = paths as readonly string[];
  const all: Checked[] = [];
  let mended = 0;
  for (const path of named.length > 0 ? named : ['.']) {
    terminal.progress(text('check.progress', {path}));
    const checked = await checkSource(await readSource(path, context), publish, text);
    const fixed = options['fix'] === true ? await mendSource(checked, publish, text) : {checked, mended: 0};
    const {definition} = fixed.checked.source;
    if (fixed.mended > 0) await writeFile(definition.path, definition.text);
    mended += fixed.mended;
    all.push(fixed.checked);
  }
  if (options['sarif'] === true) terminal.say(JSON.stringify(sarifOf(all, context), null, 2));
  else {
    const told = mended > 0 ? [text('check.mended', {count: mended})] : [];
    context.answer({mended, findings: all.flatMap((one) => placedFindings(one, context))}, [
      ...findingLines(all, context),
      ...told,
    ]);
  }
  return hasFindings(all) ? 1 : 0;
}
