// What this portal says in code. `egov-gateway serve` calls setup() once, at the start; GATEWAY_MODULE names this file.
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
  const own = openConnectors(configuration, {readableName: toReadableName, resolveAddress, environment});
  const simulated = await simulatedRegisters(environment);
  return {
    // Formats, lists and papers of the country. A pack of your own comes beside it.
    packs: [vietnam],
    // Your own databases come after the simulated ones: one of the same name takes its place.
    registers: {...simulated.registers, ...own.registers},
    policies: {...simulated.policies, ...own.policies},
    // What browsers get, first found first: your pages, then egov-form.js and its folder.
    statics: [
      {prefix: '/', folder: here('pages')},
      {prefix: '/', folder: fileURLToPath(new URL('dist', import.meta.resolve('egov-form/custom-elements.json')))},
    ],
  };
}

/** Registers with made-up people, as long as made-up people sign in (SIGN_IN=demo in gateway.env). Never for real people. */
async function simulatedRegisters({SIGN_IN}) {
  if (SIGN_IN !== 'demo') return {registers: {}, policies: {}};
  const {openSimulatedRegisters} = await import('@egov-form/simulators');
  const simulated = await openSimulatedRegisters();
  // They end with the gateway.
  simulated.unref();
  return simulated;
}
