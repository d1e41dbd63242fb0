/** What a definition may name: what core brings along, and what the packs add. */
import type {ControlTraits, FieldTypeRecord} from '../field-types/field-type-record.ts';
import type {Format} from '../formats/format.ts';
import {coreFormats} from '../formats/formats.ts';
import {CONTROLS} from '../generated/controls.ts';
import {SHARED_MODELS} from '../generated/models.ts';
import type {JsonSchema} from '../json/json.ts';
import type {OptionList, Pack} from '../ports/ports.ts';
import type {RuleFunction} from '../rules/rule-function.ts';

/** By name; schemas by `$id`. A later pack replaces what an earlier one calls the same. */
export interface Registry {
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  readonly formats: ReadonlyMap<string, Format>;
  readonly functions: ReadonlyMap<string, RuleFunction>;
  readonly optionLists: ReadonlyMap<string, OptionList>;
  /** By widget. */
  readonly controls: ReadonlyMap<string, ControlTraits>;
}

export function registryOf(packs: readonly Pack[]): Registry {
  const schemas = new Map<string, JsonSchema>();
  for (const model of [...SHARED_MODELS, ...packs.flatMap((pack) => pack.models ?? [])]) {
    if (typeof model === 'object' && typeof model['$id'] === 'string') schemas.set(model['$id'], model);
  }
  return {
    schemas,
    formats: byName<Format>([coreFormats, ...packs.map((pack) => pack.formats)]),
    functions: byName<RuleFunction>(packs.map((pack) => pack.functions)),
    optionLists: byName<OptionList>(packs.map((pack) => pack.optionLists)),
    controls: controlsOf(packs.flatMap((pack) => pack.fieldTypes ?? [])),
  };
}

function byName<T extends {readonly name: string}>(lists: (readonly T[] | undefined)[]): ReadonlyMap<string, T> {
  return new Map(lists.flatMap((list) => (list ?? []).map((entry) => [entry.name, entry] as const)));
}

/** Those of the kinds of questions that we know, and of packs that describe their own. */
function controlsOf(types: readonly FieldTypeRecord[]): ReadonlyMap<string, ControlTraits> {
  const controls = new Map(Object.entries(CONTROLS));
  for (const {widget, control} of types) if (control) controls.set(widget, control);
  return controls;
}
