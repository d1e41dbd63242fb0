import type {LgspSettings, TokenSettings} from '@egov-form/connectors/messages';
import type {ConnectorConfiguration} from '@egov-form/connectors/server';
import type {SimulatedService} from './faults.ts';

/** Paths and names under which the simulated services stand. */
export const SERVICE_PATHS: {readonly [service in Exclude<SimulatedService, 'token'>]: string} = {
  population: '/dancu/TraCuuThongTinCongDan',
  'population-verify': '/dancu/DoiKhopThongTin',
  business: '/dkkd/chiTietDoanhNghiep',
  vehicle: '/phuongtien/traCuu',
  'document-wallet': '/kho/danhSachGiayTo',
  tax: '/nguoi-nop-thue',
  'social-insurance': '/bao-hiem/tra-cuu',
  'driving-licence': '/gplx/tra-cuu',
  land: '/r1/VN/GOV/BNNMT/DATDAI/traCuuGiayChungNhan',
  'birth-record': '/',
  'marriage-record': '/',
  household: '/cu-tru/ho-gia-dinh',
};

/** The agency as the X-Road exchange knows it. */
export const XROAD_CLIENT = 'VN/GOV/H44/DVC';
export const LAND_SERVICE = 'VN/GOV/BNNMT/DATDAI/traCuuGiayChungNhan';
export const BIRTH_OPERATION = 'traCuuKhaiSinh';
export const MARRIAGE_OPERATION = 'traCuuKetHon';

const NAMESPACE = 'http://hotich.moj.gov.vn/producer';

/**
 * The configuration by which a gateway asks the simulators: the same as a province writes for the real services, every adapter
 * over HTTP in it. Its secrets are in `Simulators.environment`.
 *
 * @param origins - where each service listens, `http://127.0.0.1:4101`.
 * @param variant - which way to show who asks for a token.
 */
export function simulatorConfiguration(
  origins: {readonly [service in SimulatedService]: string},
  variant: TokenSettings['variant'] = 'basic',
): ConnectorConfiguration {
  const at = (service: Exclude<SimulatedService, 'token'>): string => origins[service] + SERVICE_PATHS[service];
  const tokenUrl = `${origins.token}/token`;
  const token: TokenSettings =
    variant === 'basic'
      ? {url: tokenUrl, variant, consumerKey: {env: 'LGSP_KEY'}, consumerSecret: {env: 'LGSP_SECRET'}}
      : {
          url: tokenUrl,
          variant,
          accessKey: {env: 'LGSP_ACCESS_KEY'},
          secretKey: {env: 'LGSP_SECRET_KEY'},
          appName: 'egov-form',
          partnerCode: 'H44',
        };
  const lgsp = (service: Exclude<SimulatedService, 'token'>): LgspSettings => ({adapter: 'lgsp', url: at(service), token});
  const ndxp = {
    kind: 'ndxp',
    user: {env: 'NDXP_USER'},
    secret: {env: 'NDXP_SECRET'},
    apiKey: {env: 'NDXP_API_KEY'},
  } as const;
  const soap = {adapter: 'xroad', style: 'soap', client: XROAD_CLIENT, namespace: NAMESPACE, auth: ndxp} as const;
  const basic = {kind: 'basic', user: {env: 'LGSP_KEY'}, password: {env: 'LGSP_SECRET'}} as const;
  return {
    connectors: {
      population: {
        service: 'population',
        settings: {agency: 'H44.12.03', account: 'egov-form-demo', serviceOfficerId: '025085000050'},
        through: lgsp('population'),
      },
      'population-verify': {service: 'population-verify', through: lgsp('population-verify')},
      business: {service: 'business', through: lgsp('business')},
      'household-business': {service: 'household-business', through: lgsp('business')},
      vehicle: {service: 'vehicle', through: lgsp('vehicle')},
      'vehicle-fleet': {service: 'vehicle-fleet', through: lgsp('vehicle')},
      'document-wallet': {service: 'document-wallet', through: lgsp('document-wallet')},
      tax: {
        service: 'tax',
        through: {
          adapter: 'rest',
          url: at('tax'),
          method: 'GET',
          path: '/{key.code}',
          auth: {kind: 'api-key', header: 'X-Api-Key', key: {env: 'REST_KEY'}},
        },
      },
      'social-insurance': {
        service: 'social-insurance',
        through: {adapter: 'rest', url: at('social-insurance'), auth: basic},
      },
      'driving-licence': {
        service: 'driving-licence',
        through: {adapter: 'rest', url: at('driving-licence'), auth: basic},
      },
      'driver-health': {service: 'driver-health', through: {adapter: 'rest', url: at('driving-licence'), auth: basic}},
      household: {service: 'household', through: {adapter: 'rest', url: at('household'), auth: basic}},
      'household-member': {service: 'household-member', through: {adapter: 'rest', url: at('household'), auth: basic}},
      land: {
        service: 'land',
        through: {
          adapter: 'xroad',
          style: 'rest',
          url: origins.land,
          client: XROAD_CLIENT,
          service: LAND_SERVICE,
          query: {soPhatHanh: '{key.serial}', soDinhDanh: '{key.citizenId}'},
        },
      },
      'birth-record': {
        service: 'birth-record',
        through: {...soap, url: at('birth-record'), service: `VN/GOV/MOJ/HOTICH/${BIRTH_OPERATION}/v1`},
      },
      'marriage-record': {
        service: 'marriage-record',
        through: {...soap, url: at('marriage-record'), service: `VN/GOV/MOJ/HOTICH/${MARRIAGE_OPERATION}/v1`},
      },
      'marital-status': {
        service: 'marital-status',
        through: {...soap, url: at('marriage-record'), service: `VN/GOV/MOJ/HOTICH/${MARRIAGE_OPERATION}/v1`},
      },
    },
  };
}
