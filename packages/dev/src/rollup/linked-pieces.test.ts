import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {type Plugin, type RollupOptions, rollup} from 'rollup';
import {findSharing, linkedPiece, linksPieces, type Sharing, sharesWithPieces} from './linked-pieces.ts';

const SOURCES: {readonly [id: string]: string} = {
  '/page.ts': `import {known, Base} from '/shared.ts'; export const add = async () => (await import('/piece.ts')).made(); export {known, Base};`,
  '/other.ts': `export {add, known} from '/page.ts';`,
  '/shared.ts': `export const known = []; export class Base { id = known.push(this); }`,
  '/piece.ts': `import {Base} from '/shared.ts'; import {own} from '/own.ts'; class More extends Base { own = own; } export const made = () => new More();`,
  '/own.ts': `export const own = 'of the piece';`,
};

interface Page {
  readonly known: readonly object[];
  readonly Base: new () => object;
  add(): Promise<{readonly own: string}>;
}

const sources: Plugin = {
  name: 'sources',
  resolveId: (id) => (id in SOURCES ? id : null),
  load: (id) => SOURCES[id] ?? null,
};

function page(sharing?: Sharing, input = '/page.ts'): RollupOptions {
  const beside: Plugin = {
    name: 'beside',
    resolveDynamicImport: (id) => (id === '/piece.ts' ? {id: './piece.mjs', external: true} : null),
  };
  return {input, plugins: [beside, sharesWithPieces(sharing), sources, linksPieces((id) => id === '/piece.ts', /\.ts$/u)]};
}

describe('a linked piece', () => {
  let folder = '';

  const write = async (file: string, options: RollupOptions) => {
    const bundle = await rollup(options);
    const {output} = await bundle.write({file: join(folder, file), format: 'es', sourcemap: true});
    await bundle.close();
    return output[0];
  };
  const piece = async (sharing: Sharing) =>
    write('piece.mjs', {
      input: '/piece.ts',
      plugins: [linkedPiece('piece', sharing, /never/u), sources],
      makeAbsoluteExternalsRelative: false,
    });
  const open = async (address: string) => (await import(new URL(address, pathToFileURL(`${folder}/`)).href)) as Page;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linked-'));
  });
  after(async () => {
    await rm(folder, {recursive: true});
  });

  it('holds only what the page does not, and gets the rest from the page that loads it', async () => {
    const sharing = await findSharing([page(), page(undefined, '/other.ts')], '1');
    const {modules, map} = await piece(sharing);
    assert.deepEqual(Object.keys(modules).sort(), ['/own.ts', '/piece.ts']);
    assert.notEqual(map?.mappings ?? '', '');
    await write('page.mjs', page(sharing));

    const one = await open('page.mjs');
    const made = await one.add();
    assert.equal(made.own, 'of the piece');
    assert.ok(made instanceof one.Base);
    assert.equal(Object.getPrototypeOf(made), Object.getPrototypeOf(await one.add()), 'linked once');
    assert.equal(one.known.length, 2);

    const copy = await open('page.mjs?v=2');
    assert.ok((await copy.add()) instanceof copy.Base);
    assert.deepEqual([one.known.length, copy.known.length], [2, 1], 'a copy of the page has its own');
  });

  it('is refused by a page of another version', async () => {
    await write('newer.mjs', page({...(await findSharing([page()], '2'))}));
    await assert.rejects((await open('newer.mjs')).add(), /another version/u);
  });

  it('cannot hold what another piece holds, unless that has no memory', async () => {
    const sharing = await findSharing([page()], '1');
    sharing.holders.set('/own.ts', 'another');
    await assert.rejects(piece(sharing), /in one piece, found \/own\.ts in another and piece/u);
  });
});
