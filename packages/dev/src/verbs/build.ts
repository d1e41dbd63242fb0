/** `npm run build`: the browser bundle, then `dist` of every package. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {buildPackages} from '../publish/build-packages.ts';
import {BUNDLE_FOLDER, buildBundle, type FileSize} from '../rollup/bundle.ts';

export async function main(_args: readonly string[]): Promise<number> {
  const started = performance.now();
  const built = await buildBundle();
  const {gzipBytes} =
    (JSON.parse(await readFile(join(BUNDLE_FOLDER, 'sizes.json'), 'utf8')) as {[file: string]: FileSize})['egov-form.js'] ?? {};
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`egov-form.js: ${gzipBytes} bytes compressed, ${built ? `built in ${seconds} s` : 'up to date'}\n`);
  const compiling = performance.now();
  const compiled = await buildPackages();
  process.stdout.write(
    `packages: ${compiled ? `compiled in ${((performance.now() - compiling) / 1000).toFixed(1)} s` : 'not compiled'}\n`,
  );
  return compiled ? 0 : 1;
}
