export {companyCode, demoCompanies, type SyntheticCompany, TRANSPORT_COMPANY_CODE} from './companies.ts';
export type {SimulatorCredentials} from './exchange-tokens.ts';
export {FAULT_KINDS, type FaultKind, type FaultSetting, type SimulatedService} from './faults.ts';
export {demoPeople, type Quirk, type Relative, type Residence, type SyntheticPerson} from './people.ts';
export type {Place} from './places.ts';
export {type SimulatorOptions, type Simulators, startSimulators} from './start.ts';
export {demoVehicles, type SyntheticVehicle} from './vehicles.ts';
