export {BUSINESS_ATTRIBUTES, type BusinessRegisterOptions, createBusinessRegister} from './lgsp/business.ts';
export {
  createPopulationRegister,
  POPULATION_ATTRIBUTES,
  type PopulationRegisterOptions,
  populationNameKey,
} from './lgsp/population.ts';
export type {LgspServiceOptions} from './lgsp/service.ts';
export {createTokenSource, type LgspCredentials, type TokenSource, type TokenSourceOptions} from './lgsp/token.ts';
export {createVehicleRegister, VEHICLE_ATTRIBUTES, type VehicleRegisterOptions} from './lgsp/vehicle.ts';
export type {
  AddressResolver,
  RawAddress,
  Register,
  RegisterAnswer,
  RegisterRequest,
  RegisterTrouble,
  Requester,
} from './register.ts';
