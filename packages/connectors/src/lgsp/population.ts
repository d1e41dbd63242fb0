/**
 * The National Population Database through a provincial exchange: one person's record.
 *
 * Rule    The register matches three keys together: number, name (upper case, no marks, no spaces, đ as D) and date of birth
 *         (YYYYMMDD, or the year alone when the record has only that). The answer is the tree of `TraCuuThongTinCongDan`
 *         (service 037): `Envelope/Body/CongdanCollection/CongDan`. An empty collection means "no match".
 * Source  Member names and the refusals 004 and 005: public code of three unrelated provincial systems (November 2026). Law
 *         26/2023/QH15 article 9 names the attributes. Card issue data: our wording (`CanCuoc`).
 * Limits  For a relative asked by number and date of birth `HoVaTen` is sent empty. That the REST wrapper of the exchange
 *         accepts this is OUR ASSUMPTION; the simulator does. Where a province's wrapper refuses it, forms must ask for the
 *         name too: the adapter sends it whenever it is given. The message has no member for the purpose.
 *         Gender 1 was seen in a real sample; 2 and 3 are general knowledge. An answer about somebody else than the person
 *         asked for, or with another date of birth than the one asked with, is not believed.
 */
import {type CancelSignal, FormError, type Json, type JsonObject, type Text} from '@egov-form/core';
import type {AddressResolver, RawAddress, Register, RegisterAnswer, RegisterRequest} from '../register.ts';
import {chosen, dateFromCompact, MessagePart} from './message.ts';
import {askService, type LgspServiceOptions} from './service.ts';
import {ShapeError} from './shape-error.ts';

export interface PopulationRegisterOptions extends LgspServiceOptions {
  /** Code of the agency that asks, `H44.12.03`. */
  readonly agency: string;
  /** Account on the exchange. */
  readonly account: string;
  /** Personal number named as the asking officer while a citizen asks: the portal's service account. */
  readonly serviceOfficerId: string;
  /** `NGUYỄN THỊ MẪU` → `Nguyễn Thị Mẫu`. */
  readonly readableName: (text: string) => string;
  readonly resolveAddress: AddressResolver;
  /** Defaults to `population`. */
  readonly name?: string;
}

const TITLE: Text = {vi: 'Cơ sở dữ liệu quốc gia về dân cư', en: 'National Population Database'};

/** Everything that `createPopulationRegister` can answer. */
export const POPULATION_ATTRIBUTES: readonly string[] = [
  'citizenId',
  'fullName',
  'birthDate',
  'gender',
  'ethnicity',
  'nationality',
  'permanentResidence',
  'currentResidence',
  'residence',
  'homeTown',
  'birthRegistrationPlace',
  'maritalStatus',
  'idDocumentType',
  'idDocumentNumber',
  'idDocumentIssuedOn',
  'idDocumentIssuedBy',
  'fatherName',
  'motherName',
  'spouseName',
  'spouseId',
];

/** Service number of the record look-up on the exchange. */
const INTEGRATION = '037';

const GENDERS: {readonly [code: string]: string} = {'1': 'male', '2': 'female', '3': 'other'};
const CARD_KINDS: {readonly [code: string]: string} = {CC: 'can-cuoc', CCCD: 'cccd'};

/**
 * Keys: `citizenId` (12 digits), and `birthDate` (`1990-02-14` or `1990`) or `fullName` or both.
 *
 * @returns a register whose `lookup` rejects with `EGOV_CONNECTORS_KEY` when the number, or every second key, is missing:
 *     whether a bare number is enough is the gateway's decision, and it then supplies the rest from the session.
 */
export function createPopulationRegister(options: PopulationRegisterOptions): Register {
  const name = options.name ?? 'population';
  return {
    name,
    title: TITLE,
    attributes: POPULATION_ATTRIBUTES,
    async lookup(request: RegisterRequest, signal: CancelSignal): Promise<RegisterAnswer> {
      const {citizenId = '', birthDate = '', fullName = ''} = request.keys;
      if (citizenId === '' || (birthDate === '' && fullName === '')) {
        throw new FormError(
          'EGOV_CONNECTORS_KEY',
          `Register "${name}" expects citizenId with birthDate or fullName, found ${citizenId === '' ? 'no citizenId' : 'citizenId alone'}. Ask the person for the missing key first.`,
          {register: name, missing: citizenId === '' ? 'citizenId' : 'birthDate'},
        );
      }
      const born = birthDate === '' ? {} : compactBirth(birthDate);
      // Keys of another form cannot name a record: no need to trouble the register.
      if (!/^\d{12}$/u.test(citizenId) || born === undefined) return {state: 'not-found'};
      const message: JsonObject = {
        MaYeuCau: request.requestId,
        MaDVC: request.procedure,
        MaTichHop: INTEGRATION,
        MaCanBo: request.requester.role === 'officer' ? request.requester.citizenId : options.serviceOfficerId,
        MaDonVi: options.agency,
        TaiKhoan: options.account,
        SoDienThoai: '0',
        SoDinhDanh: citizenId,
        HoVaTen: populationNameKey(fullName),
        NgayThangNamSinh: born,
      };
      return askService(name, options, request, message, signal, (body) =>
        readPerson(body, citizenId, birthDate, request.attributes, options),
      );
    },
  };
}

/** A name as the population database matches it: `Lê Văn Đạt` → `LEVANDAT`. */
export function populationNameKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}|\s/gu, '')
    .replace(/[đĐ]/gu, 'D')
    .toUpperCase();
}

function compactBirth(text: string): JsonObject | undefined {
  if (/^\d{4}$/u.test(text)) return {Nam: text};
  return /^\d{4}-\d{2}-\d{2}$/u.test(text) ? {NgayThangNam: text.replaceAll('-', '')} : undefined;
}

async function readPerson(
  body: Json,
  citizenId: string,
  birthDate: string,
  attributes: readonly string[],
  options: PopulationRegisterOptions,
): Promise<RegisterAnswer> {
  const top = new MessagePart(body, '');
  const inner = (top.part('Envelope') ?? top).part('Body');
  if (!inner?.has('CongdanCollection')) throw new ShapeError('/Body/CongdanCollection');
  const records = inner.part('CongdanCollection')?.parts('CongDan') ?? [];
  if (records.length === 0) return {state: 'not-found'};
  const record = records.find((candidate) => candidate.text('SoDinhDanh') === citizenId);
  if (!record) throw new ShapeError('/Body/CongdanCollection/CongDan/SoDinhDanh', 'wrong-subject');
  const born = birthOf(record);
  if (birthDate !== '' && born !== '' && born !== birthDate) {
    throw new ShapeError('/Body/CongdanCollection/CongDan/NgayThangNamSinh', 'wrong-subject');
  }
  const fullName = nameOf(record);
  if (fullName === '') throw new ShapeError('/Body/CongdanCollection/CongDan/HoVaTen');

  const wants = (...names: readonly string[]): boolean => names.some((attribute) => attributes.includes(attribute));
  const address = async (member: string): Promise<Json | undefined> => {
    const raw = addressOf(record.part(member));
    return raw && (await options.resolveAddress(raw));
  };
  const relative = (member: string): string => {
    const text = record.part(member)?.text('HoVaTen') ?? '';
    return text === '' ? '' : options.readableName(text);
  };
  const permanent = wants('permanentResidence', 'residence') ? await address('ThuongTru') : undefined;
  const current = wants('currentResidence', 'residence') ? await address('NoiOHienTai') : undefined;
  const card = record.part('CanCuoc');
  const values: {[attribute: string]: Json | undefined} = {
    citizenId,
    fullName: options.readableName(fullName),
    birthDate: born,
    gender: GENDERS[record.plain('GioiTinh')],
    ethnicity: coded(record.plain('DanToc'), /^(?!00)\d{2}$/u),
    nationality: coded(record.text('QuocTich'), /^[A-Z]{2}$/u),
    permanentResidence: permanent,
    currentResidence: current,
    residence: current ?? permanent,
    homeTown: wants('homeTown') ? await address('QueQuan') : undefined,
    birthRegistrationPlace: wants('birthRegistrationPlace') ? await address('NoiDangKyKhaiSinh') : undefined,
    maritalStatus: coded(record.plain('TinhTrangHonNhan'), /^[1-9]$/u),
    idDocumentType: CARD_KINDS[card?.text('LoaiGiayTo') ?? ''],
    idDocumentNumber: card?.text('So'),
    idDocumentIssuedOn: fullDate(card?.text('NgayCap') ?? ''),
    idDocumentIssuedBy: card?.text('NoiCap'),
    fatherName: relative('Cha'),
    motherName: relative('Me'),
    spouseName: relative('VoChong'),
    spouseId: coded(record.part('VoChong')?.text('SoDinhDanh') ?? '', /^\d{12}$/u),
  };
  return {state: 'found', values: chosen(values, attributes)};
}

function nameOf(record: MessagePart): string {
  if (typeof record.member('HoVaTen') === 'string') return record.text('HoVaTen');
  const parts = record.part('HoVaTen');
  const words = [parts?.text('Ho'), parts?.text('ChuDem'), parts?.text('Ten')];
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}

/** The date, else the year, else `''`: records with an impossible date often still have the year. */
function birthOf(record: MessagePart): string {
  const born = record.part('NgayThangNamSinh');
  if (!born) return '';
  return dateFromCompact(born.plain('NgayThangNam')) || coded(born.plain('Nam'), /^\d{4}$/u);
}

function fullDate(compact: string): string {
  const date = dateFromCompact(compact);
  return date.length === 10 ? date : '';
}

function coded(text: string, pattern: RegExp): string {
  return pattern.test(text) ? text : '';
}

/** Addresses abroad have no codes of ours. */
function addressOf(part: MessagePart | undefined): RawAddress | undefined {
  if (!part || !['', 'VN'].includes(part.text('QuocGia'))) return undefined;
  const raw: RawAddress = {
    provinceCode: part.text('MaTinhThanh'),
    districtCode: part.text('MaQuanHuyen'),
    communeCode: part.text('MaPhuongXa'),
    detail: part.text('ChiTiet'),
    text: '',
  };
  return raw.provinceCode === '' && raw.communeCode === '' && raw.detail === '' ? undefined : raw;
}
