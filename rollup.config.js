/**
 * The two files that a page loads: `egov-form.js` for its script tag, and the worker that reads documents. Pieces that are
 * loaded only when needed lie beside them in `egov-form/`, under names without a hash: a portal caches by address and
 * revalidates, and an agency can tell which file is which.
 */
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild, {minify} from 'rollup-plugin-esbuild';
import {ownLitPolicy} from './packages/dev/src/own-lit-policy.ts';
import {squeezeTemplates} from './packages/dev/src/squeeze-templates.ts';

const inRoot = (path) => fileURLToPath(new URL(path, import.meta.url));

const plugins = () => [
  nodeResolve({
    browser: true,
    preferBuiltins: false,
    exportConditions: ['egov-source', 'browser', 'production'],
    extensions: ['.ts', '.mjs', '.js'],
  }),
  commonjs({include: /node_modules/u}),
  esbuild({
    target: 'es2022',
    tsconfig: inRoot('packages/elements/tsconfig.json'),
    include: /\.ts$/u,
    exclude: /node_modules\/(?!@egov-form)/u,
  }),
  ownLitPolicy(),
  squeezeTemplates(/packages\/elements\/src\/.*\.ts$/u),
];

const output = (entry, pieces) => ({
  dir: inRoot('packages/egov-form/dist'),
  format: 'es',
  sourcemap: true,
  entryFileNames: entry,
  chunkFileNames: pieces,
  generatedCode: 'es2015',
  // Each finds what the other misses: esbuild shortens private names, terser what is never read.
  plugins: [
    minify({target: 'es2022', charset: 'utf8', legalComments: 'none'}),
    terser({module: true, ecma: 2020, compress: {passes: 2, unsafe_arrows: true}, format: {comments: false}, maxWorkers: 1}),
  ],
});

/**
 * A lazy piece is a module that imports nothing (a table); everything else is in the one file. A piece that imported the file
 * back would start it a second time on a page that embeds it as `egov-form.js?v=2`, and elements can be defined only once.
 */
const inOneFile = (id, {getModuleInfo}) => {
  const {isEntry, dynamicImporters, importers, importedIds, dynamicallyImportedIds} = getModuleInfo(id);
  const isPiece =
    !isEntry && dynamicImporters.length > 0 && importers.length + importedIds.length + dynamicallyImportedIds.length === 0;
  return isPiece ? undefined : 'egov-form';
};

/** A warning here is a fault of the bundle: an import that resolves to nothing, a cycle, `eval`. */
const onwarn = (warning) => {
  // Dependencies may import each other in a circle; our own packages have a test of their own.
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  throw Object.assign(new Error(warning.message), {code: warning.code});
};

export default [
  {
    input: {'egov-form': inRoot('packages/egov-form/src/index.ts')},
    plugins: plugins(),
    output: {...output('egov-form.js', 'egov-form/[name].js'), manualChunks: inOneFile},
    onwarn,
  },
  {
    input: {'digitize.worker': inRoot('packages/egov-form/src/digitize.worker.ts')},
    plugins: plugins(),
    output: output('egov-form/[name].js', 'egov-form/digitize-[name].js'),
    onwarn,
  },
];
