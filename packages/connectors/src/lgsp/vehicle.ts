/**
 * The vehicle registration database through a provincial exchange: one vehicle by its plate.
 *
 * Rule    `{bienSo}` in; `bienSo, nhanHieu, soLoai, namSx, soCho | taiTrongKg, chuXe, mauBien` out; `bienSo: null` means
 *         "no such plate".
 * Source  Our wording: no public description of this service is known to us (November 2026).
 * Limits  A province replaces this reader by its own when the service's real shape is known. Seats and load are one
 *         attribute in words, because the badge form has one field for both.
 */
import {type CancelSignal, FormError, type Json, type Text} from '@egov-form/core';
import type {Register, RegisterAnswer, RegisterRequest} from '../register.ts';
import {chosen, MessagePart} from './message.ts';
import {askService, type LgspServiceOptions} from './service.ts';
import {ShapeError} from './shape-error.ts';

export interface VehicleRegisterOptions extends LgspServiceOptions {
  /** Defaults to `vehicle`. */
  readonly name?: string;
}

const TITLE: Text = {vi: 'Cơ sở dữ liệu đăng ký xe', en: 'Vehicle Registration Database'};

/** Everything that `createVehicleRegister` can answer. */
export const VEHICLE_ATTRIBUTES: readonly string[] = ['plate', 'brand', 'year', 'seats', 'owner', 'plateColour'];

const COLOURS: {readonly [word: string]: string} = {trắng: 'white', vàng: 'yellow', xanh: 'blue', đỏ: 'red'};

/** Key: `plate`, as people write it (`88A-000.01`, `88A00001`). */
export function createVehicleRegister(options: VehicleRegisterOptions): Register {
  const name = options.name ?? 'vehicle';
  return {
    name,
    title: TITLE,
    attributes: VEHICLE_ATTRIBUTES,
    async lookup(request: RegisterRequest, signal: CancelSignal): Promise<RegisterAnswer> {
      const {plate = ''} = request.keys;
      if (plate === '') {
        throw new FormError('EGOV_CONNECTORS_KEY', `Register "${name}" expects the key plate, found none. Ask for it first.`, {
          register: name,
          missing: 'plate',
        });
      }
      const canonical = canonicalPlate(plate);
      if (canonical === undefined) return {state: 'not-found'};
      return askService(name, options, request, {bienSo: canonical}, signal, (body) =>
        readVehicle(body, canonical, request.attributes),
      );
    },
  };
}

/** `88a00001` → `88A-000.01`; four-digit plates have no dot. `undefined` when it is no plate. */
function canonicalPlate(text: string): string | undefined {
  const match = /^(\d{2}[A-ZĐ]{1,2}\d?)(\d{4,5})$/u.exec(bare(text));
  if (!match) return undefined;
  const [, series = '', number = ''] = match;
  return number.length === 5 ? `${series}-${number.slice(0, 3)}.${number.slice(3)}` : `${series}-${number}`;
}

function bare(plate: string): string {
  return plate.replace(/[\s.-]/gu, '').toUpperCase();
}

function readVehicle(body: Json, plate: string, attributes: readonly string[]): RegisterAnswer {
  const record = new MessagePart(body, '');
  if (!record.has('bienSo')) throw new ShapeError('/bienSo');
  const answered = record.text('bienSo');
  if (answered === '') return {state: 'not-found'};
  if (bare(answered) !== bare(plate)) throw new ShapeError('/bienSo', 'wrong-subject');
  const year = Number(record.plain('namSx'));
  const values: {[attribute: string]: Json | undefined} = {
    plate: answered,
    brand: record.text('nhanHieu'),
    year: Number.isInteger(year) && year >= 1900 ? year : undefined,
    seats: capacity(record.plain('soCho'), record.plain('taiTrongKg')),
    owner: record.text('chuXe'),
    plateColour: COLOURS[record.text('mauBien').toLowerCase()],
  };
  return {state: 'found', values: chosen(values, attributes)};
}

/** `45 chỗ`, or `8000 kg` for a vehicle that carries goods. */
function capacity(seats: string, loadKg: string): string {
  if (/^[1-9]\d*$/u.test(loadKg)) return `${loadKg} kg`;
  return /^[1-9]\d*$/u.test(seats) ? `${seats} chỗ` : '';
}
