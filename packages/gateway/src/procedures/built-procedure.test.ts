import assert from 'node:assert/strict';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import type {FormDefinition, FormError} from '@egov-form/core';
import {isInRange, type Manifest, manifestOf, manifestText} from '@egov-form/core/procedure';
import {CompactSign, exportJWK, generateKeyPair, type JWK} from 'jose';
import {satisfies} from 'semver';
import {loadForms} from '../forms.ts';
import {checkForms} from '../setting-up/check-forms.ts';
import {MapRegister} from '../testing/gateway-fixture.ts';
import type {FormSurroundings} from './built-procedure.ts';

const DEFINITION: FormDefinition = {
  id: 'cap-the',
  version: '1.0.0',
  title: {vi: 'Cấp thẻ', en: 'A card'},
  data: {type: 'object', properties: {card: {type: 'string', format: 'card-number', maxLength: 20}}},
  fields: {'/card': {label: {vi: 'Số thẻ', en: 'Number of the card'}}},
  lookups: {
    card: {connector: 'cards', keys: {number: '/card'}, fill: {'/card': 'number'}, purpose: {vi: 'Để điền', en: 'To fill'}},
  },
};
const PACKS_MODULE = 'export const packs = [{formats: [{name: "card-number", check: () => []}]}];\n';
const HERE: FormSurroundings = {packs: [], connectors: ['cards']};

/** Writes a built procedure as `egov-form build` does. */
async function build(folder: string, change: Partial<Manifest> = {}, definition = DEFINITION): Promise<Manifest> {
  await mkdir(folder, {recursive: true});
  const files = {'form.json': JSON.stringify(definition, undefined, 2), 'packs.js': PACKS_MODULE, 'bundle.js': '// all of it\n'};
  const bytes = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]));
  const manifest = {...(await manifestOf(definition, {crypto: crypto.subtle, files: bytes})), ...change};
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  await writeFile(join(folder, 'package.json'), JSON.stringify({name: definition.id, type: 'module', egovForm: {}}));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return manifest;
}

describe('a built procedure in a folder or a package', () => {
  let folder: string;
  let forms: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'egov-built-'));
    forms = join(folder, 'forms');
  });
  after(() => rm(folder, {recursive: true, force: true}));

  /** Its codes and the sentences, as the start and `egov-gateway check` tell them. */
  async function load(here: FormSurroundings = HERE): Promise<{ids: readonly string[]; codes: readonly string[]}> {
    const told: FormError[] = [];
    const loaded = await loadForms(forms, here, (error) => told.push(error));
    const registers = Object.fromEntries((here.connectors ?? []).map((name) => [name, new MapRegister(name, 'number', {})]));
    const {mistakes} = await checkForms(forms, {...here, registers});
    for (const {message} of told) assert.ok(mistakes.includes(message), message);
    const ids = loaded.map(({definition: {id, version}}) => `${id}@${version}`);
    return {ids, codes: told.map(({code}) => code.replace('EGOV_PROCEDURE_', ''))};
  }

  async function fresh(change?: Partial<Manifest>): Promise<Manifest> {
    await rm(forms, {recursive: true, force: true});
    return build(join(forms, 'cap-the'), change);
  }

  test('is served with the packs that it brings; one byte more or less in any file, and it is not', async () => {
    await fresh();
    assert.deepEqual(await load(), {ids: ['cap-the@1.0.0'], codes: []});
    for (const file of ['form.json', 'packs.js', 'bundle.js']) {
      await fresh();
      const path = join(forms, 'cap-the', file);
      await writeFile(path, (await readFile(path, 'utf8')).replace(/\n?$/u, ' '));
      assert.deepEqual(await load(), {ids: [], codes: ['HASH']}, file);
      await fresh();
      if (file === 'form.json') continue;
      await rm(path);
      assert.deepEqual(await load(), {ids: [], codes: ['HASH']}, `${file} is gone`);
    }
  });

  test('is refused by name for what it needs and is not here, and by a library out of its range', async () => {
    await fresh();
    assert.deepEqual(await load({...HERE, connectors: ['others']}), {ids: [], codes: ['NEEDS']});
    await fresh({needs: {languages: ['km']}});
    assert.deepEqual((await load()).codes, ['NEEDS']);
    await fresh({library: '^99.0.0'});
    assert.deepEqual((await load()).codes, ['RANGE']);
    await fresh({format: 2 as 1});
    assert.deepEqual((await load()).codes, ['MANIFEST']);
  });

  test('is served only when a trusted key signed it, where there are any', async () => {
    const manifest = await fresh();
    for (const alg of ['EdDSA', 'ES256']) {
      const [ours, other] = await Promise.all([
        generateKeyPair(alg, {extractable: true}),
        generateKeyPair(alg, {extractable: true}),
      ]);
      const key = (await exportJWK(ours.publicKey)) as JWK & {kty: string};
      const here = {...HERE, trustedKeys: [key]};
      const sign = async (text: string, by = ours.privateKey): Promise<void> => {
        const whole = await new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({alg}).sign(by);
        await writeFile(join(forms, 'cap-the/manifest.jws'), `${whole.replace(/\..*\./u, '..')}\n`);
      };
      await rm(join(forms, 'cap-the/manifest.jws'), {force: true});
      assert.deepEqual((await load(here)).codes, ['SIGNATURE'], 'unsigned');
      await sign(manifestText(manifest));
      assert.deepEqual(await load(here), {ids: ['cap-the@1.0.0'], codes: []});
      await sign(manifestText(manifest), other.privateKey);
      assert.deepEqual((await load(here)).codes, ['SIGNATURE'], 'by another key');
      await sign(manifestText({...manifest, library: '^0.0.1'}));
      assert.deepEqual((await load(here)).codes, ['SIGNATURE'], 'over another manifest');
      await sign(manifestText(manifest));
      await rm(join(forms, 'cap-the/manifest.json'));
      assert.deepEqual((await load(here)).codes, ['SIGNATURE'], 'without its manifest');
      await fresh();
    }
  });

  test('is found among the packages that the installation depends on, in several versions', async () => {
    await fresh();
    const installation = join(folder, 'installation');
    const modules = join(installation, 'node_modules');
    await build(join(modules, '@so-tu-phap/cap-the'), {}, {...DEFINITION, version: '2.0.0'});
    await build(join(modules, 'cap-the-1'), {}, {...DEFINITION, version: '1.5.0'});
    // Not asked for by the installation itself, or no procedure at all.
    await build(join(modules, 'hidden'), {}, {...DEFINITION, version: '9.0.0'});
    await mkdir(join(modules, 'fastify'), {recursive: true});
    await writeFile(join(modules, 'fastify/package.json'), '{}');
    const dependencies = {'@so-tu-phap/cap-the': '2.0.0', 'cap-the-1': 'npm:x@1.5.0', fastify: '5.0.0', gone: '1.0.0'};
    await writeFile(join(installation, 'package.json'), JSON.stringify({dependencies}));
    const here = {...HERE, installationFolder: installation};
    assert.deepEqual(await load(here), {ids: ['cap-the@1.0.0', 'cap-the@2.0.0', 'cap-the@1.5.0'], codes: []});
    await rm(join(modules, 'cap-the-1/manifest.json'));
    assert.deepEqual((await load(here)).codes, ['MANIFEST'], 'a package that was not built');
    await cp(join(modules, '@so-tu-phap/cap-the'), join(modules, 'cap-the-1'), {recursive: true});
    assert.deepEqual((await load(here)).codes, ['EGOV_GATEWAY_FORM'], 'the same version twice');
  });

  test('its range means what npm means by it', () => {
    const numbers = [0, 1, 2, 10];
    const versions = numbers.flatMap((a) => numbers.flatMap((b) => numbers.map((c) => `${a}.${b}.${c}`)));
    for (const version of versions) {
      for (const from of versions) {
        assert.equal(isInRange(version, `^${from}`), satisfies(version, `^${from}`), `${version} in ^${from}`);
      }
    }
  });
});
