import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {SERVICES} from '@egov-form/connectors/server';
import {root} from '../src/root.ts';

const folder = join(root, 'schemas');
const readJson = (path: string): never => JSON.parse(readFileSync(join(folder, path), 'utf8')) as never;
const {exports} = readJson('package.json') as {readonly exports: {readonly [entry: string]: string | {readonly types: string}}};

interface Terms {
  readonly sources: {readonly [source: string]: string};
  readonly members: {readonly [pointer: string]: {readonly law?: boolean; readonly message?: string}};
}

interface Model {
  readonly $id: string;
  readonly properties: object;
  readonly 'x-terms'?: Terms;
}

describe('@egov-form/schemas', () => {
  it('has a schema and types at every entry', () => {
    const entries = Object.entries(exports);
    assert.ok(entries.length >= 24);
    for (const [entry, target] of entries) {
      const file = typeof target === 'string' ? target : target.types;
      assert.ok(existsSync(join(folder, file)), `${entry}: ${file}`);
      if (typeof target !== 'string') continue;
      const {$id} = readJson(file) as Model;
      assert.match($id, /^urn:egov-form:[a-z-]+:v1$/u, entry);
    }
  });

  for (const name of ['person', 'address', 'organization']) {
    it(`binds members of ${name} to what the registers call them`, () => {
      const {$id, properties, 'x-terms': terms} = readJson(`${name}/v1.json`) as Model;
      assert(terms);
      // Every word that a mapping of a service reads for this model, or for a member of it.
      const read = JSON.stringify(
        Object.values(SERVICES).flatMap(({attributes}) =>
          Object.values(attributes).filter((attribute) => JSON.stringify(attribute).includes($id)),
        ),
      );
      for (const [pointer, {law, message}] of Object.entries(terms.members)) {
        assert.ok(pointer.slice(1) in properties, pointer);
        assert.ok(law === undefined || terms.sources['law'], pointer);
        if (message !== undefined) assert.match(read, new RegExp(`\\b${message}\\b`, 'u'), pointer);
      }
    });
  }
});
