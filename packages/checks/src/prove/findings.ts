/** What is certainly not as it was meant, said where it is caused: a page that is never shown is told, and not each question on it. */
import type {Json, JsonObject} from '@egov-form/core';
import {type DocumentPlan, escapeSegment, type FieldPlan, type FormPlan, type PlannedRule} from '@egov-form/core/plan';
import {type Condition, type ConditionKind, isWritten, type Subject} from './conditions.ts';
import type {ProofFinding, ProvenCondition} from './proof.ts';
import type {Goal, Prover} from './prover.ts';
import {FORM, firstPlace, type Place, type StateModel} from './state-model.ts';

type Proven = ReadonlyMap<Condition, ProvenCondition>;

export function findingsOf(plan: FormPlan, prover: Prover, proven: Proven): readonly ProofFinding[] {
  const reach = new Reach(plan, prover, proven);
  const found = [
    ...[...proven].flatMap(([condition, known]) => ofCondition(plan, prover, condition, known)),
    ...reach.findings(),
    ...requiredFindings(plan, prover, reach),
    ...contradictions(prover, proven),
  ];
  return [...found.filter(({severity}) => severity === 'error'), ...found.filter(({severity}) => severity !== 'error')];
}

/** Something that is shown while several rules hold. */
interface Shown {
  readonly subject: Subject;
  readonly pointer: string;
  readonly visible: readonly PlannedRule[];
  readonly place: Place;
}

/** What can be shown at all. */
class Reach {
  readonly #plan: FormPlan;
  readonly #prover: Prover;
  readonly #never: ReadonlySet<PlannedRule>;
  readonly #known: Map<string, boolean> = new Map();
  readonly #numbers: Map<PlannedRule, number> = new Map();
  readonly #told: Set<string> = new Set();

  constructor(plan: FormPlan, prover: Prover, proven: Proven) {
    this.#plan = plan;
    this.#prover = prover;
    const shown = [...proven].filter(([{kind}, {verdict}]) => kind === 'visible' && verdict === 'never');
    this.#never = new Set(shown.map(([{rule}]) => rule));
  }

  /** Whether what these rules show is certainly never shown. */
  isNever(visible: readonly PlannedRule[], place: Place): boolean {
    if (visible.some((rule) => this.#never.has(rule) || rule.source === false)) return true;
    if (visible.length < 2 && visible.every((rule) => isWritten(this.#plan, rule))) return false;
    const key = `${place.rows.length} ${visible.map((rule) => this.#numberOf(rule)).join(' ')}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = this.#prover.isImpossible({
        rules: visible,
        place,
        holds: (model) => allHold(model, visible, place),
      });
      this.#known.set(key, known);
    }
    return known;
  }

  /** Rules that each hold at times, and never all of them: told at the first thing that they would show. */
  findings(): readonly ProofFinding[] {
    return shownThings(this.#plan).flatMap(({subject, pointer, visible, place}): ProofFinding[] => {
      if (visible.some((rule) => this.#never.has(rule) || rule.source === false)) return [];
      const count = visible.findIndex((_, i) => this.isNever(visible.slice(0, i + 1), place)) + 1;
      if (count === 0) return [];
      const rules = visible.slice(0, count).map(({at}) => at);
      const key = JSON.stringify(rules);
      if (this.#told.has(key)) return [];
      this.#told.add(key);
      return [{code: 'proof.unreachable', severity: 'error', pointer, params: {...nameOf(subject), rules}}];
    });
  }

  #numberOf(rule: PlannedRule): number {
    const number = this.#numbers.get(rule) ?? this.#numbers.size;
    this.#numbers.set(rule, number);
    return number;
  }
}

function shownThings(plan: FormPlan): readonly Shown[] {
  const at = (text: string): string => `/fields/${escapeSegment(text)}`;
  return [
    ...[...plan.lists.values()].map(({pattern, visible}) => ({
      ...{subject: {kind: 'list' as const, name: pattern.text}, pointer: at(pattern.text), visible},
      place: firstPlace(pattern),
    })),
    ...[...plan.fields.values()].map(({pattern, visible}) => ({
      ...{subject: {kind: 'field' as const, name: pattern.text}, pointer: at(pattern.text), visible},
      place: firstPlace(pattern),
    })),
    ...[...plan.documents.values()].map(({name, visible}) => ({
      ...{subject: {kind: 'document' as const, name}, pointer: `/documents/${escapeSegment(name)}`, visible},
      place: FORM,
    })),
    ...[...plan.lookups.values()].map((lookup) => ({
      subject: {kind: 'lookup' as const, name: lookup.name},
      pointer: `/lookups/${escapeSegment(lookup.name)}`,
      // A look-up whose keys cannot be given together asks nothing.
      visible: [
        ...(lookup.visible ? [lookup.visible] : []),
        ...lookup.keys.flatMap(({pattern, optional}) => (optional ? [] : (plan.fields.get(pattern.text)?.visible ?? []))),
      ],
      place: lookup.keys[0] ? firstPlace(lookup.keys[0].pattern) : FORM,
    })),
  ];
}

function nameOf({kind, name}: Subject): JsonObject {
  return {kind, name};
}

/** What one condition says by itself. */
function ofCondition(
  plan: FormPlan,
  prover: Prover,
  condition: Condition,
  {verdict, holds, fails}: ProvenCondition,
): readonly ProofFinding[] {
  const {kind, pointer, subject, rule, place} = condition;
  // Written out, it is meant.
  if (typeof rule.source === 'boolean' || !isWritten(plan, rule)) return [];
  const params = {...nameOf(subject), condition: kind};
  const witness = verdict === 'never' ? fails : holds;
  const finding = (code: ProofFinding['code'], severity: ProofFinding['severity'], more: JsonObject = {}): ProofFinding[] => [
    {code, severity, pointer, params: {...params, ...more}, ...(witness && {witness})},
  ];
  if (kind === 'check') {
    // Where nothing is ever to be checked, that is what is told.
    if (!witness) return [];
    if (verdict === 'never') return finding('proof.check-impossible', condition.severity === 'error' ? 'error' : 'warning');
    return verdict === 'always' ? finding('proof.check-idle', 'warning') : [];
  }
  if (verdict === 'always') return finding('proof.always', 'warning');
  if (verdict !== 'never') return [];
  const needs = hiddenNeeds(plan, prover, rule, place);
  if (needs.length > 0) return finding('proof.needs-hidden', 'error', {needs});
  return kind === 'visible' ? finding('proof.unreachable', 'error') : finding('proof.never', SEVERITY[kind]);
}

const SEVERITY: {readonly [kind in Exclude<ConditionKind, 'visible' | 'check'>]: ProofFinding['severity']} = {
  required: 'warning',
  readonly: 'warning',
  offered: 'error',
  notNeeded: 'warning',
  same: 'warning',
  subject: 'warning',
};

/** Questions that are hidden whenever a rule would need their answers; none when it does not hold even with them. */
function hiddenNeeds(plan: FormPlan, prover: Prover, rule: PlannedRule, place: Place): readonly string[] {
  const {model} = prover.search;
  model.hiding = false;
  try {
    const {state} = prover.find({rules: [rule], place, holds: () => model.holds(rule, place)});
    if (!state) return [];
  } finally {
    model.hiding = true;
  }
  return prover.search.cones.readBy(rule.source).filter((text) => (plan.fields.get(text)?.visible.length ?? 0) > 0);
}

/** What must be there while it is hidden, or never is shown. */
function requiredFindings(plan: FormPlan, prover: Prover, reach: Reach): readonly ProofFinding[] {
  return [...plan.fields.values(), ...plan.documents.values()].flatMap((part): readonly ProofFinding[] => {
    const {subject, place} = placeOfPart(part);
    const {required, visible} = part;
    if (visible.length === 0 || visible.some(({source}) => source === false)) return [];
    const byRule = required && required.source !== false ? required : undefined;
    if (!byRule && !('requiredBySchema' in part && part.requiredBySchema)) return [];
    const params = nameOf(subject);
    const pointer = byRule && isWritten(plan, byRule) ? byRule.at : pointerOf(subject);
    const isRequired = (model: StateModel): boolean => !byRule || model.holds(byRule, place);
    const rules = byRule ? [byRule] : [];
    // A schema may require what a form hides on purpose: the engine then does not ask for it.
    if (reach.isNever(visible, place))
      return byRule && prover.find({rules, place, holds: isRequired}).state
        ? [{code: 'proof.required-unreachable', severity: 'warning', pointer, params}]
        : [];
    if (!byRule || typeof byRule.source === 'boolean') return [];
    const both: Goal = {
      rules: [...rules, ...visible],
      place,
      holds: (model) => model.every([() => allHold(model, visible, place), () => isRequired(model)]),
    };
    if (!prover.isImpossible(both)) return [];
    const {state} = prover.find({rules, place, holds: isRequired});
    return state ? [{code: 'proof.required-hidden', severity: 'error', pointer, params}] : [];
  });
}

function allHold(model: StateModel, rules: readonly PlannedRule[], place: Place): boolean {
  return model.every(rules.map((rule) => () => model.holds(rule, place)));
}

function placeOfPart(part: FieldPlan | DocumentPlan): {readonly subject: Subject; readonly place: Place} {
  return 'pattern' in part
    ? {subject: {kind: 'field', name: part.pattern.text}, place: firstPlace(part.pattern)}
    : {subject: {kind: 'document', name: part.name}, place: FORM};
}

function pointerOf({kind, name}: Subject): string {
  return kind === 'document' ? `/documents/${escapeSegment(name)}` : `/fields/${escapeSegment(name)}`;
}

/** Checks that refuse each other: with an answer that passes one, the other one fails. */
function contradictions(prover: Prover, proven: Proven): readonly ProofFinding[] {
  const checks = [...proven].flatMap(([condition, {verdict}]) =>
    condition.kind === 'check' && condition.severity === 'error' && (verdict === 'sometimes' || verdict === 'unknown')
      ? [{condition, reads: new Set<Json>(prover.search.cones.readBy(condition.rule.source))}]
      : [],
  );
  return checks.flatMap((a, i) =>
    checks.slice(i + 1).flatMap((b): ProofFinding[] => {
      if (![...a.reads].some((text) => b.reads.has(text))) return [];
      if (!refuseEachOther(prover, a.condition, b.condition)) return [];
      const params = {...nameOf(b.condition.subject), other: a.condition.pointer};
      return [{code: 'proof.checks-contradict', severity: 'error', pointer: b.condition.pointer, params}];
    }),
  );
}

function refuseEachOther(prover: Prover, a: Condition, b: Condition): boolean {
  const inner = a.place.rows.length > b.place.rows.length ? a : b;
  const speak = (model: StateModel): boolean =>
    model.every([() => a.speaks?.holds(model) ?? true, () => b.speaks?.holds(model) ?? true]);
  const goal: Omit<Goal, 'holds'> = {
    rules: [a.rule, b.rule, ...(a.speaks?.rules ?? []), ...(b.speaks?.rules ?? [])],
    fields: [...(a.speaks?.fields ?? []), ...(b.speaks?.fields ?? [])],
    place: inner.place,
  };
  return (
    prover.isImpossible({
      ...goal,
      holds: (model) => model.every([() => speak(model), () => model.holds(a.rule, a.place), () => model.holds(b.rule, b.place)]),
    }) && prover.find({...goal, holds: speak}).state !== undefined
  );
}
