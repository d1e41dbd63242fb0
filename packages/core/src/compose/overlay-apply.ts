/** A definition with what overlays add. They were found to be free of conflicts, and come in the order of their ids. */
import {textIn} from '../definition/text.ts';
import type {Overlay, OverlayChoices, OverlayItems} from '../generated/composition.ts';
import type {
  DocumentSettings,
  FieldSettings,
  FormDefinition,
  Item,
  Page,
  Procedure,
  Rule,
  Text,
} from '../generated/definition.ts';
import type {Json, JsonObject} from '../json/json.ts';
import {splitPointer} from '../json/pointer.ts';
import {isJsonObject} from './merge-patch.ts';
import {anchorOf} from './official-places.ts';

export function applied(official: FormDefinition, overlays: readonly Overlay[]): FormDefinition {
  let definition = official;
  for (const overlay of overlays) definition = withSettings(definition, overlay);
  const pages = withPages(official.pages ?? [], overlays);
  return official.pages ? {...definition, pages} : definition;
}

function withSettings(definition: FormDefinition, overlay: Overlay): FormDefinition {
  const {procedure, data, fields, choices, documents} = overlay;
  const result = {...definition};
  if (procedure) result.procedure = withSentences(definition.procedure ?? {}, procedure);
  if (data) result.data = withMembers(definition.data as JsonObject, overlay);
  if (fields) result.fields = withFields(result.fields ?? {}, fields);
  if (choices) result.fields = withChoices(result.fields ?? {}, choices);
  if (documents) result.documents = withDocuments(definition.documents ?? {}, documents);
  return result;
}

function withSentences(official: Procedure, {legal, ...sentences}: NonNullable<Overlay['procedure']>): Procedure {
  const result: Procedure = {...official};
  for (const [member, text] of Object.entries(sentences) as readonly (readonly [keyof typeof sentences, Text])[])
    result[member] = followedBy(official[member], text);
  if (legal) result.legal = [...new Set([...(official.legal ?? []), ...legal])];
  return result;
}

/** A text of the ministry and then one of a province, in each language of the ministry. */
function followedBy(official: Text | undefined, own: Text): Text {
  if (official === undefined) return own;
  if (typeof official === 'string' && typeof own === 'string') return `${official} ${own}`;
  const languages = Object.keys(typeof official === 'string' ? own : official);
  return Object.fromEntries(languages.map((language) => [language, `${textIn(official, language)} ${textIn(own, language)}`]));
}

function withMembers(data: JsonObject, {data: own = {}, required = []}: Overlay): FormDefinition['data'] {
  const names = (pointers: readonly string[]): readonly string[] => pointers.map((pointer) => splitPointer(pointer)[0] ?? '');
  const members = Object.entries(own).map(([pointer, schema]) => [splitPointer(pointer)[0] ?? '', schema as Json] as const);
  const official = isJsonObject(data['properties']) ? data['properties'] : {};
  const properties = {...official, ...Object.fromEntries(members)};
  if (required.length === 0) return {...data, properties};
  return {...data, properties, required: [...((data['required'] ?? []) as readonly Json[]), ...names(required)]};
}

type Fields = {[pointer: string]: FieldSettings};

function withFields(official: Fields, own: Fields): Fields {
  const result = {...official};
  for (const [pointer, settings] of Object.entries(own)) {
    const {checks, required} = settings;
    const before = official[pointer] ?? {};
    result[pointer] = {
      ...settings,
      ...before,
      ...(checks && {checks: [...(before.checks ?? []), ...checks]}),
      ...(required !== undefined && {required: either(before.required, required)}),
    };
  }
  return result;
}

/** Required by one or the other. */
function either(official: Rule | undefined, own: Rule): Rule {
  if (official === undefined || official === false) return own;
  return official === true || own === true ? true : {or: [official, own]};
}

function withChoices(official: Fields, choices: {readonly [pointer: string]: OverlayChoices}): Fields {
  const result = {...official};
  for (const [pointer, {values, message}] of Object.entries(choices)) {
    const {options, checks, ...settings} = official[pointer] ?? {};
    const left: readonly Json[] = values;
    result[pointer] = {
      ...settings,
      ...(options && {
        options: Array.isArray(options)
          ? options.map((option) => (left.includes(option.value) ? option : {...option, when: false}))
          : options,
      }),
      checks: [...(checks ?? []), {rule: {in: [{var: pointer}, left]}, message}],
    };
  }
  return result;
}

function withDocuments(
  official: {[name: string]: DocumentSettings},
  own: NonNullable<Overlay['documents']>,
): {[name: string]: DocumentSettings} {
  const result = {...official};
  for (const [name, settings] of Object.entries(own)) {
    const before = official[name];
    if (!before) result[name] = settings as DocumentSettings;
    else if (settings.required === undefined) result[name] = {...settings, ...before};
    else result[name] = {...settings, ...before, required: either(before.required, settings.required)};
  }
  return result;
}

function withPages(official: readonly Page[], overlays: readonly Overlay[]): Page[] {
  const inserted = overlays.flatMap(({items = []}) => items);
  return official.flatMap((page) => {
    const here = inserted.filter((one) => one.page === page.id);
    const atEnd = here.filter(({after}) => after === undefined).flatMap(({items}) => items);
    const own = overlays.flatMap(({pages = []}) => pages.filter(({after}) => after === page.id)).map((one) => one.page);
    return [{...page, items: [...withItems(page.items, here), ...atEnd]}, ...own];
  });
}

function withItems(items: readonly Item[], inserted: readonly OverlayItems[]): Item[] {
  return items.flatMap((item) => {
    const anchor = anchorOf(item);
    const after = inserted.filter((one) => one.after !== undefined && anchorOf(one.after) === anchor).flatMap((one) => one.items);
    return 'items' in item ? [{...item, items: withItems(item.items, inserted)}, ...after] : [item, ...after];
  });
}
