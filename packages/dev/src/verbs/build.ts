/** `npm run build`: the browser bundle, the sample portal as it is served in `dist/portal`, then `dist` of every package. */
import {join} from 'node:path';
import {writePages} from '../demo/pages.ts';
import {buildPackages} from '../publish/build-packages.ts';
import {buildBundle, readManifest} from '../rollup/bundle.ts';
import {root} from '../root.ts';

export async function main(_args: readonly string[]): Promise<number> {
  const started = performance.now();
  const built = await buildBundle();
  const {main} = await readManifest();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${main?.file}: ${main?.gzipBytes} bytes compressed, ${built ? `built in ${seconds} s` : 'up to date'}\n`);
  await writePages(join(root, 'examples/portal'), join(root, 'dist/portal'), join(root, 'examples/procedures'));
  const compiling = performance.now();
  const compiled = await buildPackages();
  process.stdout.write(
    `packages: ${compiled ? `compiled in ${((performance.now() - compiling) / 1000).toFixed(1)} s` : 'not compiled'}\n`,
  );
  return compiled ? 0 : 1;
}
