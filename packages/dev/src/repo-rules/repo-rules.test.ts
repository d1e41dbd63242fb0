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
  // duck, with the text of BSD-2-Clause.
  'BSD',
  // argparse of js-yaml (types out of schemas) and of mammoth: the terms of Python, as free as BSD.
  'Python-2.0',
  'PSF-2.0',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
]);

interface LockEntry {
  readonly version?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: {readonly [name: string]: string};
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly link?: boolean;
  readonly resolved?: string;
}

interface PackageFile {
  readonly scripts?: {readonly [name: string]: string};
  readonly gypfile?: boolean;
}

/** Scripts that a stranger's npm runs and that do nothing of use. */
const NEEDLESS_SCRIPTS: {readonly [name: string]: readonly string[]} = {
  // Asks for a donation.
  'tesseract.js': ['postinstall: opencollective-postinstall || true'],
};

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

  it('of the elements know no country', () => {
    const country = /['"`]vn\.|Việt Nam|Viet Nam|@egov-form\/vietnam/u;
    const found = shipped.filter(({folder, text}) => folder === 'elements' && country.test(codeOf(text)));
    assert.deepEqual(
      found.map(({path}) => path),
      [],
    );
    assert.match("host.list('vn.banks', {})", country);
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

  it('are locked for every platform: else "npm ci" refuses', () => {
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

  it('are locked with the hash of what was published, on every platform', () => {
    assert.deepEqual(withoutHash(lock.packages), [], 'fill each with: npm view <name>@<version> dist.integrity');
  });

  it('would be refused without a hash, with a weak one, or from elsewhere than a registry', () => {
    const integrity = `sha512-${'A'.repeat(86)}==`;
    const entries = {
      'node_modules/good': {version: '1.0.0', integrity},
      'node_modules/@egov-form/ours': {resolved: 'packages/ours', link: true},
      'packages/ours': {version: '1.0.0'},
      'node_modules/bare': {version: '1.0.0', optional: true},
      'node_modules/weak': {version: '1.0.0', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='},
      'packages/ours/node_modules/git': {version: 'git+ssh://git@host.example/x.git#1', integrity},
    };
    assert.deepEqual(withoutHash(entries), ['node_modules/bare', 'node_modules/weak', 'packages/ours/node_modules/git']);
  });

  it('run no script when they are installed', async () => {
    assert.match(await readFile(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/mu);
  });

  it('of what we ship need no script where they are installed outside of this repository', async () => {
    const found: {[name: string]: readonly string[]} = {};
    for (const [path, entry] of shippedEntries(lock.packages)) {
      const name = path.split('node_modules/').at(-1) ?? path;
      const file = join(root, path, 'package.json');
      const installed = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as PackageFile) : {};
      const scripts = installScripts(installed, existsSync(join(root, path, 'binding.gyp')));
      // The lock knows it of packages for other platforms, too.
      if (entry.hasInstallScript && scripts.length === 0) found[name] = ['unknown'];
      else if (scripts.length > 0) found[name] = scripts;
    }
    assert.deepEqual(found, NEEDLESS_SCRIPTS);
  });

  it('would be found with a script or a build', () => {
    assert.deepEqual(installScripts({scripts: {test: 'x', prepublishOnly: 'x', prepare: 'x'}}, false), []);
    assert.deepEqual(installScripts({scripts: {install: 'node-gyp rebuild'}}, false), ['install: node-gyp rebuild']);
    assert.deepEqual(installScripts({scripts: {preinstall: 'a', postinstall: 'b'}}, false), ['preinstall: a', 'postinstall: b']);
    assert.deepEqual(installScripts({gypfile: true}, false), ['node-gyp']);
    assert.deepEqual(installScripts({}, true), ['node-gyp']);
    assert.deepEqual(installScripts({gypfile: false}, true), []);
  });

  it('of what we ship have a licence that lets anybody use it', async () => {
    const paths = shippedEntries(lock.packages);
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

/** What a user of our packages installs. */
function shippedEntries(entries: {readonly [path: string]: LockEntry}): readonly (readonly [string, LockEntry])[] {
  return Object.entries(entries).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.devOptional && !entry.link,
  );
}

/** Places of packages that npm would take without comparing them with what was published. */
function withoutHash(entries: {readonly [path: string]: LockEntry}): readonly string[] {
  return Object.entries(entries)
    .filter(([path, {link}]) => path.includes('node_modules/') && !link)
    .filter(([, {integrity, version}]) => !/^sha512-[\w+/]{86}==$/u.test(integrity ?? '') || !/^\d/u.test(version ?? ''))
    .map(([path]) => path);
}

/** What npm would run when it installs a package from a registry. */
function installScripts({scripts = {}, gypfile}: PackageFile, hasGyp: boolean): readonly string[] {
  const own = ['preinstall', 'install', 'postinstall'].flatMap((name) => (scripts[name] ? [`${name}: ${scripts[name]}`] : []));
  const builds = gypfile === true || (hasGyp && gypfile !== false && !scripts['install'] && !scripts['preinstall']);
  return builds ? ['node-gyp', ...own] : own;
}

/** Whether an SPDX expression leaves a choice that is allowed throughout. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/gu, '')
    .split(/\s+OR\s+/u)
    .some((choice) => choice.split(/\s+AND\s+/u).every((licence) => LICENCES.has(licence.trim())));
}
