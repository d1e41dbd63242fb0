/** The budget: what every figure may cost, in runs of the baseline workload, and by how much a machine's mood excuses more. */
import type {Figure} from './measure.ts';

export interface Budget {
  /** Part of the budget that measurements of unchanged code differ by: 0.5 lets a figure be half as much again. */
  readonly noise: number;
  /** By name of the figure: its fastest run, in fastest runs of the baseline. */
  readonly ratios: {readonly [name: string]: number};
  /** By name: the largest growth exponent. */
  readonly exponents: {readonly [name: string]: number};
  /** By name: the most bytes for one field. */
  readonly bytesPerField: {readonly [name: string]: number};
}

/** Everything that one run of a suite found. */
export interface Report {
  readonly figures: readonly Figure[];
  readonly exponents: {readonly [name: string]: number};
  readonly bytesPerField: {readonly [name: string]: number};
}

/** One sentence for each figure that is worse than the budget by more than the noise, and for each without a budget. */
export function overBudget(report: Report, budget: Budget): readonly string[] {
  const found: string[] = [];
  const compare = (name: string, what: string, is: number, may: number | undefined, slack: number): void => {
    if (may === undefined) found.push(`${name}: no ${what} in the budget. Run with --record and look at the difference.`);
    else if (is > may + slack)
      found.push(`${name}: ${what} ${round(is)}, the budget is ${round(may)} and ${round(slack)} for noise.`);
  };
  for (const {name, ratio} of report.figures) {
    const may = budget.ratios[name];
    compare(name, 'ratio to the baseline', ratio, may, (may ?? 0) * budget.noise);
  }
  // An exponent over two decades moves by a quarter of what the times at its ends differ by.
  for (const [name, is] of Object.entries(report.exponents))
    compare(name, 'growth exponent', is, budget.exponents[name], Math.log10(1 + budget.noise) / 2);
  for (const [name, is] of Object.entries(report.bytesPerField)) {
    const may = budget.bytesPerField[name];
    compare(name, 'bytes per field', is, may, (may ?? 0) * 0.05);
  }
  return found;
}

/** A budget that the worst of several runs just meets. */
export function budgetOf(reports: readonly Report[], noise: number): Budget {
  const worst = (named: (report: Report) => readonly (readonly [string, number])[], digits: (value: number) => number) => {
    const found: {[name: string]: number} = {};
    for (const [name, is] of reports.flatMap(named)) found[name] = digits(Math.max(found[name] ?? Number.NEGATIVE_INFINITY, is));
    return found;
  };
  return {
    noise,
    ratios: worst(({figures}) => figures.map(({name, ratio}) => [name, ratio] as const), round),
    exponents: worst(
      ({exponents}) => Object.entries(exponents),
      (is) => Number(is.toFixed(2)),
    ),
    bytesPerField: worst(({bytesPerField}) => Object.entries(bytesPerField), Math.round),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
