/**
 * The National Business Registration Database through a provincial exchange: one enterprise or branch.
 *
 * Rule    `{msdn}` in; `MainInformation`, `HOAdress`, `Representatives`, `BusinessActivity` out; `MainInformation: null`
 *         means "no such code". The code is `ENTERPRISE_GDT_CODE` (10 digits, branches 10-3 with a dash), not
 *         `ENTERPRISE_CODE`, which is internal. Dates are dd/MM/yyyy. `Representatives` is an object when there is one.
 * Source  Member names: public code of provincial systems (November 2026). `PHONE` and the transport licence
 *         (`GiayPhepVanTai`) are our wording.
 * Limits  Status is read from its words, because no code table is known to us. Personal numbers and birth dates of
 *         representatives are in the message and are never answered.
 */
import type {CancelSignal, Json, Text} from '@egov-form/core';
import {FormError} from '@egov-form/core';
import type {AddressResolver, RawAddress, Register, RegisterAnswer, RegisterRequest} from '../register.ts';
import {chosen, dateFromSlashes, MessagePart} from './message.ts';
import {askService, type LgspServiceOptions} from './service.ts';
import {ShapeError} from './shape-error.ts';

export interface BusinessRegisterOptions extends LgspServiceOptions {
  /** For names of representatives. */
  readonly readableName: (text: string) => string;
  /** For names of enterprises; left as registered by default, because "TNHH" or a brand must not change its case. */
  readonly readableOrganizationName?: (text: string) => string;
  readonly resolveAddress: AddressResolver;
  /** Defaults to `business`. */
  readonly name?: string;
}

const TITLE: Text = {
  vi: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp',
  en: 'National Business Registration Database',
};

/** Everything that `createBusinessRegister` can answer. */
export const BUSINESS_ATTRIBUTES: readonly string[] = [
  'code',
  'name',
  'nameForeign',
  'shortName',
  'status',
  'type',
  'foundedOn',
  'headOffice',
  'legalRepresentative',
  'legalRepresentativeTitle',
  'phone',
  'capital',
  'lines',
  'transportLicence',
  'transportLicenceIssuedOn',
  'transportLicenceIssuedBy',
];

/** What a status says, most telling words first. */
const STATUSES: readonly (readonly [RegExp, string])[] = [
  [/giải thể|chấm dứt|phá sản/iu, 'dissolved'],
  [/thu hồi/iu, 'revoked'],
  [/tạm ngừng/iu, 'suspended'],
  [/không (còn )?hoạt động/iu, 'inactive'],
  [/đang hoạt động/iu, 'active'],
];

/** Key: `code`, as people write it (`9999999997`, `9999999997-001`, `9999999997001`). */
export function createBusinessRegister(options: BusinessRegisterOptions): Register {
  const name = options.name ?? 'business';
  return {
    name,
    title: TITLE,
    attributes: BUSINESS_ATTRIBUTES,
    async lookup(request: RegisterRequest, signal: CancelSignal): Promise<RegisterAnswer> {
      const {code = ''} = request.keys;
      if (code === '') {
        throw new FormError('EGOV_CONNECTORS_KEY', `Register "${name}" expects the key code, found none. Ask for it first.`, {
          register: name,
          missing: 'code',
        });
      }
      const match = /^(\d{10})(\d{3})?$/u.exec(digitsOf(code));
      if (!match) return {state: 'not-found'};
      const canonical = match[2] === undefined ? `${match[1]}` : `${match[1]}-${match[2]}`;
      return askService(name, options, request, {msdn: canonical}, signal, (body) =>
        readEnterprise(body, canonical, request.attributes, options),
      );
    },
  };
}

function digitsOf(code: string): string {
  return code.replace(/[\s.-]/gu, '');
}

async function readEnterprise(
  body: Json,
  code: string,
  attributes: readonly string[],
  options: BusinessRegisterOptions,
): Promise<RegisterAnswer> {
  const top = new MessagePart(body, '');
  if (!top.has('MainInformation')) throw new ShapeError('/MainInformation');
  const main = top.part('MainInformation');
  if (!main) return {state: 'not-found'};
  if (digitsOf(main.text('ENTERPRISE_GDT_CODE')) !== digitsOf(code)) {
    throw new ShapeError('/MainInformation/ENTERPRISE_GDT_CODE', 'wrong-subject');
  }
  const name = main.text('NAME');
  if (name === '') throw new ShapeError('/MainInformation/NAME');

  const representatives = top.parts('Representatives');
  const first = representatives.find((person) => person.text('FULL_NAME') !== '');
  const representative = first?.text('FULL_NAME') ?? main.text('LEGAL_NAMES').split(/[;,]/u)[0]?.trim() ?? '';
  const licence = top.part('GiayPhepVanTai');
  const office = attributes.includes('headOffice') ? headOffice(top.part('HOAdress')) : undefined;
  const values: {[attribute: string]: Json | undefined} = {
    code,
    name: (options.readableOrganizationName ?? String)(name),
    nameForeign: main.text('NAME_F'),
    shortName: main.text('SHORT_NAME'),
    status: statusOf(main.text('ENTERPRISE_STATUS_NAME')),
    type: main.text('ENTERPRISE_TYPE_NAME'),
    foundedOn: dateFromSlashes(main.text('FOUNDING_DATE')),
    headOffice: office && (await options.resolveAddress(office)),
    legalRepresentative: representative === '' ? '' : options.readableName(representative),
    legalRepresentativeTitle: first?.text('POSITION_NAME'),
    phone: main.text('PHONE'),
    capital: amountOf(main.plain('CAPITAL_AMOUNT')),
    lines: linesOf(top.parts('BusinessActivity')),
    transportLicence: licence?.text('So'),
    transportLicenceIssuedOn: dateFromSlashes(licence?.text('NgayCap') ?? ''),
    transportLicenceIssuedBy: licence?.text('NoiCap'),
  };
  return {state: 'found', values: chosen(values, attributes)};
}

function statusOf(words: string): string {
  if (words === '') return '';
  return STATUSES.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
}

/** Whole dong; left out when it is no whole number that fits. */
function amountOf(text: string): number | undefined {
  return /^\d{1,15}$/u.test(text) ? Number(text) : undefined;
}

function linesOf(parts: readonly MessagePart[]): Json | undefined {
  const lines = parts
    .map((part) => ({code: part.plain('CODE'), name: part.text('NAME'), main: part.text('IS_MAIN') === 'Y'}))
    .filter((line) => line.code !== '');
  return lines.length > 0 ? lines : undefined;
}

function headOffice(part: MessagePart | undefined): RawAddress | undefined {
  if (!part) return undefined;
  return {
    provinceCode: part.text('CityID'),
    districtCode: part.text('DistrictID'),
    communeCode: part.text('WardID'),
    detail: part.text('StreetNumber'),
    text: part.text('AddressFullText'),
  };
}
