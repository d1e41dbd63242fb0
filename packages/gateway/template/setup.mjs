// What this installation says in code. `egov-gateway serve` calls setup() once, at the start; GATEWAY_MODULE names this file.
import {readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {openConnectors} from '@egov-form/connectors/server';
import {toReadableName, vietnam} from '@egov-form/vietnam';
import {resolveAddress} from '@egov-form/vietnam/addresses';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @param environment variables of the environment and of gateway.env: secrets that connectors.json names come from here. */
export async function setup(environment) {
  // The shared databases that forms may ask: connectors.json. Add one there, and name it in a form under "lookups".
  const configuration = JSON.parse(await readFile(here('connectors.json'), 'utf8'));
  const {registers, policies, services} = openConnectors(configuration, {
    readableName: toReadableName,
    resolveAddress,
    environment,
  });
  return {
    // Formats, lists and papers of the country. A pack of your own comes beside it.
    packs: [vietnam],
    registers,
    policies,
    services,
    // What browsers get, first found first: your pages, then egov-form.js and its folder.
    statics: [
      {prefix: '/', folder: here('pages')},
      {prefix: '/', folder: fileURLToPath(new URL('dist', import.meta.resolve('egov-form/custom-elements.json')))},
    ],
  };
}
