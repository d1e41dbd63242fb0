/** What a definition needs of those who show it, read off the definition itself. */
import {coreFormats} from '../formats/formats.ts';
import type {FieldSettings, FormDefinition} from '../generated/definition.ts';
import type {Needs} from '../generated/manifest.ts';
import type {Json} from '../json/json.ts';
import {connectorsOf} from '../plan/lookup-settings.ts';
import {type Registry, registryOf} from '../plan/registry.ts';
import {WIDGET_TYPES} from '../plan/widget-types.ts';
import type {Pack} from '../ports/ports.ts';

/** Names that an installation has, by kind. A kind that is not given is not judged: a page does not know the gateway's connectors. */
export type Available = {readonly [kind in keyof Needs]?: readonly string[]};

/** Languages that core has words for. */
const OWN_LANGUAGES = ['vi', 'en'];

/**
 * @param packs what the definition was written for: its shared models are looked into, too.
 * Functions of rules are no need: a rule that names an unknown one does not compile, wherever it is opened.
 */
export function needsOf(definition: FormDefinition, packs: readonly Pack[] = []): Needs {
  const registry = registryOf(packs);
  const found = {connectors: set(), natures: set(), languages: set(), fieldTypes: set(), formats: set(), lists: set()};
  for (const settings of Object.values(definition.lookups ?? {}))
    for (const name of connectorsOf(settings)) found.connectors.add(name);
  for (const {nature} of Object.values(definition.documents ?? {})) if (nature !== undefined) found.natures.add(nature);
  if (typeof definition.title === 'object') for (const language of Object.keys(definition.title)) found.languages.add(language);
  const readField = ({widget, options}: FieldSettings): void => {
    if (widget !== undefined && isForeignWidget(widget)) found.fieldTypes.add(widget);
    if (options && 'connector' in options) found.connectors.add(options.connector);
    if (options && 'list' in options) found.lists.add(options.list);
  };
  for (const settings of Object.values(definition.fields ?? {})) readField(settings);
  for (const schema of schemasOf(definition.data, registry)) {
    const {format, 'x-egov-widget': widget, 'x-egov-fields': fields} = schema;
    if (typeof format === 'string' && !coreFormats.some(({name}) => name === format)) found.formats.add(format);
    if (typeof widget === 'string') readField({widget});
    for (const settings of Object.values((fields ?? {}) as {readonly [pointer: string]: FieldSettings})) readField(settings);
  }
  const named = Object.entries(found).filter(([, names]) => names.size > 0);
  return Object.fromEntries(named.map(([kind, names]) => [kind, [...names].sort()]));
}

function set(): Set<string> {
  return new Set();
}

/** What core has itself needs nobody. */
function isForeignWidget(widget: string): boolean {
  return !WIDGET_TYPES.has(widget) && !registryOf([]).controls.has(widget);
}

/** Every object within a schema and within the registered documents that it leads to, each once. */
function schemasOf(data: Json, {schemas}: Registry): ReadonlySet<{readonly [keyword: string]: Json}> {
  const seen = new Set<{readonly [keyword: string]: Json}>();
  const visit = (value: Json | undefined): void => {
    if (value === null || typeof value !== 'object') return;
    if (Array.isArray(value)) for (const item of value) visit(item);
    else {
      const schema = value as {readonly [keyword: string]: Json};
      if (seen.has(schema)) return;
      seen.add(schema);
      const {$ref} = schema;
      if (typeof $ref === 'string') visit(schemas.get($ref.split('#')[0] ?? '') as Json | undefined);
      for (const member of Object.values(schema)) visit(member);
    }
  };
  visit(data);
  return seen;
}

/** What packs bring, for `available`. Natures only where a pack has some: a page knows none, its reader does. */
export function availableIn(packs: readonly Pack[]): Available {
  const registry = registryOf(packs);
  const natures = packs.flatMap((pack) => pack.natures ?? []).map(({name}) => name);
  return {
    formats: [...registry.formats.keys()],
    lists: [...registry.optionLists.keys()],
    languages: [...OWN_LANGUAGES, ...packs.flatMap((pack) => Object.keys(pack.messages ?? {}))],
    ...(natures.length > 0 && {natures}),
  };
}
