/** docs/connectors.md stays true: its examples open, and its lists are the code's. */
import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {after, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import type {JsonObject} from '@egov-form/core';
import {FAULT_KINDS} from '@egov-form/simulators';
import type {ConnectorConfiguration} from './generated/configuration.ts';
import {CONFIGURATION_SCHEMA} from './generated/configuration-schema.ts';
import {TEMPLATE_CASTS} from './mapping/template.ts';
import {type Connectors, openConnectors} from './open-connectors.ts';
import {SERVICES} from './services/index.ts';
import {SURROUNDINGS} from './testing/ask.ts';

const page = await readFile(fileURLToPath(new URL('../../../docs/connectors.md', import.meta.url)), 'utf8');
const examples = [...page.matchAll(/^```json connectors\n(.*?)^```/gmsu)].map(([, text]) => text ?? '');
const definitions = (CONFIGURATION_SCHEMA as JsonObject)['$defs'] as {readonly [name: string]: JsonObject};

/** Any secret that an example names. */
const ANY_SECRET = new Proxy<{[name: string]: string}>({}, {get: () => 'postgresql://reader@127.0.0.1:1/shared'});

describe('the page about connectors', () => {
  const opened: Connectors[] = [];
  after(() => Promise.all(opened.map((connectors) => connectors.close())));

  for (const [index, text] of examples.entries()) {
    const named = Object.keys((JSON.parse(text) as ConnectorConfiguration).connectors).join(', ');
    it(`example ${index + 1} (${named}) can be opened`, () => {
      // Files of secrets are the reader's; here every secret comes from the environment.
      const configuration = JSON.parse(text.replaceAll(/\{ "file": "[^"]*" \}/gu, '{ "env": "SECRET" }'));
      opened.push(openConnectors(configuration, {...SURROUNDINGS, environment: ANY_SECRET}));
    });
  }

  it('shows every adapter', () => {
    const shown = new Set(examples.flatMap((text) => [...text.matchAll(/"adapter": "([a-z]+)"/gu)].map(([, name]) => name)));
    assert.deepEqual([...shown].toSorted(), ['file', 'lgsp', 'rest', 'sql', 'xroad']);
  });

  it('lists every service with its keys', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \| [^|]*\| ([^|]*)\|/gmu)].map(([, name = '', keys = '']) => [
      name,
      [...keys.matchAll(/`([A-Za-z]+)`/gu)].map(([, key]) => key).toSorted(),
    ]);
    const known = Object.entries(SERVICES).map(([name, {keys}]) => [name, Object.keys(keys).toSorted()]);
    assert.deepEqual(Object.fromEntries(rows), Object.fromEntries(known));
  });

  it('names every kind of key, every cast and every fault', () => {
    const key = definitions['key'] as unknown as {readonly properties: {readonly kind: {readonly enum: readonly string[]}}};
    const casts = definitions['cast']?.['enum'] as readonly string[];
    for (const name of [...key.properties.kind.enum, ...casts, ...TEMPLATE_CASTS, ...FAULT_KINDS]) {
      assert.ok(page.includes(`\`${name}\``), `the page does not name ${name}`);
    }
  });
});
