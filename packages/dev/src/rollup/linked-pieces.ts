/**
 * Pieces of the bundle that are loaded when first needed and share what the page's file holds already: the elements' base, the
 * engine, Lit. Nothing is written twice, and no class or registry exists twice.
 *
 * A piece cannot import that file back: its address is the embedder's choice (`egov-form.js?v=2`), and under another one it
 * would start again. So a piece is a module that exports one function; the file that imports it hands over what it shares.
 * Each file does so once and keeps what it was given, so two copies on one page have pieces of their own.
 */
import MagicString from 'magic-string';
import {type Plugin, type PluginContext, type RollupOptions, rollup} from 'rollup';

/** Module that is made while building: what a page's file shares, and how a piece is given it. */
const SHARED = 'virtual:egov-shared';

/** What the page's files share with the pieces, gathered while the pieces are built. */
export interface Sharing {
  /** Modules of which every page's file holds something. */
  readonly modules: ReadonlySet<string>;
  /** What pieces take, in the order in which it is handed over; at 0 stands the function that links a piece. */
  readonly places: Map<string, {readonly module: string; readonly name: string; readonly place: number}>;
  /** Which piece holds a module. */
  readonly holders: Map<string, string>;
  /** Says that page and pieces were built together. */
  readonly version: string;
}

/** Find out what the page's files hold in common when no piece is in them. */
export async function findSharing(pages: readonly RollupOptions[], version: string): Promise<Sharing> {
  const held: Set<string>[] = [];
  for (const options of pages) {
    const bundle = await rollup(options);
    const {output} = await bundle.generate({format: 'es'});
    await bundle.close();
    const [{modules}] = output;
    held.push(new Set(Object.keys(modules).filter((id) => (modules[id]?.renderedLength ?? 0) > 0)));
  }
  const [first = new Set<string>(), ...others] = held;
  const modules = new Set([...first].filter((id) => !id.startsWith('\0') && others.every((other) => other.has(id))));
  return {modules, places: new Map(), holders: new Map(), version};
}

/**
 * For a piece: leaves shared modules out and asks the page's file for them. Put it before the plugins that resolve.
 *
 * @param mayRepeat modules without memory, which two pieces may hold. Whatever is registered or remembered may be there once.
 */
export function linkedPiece(name: string, sharing: Sharing, mayRepeat: RegExp): Plugin {
  return {
    name: 'linked-piece',
    async resolveId(source, importer, options) {
      if (source === SHARED) return {id: SHARED, external: true};
      if (importer === undefined) return null;
      const found = await this.resolve(source, importer, {...options, skipSelf: true});
      return found && sharing.modules.has(found.id) ? {id: found.id, external: true} : null;
    },
    renderChunk(code, chunk) {
      for (const id of Object.keys(chunk.modules)) {
        const holder = sharing.holders.get(id) ?? name;
        if (holder !== name && !mayRepeat.test(id))
          this.error(`Expected a module in one piece, found ${id} in ${holder} and ${name}.`);
        sharing.holders.set(id, name);
      }
      return asFunction(code, this, sharing);
    },
  };
}

/** Where in the list of what is shared a name of a module stands. */
function placeOf({places}: Sharing, module: string, name: string): number {
  const key = `${module}#${name}`;
  const place = places.get(key)?.place ?? places.size + 1;
  places.set(key, {module, name, place});
  return place;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface ImportNode extends Node {
  readonly source: {readonly value: string};
  readonly specifiers: readonly {
    readonly type: string;
    readonly imported: {readonly name: string};
    readonly local: {readonly name: string};
  }[];
}
interface ExportNode extends Node {
  readonly specifiers: readonly {readonly local: {readonly name: string}; readonly exported: {readonly name: string}}[];
}

/** `import {a} from 'x'; …; export {b};` as `export default ({a}) => {…; return {b};};` */
function asFunction(
  code: string,
  context: PluginContext,
  sharing: Sharing,
): {code: string; map: ReturnType<MagicString['generateMap']>} {
  const text = new MagicString(code);
  const given: string[] = [];
  const returned: string[] = [];
  for (const node of (context.parse(code) as unknown as {readonly body: readonly Node[]}).body) {
    if (node.type === 'ImportDeclaration') {
      const {source, specifiers} = node as ImportNode;
      for (const {type, imported, local} of specifiers) {
        if (type !== 'ImportSpecifier') context.error(`Expected named imports of ${source.value}, found ${type}.`);
        const place = source.value === SHARED ? 0 : placeOf(sharing, source.value, imported.name);
        given.push(`${place}: ${local.name}`);
      }
      text.remove(node.start, node.end);
    } else if (node.type === 'ExportNamedDeclaration') {
      for (const {local, exported} of (node as ExportNode).specifiers) returned.push(`${exported.name}: ${local.name}`);
      text.remove(node.start, node.end);
    }
  }
  text.prepend(`export const version = ${JSON.stringify(sharing.version)};\nexport default ({${given.join(', ')}}) => {\n`);
  text.append(`\nreturn {${returned.join(', ')}};\n};\n`);
  return {code: text.toString(), map: text.generateMap({hires: true})};
}

/** Hands pieces what they share with the file that imports them. For the files of pages and for pieces. */
export function linksPieces(isLinked: (id: string) => boolean, include: RegExp): Plugin {
  return {
    name: 'links-pieces',
    async transform(code, id) {
      if (!include.test(id) || !code.includes('import(')) return null;
      const text = new MagicString(code);
      for (const {start, end, source} of dynamicImports(this.parse(code))) {
        const found = typeof source === 'string' ? await this.resolve(source, id) : null;
        if (found && isLinked(found.id)) text.appendLeft(start, 'linkPiece(').appendRight(end, ')');
      }
      if (!text.hasChanged()) return null;
      text.prepend(`import {linkPiece} from '${SHARED}';\n`);
      return {code: text.toString(), map: text.generateMap({hires: true})};
    },
  };
}

/**
 * For a page's file: says at its end what it shares, when everything in it has run. `sharing` is what the pieces take; without it
 * nothing is shared yet.
 */
export function sharesWithPieces(sharing: Sharing | undefined): Plugin {
  return {
    name: 'shares-with-pieces',
    resolveId: (source) => (source === SHARED ? `\0${SHARED}` : null),
    load(id) {
      if (id !== `\0${SHARED}`) return null;
      return `let shared;
const linked = new Map();
export const share = (list) => (shared = list);
export async function linkPiece(loading) {
  const piece = await loading;
  if (piece.version !== ${JSON.stringify(sharing?.version ?? '')}) throw new TypeError('A piece of another version.');
  if (!linked.has(piece)) linked.set(piece, piece.default(shared));
  return linked.get(piece);
}`;
    },
    transform(code, id) {
      if (!this.getModuleInfo(id)?.isEntry) return null;
      const taken = [...(sharing?.places.values() ?? [])];
      const text = new MagicString(code);
      text.append(`\nimport {linkPiece as sharedLink, share} from '${SHARED}';\n`);
      for (const {module, name, place} of taken) {
        text.append(`import {${name} as shared${place}} from ${JSON.stringify(module)};\n`);
      }
      text.append(`share([sharedLink${taken.map(({place}) => `, shared${place}`).join('')}]);\n`);
      return {code: text.toString(), map: text.generateMap({hires: true})};
    },
  };
}

interface DynamicImport extends Node {
  readonly source: unknown;
}

/** All `import(…)` below a node, with the address where it is a plain text. */
function* dynamicImports(node: unknown): Generator<DynamicImport> {
  if (typeof node !== 'object' || node === null) return;
  const {type, start, end, source} = node as {type?: unknown; start?: unknown; end?: unknown; source?: {value?: unknown}};
  if (type === 'ImportExpression' && typeof start === 'number' && typeof end === 'number') {
    yield {type, start, end, source: source?.value};
  }
  for (const child of Object.values(node)) yield* dynamicImports(child);
}
