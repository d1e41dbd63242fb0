/**
 * The files that a page loads: `egov-form.js` for its script tag, and the worker that reads
 * documents. Pieces that are loaded only when needed lie beside them in `egov-form/`, under names without a hash: a portal
 * caches by address and revalidates, and an agency can tell which file is which.
 */
import {fileURLToPath} from 'node:url';
import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild, {minify} from 'rollup-plugin-esbuild';
import {findSharing, linkedPiece, linksPieces, sharesWithPieces} from './packages/dev/src/rollup/linked-pieces.ts';
import {ownLitPolicy} from './packages/dev/src/rollup/own-lit-policy.ts';
import {squeezeTemplates} from './packages/dev/src/rollup/squeeze-templates.ts';

const inRoot = (path) => fileURLToPath(new URL(path, import.meta.url));

const own = /packages\/[\w-]+\/src\/.*\.ts$/u;

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
  linksPieces((id) => pieceOf.has(id), own),
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

/** What is loaded only when it is needed, by its file. Pieces share what the page's file holds (linked-pieces.ts). */
const PIECES = {
  check: 'packages/core/src/definition/check.ts',
  migrate: 'packages/core/src/submission/migrate.ts',
  digitize: 'packages/digitize/src/device-digitizer.ts',
  documents: 'packages/core/src/documents/document-node.ts',
  lists: 'packages/elements/src/list/lists-part.ts',
  lookups: 'packages/elements/src/lookup/lookups-part.ts',
  papers: 'packages/elements/src/document/papers-part.ts',
  review: 'packages/elements/src/review/review-part.ts',
  drafts: 'packages/egov-form/src/kept-drafts.ts',
  gateway: 'packages/connectors/src/gateway-client/gateway-calls.ts',
  english: 'packages/elements/src/messages/english.ts',
  reasons: 'packages/elements/src/why/reasons.ts',
  sheet: 'packages/elements/src/print/sheet.ts',
  officer: 'packages/elements/src/officer/officer.ts',
  pickers: 'packages/elements/src/field/pickers/pickers.ts',
  presence: 'packages/elements/src/form/presence/presence-part.ts',
  banks: 'packages/vietnam/src/data/banks.ts',
  'communes-2025': 'packages/vietnam/src/data/communes-2025.ts',
  'communes-before-2025': 'packages/vietnam/src/data/communes-before-2025.ts',
};
const pieceOf = new Map(Object.entries(PIECES).map(([name, path]) => [inRoot(path), name]));

/** Leaves pieces out of what imports them dynamically; they lie in a folder beside it. */
const piecesBeside = (folder) => ({
  name: 'pieces-beside',
  async resolveDynamicImport(specifier, importer) {
    const resolved = typeof specifier === 'string' ? await this.resolve(specifier, importer) : null;
    const piece = pieceOf.get(resolved?.id);
    if (!piece) this.error(`Expected a piece of rollup.config.js, found a dynamic import of ${resolved?.id ?? specifier}.`);
    return {id: `${folder}${piece}.js`, external: true};
  },
});

/** A warning here is a fault of the bundle: an import that resolves to nothing, a cycle, `eval`. */
const onwarn = (warning) => {
  // Dependencies may import each other in a circle; our own packages have a test of their own.
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.ids?.every((id) => id.includes('node_modules'))) return;
  throw Object.assign(new Error(warning.message), {code: warning.code});
};

/** A file that pages load, whole. */
const page = ([name, path], sharing) => ({
  input: {[name]: inRoot(path)},
  plugins: [piecesBeside('./egov-form/'), sharesWithPieces(sharing), ...plugins()],
  output: output('[name].js'),
  onwarn,
});

const piece = ([name, path], sharing) => ({
  input: {[name]: inRoot(path)},
  plugins: [linkedPiece(name, sharing, /packages\/core\/src\//u), piecesBeside('./'), ...plugins()],
  // What is shared is named by its file until it is linked.
  makeAbsoluteExternalsRelative: false,
  output: output('egov-form/[name].js'),
  onwarn,
});

const PAGES = {
  'egov-form': 'packages/egov-form/src/index.ts',
};

/** What is to be built, in this order: the files of pages last, when it is known what the pieces take from them. */
export default async function configurations(version) {
  const pages = Object.entries(PAGES);
  const sharing = await findSharing(
    pages.map((one) => page(one)),
    version,
  );
  return [
    ...Object.entries(PIECES).map((one) => piece(one, sharing)),
    {
      input: {'digitize.worker': inRoot('packages/egov-form/src/digitize.worker.ts')},
      plugins: plugins(),
      output: output('egov-form/[name].js', 'egov-form/digitize-[name].js'),
      onwarn,
    },
    ...pages.map((one) => page(one, sharing)),
  ];
}
