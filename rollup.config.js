/**
 * The files that a page loads: `egov-form.js` for its script tag, under a name that stays and with nothing in it but the name of
 * the first chunk; chunks in `egov-form/`, whose names change with their content, so that a browser never asks again for one
 * that it has; and the worker that reads documents.
 */
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild, {minify} from 'rollup-plugin-esbuild';
import {minifyTemplates} from './packages/dev/src/rollup/minify-templates.ts';
import {ownLitPolicy} from './packages/dev/src/rollup/own-lit-policy.ts';

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
  minifyTemplates(/packages\/elements\/src\/.*\.ts$/u),
];

/** The first chunk, of the package's own module, has one name whatever small chunk rollup put into it. A gateway knows by the twelve digits that a file never changes. */
const chunkName = ({name, moduleIds}) =>
  `egov-form/${moduleIds.includes(inRoot('packages/egov-form/src/index.ts')) ? 'main' : name}-[hash:12].js`;

const output = (entryFileNames) => ({
  dir: inRoot('packages/egov-form/dist'),
  format: 'es',
  sourcemap: true,
  entryFileNames,
  chunkFileNames: chunkName,
  hashCharacters: 'hex',
  experimentalMinChunkSize: 1200,
  generatedCode: 'es2015',
  // Each finds what the other misses: esbuild shortens private names, terser what is never read.
  plugins: [
    minify({target: 'es2022', charset: 'utf8', legalComments: 'none'}),
    terser({module: true, ecma: 2020, compress: {passes: 2, unsafe_arrows: true}, format: {comments: false}, maxWorkers: 1}),
  ],
});

/** Modules name files that lie beside the entry, as they do in the npm package; chunks lie one folder below it. */
const besideEntry = () => ({
  name: 'beside-entry',
  resolveImportMeta: (property) => (property === 'url' ? "new URL('..', import.meta.url).href" : null),
});

/** A warning here is a fault of the bundle: an import that resolves to nothing, a cycle, `eval`. */
const onwarn = (warning) => {
  // Dependencies may import each other in a circle; our own packages have a test of their own.
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  throw Object.assign(new Error(warning.message), {code: warning.code});
};

/** What is to be built: what pages load, and the worker. */
export default [
  {
    input: {'egov-form': inRoot('packages/egov-form/src/index.ts')},
    // What chunks take from the first one is no export of ours: Rollup leaves `egov-form.js` as an entry that only names it.
    preserveEntrySignatures: 'strict',
    plugins: [besideEntry(), ...plugins()],
    output: output('[name].js'),
    logLevel: 'warn',
    onwarn,
  },
  {
    input: {'digitize.worker': inRoot('packages/egov-form/src/digitize.worker.ts')},
    plugins: plugins(),
    output: output('egov-form/[name].js'),
    logLevel: 'warn',
    onwarn,
  },
];
