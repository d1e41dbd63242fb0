/**
 * Makes the modules that `@egov-form/core/precompiled` loads: Ajv's code as text, ahead of time, in Node. The text needs no
 * eval and imports nothing; functions and formats are handed to it when it is linked.
 *
 * Limits  What Ajv cannot do right (`beyondAjv`) is noted in the module and left to the loader's fall-back.
 */
import type {Ajv2020} from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import {planChecked} from '../definition/checked-plan.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {Json, JsonObject, JsonSchema} from '../json/json.ts';
import type {Pack} from '../ports/ports.ts';
import {setUpAjv} from './ajv-setup.ts';
import {bundleOf} from './bundle.ts';
import {fingerprint, nameOf, partKey} from './fingerprint.ts';
import type {ValidatorContext} from './port.ts';
import {MODULE_VERSION, type PrecompiledModule, type PrecompiledPart} from './precompiled.ts';
import {indexOf} from './schema-index.ts';

/** A schema to compile, and the document in which its references resolve: itself when absent. */
export interface Source {
  readonly schema: JsonSchema;
  readonly root?: JsonSchema;
}

export interface Precompiled {
  /** Text of an ES module without imports. */
  readonly code: string;
  /** Why some schemas are left to the fall-back, in the order of the sources. Empty when none is. */
  readonly interpreted: readonly (readonly string[])[];
}

// CommonJS, seen through Node's module loader.
const standaloneCode = standalone as unknown as (ajv: Ajv2020, names: {readonly [name: string]: string}) => string;

/** @throws FormError `EGOV_CORE_SCHEMA` for a schema that cannot be used. */
export function precompile(schema: JsonSchema, context: ValidatorContext): Precompiled {
  return precompileAll([{schema}], context);
}

/** The module as it is, without a file: for tools and tests. Node keeps every module until the process ends. */
export async function loadPrecompiled({code}: Precompiled): Promise<PrecompiledModule> {
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as PrecompiledModule;
}

/** Every field of a form and the whole, as the form asks for them. Fields that say the same share one validator. */
export function precompileForm(definition: FormDefinition, packs: readonly Pack[]): Precompiled {
  const plan = planChecked(definition, packs);
  const sources = [...plan.fields.values()].map(({written, root}) => ({schema: written, root}));
  return precompileAll([...sources, {schema: definition.data}], {schemas: plan.schemas, formats: plan.formats});
}

/**
 * Many schemas in one module. At most one of their documents may be without a registered name.
 * @throws FormError `EGOV_CORE_SCHEMA` for a schema that cannot be used.
 */
export function precompileAll(sources: readonly Source[], context: ValidatorContext): Precompiled {
  const ajv = setUpAjv(null);
  const parts = new Map<string, PrecompiledPart>();
  const bundles = new Map<string, string>();
  const documents = new Map<string, string>();
  const interpreted: (readonly string[])[] = [];
  const homes = new Homes(context);

  for (const {schema, root = schema} of sources) {
    const index = indexOf(root, context);
    index.adopt(schema, root);
    const bundle = bundleOf(schema, index);
    const key = partKey(schema, nameOf(root, context));
    const text = JSON.stringify(bundle.schema);
    const validator = bundles.get(text) ?? `v${bundles.size}`;
    const known = parts.get(key)?.validator ?? validator;
    const beyond = known === validator ? bundle.beyondAjv : ['a reference that means two things in one document'];
    if (beyond.length > 0) {
      parts.set(key, {beyond});
      interpreted.push(beyond);
      continue;
    }
    if (!bundles.has(text)) {
      bundles.set(text, validator);
      ajv.addSchema(bundle.schema as JsonObject, validator);
    }
    const needed = homes.of(bundle.targets, root);
    for (const name of needed) if (!documents.has(name)) documents.set(name, fingerprint(context.schemas.get(name) ?? root));
    parts.set(key, needed.length > 0 ? {validator, documents: needed} : {validator});
  }

  const names = Object.fromEntries([...bundles.values()].map((name) => [name, name]));
  const code = [
    `export const version = ${MODULE_VERSION};`,
    `export const parts = ${literal(Object.fromEntries(parts) as unknown as Json)};`,
    `export const documents = ${literal(Object.fromEntries(documents))};`,
    `export function link(runtime, formatError) {\nconst exports = {};\n${withoutIdle(standaloneCode(ajv, names))}\nreturn exports;\n}`,
    '',
  ].join('\n');
  return {code, interpreted};
}

/** Ajv also writes down every schema itself, which its code seldom needs. Texts hold no line breaks, so lines are statements. */
function withoutIdle(code: string): string {
  const uses = new Map<string, number>();
  for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return code.replace(/^const (schema\d+) = .*;\n/gm, (line, name: string) => (uses.get(name) === 1 ? '' : line));
}

/** As text between quotes, because a member `__proto__` would mean something else in an object literal. */
function literal(value: Json): string {
  return `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;
}

/** In which documents schemas stand. */
class Homes {
  readonly #names = new Map<object, string>();
  readonly #context: ValidatorContext;

  constructor(context: ValidatorContext) {
    this.#context = context;
    for (const [name, document] of context.schemas) this.#note(document, name);
  }

  of(targets: readonly JsonSchema[], root: JsonSchema): readonly string[] {
    this.#note(root, nameOf(root, this.#context));
    // A boolean is nowhere in particular: whatever document it came from, it is among these.
    if (targets.some((target) => typeof target === 'boolean')) return [...new Set(this.#names.values())];
    const names = targets.map((target) => this.#names.get(target as object));
    // What is in no document is part of the schema's own text.
    return [...new Set(names.filter((name) => name !== undefined))];
  }

  #note(json: Json, name: string): void {
    if (json === null || typeof json !== 'object' || this.#names.has(json)) return;
    this.#names.set(json, name);
    for (const inner of Object.values(json)) this.#note(inner as Json, name);
  }
}
