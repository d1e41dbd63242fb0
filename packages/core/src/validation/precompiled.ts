/**
 * The validation engine of packaged procedures: runs validators that `@egov-form/core/precompile` made ahead of time. It
 * contains neither an interpreter nor a compiler, and needs no eval.
 *
 * Rule    A module is bound to schemas by their text. A schema that it does not hold, holds in another version, or could not
 *         compile goes to the fall-back, so that a stale module costs time and never a verdict.
 * Limits  The program that loads a module trusts it as it trusts any script of its own origin.
 */
import {FormError} from '../definition/errors.ts';
import type {JsonSchema} from '../json/json.ts';
import type {Finding} from '../messages/issue.ts';
import {type MadeByAjv, tellingIssues} from './faults.ts';
import {fingerprint, nameOf, partKey} from './fingerprint.ts';
import {errorOf} from './format-error.ts';
import type {Validator, ValidatorContext, ValidatorFactory} from './port.ts';
import {RUNTIME, type Runtime} from './runtime.ts';

/** Version of what modules and this loader say to each other. */
export const MODULE_VERSION = 1;

/** One validator of a module. */
export interface PrecompiledPart {
  /** Its name among what `link` returns; absent when the compiler cannot do this schema right. */
  readonly validator?: string;
  /** Why it is left to the fall-back. */
  readonly beyond?: readonly string[];
  /** Documents whose text it was made of, beside the schema's own; `''` is the one without a registered name. */
  readonly documents?: readonly string[];
}

/** What `import()` of a generated module gives. */
export interface PrecompiledModule {
  readonly version: number;
  /** By the fingerprint of the schema and the name of its document. */
  readonly parts: {readonly [key: string]: PrecompiledPart};
  /** Fingerprints of documents that parts refer to. */
  readonly documents: {readonly [name: string]: string};
  link(
    runtime: Runtime,
    formatError: (name: string) => (text: string) => Finding | undefined,
  ): {readonly [validator: string]: MadeByAjv};
}

/**
 * The engine that uses a module.
 *
 * @param fallback for what the module does not hold, such as `interpret`. Without one such a schema is refused, and the page
 *     does not have to load an interpreter.
 * @throws FormError `EGOV_CORE_PRECOMPILED` for a module of another version, and from the engine when there is no fall-back.
 */
export function fromPrecompiled(module: PrecompiledModule, fallback?: ValidatorFactory): ValidatorFactory {
  if (module.version !== MODULE_VERSION) {
    throw new FormError(
      'EGOV_CORE_PRECOMPILED',
      `Expected a module of validators in version ${MODULE_VERSION}, found ${String(module.version)}. Build the procedure again.`,
    );
  }
  const linked = new WeakMap<ValidatorContext['formats'], ReturnType<PrecompiledModule['link']>>();
  const fingerprints = new WeakMap<object, string>();

  function validatorsFor(formats: ValidatorContext['formats']): ReturnType<PrecompiledModule['link']> {
    let validators = linked.get(formats);
    if (!validators) {
      validators = module.link(RUNTIME, (name) => {
        const format = formats.get(name);
        return (text) => format && errorOf(format, text);
      });
      linked.set(formats, validators);
    }
    return validators;
  }

  function isCurrent(name: string, document: JsonSchema | undefined): boolean {
    if (document === undefined || typeof document === 'boolean') return false;
    let known = fingerprints.get(document);
    if (known === undefined) {
      known = fingerprint(document);
      fingerprints.set(document, known);
    }
    return known === module.documents[name];
  }

  return (schema, context, root = schema): Validator => {
    const part = module.parts[partKey(schema, nameOf(root, context))];
    const current = part?.documents?.every((name) => isCurrent(name, name === '' ? root : context.schemas.get(name))) ?? true;
    const validate = part?.validator !== undefined && current ? validatorsFor(context.formats)[part.validator] : undefined;
    if (validate) return tellingIssues(validate);
    if (fallback) return fallback(schema, context, root);
    const reason = part?.beyond ? `it uses ${part.beyond.join(', ')}` : 'the module was made of another version';
    throw new FormError(
      'EGOV_CORE_PRECOMPILED',
      `Expected a precompiled validator, found none: ${reason}. Build the procedure again, or give \`interpret\` as the fall-back.`,
    );
  };
}
