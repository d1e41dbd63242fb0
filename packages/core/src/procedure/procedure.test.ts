import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {describe, it} from 'node:test';
import type {FormDefinition} from '../generated/definition.ts';
import {canonicalText} from '../json/canonical.ts';
import type {JsonObject} from '../json/json.ts';
import {base64, base64url, fromBase64url, utf8} from './bytes.ts';
import {
  availableIn,
  checkManifest,
  hashOf,
  isInRange,
  type Manifest,
  manifestOf,
  manifestText,
  needsOf,
  type PublicKey,
} from './procedure.ts';

const {subtle} = globalThis.crypto;

const DEFINITION: FormDefinition = {
  id: 'cap-lai-the',
  version: '1.2.0',
  title: {vi: 'Cấp lại thẻ', en: 'Card renewal'},
  data: {
    type: 'object',
    properties: {
      card: {type: 'string', format: 'card-number'},
      issued: {type: 'string', format: 'date'},
      holder: {$ref: 'urn:test:holder'},
    },
  },
  fields: {'/card': {widget: 'card-picker'}, '/issued': {widget: 'date'}, '/holder/area': {options: {list: 'areas'}}},
  lookups: {
    card: {connector: ['cards', 'old-cards'], keys: {number: '/card'}, fill: {'/issued': 'issued'}, purpose: {vi: 'Để điền'}},
  },
  documents: {photo: {title: {vi: 'Ảnh'}, nature: 'test.photo'}},
};
const HOLDER = {
  $id: 'urn:test:holder',
  type: 'object',
  properties: {name: {type: 'string', format: 'holder-name'}, area: {type: 'string'}},
};
const PACKS = [
  {
    models: [HOLDER],
    formats: ['card-number', 'holder-name'].map((name) => ({name, check: () => []})),
    optionLists: [{name: 'areas', load: () => []}],
  },
];
const AVAILABLE = {
  ...availableIn(PACKS),
  connectors: ['cards', 'old-cards'],
  natures: ['test.photo'],
  fieldTypes: ['card-picker'],
};

const bytes = (text: string): Uint8Array<ArrayBuffer> => utf8(text);
const files = {'form.json': bytes(JSON.stringify(DEFINITION)), 'pack.js': bytes('export const pack = {};\n')};
const readFile = async (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => files[path as keyof typeof files];

async function built(): Promise<Manifest> {
  return manifestOf(DEFINITION, {crypto: subtle, packs: PACKS, library: '0.1.0', files});
}

async function codes(manifest: unknown, change: Partial<Parameters<typeof checkManifest>[1]> = {}): Promise<readonly string[]> {
  const surroundings = {definition: DEFINITION, crypto: subtle, available: AVAILABLE, library: '0.1.3', readFile, ...change};
  return (await checkManifest(manifest, surroundings)).map(({code}) => code.replace('EGOV_PROCEDURE_', ''));
}

describe('the manifest of a procedure', () => {
  it('reads what is needed off the definition and the models it refers to', async () => {
    assert.deepEqual(needsOf(DEFINITION, PACKS), {
      connectors: ['cards', 'old-cards'],
      natures: ['test.photo'],
      languages: ['en', 'vi'],
      fieldTypes: ['card-picker'],
      formats: ['card-number', 'holder-name'],
      lists: ['areas'],
    });
    assert.deepEqual(needsOf({id: 'a', version: '1.0.0', title: 'A', data: {type: 'object'}}), {});
  });

  it('hashes canonical text, whatever the order of members and the mark of a check', async () => {
    const expected = `sha256-${createHash('sha256')
      .update(canonicalText(DEFINITION as unknown as JsonObject))
      .digest('base64')}`;
    const turned = Object.fromEntries(Object.entries(DEFINITION).reverse());
    assert.equal(await hashOf(DEFINITION, subtle), expected);
    assert.equal(await hashOf({...turned, checked: '2-0123'}, subtle), expected);
    assert.notEqual(await hashOf({...DEFINITION, version: '1.2.1'}, subtle), expected);
  });

  it('is accepted as it was built, and names what was official and what was added', async () => {
    assert.deepEqual(await codes(await built()), []);
    const overlay = {id: 'ha-noi', version: '2.0.0', for: {id: 'cap-lai-the', version: '^1.0.0'}};
    const manifest = await manifestOf(DEFINITION, {crypto: subtle, packs: PACKS, official: DEFINITION, overlays: [overlay]});
    assert.deepEqual(manifest.official, {id: 'cap-lai-the', version: '1.2.0', hash: await hashOf(DEFINITION, subtle)});
    assert.deepEqual(manifest.overlays, [{id: 'ha-noi', version: '2.0.0', hash: await hashOf(overlay, subtle)}]);
    assert.deepEqual(await codes(JSON.parse(JSON.stringify(manifest))), []);
  });

  it('is refused for a changed definition, a changed byte and a missing file', async () => {
    const manifest = await built();
    assert.deepEqual(await codes(manifest, {definition: {...DEFINITION, title: {vi: 'Cấp lại thẻ.', en: 'Card renewal'}}}), [
      'HASH',
    ]);
    for (const path of Object.keys(files)) {
      const touched = (await readFile(path))?.map((byte, at) => (at === 7 ? byte ^ 1 : byte));
      assert.deepEqual(
        await codes(manifest, {readFile: async (one) => (one === path ? touched : readFile(one))}),
        ['HASH'],
        path,
      );
      assert.deepEqual(
        await codes(manifest, {readFile: async (one) => (one === path ? undefined : readFile(one))}),
        ['HASH'],
        path,
      );
    }
  });

  it('is refused for what is not here, by name, and judges no kind that is not known', async () => {
    const manifest = await built();
    for (const kind of ['connectors', 'natures', 'languages', 'fieldTypes', 'formats', 'lists'] as const) {
      const available = {...AVAILABLE, [kind]: []};
      const [error, ...more] = await checkManifest(manifest, {
        definition: DEFINITION,
        crypto: subtle,
        library: '0.1.0',
        available,
      });
      assert.equal(error?.code, 'EGOV_PROCEDURE_NEEDS');
      assert.deepEqual([error.details['kind'], error.details['missing'], more], [kind, manifest.needs[kind], []]);
    }
    assert.deepEqual(await codes(manifest, {available: {}}), []);
  });

  it('is refused by a library out of its range', async () => {
    assert.deepEqual(await codes(await built(), {library: '0.2.0'}), ['RANGE']);
    assert.deepEqual(await codes(await built(), {library: '0.0.9'}), ['RANGE']);
  });

  it('is refused when it is none, or is about another procedure', async () => {
    const manifest = await built();
    const wrong = [undefined, null, 1, [], {}, {...manifest, format: 2}, {...manifest, library: '*'}, {...manifest, extra: 1}];
    const paths = ['../form.json', '/etc/x', 'a//b', '.hidden', 'a/../b', '__proto__/..'];
    for (const one of [...wrong, ...paths.map((path) => ({...manifest, files: {[path]: manifest.definition}}))]) {
      assert.deepEqual(await codes(one), ['MANIFEST'], JSON.stringify(one));
    }
    assert.deepEqual(await codes({...manifest, version: '1.2.1'}), ['MANIFEST']);
  });
});

describe('the signature of a manifest', () => {
  const KINDS = {
    EdDSA: {name: 'Ed25519'},
    ES256: {name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256'},
  } as const;

  interface Signer {
    readonly key: PublicKey;
    sign(text: string, header?: object): Promise<string>;
  }

  async function signer(alg: keyof typeof KINDS): Promise<Signer> {
    const pair = (await subtle.generateKey(KINDS[alg], true, ['sign', 'verify'])) as CryptoKeyPair;
    return {
      key: (await subtle.exportKey('jwk', pair.publicKey)) as PublicKey,
      sign: async (text, more = {}) => {
        const head = base64url(bytes(JSON.stringify({alg, ...more})));
        const made = await subtle.sign(KINDS[alg], pair.privateKey, bytes(`${head}.${base64url(bytes(text))}`));
        return `${head}..${base64url(new Uint8Array(made))}`;
      },
    };
  }

  for (const alg of ['EdDSA', 'ES256'] as const) {
    it(`holds by ${alg} for the manifest and the key it was made with, and for nothing else`, async () => {
      const manifest = await built();
      const [ours, other] = [await signer(alg), await signer(alg)];
      const signature = await ours.sign(manifestText(manifest));
      const trustedKeys = [other.key, ours.key];
      assert.deepEqual(await codes(manifest, {trustedKeys, signature}), []);
      assert.deepEqual(await codes(manifest, {trustedKeys}), ['SIGNATURE'], 'unsigned');
      assert.deepEqual(await codes(manifest, {trustedKeys: [], signature}), ['SIGNATURE'], 'nobody is trusted');
      assert.deepEqual(await codes(manifest, {trustedKeys: [other.key], signature}), ['SIGNATURE'], 'another key');
      assert.deepEqual(
        await codes({...manifest, library: '^0.1.1'}, {trustedKeys, signature}),
        ['SIGNATURE'],
        'another manifest',
      );
      assert.deepEqual(await codes(manifest, {signature: 'anything'}), [], 'no keys, no question');
    });
  }

  it('is tried with the key that it names, and refused in forms that are not known', async () => {
    const manifest = await built();
    const {key, sign} = await signer('ES256');
    const text = manifestText(manifest);
    const named = await sign(text, {kid: 'so-tu-phap'});
    assert.deepEqual(await codes(manifest, {trustedKeys: [{...key, kid: 'so-tu-phap'}], signature: named}), []);
    assert.deepEqual(await codes(manifest, {trustedKeys: [{...key, kid: 'another'}], signature: named}), ['SIGNATURE']);
    const plain = await sign(text);
    const attached = plain.replace('..', `.${base64url(bytes(text))}.`);
    const none = `${base64url(bytes('{"alg":"none"}'))}..`;
    const critical = await sign(text, {crit: ['exp'], exp: 1});
    for (const signature of [
      '',
      '..',
      'a.b.c.d',
      `${plain}.`,
      attached,
      none,
      critical,
      plain.slice(0, -2),
      plain.replace('..', '..A'),
    ]) {
      assert.deepEqual(await codes(manifest, {trustedKeys: [key], signature}), ['SIGNATURE'], signature);
    }
  });
});

describe('bytes and ranges without a platform', () => {
  it('agree with Node on UTF-8 and base64', () => {
    for (const text of ['', 'a', 'ab', 'abc', 'Đăng ký', '…€', '😀 ok', '\u0000\u007f\u0080\u07ff\u0800\uffff']) {
      const expected = Buffer.from(text, 'utf8');
      assert.deepEqual(Buffer.from(utf8(text)), expected);
      assert.equal(base64(utf8(text)), expected.toString('base64'));
      assert.equal(base64url(utf8(text)), expected.toString('base64url'));
      assert.deepEqual(Buffer.from(fromBase64url(expected.toString('base64url')) ?? []), expected);
    }
    for (const wrong of ['a', 'ab=', 'a b', 'ä']) assert.equal(fromBase64url(wrong), undefined);
  });

  it('knows the caret', () => {
    assert.ok(isInRange('1.4.0', '^1.2.3') && isInRange('0.1.9', '^0.1.0') && isInRange('0.0.3', '^0.0.3'));
    for (const [version, range] of [
      ['2.0.0', '^1.2.3'],
      ['1.2.2', '^1.2.3'],
      ['0.2.0', '^0.1.0'],
      ['0.0.4', '^0.0.3'],
      ['1.3.0-a', '^1.2.3'],
      ['1.2.3', '1.2.3'],
      ['1', '^1'],
    ] as const) {
      assert.equal(isInRange(version, range), false, `${version} ${range}`);
    }
  });
});
