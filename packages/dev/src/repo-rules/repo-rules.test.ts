import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {root} from '../root.ts';
import {isTest, packageFolders, sourcesOf} from './graph.ts';

/** What shipped code may not contain: each would need a hole in `default-src 'self'; require-trusted-types-for 'script'`. */
const FORBIDDEN: readonly {readonly name: string; readonly pattern: RegExp; readonly exceptIn?: string}[] = [
  {name: 'eval', pattern: /\beval\s*\(/u},
  {name: 'new Function', pattern: /\bnew\s+Function\b|[^.\w]Function\s*\(\s*['"`]/u},
  {name: 'innerHTML or outerHTML', pattern: /\.(?:inner|outer)HTML\s*\+?=(?!=)/u},
  {name: 'insertAdjacentHTML or document.write', pattern: /\.insertAdjacentHTML\b|\bdocument\.write/u},
  {name: 'unsafeHTML or unsafeSVG', pattern: /\bunsafe(?:HTML|SVG|Static)\b/u},
  {name: 'createObjectURL or a blob: address', pattern: /\bcreateObjectURL\b|['"`]blob:/u},
  {name: 'a data: image', pattern: /\bdata:image\//u},
  {name: 'an inline style attribute', pattern: /<[a-z][^>]*\sstyle=/u},
  // Ajv compiles schemas with `new Function`: it runs in the gateway, never in a page (package-graph.ts guards its entry of core).
  {name: 'ajv', pattern: /from 'ajv/u, exceptIn: 'packages/core/src/validation/ajv'},
];

const LICENCES = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
]);

interface LockEntry {
  readonly version?: string;
  readonly optionalDependencies?: {readonly [name: string]: string};
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly resolved?: string;
}

/** The code without lines that are only comment: those may name what the code may not do. */
const codeOf = (text: string): string => text.replace(/^\s*(?:\*|\/\/|\/\*).*$/gmu, '');

const folders = await packageFolders(root);
const sources = (await Promise.all(folders.map((folder) => sourcesOf(root, folder)))).flat();
const shipped = sources.filter((source) => source.folder !== 'dev' && !isTest(source.path));

describe('shipped code', () => {
  for (const {name, pattern, exceptIn} of FORBIDDEN) {
    it(`contains no ${name}${exceptIn ? ` but in ${exceptIn}` : ''}`, () => {
      const found = shipped
        .filter(({path, text}) => !(exceptIn && path.startsWith(exceptIn)) && pattern.test(codeOf(text)))
        .map(({path}) => path);
      assert.deepEqual(found, []);
    });
  }

  it('would be caught', () => {
    const samples = [
      'eval("1")',
      'new Function("a")',
      'x.innerHTML = y',
      'x.insertAdjacentHTML(y)',
      'unsafeHTML(x)',
      'URL.createObjectURL(x)',
      'src="data:image/png"',
      'html`<p style="color:red">`',
      "import {Ajv} from 'ajv'",
    ];
    assert.deepEqual(
      samples.map((sample) => FORBIDDEN.findIndex(({pattern}) => pattern.test(sample))),
      samples.map((_, index) => index),
    );
  });
});

describe('sources', () => {
  it('have names that name an idea, in kebab-case', () => {
    const wrong = sources.filter(({path}) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return (
        !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.ts$/u.test(name) || /^(?:utils?|helpers?|common|types|misc)\.ts$/u.test(name)
      );
    });
    assert.deepEqual(
      wrong.map(({path}) => path),
      [],
    );
  });

  it('are at most 600 lines long', () => {
    const long = sources.filter(
      ({path, text}) => !path.includes('/generated/') && !path.includes('/data/') && text.split('\n').length > 600,
    );
    assert.deepEqual(
      long.map(({path}) => path),
      [],
    );
  });

  it('re-export by name only', () => {
    assert.deepEqual(
      sources.filter(({text}) => /^export \*/mu.test(text)).map(({path}) => path),
      [],
    );
  });
});

describe('the repository', () => {
  const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  const files = listed.status === 0 ? listed.stdout.split('\0').filter(Boolean) : [];

  it('names no folder of one machine and no host of a package registry', async (context) => {
    if (files.length === 0) return context.skip('not a git checkout');
    // Put together here, so that this file does not find itself.
    const folders = ['work/(?:main|shared)', 'root/[A-Za-z.]', 'Users/[a-z]+/', 'home/[a-z]+/[A-Za-z.]+/'];
    const places = new RegExp(`(?:^|[\\s'"\`(=:])/(?:${folders.join('|')})|registry\\.[a-z.]+\\.(?:org|com|dev|io)`, 'mu');
    const found: string[] = [];
    for (const file of files) {
      if (/\.(?:png|jpe?g|pdf|wasm|gz|ico|woff2)$/u.test(file) || !existsSync(join(root, file))) continue;
      if (places.test(await readFile(join(root, file), 'utf8'))) found.push(file);
    }
    assert.deepEqual(found, []);
  });
});

describe('dependencies', async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {packages: {[path: string]: LockEntry}};

  it('are locked without the address of a registry', () => {
    const resolved = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined && !entry.link);
    assert.deepEqual(resolved, []);
  });

  it('are locked for every platform, also where this registry lacks the package: else "npm ci" refuses', () => {
    const missing: string[] = [];
    for (const [path, entry] of Object.entries(lock.packages)) {
      for (const name of Object.keys(entry.optionalDependencies ?? {})) {
        const near = [
          `${path}/node_modules/${name}`,
          `${path.split('/node_modules/')[0]}/node_modules/${name}`,
          `node_modules/${name}`,
        ];
        if (!near.some((place) => lock.packages[place]?.version)) missing.push(`${name}, asked for by ${path || 'the root'}`);
      }
    }
    assert.deepEqual(missing, []);
  });

  it('run no script when they are installed', async () => {
    assert.match(await readFile(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/mu);
  });

  it('of what we ship have a licence that lets anybody use it', async () => {
    const paths = Object.entries(lock.packages).filter(
      ([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.devOptional && !entry.link,
    );
    assert(paths.length > 50);
    const refused: string[] = [];
    for (const [path, entry] of paths) {
      const file = join(root, path, 'package.json');
      // Packages for another platform are not installed here.
      if (entry.optional && !existsSync(file)) continue;
      const {name, license, licenses} = JSON.parse(await readFile(file, 'utf8')) as {
        name: string;
        license?: string | {type: string};
        licenses?: readonly {type: string}[];
      };
      const stated =
        typeof license === 'string' ? license : (license?.type ?? licenses?.map(({type}) => type).join(' OR ') ?? '');
      if (!isAllowed(stated)) refused.push(`${name}: ${stated || 'no licence stated'}`);
    }
    assert.deepEqual(refused, []);
  });

  it('would be refused with another licence', () => {
    assert(isAllowed('(MIT OR GPL-3.0)') && isAllowed('MIT AND BSD-3-Clause'));
    assert(!isAllowed('GPL-3.0-only') && !isAllowed('MIT AND LGPL-3.0') && !isAllowed(''));
  });
});

/** Whether an SPDX expression leaves a choice that is allowed throughout. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/gu, '')
    .split(/\s+OR\s+/u)
    .some((choice) => choice.split(/\s+AND\s+/u).every((licence) => LICENCES.has(licence.trim())));
}
