/** `egov-form types`: TypeScript types of a procedure, written beside it or held against what is there. */
import {existsSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import type {Call, Command, Context, ExitCode} from '../frame/command.ts';
import {composedForm} from '../source/composed-form.ts';
import {knownServices} from '../source/known-services.ts';
import {readSource, shownPath} from '../source/procedure-source.ts';
import {procedureTypes} from '../types/procedure-types.ts';

export const command: Command = {
  arguments: [{name: '[path]', about: 'source.argument'}],
  options: [
    {flags: '-o, --out <file>', about: 'types.out'},
    {flags: '--check', about: 'types.check'},
  ],
  run: types,
};

async function types({arguments: [path], options}: Call, context: Context): Promise<ExitCode> {
  const {cwd, text} = context;
  const source = await readSource((path as string | undefined) ?? '.', context);
  const {packs, folder} = source;
  const definition = await composedForm(source, text);
  const made = await procedureTypes({definition, packs, services: await knownServices(source, text)});
  const out = typeof options['out'] === 'string' ? resolve(cwd, options['out']) : join(folder, 'types.d.ts');
  const file = shownPath(out, cwd);
  const isSame = existsSync(out) && (await readFile(out, 'utf8')) === made;
  if (options['check'] === true) {
    context.answer({file, isSame}, [text(isSame ? 'types.same' : 'types.other', {file})]);
    return isSame ? 0 : 1;
  }
  await writeFile(out, made);
  context.answer({file}, [text('types.written', {file})]);
  return 0;
}
