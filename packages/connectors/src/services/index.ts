import type {ServiceMapping} from '../generated/configuration.ts';
import {BUSINESS, HOUSEHOLD_BUSINESS} from './business.ts';
import {BIRTH_RECORD, MARITAL_STATUS, MARRIAGE_RECORD} from './civil-status.ts';
import {DOCUMENT_WALLET} from './document-wallet.ts';
import {HOUSEHOLD, HOUSEHOLD_MEMBER} from './household.ts';
import {LAND} from './land.ts';
import {POPULATION, POPULATION_VERIFY} from './population.ts';
import {SOCIAL_INSURANCE} from './social-insurance.ts';
import {TAX} from './tax.ts';
import {DRIVER_HEALTH, DRIVING_LICENCE, VEHICLE, VEHICLE_FLEET} from './vehicle.ts';

/** Public databases that choices are searched in. They are asked with what a person types, and need no mapping. */
export const OPTION_SERVICES: {readonly [name: string]: {readonly about: 'public'}} = {'industry-codes': {about: 'public'}};

/** The services that a configuration may name. Each is data: a province copies one and changes it where its register differs. */
export const SERVICES: {readonly [name: string]: ServiceMapping} = {
  population: POPULATION,
  'population-verify': POPULATION_VERIFY,
  business: BUSINESS,
  'household-business': HOUSEHOLD_BUSINESS,
  tax: TAX,
  'birth-record': BIRTH_RECORD,
  'marriage-record': MARRIAGE_RECORD,
  'marital-status': MARITAL_STATUS,
  household: HOUSEHOLD,
  'household-member': HOUSEHOLD_MEMBER,
  'social-insurance': SOCIAL_INSURANCE,
  land: LAND,
  vehicle: VEHICLE,
  'vehicle-fleet': VEHICLE_FLEET,
  'driving-licence': DRIVING_LICENCE,
  'driver-health': DRIVER_HEALTH,
  'document-wallet': DOCUMENT_WALLET,
};
