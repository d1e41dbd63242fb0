// What an installation says in code: its country pack, its registers, its pages. The registers stand in connectors.json,
// see docs/connectors.md; GATEWAY_MODULE names this file.
import {readFile} from 'node:fs/promises';
import {openConnectors} from '@egov-form/connectors/server';
import {toReadableName, vietnam} from '@egov-form/vietnam';
import {resolveAddress} from '@egov-form/vietnam/addresses';

export async function setup(environment) {
  const configuration = JSON.parse(await readFile(environment.CONNECTORS_FILE ?? '/etc/egov/connectors.json', 'utf8'));
  const {registers, policies} = openConnectors(configuration, {readableName: toReadableName, resolveAddress, environment});
  return {
    packs: [vietnam],
    registers,
    policies,
    statics: [
      {prefix: '/', folder: '/app/dist/portal'},
      {prefix: '/', folder: '/app/packages/egov-form/dist'},
    ],
  };
}
