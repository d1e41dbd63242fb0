/** Where the worker finds its parts: URLs on the page's own origin. Nothing is ever fetched from elsewhere. */
export interface DigitizeAssets {
  /** Code reader (zxing), WebAssembly. */
  readonly zxingWasm: string;
  /** pdf.js and its own worker, ES modules, and the folder of its picture decoders. */
  readonly pdf: string;
  readonly pdfWorker: string;
  readonly pdfWasm: string;
  /** tesseract.js and its own worker; the core's `.js` and `.wasm` files lie beside that worker. */
  readonly tesseract: string;
  readonly tesseractWorker: string;
  /** Folder of `vie.traineddata.gz`. */
  readonly languages: string;
}

/**
 * The parts as the build lays them out in one folder. Worker files end with `.worker.js`, because a server must send
 * `'wasm-unsafe-eval'` with exactly those.
 *
 * @param folder URL that ends with a slash.
 */
export function assetsIn(folder: string | URL): DigitizeAssets {
  const at = (name: string): string => new URL(name, folder).href;
  return {
    zxingWasm: at('zxing-reader.wasm'),
    pdf: at('pdf.js'),
    pdfWorker: at('pdf.worker.js'),
    pdfWasm: at('pdf-wasm/'),
    tesseract: at('tesseract.js'),
    tesseractWorker: at('tesseract.worker.js'),
    languages: at('.').replace(/\/$/u, ''),
  };
}
