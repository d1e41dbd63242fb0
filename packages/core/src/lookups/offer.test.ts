import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonObject} from '../json/json.ts';
import type {LookupAnswer, LookupConnector, LookupRequest} from '../ports/ports.ts';

const BADGES: FormDefinition = {
  ...{id: 'badges', version: '1.0.0', title: 'Badges'},
  data: {
    type: 'object',
    properties: {
      code: {type: 'string'},
      cars: {type: 'array', items: {type: 'object', properties: {plate: {type: 'string'}, brand: {type: 'string'}}}},
    },
  },
  lookups: {
    fleet: {
      connector: 'fleet',
      keys: {code: '/code'},
      fill: {'/cars/*/plate': 'vehicles/*/plate', '/cars/*/brand': 'vehicles/*/brand'},
      offers: true,
      purpose: 'x',
    },
    car: {connector: 'vehicle', keys: {plate: '/cars/*/plate'}, fill: {'/cars/*/brand': 'brand'}, purpose: 'x'},
  },
};

class Registers implements LookupConnector {
  readonly asked: LookupRequest[] = [];
  vehicles: readonly {readonly plate: string; readonly brand: string}[] = [{plate: 'A1', brand: 'B'}];

  async ask(request: LookupRequest): Promise<LookupAnswer> {
    this.asked.push(request);
    const source = {register: 'r', title: 'R', at: '2026-11-30T00:00:00Z'};
    const values: JsonObject = request.lookup === 'fleet' ? {vehicles: [...this.vehicles]} : {brand: 'B'};
    return {state: 'filled', values, source, receipt: request.lookup};
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

test('rows that are offered fill nothing; a ticked one is asked for by its own look-up', async () => {
  const connector = new Registers();
  const form = createForm(BADGES, {connector});
  form.set('/code', '1');
  await settled();
  const fleet = form.lookup('fleet');
  assert.deepEqual([connector.asked.length, fleet.state], [0, 'ready'], 'nobody has opened the list');
  assert.deepEqual(form.lookupsAt('/code'), []);
  await fleet.ask();
  assert.deepEqual(fleet.offered, [{plate: 'A1', brand: 'B'}]);
  assert.deepEqual([form.list('/cars').rows.length, form.submission({}, 'vi', true).unasked], [0, undefined]);
  form.list('/cars').insert();
  form.set('/cars/0/plate', 'A1');
  await settled();
  const {origin} = form.field('/cars/0/brand');
  assert.equal(origin?.kind === 'register' && origin.receipt, 'car');

  connector.vehicles = [];
  form.set('/code', '2');
  assert.equal(fleet.offered, undefined, 'what another business has is gone');
  await fleet.ask();
  assert.equal(fleet.state, 'not-found');
  form.dispose();
});
