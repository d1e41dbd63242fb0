/** Brotli copies beside the files of the bundle: a server sends the copy to browsers that take it, and compresses nothing itself. */
import {readdir, readFile, stat, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {brotliCompress, constants} from 'node:zlib';

const compress = promisify(brotliCompress);

/** What a browser unpacks by itself. Source maps are for developers; `.gz` data is unpacked by its reader. */
const COMPRESSIBLE = /\.(?:js|css|json|wasm)$/u;

/** Above this, in bytes, the best quality takes seconds a file and saves about 5 %. */
const LARGE = 500_000;

/** A copy is worth its place where it has at most this share of the bytes. */
const WORTH = 0.9;

/** Write `<file>.br` beside each file of a folder and of the folders in it. */
export async function compressFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, {recursive: true});
  await Promise.all(entries.filter((entry) => COMPRESSIBLE.test(entry)).map((entry) => compressFile(join(folder, entry))));
}

async function compressFile(path: string): Promise<void> {
  const {size} = await stat(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: size > LARGE ? 9 : constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  };
  const packed = await compress(await readFile(path), {params});
  if (packed.length <= size * WORTH) await writeFile(`${path}.br`, packed);
}
