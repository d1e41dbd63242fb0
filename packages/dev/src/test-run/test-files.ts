/** The test files of the repository, and where each of them runs. */
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';

/**
 * Where a test file runs: `node`; `page`, inside a page of web-test-runner; `driver`, in Node with a browser that it drives;
 * `journey`, in Node with the whole demo and a browser; `engine`, the same with a browser of another engine.
 */
export type Place = 'node' | 'page' | 'driver' | 'journey' | 'engine';

/** Packages whose tests run in a page; in the others only those named `.browser.test.ts`. */
const IN_PAGE = ['elements', 'drafts', 'egov-form'];

/** @param path from the root, with `/`. */
export function placeOf(path: string): Place {
  const [top, name = ''] = path.split('/');
  if (top !== 'packages') return 'node';
  if (name === 'dev') {
    if (path.startsWith('packages/dev/journeys/')) return 'journey';
    if (path.startsWith('packages/dev/engines/')) return 'engine';
    return path.startsWith('packages/dev/browser/') ? 'driver' : 'node';
  }
  if (IN_PAGE.includes(name)) return path.endsWith('.node.test.ts') ? 'node' : 'page';
  return path.endsWith('.browser.test.ts') ? 'page' : 'node';
}

/** Every test file, sorted. Paths from the root, with `/`. */
export async function testFiles(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const folder of ['packages', 'examples']) {
    for (const name of await readdir(join(root, folder), {recursive: true}).catch(() => [])) {
      const path = `${folder}/${name.replaceAll('\\', '/')}`;
      if (path.endsWith('.test.ts') && !/\/(?:node_modules|dist)\//u.test(path)) found.push(path);
    }
  }
  return found.sort();
}

/** The one test of another engine that runs unasked: the others take minutes. */
const UNASKED_ENGINE_TEST = 'packages/dev/engines/firefox.test.ts';

/**
 * Whether a test runs in the stage of the other engines.
 *
 * @param asked for: the stage by its name, which has the tests of pages run in Firefox too; or the file by its path.
 */
export function runsInEngines(path: string, asked: 'stage' | 'file' | undefined): boolean {
  const place = placeOf(path);
  if (asked === 'stage') return place === 'engine' || place === 'page';
  return place === 'engine' && (asked === 'file' || path === UNASKED_ENGINE_TEST);
}

/** Whether a test holds on a database server too, and is run on one besides: not one of the embedded database itself. */
export function usesDatabase(path: string): boolean {
  // The attacks take long for what they measure: `npm run with-postgres -- npm run attacks` holds them to a server.
  if (path.startsWith('packages/gateway/'))
    return !path.startsWith('packages/gateway/src/attacks/') && !path.endsWith('.embedded.test.ts');
  return path === 'packages/connectors/src/adapters/sql.test.ts';
}
