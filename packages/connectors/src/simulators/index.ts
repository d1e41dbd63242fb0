export {companyCode, demoCompanies, type SyntheticCompany, TRANSPORT_COMPANY_CODE} from './companies.ts';
export type {SimulatorCredentials} from './exchange-tokens.ts';
export {FAULT_KINDS, type FaultKind, type FaultSetting, type SimulatedService} from './faults.ts';
export {demoPeople} from './people.ts';
export type {Place} from './places.ts';
export {type SimulatorOptions, type Simulators, startSimulators} from './start.ts';
export type {Quirk, Relative, Residence, SyntheticPerson} from './synthetic-person.ts';
export {demoVehicles, type SyntheticVehicle} from './vehicles.ts';
