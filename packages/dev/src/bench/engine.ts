/** `npm run bench -- engine`: what the engine's goals name, measured. */
import {coreFormats, createForm, effect, type Form, type FormSnapshot, interpret, type Json} from '@egov-form/core';
import type {Report} from './budget.ts';
import {type Case, type Figure, growthExponent, type MeasureOptions, measure} from './measure.ts';
import {bytesPerField} from './memory.ts';
import {answerTo, chainForm, flatForm, flipForm, listAnswers, listForm, pointerOf, questionnaire} from './sample-forms.ts';

const SIZES = [100, 1000, 10_000] as const;
const CREATE_GOALS: {readonly [size: number]: number} = {1000: 15, 10000: 200};
const SETS = 500;
const LIST_ROWS = 2000;

/** Reads what a field's element shows, again whenever it changes. Answers how to stop. */
function watchAsScreen(form: Form, pointer: string): () => void {
  const field = form.field(pointer);
  return effect(() => {
    if (field.visible) void [field.value, field.required, field.readonly, field.issues.length];
  });
}

function createCase(size: number): Case {
  return {
    name: `create ${size}`,
    ...(CREATE_GOALS[size] !== undefined && {goalMs: CREATE_GOALS[size]}),
    prepare() {
      const definition = flatForm(size);
      return {run: () => createForm(definition)};
    },
  };
}

/** Sets of texts that no rule reads, spread over the form. `watched` puts every field on the screen. */
function setCase(size: number, watched: boolean): Case {
  return {
    name: `${watched ? 'set on screen' : 'set'} ${size}`,
    operations: SETS,
    ...(!watched && {goalMs: 0.005}),
    prepare() {
      const form = createForm(flatForm(size));
      form.subscribe(() => {});
      if (watched) for (let i = 0; i < size; i += 1) watchAsScreen(form, pointerOf(i));
      const texts = Array.from({length: size}, (_, i) => i).filter((i) => i % 6 === 0);
      const targets = Array.from({length: SETS}, (_, i) => pointerOf(texts[Math.floor((i * texts.length) / SETS)] ?? 0));
      let turn = 0;
      return {
        run() {
          turn += 1;
          for (let i = 0; i < SETS; i += 1) form.set(targets[i] ?? '', i % 2 === 0 ? `text ${turn}` : `words ${turn}`);
        },
      };
    },
  };
}

function chainCase(length: number): Case {
  return {
    name: `chain of ${length}`,
    operations: 20,
    goalMs: 0.15,
    prepare() {
      const form = createForm(chainForm(length));
      let shown: Json | undefined;
      for (let i = 1; i <= length; i += 1) {
        const field = form.field(`/n${i}`);
        effect(() => {
          shown = field.value;
        });
      }
      let turn = 0;
      return {
        run() {
          for (let i = 0; i < 20; i += 1) {
            turn += 1;
            form.set('/n0', turn);
            if (shown !== turn + length) throw new Error('The chain was not recomputed.');
          }
        },
      };
    },
  };
}

function flipCase(count: number): Case {
  return {
    name: `flip ${count}`,
    goalMs: 3,
    prepare() {
      const form = createForm(flipForm(count));
      let visible = 0;
      for (let i = 0; i < count; i += 1) {
        const field = form.field(`/n${i}`);
        effect(() => {
          visible += field.visible ? 1 : -1;
        });
      }
      let shown = false;
      visible = 0;
      return {
        run() {
          shown = !shown;
          form.set('/shown', shown);
          if (visible !== (shown ? count : 0)) throw new Error('Not all fields flipped.');
        },
      };
    },
  };
}

const isWrong = (i: number): boolean => (i * 7) % 10 < 3;

/** `validate()` of the whole form after every answer changed. */
function validateCase(count: number, goalMs: number): Case {
  return {
    name: `validate ${count}`,
    goalMs,
    prepare() {
      const form = createForm(questionnaire(count));
      let turn = 0;
      const before = (): void => {
        turn += 1;
        form.transact(
          Array.from({length: count}, (_, i) => ({pointer: `/q${i}`, value: answerTo(i, turn, isWrong(i))})),
          {kind: 'typed'},
        );
      };
      return {before, run: () => form.validate()};
    },
  };
}

/** The validator alone, over the whole answers. */
function validatorCase(count: number): Case {
  return {
    name: `validator alone ${count}`,
    prepare() {
      const answers = Object.fromEntries(Array.from({length: count}, (_, i) => [`q${i}`, answerTo(i, 1, isWrong(i))] as const));
      const formats = new Map(coreFormats.map((format) => [format.name, format] as const));
      const validate = interpret(questionnaire(count).data, {schemas: new Map(), formats});
      return {run: () => validate(answers)};
    },
  };
}

function listOf(count: number): {form: Form; snapshot: FormSnapshot} {
  const form = createForm(listForm());
  const snapshot = {...form.snapshot(), answers: listAnswers(count)};
  form.restore(snapshot);
  return {form, snapshot};
}

/** Sets of one cell each, spread over the rows. */
function cellCase(): Case {
  return {
    name: `set in rows ${LIST_ROWS} × 5`,
    operations: SETS,
    prepare() {
      const {form} = listOf(LIST_ROWS);
      for (let i = 0; i < LIST_ROWS; i += 1) watchAsScreen(form, `/rows/${i}/c0`);
      let turn = 0;
      return {
        run() {
          turn += 1;
          for (let i = 0; i < SETS; i += 1) form.set(`/rows/${i * 4}/c0`, `text ${turn}`);
        },
      };
    },
  };
}

/** One change of rows, with the list and one field of every row watched; undone before the next. */
function rowCase(name: string, change: (list: ReturnType<Form['list']>) => void): Case {
  return {
    name: `rows ${LIST_ROWS} × 5, ${name}`,
    goalMs: 1,
    prepare() {
      const {form} = listOf(LIST_ROWS);
      const list = form.list('/rows');
      effect(() => void list.rows.length);
      for (let i = 0; i < LIST_ROWS; i += 1) watchAsScreen(form, `/rows/${i}/c0`);
      let done: Parameters<Form['undo']>[0] | undefined;
      form.subscribe((transaction) => {
        done = transaction;
      });
      return {
        before() {
          if (done) form.undo(done);
        },
        run: () => change(list),
      };
    },
  };
}

function keepCases(): Case[] {
  const filled = (): Form => {
    const form = createForm(flatForm(10_000));
    form.transact(
      Array.from({length: 10_000}, (_, i) => ({pointer: pointerOf(i), value: answerTo(i, 1)})),
      {kind: 'typed'},
    );
    return form;
  };
  return [
    {
      name: 'snapshot 10000',
      goalMs: 40,
      prepare() {
        const form = filled();
        return {run: () => form.snapshot()};
      },
    },
    {
      name: 'restore 10000',
      goalMs: 40,
      prepare() {
        const form = filled();
        const snapshot = form.snapshot();
        return {run: () => form.restore(snapshot)};
      },
    },
    {
      name: `restore rows ${LIST_ROWS} × 5`,
      goalMs: 40,
      prepare() {
        const {form, snapshot} = listOf(LIST_ROWS);
        return {run: () => form.restore(snapshot)};
      },
    },
  ];
}

export function engineCases(): readonly Case[] {
  const middle = LIST_ROWS / 2;
  return [
    ...SIZES.map(createCase),
    ...SIZES.map((size) => setCase(size, false)),
    ...SIZES.map((size) => setCase(size, true)),
    chainCase(100),
    flipCase(1000),
    validateCase(1000, 1),
    validatorCase(1000),
    cellCase(),
    rowCase('insert', (list) => list.insert(middle)),
    rowCase('move', (list) => list.move(0, LIST_ROWS - 1)),
    rowCase('remove', (list) => list.remove(middle)),
    ...keepCases(),
  ];
}

function exponentsOf(figures: readonly Figure[]): Report['exponents'] {
  const [n, , m] = SIZES;
  const exponents: {[name: string]: number} = {};
  for (const name of ['create', 'set', 'set on screen']) {
    const small = figures.find((figure) => figure.name === `${name} ${n}`);
    const large = figures.find((figure) => figure.name === `${name} ${m}`);
    if (small && large) exponents[name] = growthExponent({n, ms: small.ratio}, {n: m, ms: large.ratio});
  }
  return exponents;
}

/** Measure everything whose name contains `only`; `note` hears each figure as it is found. */
export async function measureEngine(
  only: string,
  options: MeasureOptions | undefined,
  note: (figure: Figure) => void,
): Promise<Report> {
  const figures: Figure[] = [];
  for (const one of engineCases()) {
    if (!one.name.includes(only)) continue;
    const figure = measure(one, options);
    figures.push(figure);
    note(figure);
  }
  const memory = 'memory'.includes(only) ? await bytesPerField() : {};
  return {figures, exponents: exponentsOf(figures), bytesPerField: memory};
}
