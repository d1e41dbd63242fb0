/** The ready-made files that the document reader's worker loads, each only when a file first needs it. */

import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {root} from '../root.ts';

const require = createRequire(import.meta.url);

/** A file or folder to copy into the bundle's folder. */
export interface AssetCopy {
  /** Absolute path. */
  readonly from: string;
  /** Path under `packages/egov-form/dist`. */
  readonly to: string;
}

/**
 * What to copy for the document reader. Names are those of `assetsIn` in digitize. Worker files end with `.worker.js`: a
 * server sends `'wasm-unsafe-eval'` with those and with no other.
 */
export function digitizeAssets(): AssetCopy[] {
  const folder = (name: string): string => dirname(require.resolve(`${name}/package.json`));
  const pdf = folder('pdfjs-dist');
  const core = folder('tesseract.js-core');
  const copies: [string, string][] = [
    [join(dirname(require.resolve('zxing-wasm/reader/zxing_reader.wasm')), 'zxing_reader.wasm'), 'zxing-reader.wasm'],
    [join(pdf, 'build/pdf.min.mjs'), 'pdf.js'],
    [join(pdf, 'build/pdf.worker.min.mjs'), 'pdf.worker.js'],
    [join(pdf, 'LICENSE'), 'pdf.LICENSE'],
    ...['openjpeg.wasm', 'jbig2.wasm', 'qcms_bg.wasm', 'LICENSE_OPENJPEG', 'LICENSE_JBIG2', 'LICENSE_QCMS'].map(
      (name): [string, string] => [join(pdf, 'wasm', name), `pdf-wasm/${name}`],
    ),
    [join(folder('tesseract.js'), 'dist/tesseract.esm.min.js'), 'tesseract.js'],
    [join(root, 'packages/digitize/assets/tesseract.worker.js'), 'tesseract.worker.js'],
    [join(folder('tesseract.js'), 'dist/worker.min.js'), 'tesseract-engine.js'],
    // Every build of the engine, because the browser decides; one of them is downloaded.
    ...['', '-simd', '-relaxedsimd'].flatMap((kind): [string, string][] => {
      const name = `tesseract-core${kind}-lstm`;
      return [
        [join(core, `${name}.js`), `${name}.js`],
        [join(core, `${name}.wasm`), `${name}.wasm`],
      ];
    }),
    [join(core, 'LICENSE'), 'tesseract.LICENSE'],
    [join(folder('@tesseract.js-data/vie'), '4.0.0_best_int/vie.traineddata.gz'), 'vie.traineddata.gz'],
  ];
  return copies.map(([from, to]) => ({from, to: `egov-form/digitize/${to}`}));
}
