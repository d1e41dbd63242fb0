/**
 * The pages of `examples/frameworks`, bundled as their users would: React with JSX, Vue with single-file components, Angular
 * compiled ahead of time. None of them needs `eval`, so that they run under the same strict policy as the portal.
 */
import {spawnSync} from 'node:child_process';
import {cp, mkdir, readFile, rm} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {build, type Plugin} from 'esbuild';
import {root} from './root.ts';

/** The frameworks that have a page. */
export const FRAMEWORKS = ['react', 'vue', 'angular'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

const ENTRIES: {readonly [name in Framework]: string} = {
  react: 'src/main.tsx',
  vue: 'src/main.ts',
  angular: 'dist/compiled/main.js',
};

const folderOf = (name: Framework): string => join(root, 'examples/frameworks', name);

/** Bundle one page with everything that it loads. Answers the folder to serve. */
export async function buildFrameworkPage(name: Framework): Promise<string> {
  const folder = folderOf(name);
  const dist = join(folder, 'dist');
  await rm(dist, {recursive: true, force: true});
  await mkdir(dist, {recursive: true});
  if (name === 'angular') compileAngular(folder);
  await build({
    absWorkingDir: folder,
    entryPoints: [ENTRIES[name]],
    outfile: join(dist, 'main.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    conditions: ['egov-source', 'browser', 'production'],
    define: {
      'process.env.NODE_ENV': '"production"',
      ngDevMode: 'false',
      ngJitMode: 'false',
      ngServerMode: 'false',
      ngI18nClosureMode: 'false',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: name === 'vue' ? [singleFileComponents()] : name === 'angular' ? [linked(folder)] : [],
    tsconfigRaw: {compilerOptions: {experimentalDecorators: true, useDefineForClassFields: false, jsx: 'react-jsx'}},
    logLevel: 'error',
  });
  await cp(join(folder, 'index.html'), join(dist, 'index.html'));
  await cp(join(folder, '../form.json'), join(dist, 'form.json'));
  return dist;
}

/** Angular's own compiler turns templates into code. */
function compileAngular(folder: string): void {
  const compiler = join(folder, 'node_modules/@angular/compiler-cli/bundles/src/bin/ngc.js');
  const {status, stdout, stderr} = spawnSync(process.execPath, [compiler, '-p', join(folder, 'tsconfig.json')], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The Angular page does not compile:\n${stdout}${stderr}`);
}

/** What Angular publishes is compiled halfway; without this step the other half would happen in the browser, by `eval`. */
function linked(folder: string): Plugin {
  const fromCompiler = createRequire(join(folder, 'node_modules/@angular/compiler-cli/package.json'));
  return {
    name: 'angular-linker',
    setup({onLoad}) {
      onLoad({filter: /node_modules\/@angular\/.*\.mjs$/}, async ({path}) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes('ɵɵngDeclare')) return {contents: text, loader: 'js'};
        const {transformAsync} = await import(fromCompiler.resolve('@babel/core'));
        const {createEs2015LinkerPlugin} = await import(fromCompiler.resolve('@angular/compiler-cli/linker/babel'));
        const plugin = createEs2015LinkerPlugin({
          linkerJitMode: false,
          fileSystem: {resolve: (...parts: string[]) => join(...parts), exists: () => false, readFile: () => '', dirname: join},
          logger: {level: 3, debug() {}, info() {}, warn() {}, error() {}},
        });
        const result = await transformAsync(text, {
          filename: path,
          compact: false,
          configFile: false,
          babelrc: false,
          plugins: [plugin],
        });
        return {contents: result?.code ?? '', loader: 'js'};
      });
    },
  };
}

/** Vue's single-file components: script and template compiled into one module. */
function singleFileComponents(): Plugin {
  return {
    name: 'vue-components',
    setup({onLoad}) {
      onLoad({filter: /\.vue$/}, async ({path}) => {
        const {compileScript, parse} = await import('vue/compiler-sfc');
        const {descriptor, errors} = parse(await readFile(path, 'utf8'), {filename: path});
        if (errors.length > 0) throw errors[0];
        const {content} = compileScript(descriptor, {
          id: 'page',
          inlineTemplate: true,
          templateOptions: {compilerOptions: {isCustomElement: (tag) => tag.startsWith('egov-')}},
        });
        return {contents: content, loader: 'ts'};
      });
    },
  };
}
