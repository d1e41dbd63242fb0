/**
 * Page tests as web-test-runner serves them: all of them bundled at once, with what they share in chunks. A page that loads some
 * hundred sources one by one spends more time on requests than on its tests.
 */
import {join, relative, sep} from 'node:path';
import {build} from 'esbuild';
import {root} from '../root.ts';

const FOLDER = join(root, '.tmp/pages');

/** What a plugin of @web/test-runner may be; it has more members. */
interface ServingPlugin {
  readonly name: string;
  serverStart(): Promise<void>;
  serve(context: {readonly path: string}): {readonly body: string; readonly type: 'js'} | undefined;
}

/** @param files paths of all page tests. */
export function bundledPages(files: readonly string[]): ServingPlugin {
  const paths = new Set(files.map((file) => `/${relative(root, file).split(sep).join('/')}`));
  return {
    name: 'bundled-pages',
    async serverStart() {
      await build({
        absWorkingDir: root,
        entryPoints: [...paths].map((path) => path.slice(1)),
        outdir: FOLDER,
        outbase: root,
        bundle: true,
        splitting: true,
        format: 'esm',
        target: 'es2023',
        sourcemap: 'inline',
        // The runner's own modules stay its own: they keep the state of the session.
        external: ['/__web*'],
        conditions: ['egov-source', 'browser', 'development'],
        tsconfig: join(root, 'packages/elements/tsconfig.json'),
        logLevel: 'warning',
      });
    },
    serve({path}) {
      if (!paths.has(path)) return;
      return {body: `import ${JSON.stringify(`/.tmp/pages${path.replace(/\.ts$/u, '.js')}`)};\n`, type: 'js'};
    },
  };
}
