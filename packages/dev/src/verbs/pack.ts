/** `npm run pack [-- <folder>]`: builds every package and packs it as npm would publish it. */
import {relative, resolve} from 'node:path';
import {packAll} from '../publish/pack.ts';
import {root} from '../root.ts';

export async function main([folder = '.tmp/packages', ...more]: readonly string[]): Promise<number> {
  if (more.length > 0 || folder.startsWith('-')) {
    process.stderr.write('Expected at most a folder for the packages: npm run pack -- ../packed\n');
    return 2;
  }
  for (const {name, path, bytes, files} of await packAll(resolve(root, folder)))
    process.stdout.write(`${name}: ${files.length} files, ${Math.ceil(bytes / 1024)} KB: ${relative(root, path)}\n`);
  return 0;
}
