/** `form.json` of every procedure that has a `source.json`: the definition that its blocks make. */
import {existsSync} from 'node:fs';
import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {compose} from '@egov-form/core/compose';
import {root} from '../root.ts';
import {blocksFrom} from './find-block.ts';
import {formattedJson} from './formatted-json.ts';

/** Path from the repository's root, and text. */
export async function composedProcedures(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of (await readdir(join(root, 'examples/procedures'))).sort()) {
    const source = join(root, 'examples/procedures', name, 'source.json');
    if (!existsSync(source)) continue;
    const form = compose(JSON.parse(await readFile(source, 'utf8')), blocksFrom(source));
    files.set(`examples/procedures/${name}/form.json`, formattedJson(form));
  }
  return files;
}

export async function writeComposedProcedures(): Promise<void> {
  for (const [path, text] of await composedProcedures()) await writeFile(join(root, path), text);
}
