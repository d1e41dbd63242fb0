/** Every document of a procedure, lifted to the newest version of its format. */
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join, sep} from 'node:path';
import {composed} from '../source/composed-form.ts';
import type {ProcedureSource} from '../source/procedure-source.ts';
import type {Codemod, Format} from './codemods.ts';
import {type Lifted, liftText} from './lift-text.ts';

export interface LiftedFile extends Lifted {
  readonly path: string;
  readonly format: Format;
  readonly isChanged: boolean;
}

/** What the files would be. Nothing is written; blocks of other packages are theirs to lift. */
export async function upgradeSource(source: ProcedureSource, codemods: readonly Codemod[]): Promise<readonly LiftedFile[]> {
  const {definition, folder, cases} = source;
  const value: unknown = JSON.parse(definition.text);
  const {blocks, isSource} = await composed(value, source);
  const own = blocks.filter((path) => path.startsWith(folder + sep) && !path.includes(`${sep}node_modules${sep}`));
  const packageFile = join(folder, 'package.json');
  const files: readonly (readonly [format: Format, path: string, text: string])[] = [
    ...(source.package && existsSync(packageFile)
      ? [['package', packageFile, await readFile(packageFile, 'utf8')] as const]
      : []),
    [isSource ? 'source' : 'form', definition.path, definition.text],
    ...(await Promise.all(own.map(async (path) => ['block', path, await readFile(path, 'utf8')] as const))),
    ...cases.map(({path, text}) => ['case', path, text] as const),
  ];
  return files
    .filter(([format, , text]) => format !== 'package' || 'egovForm' in (JSON.parse(text) as object))
    .map(([format, path, text]) => {
      const lifted = liftText(text, format, codemods);
      return {path, format, ...lifted, isChanged: lifted.text !== text};
    });
}
