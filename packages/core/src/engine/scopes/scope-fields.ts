import type {FieldPlan} from '../../plan/plan.ts';
import type {FormScope} from '../engine-context.ts';
import {FieldNode} from '../nodes/field-node.ts';

/** Which fields live in scopes of one kind: the same for all rows of a list. */
export interface FieldPlans {
  readonly fields: readonly (FieldPlan | undefined)[];
  /** Place among them by pattern text. */
  placeOf(text: string): number | undefined;
}

export const NO_FIELD_PLANS: FieldPlans = {fields: [], placeOf: () => undefined};

/** Those of the form itself: the form's own table of names is used, with gaps where rows have their fields. */
export function formFieldPlans(all: ReadonlyMap<string, FieldPlan>): FieldPlans {
  const fields = Array.from(all.values(), (field) => (field.pattern.rows.length > 0 ? undefined : field));
  return {
    fields,
    placeOf(text) {
      const order = all.get(text)?.order;
      return order !== undefined && fields[order] ? order : undefined;
    },
  };
}

/** Those of each row of one list. */
export function rowFieldPlans(fields: readonly FieldPlan[]): FieldPlans {
  const places = new Map(fields.map(({pattern}, place) => [pattern.text, place] as const));
  return {fields, placeOf: (text) => places.get(text)};
}

/**
 * The fields of one scope, by pattern text. Each is made when it is first asked for; a table of names is held once for all
 * rows of a list, not by every row.
 */
export class ScopeFields {
  readonly #scope: FormScope;
  readonly #plans: FieldPlans;
  readonly #nodes: (FieldNode | undefined)[];

  constructor(scope: FormScope, plans: FieldPlans) {
    this.#scope = scope;
    this.#plans = plans;
    this.#nodes = new Array(plans.fields.length);
  }

  get(text: string): FieldNode | undefined {
    const place = this.#plans.placeOf(text);
    return place === undefined ? undefined : this.#at(place);
  }

  /** All of them, in page order. */
  values(): readonly FieldNode[] {
    let gaps = false;
    for (let place = 0; place < this.#nodes.length; place += 1) if (!this.#at(place)) gaps = true;
    return (gaps ? this.#nodes.filter((node) => node !== undefined) : this.#nodes) as readonly FieldNode[];
  }

  #at(place: number): FieldNode | undefined {
    const known = this.#nodes[place];
    if (known) return known;
    const plan = this.#plans.fields[place];
    if (!plan) return undefined;
    const made = new FieldNode(plan, this.#scope);
    this.#nodes[place] = made;
    return made;
  }
}
