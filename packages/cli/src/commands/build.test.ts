import assert from 'node:assert/strict';
import {generateKeyPairSync, webcrypto} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {availableIn, checkManifest, hashOf, type Manifest, type ProcedureModule, type PublicKey} from '@egov-form/core/procedure';
import {vietnam} from '@egov-form/vietnam';
import Ajv from 'ajv';
import {inFolder, run} from '../testing/command-line.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/procedures', import.meta.url));
const ED25519 = generateKeyPairSync('ed25519');
const P256 = generateKeyPairSync('ec', {namedCurve: 'prime256v1'});

const BLOCK = {
  $schema: 'urn:egov-form:block:v1',
  id: 'mark',
  version: '1.0.0',
  title: {vi: 'Nhãn', en: 'Mark'},
  data: {type: 'object', properties: {code: {type: 'string', format: 'x-code', maxLength: 9}}},
  fields: {'/{at}/code': {label: {vi: 'Mã', en: 'Code'}}},
  parts: {code: {field: '/{at}/code'}},
};

/** A procedure with a pack of its own, which has a part of a package. */
const SOURCE = {
  'package.json': {
    name: '@agency/sample',
    version: '1.2.0',
    license: 'MIT',
    type: 'module',
    egovForm: {packs: ['@egov-form/vietnam', './pack.js']},
  },
  'form.json': {
    $schema: './node_modules/@egov-form/core/schemas/form/v1.json',
    id: 'sample',
    version: '1.2.0',
    title: {vi: "Mẫu 'một'\u2028", en: 'Sample'},
    data: {type: 'object', properties: {code: {type: 'string', format: 'x-code', maxLength: 9}}},
    fields: {'/code': {label: {vi: 'Mã', en: 'Code'}}},
  },
  'pack.js': "import {check} from 'checker';\nexport default {formats: [{name: 'x-code', check}]};\n",
  'node_modules/checker/package.json': {
    name: 'checker',
    version: '2.0.1',
    license: 'ISC',
    type: 'module',
    exports: './checker.js',
  },
  'node_modules/checker/checker.js': "export const check = (text) => (text === 'x' ? [] : [{code: 'x-code'}]);\n",
};

async function filesIn(folder: string): Promise<{readonly [name: string]: string}> {
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
}

/** What a page says of a module, and a gateway of the folder with its files. */
async function refusals(folder: string, trustedKeys?: readonly PublicKey[]): Promise<readonly string[]> {
  const {procedure}: {procedure: ProcedureModule} = await import(pathToFileURL(join(folder, 'index.js')).href);
  const {definition, packs = [], signature} = procedure;
  const surroundings = {
    definition,
    crypto: webcrypto.subtle,
    available: availableIn([vietnam, ...packs]),
    readFile: async (path: string) => new Uint8Array(await readFile(join(folder, path))),
    ...(trustedKeys && {trustedKeys}),
  };
  const beside = await readFile(join(folder, 'manifest.jws'), 'utf8').catch(() => undefined);
  const errors = [
    ...(await checkManifest(procedure.manifest, {...surroundings, ...(signature !== undefined && {signature})})),
    ...(await checkManifest(await manifestIn(folder), {
      ...surroundings,
      ...(beside !== undefined && {signature: beside.trim()}),
    })),
  ];
  return [...new Set(errors.map(({code}) => code))];
}

const manifestIn = async (folder: string): Promise<Manifest> => JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));

describe('egov-form build', () => {
  it('makes the same bytes twice, in two folders', async () => {
    await inFolder(SOURCE, async (one) => {
      await inFolder(SOURCE, async (other) => {
        for (const cwd of [one, one, other]) assert.equal((await run(['build'], {cwd})).code, 0);
        const files = await filesIn(join(one, 'dist'));
        assert.deepEqual(files, await filesIn(join(other, 'dist')));
        assert.deepEqual(
          Object.keys(files),
          'bundle.js form.json index.d.ts index.js manifest.json package.json packs.js sbom.cdx.json'.split(' '),
        );
        for (const [name, text] of Object.entries(files)) assert.ok(!text.includes(one), name);
      });
    });
  });

  it('makes a module that is what its manifest says, with its packs, also as one file', async () => {
    await inFolder(SOURCE, async (cwd) => {
      await run(['build'], {cwd});
      const folder = join(cwd, 'dist');
      assert.deepEqual(await refusals(folder), []);
      const index = await import(pathToFileURL(join(folder, 'index.js')).href);
      const whole = await import(pathToFileURL(join(folder, 'bundle.js')).href);
      assert.deepEqual(whole.procedure.definition, index.procedure.definition);
      assert.deepEqual(whole.procedure.manifest, index.procedure.manifest);
      assert.deepEqual(whole.procedure.packs[0].formats[0].check('y'), [{code: 'x-code'}]);
      assert.equal(whole.procedure.definition.title.vi, "Mẫu 'một'\u2028");
      assert.equal(whole.procedure.definition.$schema, 'urn:egov-form:form:v1');
      assert.doesNotMatch(await readFile(join(folder, 'bundle.js'), 'utf8'), /^import\b/mu);
    });
  });

  it('has a hash of every file, so that one changed byte is refused', async () => {
    await inFolder(SOURCE, async (cwd) => {
      await run(['build'], {cwd});
      const folder = join(cwd, 'dist');
      const manifest = await manifestIn(folder);
      const names = Object.keys(manifest.files);
      assert.deepEqual(names, 'bundle.js form.json index.d.ts index.js packs.js sbom.cdx.json'.split(' '));
      const definition = JSON.parse(await readFile(join(folder, 'form.json'), 'utf8'));
      for (const changed of names) {
        const errors = await checkManifest(manifest, {
          definition,
          crypto: webcrypto.subtle,
          readFile: async (path) => {
            const bytes = new Uint8Array(await readFile(join(folder, path)));
            if (path === changed) bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
            return bytes;
          },
        });
        assert.deepEqual(
          errors.map(({code, details}) => [code, details['what']]),
          [['EGOV_PROCEDURE_HASH', changed]],
        );
      }
    });
  });

  it('adds overlays to the procedure of an installed package, whose hash stays', async () => {
    const official = SOURCE['form.json'];
    const mine = {
      id: 'sample-north',
      version: '2.0.0',
      title: {vi: 'Mẫu tại tỉnh phía Bắc', en: 'Sample of a northern province'},
      for: {id: 'sample', version: '^1.0.0'},
      fields: {'/code': {hint: {vi: 'In trên thẻ.', en: 'Printed on the card.'}}},
    };
    const source = (overlay: object): {readonly [path: string]: string | object} => ({
      'package.json': {
        name: '@province/sample',
        version: '3.0.0',
        egovForm: {
          definition: '@agency/sample/form.json',
          overlays: ['./north.json'],
          packs: ['@egov-form/vietnam', './pack.js'],
        },
        type: 'module',
      },
      'pack.js': "export default {formats: [{name: 'x-code', check: () => []}]};\n",
      'north.json': overlay,
      'node_modules/@agency/sample/package.json': {
        name: '@agency/sample',
        version: '1.2.0',
        exports: {'./form.json': './form.json'},
      },
      'node_modules/@agency/sample/form.json': official,
    });
    await inFolder(source(mine), async (cwd) => {
      const {code, error} = await run(['build'], {cwd});
      assert.equal(code, 0, error);
      const {official: kept, overlays, version} = await manifestIn(join(cwd, 'dist'));
      assert.equal(version, '1.2.0');
      assert.deepEqual(kept, {id: 'sample', version: '1.2.0', hash: await hashOf(official, webcrypto.subtle)});
      assert.deepEqual(
        overlays?.map(({id}) => id),
        ['sample-north'],
      );
      const form = JSON.parse(await readFile(join(cwd, 'dist/form.json'), 'utf8'));
      assert.equal(form.fields['/code'].hint.en, 'Printed on the card.');
    });
    await inFolder(source({...mine, for: {id: 'sample', version: '^2.0.0'}}), async (cwd) => {
      const {code, error} = await run(['check', '--json'], {cwd});
      assert.notEqual(code, 0, error);
      assert.match(error + (await run(['check'], {cwd})).out, /sample-north\/for/u);
      assert.notEqual((await run(['build'], {cwd})).code, 0);
    });
  });

  for (const [name, {privateKey, publicKey}] of [
    ['Ed25519', ED25519],
    ['P-256', P256],
  ] as const) {
    it(`signs the manifest with ${name}, so that whoever trusts the key takes it`, async () => {
      const key = privateKey.export({type: 'pkcs8', format: 'pem'});
      await inFolder({...SOURCE, 'key.pem': key}, async (cwd) => {
        assert.equal((await run(['build', '--sign', 'key.pem'], {cwd})).code, 0);
        const folder = join(cwd, 'dist');
        assert.match(await readFile(join(folder, 'manifest.jws'), 'utf8'), /^[\w-]+\.\.[\w-]+\n$/u);
        assert.deepEqual(await refusals(folder, [publicKey.export({format: 'jwk'}) as PublicKey]), []);
        const {publicKey: strange} = generateKeyPairSync('ed25519');
        assert.deepEqual(await refusals(folder, [strange.export({format: 'jwk'}) as PublicKey]), ['EGOV_PROCEDURE_SIGNATURE']);
        await run(['build'], {cwd});
        assert.ok(!(await readdir(folder)).includes('manifest.jws'), 'no signature of an earlier build');
      });
    });
  }

  it('lists what is in it as CycloneDX 1.6, that its schema takes', async () => {
    await inFolder(SOURCE, async (cwd) => {
      await run(['build'], {cwd});
      const bill = JSON.parse(await readFile(join(cwd, 'dist/sbom.cdx.json'), 'utf8'));
      const library = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-library/package.json');
      const schema = async (name: string) =>
        JSON.parse(await readFile(join(dirname(library), `res/schema/${name}.SNAPSHOT.schema.json`), 'utf8'));
      const ajv = new Ajv.default({strict: false, validateFormats: false});
      for (const name of ['spdx', 'jsf-0.82'])
        ajv.addSchema(await schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
      const isValid = ajv.compile(await schema('bom-1.6'));
      assert.equal(isValid(bill), true, JSON.stringify(isValid.errors));
      assert.deepEqual(
        bill.components.map(({purl}: {purl: string}) => purl.replace(/@[\d.]+$/u, '')),
        ['pkg:npm/%40egov-form/core', 'pkg:npm/checker'],
      );
      assert.deepEqual([bill.serialNumber, bill.metadata.timestamp], [undefined, undefined]);
    });
  });

  it('composes blocks, and lists whose they are', async () => {
    const {data: _, fields: __, ...rest} = SOURCE['form.json'];
    const form = {...rest, data: {type: 'object'}, use: {mark: {block: './mark.json', at: '/mark'}}};
    await inFolder({...SOURCE, 'form.json': form, 'mark.json': BLOCK}, async (cwd) => {
      const {code, out} = await run(['build'], {cwd});
      assert.equal(code, 0, out);
      const {use, data} = JSON.parse(await readFile(join(cwd, 'dist/form.json'), 'utf8'));
      assert.deepEqual([use, Object.keys(data.properties)], [undefined, ['mark']]);
    });
    const unknown = {...form, use: {mark: {block: './nark.json', at: '/mark'}}};
    await inFolder({...SOURCE, 'form.json': unknown}, async (cwd) => {
      const {code, out} = await run(['build'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /^form\.json:\d+:\d+ error compose\.block /mu);
    });
  });

  it('stays within 25 KB beyond the library, and says what each file weighs', async () => {
    await inFolder({}, async (cwd) => {
      for (const name of ['khai-sinh', 'phu-hieu-xe']) {
        const {code, out} = await run(['build', join(EXAMPLES, name), '--out', name, '--json'], {cwd});
        assert.equal(code, 0, out);
        const {files} = JSON.parse(out);
        const size = files.find(({file}: {file: string}) => file === 'bundle.js').gzipBytes;
        assert.ok(size > 1000 && size <= 25_000, `${name}: ${size}`);
        assert.deepEqual(await refusals(join(cwd, name)), []);
      }
    });
  });

  it('builds nothing of what has errors, or has two versions', async () => {
    const broken = {...SOURCE['form.json'], fields: {'/nothing': {label: 'Nothing'}}};
    await inFolder({...SOURCE, 'form.json': broken}, async (cwd) => {
      const {code, out} = await run(['build'], {cwd});
      assert.equal(code, 1);
      assert.match(out, /error field\.unknown [\s\S]*Nothing was built: there are errors\.\n$/u);
      assert.ok(!(await readdir(cwd)).includes('dist'));
    });
    await inFolder({...SOURCE, 'form.json': {...SOURCE['form.json'], version: '1.3.0'}}, async (cwd) => {
      const {code, error} = await run(['build'], {cwd});
      assert.deepEqual([code, error.includes('1.2.0'), error.includes('1.3.0')], [2, true, true]);
    });
  });

  it('says what is no key, and what runs in no browser', async () => {
    const rsa = generateKeyPairSync('rsa', {modulusLength: 2048}).privateKey.export({type: 'pkcs8', format: 'pem'});
    await inFolder({...SOURCE, 'key.pem': rsa, 'other.pem': 'no key'}, async (cwd) => {
      for (const file of ['key.pem', 'other.pem']) {
        const {code, error} = await run(['build', '--sign', file], {cwd});
        assert.equal(code, 2);
        assert.match(error, /^Expected a private Ed25519 or P-256 key /u);
      }
    });
    await inFolder({...SOURCE, 'pack.js': `import 'node:fs';\n${SOURCE['pack.js']}`}, async (cwd) => {
      const {code, out} = await run(['build', '--json'], {cwd});
      assert.equal(code, 2);
      const {error} = JSON.parse(out);
      assert.equal(error.code, 'EGOV_CLI_BUILD');
      assert.match(error.message, /"node:fs" is part of Node\.js/u);
    });
  });
});
