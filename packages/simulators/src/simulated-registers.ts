/** The simulated registers, asked as a gateway asks them: servers, the adapters to them, and the list of industries. */
import {
  type ConnectorConfiguration,
  createIndustryCodes,
  type LookupPolicy,
  openConnectors,
  POLICIES,
  type RawAddress,
  type Register,
} from '@egov-form/connectors/server';
import type {JsonObject} from '@egov-form/core';
import {toReadableName} from '@egov-form/vietnam';
import {resolveAddress} from '@egov-form/vietnam/addresses';
import {type SimulatedIndustryCodes, startIndustryCodes} from './industry-codes.ts';
import {type SimulatorOptions, type Simulators, startSimulators} from './start.ts';

export interface SimulatedRegistersOptions extends SimulatorOptions {
  /** Further connectors beside those of the simulators, with the secrets that they name. */
  readonly further?: {
    readonly configuration: ConnectorConfiguration;
    readonly environment: {readonly [name: string]: string};
  };
}

/** What a gateway is given, and what sets faults. */
export interface SimulatedRegisters {
  readonly simulators: Simulators;
  readonly industries: SimulatedIndustryCodes;
  /** By connector name. */
  readonly registers: {readonly [connector: string]: Register};
  readonly policies: {readonly [connector: string]: LookupPolicy};
  /** From now on the process may end while they listen: for a program that has no moment at which to close them. */
  unref(): void;
  close(): Promise<void>;
}

/** Starts the simulators and opens the adapters that a province would use, pointed at them. */
export async function openSimulatedRegisters(options: SimulatedRegistersOptions = {}): Promise<SimulatedRegisters> {
  const {further, ...simulated} = options;
  const simulators = await startSimulators(simulated);
  const connectors = openConnectors(
    {connectors: {...simulators.configuration.connectors, ...further?.configuration.connectors}},
    {
      environment: {...simulators.environment, ...further?.environment},
      readableName: toReadableName,
      resolveAddress: presentAddress,
    },
  );
  const industries = await startIndustryCodes();
  return {
    simulators,
    industries,
    registers: {...connectors.registers, 'industry-codes': createIndustryCodes({url: industries.url})},
    policies: {...POLICIES, ...connectors.policies},
    unref() {
      simulators.unref();
      industries.unref();
    },
    async close() {
      await connectors.close();
      await industries.close();
      await simulators.close();
    },
  };
}

/** A register's address in present codes; one of which nothing could be said is left out. */
async function presentAddress(raw: RawAddress): Promise<JsonObject | undefined> {
  const address = await resolveAddress(raw);
  return Object.keys(address).length > 0 ? {...address} : undefined;
}
