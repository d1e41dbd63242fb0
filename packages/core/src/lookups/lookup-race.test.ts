import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createForm} from '../engine/create-form.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {LookupAnswer, LookupConnector} from '../ports/ports.ts';

/**
 * Keys that change faster than registers answer, on a clock of our own: what a form shows is never about another number than
 * the one that stands in it.
 */
const definition: FormDefinition = {
  id: 'race',
  version: '1.0.0',
  title: 'Race',
  data: {
    type: 'object',
    properties: {
      code: {type: 'string'},
      head: {type: 'string'},
      town: {type: 'string'},
      ruler: {type: 'string'},
      members: {type: 'array', items: {type: 'object', properties: {id: {type: 'string'}, of: {type: 'string'}}}},
      cars: {type: 'array', items: {type: 'object', properties: {plate: {type: 'string'}, owner: {type: 'string'}}}},
    },
  },
  lookups: {
    family: {
      connector: ['families', 'copy'],
      keys: {code: '/code'},
      fill: {'/head': 'head', '/town': 'town', '/members/*/id': 'members/*/id', '/members/*/of': 'members/*/of'},
      trust: {'/town': 'locked'},
      purpose: 'x',
    },
    // Asks with what the first one filled.
    town: {connector: 'towns', keys: {town: '/town'}, fill: {'/ruler': 'ruler'}, trust: {'*': 'locked'}, purpose: 'x'},
    car: {
      connector: 'cars',
      keys: {plate: '/cars/*/plate'},
      fill: {'/cars/*/owner': 'owner'},
      trust: {'*': 'locked'},
      purpose: 'x',
    },
  },
};

function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Answers at random moments of a clock that only the test moves; now and then not at all. */
class Registers implements LookupConnector {
  readonly #random: () => number;
  readonly #waiting: {readonly due: number; readonly settle: () => void}[] = [];
  readonly #obeys: boolean;
  #now = 0;
  asked = 0;

  constructor(random: () => number, obeysAborts: boolean) {
    this.#random = random;
    this.#obeys = obeysAborts;
  }

  ask: LookupConnector['ask'] = ({connector, keys}, signal) => {
    this.asked += 1;
    const key = Object.values(keys).join();
    return new Promise((resolve, reject) => {
      const due = this.#now + Math.floor(this.#random() * 40);
      const fails = connector === 'families' && this.#random() < 0.3;
      this.#waiting.push({due, settle: () => resolve(fails ? {state: 'unavailable', reason: 'slow'} : answer(connector, key))});
      if (this.#obeys) signal.addEventListener('abort', () => reject(signal.reason), {once: true});
    });
  };

  async pass(ticks: number): Promise<void> {
    for (let i = 0; i < ticks; i += 1) {
      this.#now += 1;
      for (const one of this.#waiting.splice(0)) {
        if (one.due <= this.#now) one.settle();
        else this.#waiting.push(one);
      }
      await new Promise((done) => setImmediate(done));
    }
  }

  get idle(): boolean {
    return this.#waiting.length === 0;
  }
}

function answer(connector: string, key: string): LookupAnswer {
  const source = {register: connector, title: connector, at: '2026-11-22T00:00:00Z'};
  if (connector === 'towns') return {state: 'filled', values: {ruler: `ruler of ${key}`}, source};
  if (connector === 'cars') return {state: 'filled', values: {owner: `owner of ${key}`}, source};
  const members = Array.from({length: Number(key) % 4}, (_, i) => ({id: `${key}-${i}`, of: key}));
  return {state: 'filled', values: {head: `head of ${key}`, town: `town of ${key}`, members}, source};
}

for (const obeysAborts of [true, false]) {
  test(`never a stale fill while keys change, ${obeysAborts ? 'with' : 'without'} heeded aborts`, async () => {
    const random = numbers(20_261_122);
    const registers = new Registers(random, obeysAborts);
    const form = createForm(definition, {connector: registers});
    form.list('/cars').insert();
    form.list('/cars').insert();
    let fills = 0;
    const holds = (): void => {
      const code = form.get('/code');
      const town = form.get('/town');
      for (const [pointer, of] of [
        ['/head', `head of ${code}`],
        ['/town', `town of ${code}`],
        ['/ruler', `ruler of ${town}`],
      ] as const) {
        const value = form.get(pointer);
        if (value === undefined) continue;
        assert.equal(value, of, pointer);
        fills += 1;
      }
      for (const member of (form.get('/members') ?? []) as {of?: string}[]) assert.equal(member.of, code);
      for (const car of (form.get('/cars') ?? []) as {plate?: string; owner?: string}[])
        if (car.owner !== undefined) assert.equal(car.owner, `owner of ${car.plate}`);
    };
    form.subscribe(holds);
    for (let i = 0; i < 1000; i += 1) {
      const choice = random();
      if (choice < 0.6) form.set('/code', String(Math.floor(random() * 30)));
      else if (choice < 0.85) form.set(`/cars/${Math.floor(random() * 2)}/plate`, `P${Math.floor(random() * 20)}`);
      else if (choice < 0.9) form.list('/cars').move(0, 1);
      else if (choice < 0.94) form.undo();
      else if (choice < 0.97) form.redo();
      else void form.lookup('family').ask();
      holds();
      await registers.pass(Math.floor(random() * 12));
      holds();
    }
    form.set('/code', '7');
    form.set('/cars/0/plate', 'P1');
    const rest = async (): Promise<void> => {
      for (let ms = 0; ms < 10_000 && !registers.idle; ms += 1) await registers.pass(1);
      assert.ok(registers.idle);
    };
    await rest();
    await registers.pass(3);
    await rest();
    assert.deepEqual(
      [form.get('/head'), form.get('/ruler'), form.get('/cars/0/owner'), form.list('/members').rows.length],
      ['head of 7', 'ruler of town of 7', 'owner of P1', 3],
    );
    assert.ok(registers.asked > 600 && fills > 500, 'the race is run');
  });
}
