import type {FormDefinition} from '@egov-form/core';
import {type Manifest, manifestOf, manifestText, type PublicKey} from '@egov-form/core/procedure';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {mount, PACK, SAMPLE, settle, unmountAll} from '../../../test/mount.ts';
import type {EgovErrorEvent} from '../../events.ts';
import type {EgovForm, ProcedureModule} from '../../index.ts';

afterEach(unmountAll);

const {subtle} = crypto;

async function built(change: Partial<ProcedureModule> = {}, definition: FormDefinition = SAMPLE): Promise<ProcedureModule> {
  const manifest = await manifestOf(definition, {crypto: subtle, packs: [PACK]});
  return {definition, packs: [PACK], manifest, ...change};
}

/** The code of what stands in place of the form, and whether any of the form is there. */
async function refusal(setup: Partial<EgovForm>): Promise<string> {
  const form = document.createElement('egov-form');
  const errors: EgovErrorEvent[] = [];
  form.addEventListener('egov-error', (event) => errors.push(event));
  document.body.append(Object.assign(form, setup));
  try {
    const panel = await until('something is refused', () => form.renderRoot?.querySelector('[role="alert"]'));
    await settle(form);
    expect(form.renderRoot.querySelector('[data-pointer]'), 'a half form').to.equal(null);
    expect(form.model).to.equal(undefined);
    expect(panel.textContent?.trim()).not.to.equal('');
    expect(errors.length).to.equal(1);
    return errors[0]?.code ?? '';
  } finally {
    form.remove();
  }
}

/** Opened by nothing but its procedure, and what stands beside. */
const open = (setup: Partial<EgovForm>): Promise<EgovForm> => mount({definition: undefined, packs: undefined, ...setup});

const isOpen = (form: EgovForm): boolean => form.renderRoot.querySelector('[data-pointer="/name"]') !== null;

describe('a procedure that was built', () => {
  it('opens when its manifest holds, with its own packs beside those of the page', async () => {
    const form = await open({procedure: await built()});
    expect(isOpen(form)).to.equal(true);
    expect(form.model?.definition.id).to.equal(SAMPLE.id);
    const bare = await open({procedure: {definition: SAMPLE, packs: [PACK]}});
    expect(isOpen(bare), 'without a manifest').to.equal(true);
  });

  it('is refused in words, and never half shown, for one letter that was changed in it', async () => {
    const module = await built();
    const text = JSON.stringify(module.definition);
    const definition = JSON.parse(text.replace('"title":{"vi":"', '"title":{"vi":"!')) as FormDefinition;
    expect(JSON.stringify(definition)).not.to.equal(text);
    expect(await refusal({procedure: {...module, definition}})).to.equal('EGOV_PROCEDURE_HASH');
  });

  it('is refused for what the page has not, and by a library out of its range', async () => {
    const {manifest} = (await built()) as {manifest: Manifest};
    const needs = {...manifest.needs, fieldTypes: ['nobody-draws-it']};
    expect(await refusal({procedure: await built({manifest: {...manifest, needs}})})).to.equal('EGOV_PROCEDURE_NEEDS');
    const library = '^99.0.0';
    expect(await refusal({procedure: await built({manifest: {...manifest, library}})})).to.equal('EGOV_PROCEDURE_RANGE');
  });

  it('is asked for a signature where keys are trusted', async () => {
    const pair = (await subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify'])) as CryptoKeyPair;
    const {kty, crv, x, y} = await subtle.exportKey('jwk', pair.publicKey);
    const trustedKeys = [{kty, crv, x, y} as PublicKey];
    const base64url = (bytes: Uint8Array): string =>
      btoa(String.fromCharCode(...bytes))
        .replace(/[=]/gu, '')
        .replaceAll('+', '-')
        .replaceAll('/', '_');
    const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
    const module = await built();
    const head = base64url(encode('{"alg":"ES256"}'));
    const signed = encode(`${head}.${base64url(encode(manifestText(module.manifest as Manifest)))}`);
    const made = await subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, pair.privateKey, signed);
    const signature = `${head}..${base64url(new Uint8Array(made))}`;
    const form = await open({procedure: {...module, signature}, trustedKeys});
    expect(isOpen(form)).to.equal(true);
    expect(await refusal({procedure: module, trustedKeys}), 'unsigned').to.equal('EGOV_PROCEDURE_SIGNATURE');
    expect(await refusal({procedure: {definition: SAMPLE}, trustedKeys}), 'no manifest').to.equal('EGOV_PROCEDURE_MANIFEST');
    const other = {...module, signature: signature.replace(/.{4}$/u, 'AAAA')};
    expect(await refusal({procedure: other, trustedKeys})).to.equal('EGOV_PROCEDURE_SIGNATURE');
  });
});

describe('the address of a procedure', () => {
  it('is one of this origin; the definition of a property wins over it, and it over src', async () => {
    const form = await open({src: '/nothing.json', procedure: '/packages/elements/test/served-procedure.ts', packs: [PACK]});
    expect(form.model?.definition.id).to.equal('served');
    form.definition = SAMPLE;
    await until('the definition is open', () => form.model?.definition.id === SAMPLE.id);
  });

  it('elsewhere, or in itself, is never imported', async () => {
    const module = 'export const procedure = {definition: {id: "a", version: "1.0.0", title: "A", data: {}}}';
    const blob = URL.createObjectURL(new Blob([module], {type: 'text/javascript'}));
    for (const address of [
      'https://elsewhere.example/index.js',
      `data:text/javascript,${module}`,
      blob,
      '//elsewhere.example/a.js',
    ]) {
      expect(await refusal({procedure: address}), address).to.equal('EGOV_ELEMENTS_PROCEDURE_ORIGIN');
    }
    expect(await refusal({procedure: '/no-such-module.js'})).to.equal('EGOV_ELEMENTS_PROCEDURE_FETCH');
  });
});
