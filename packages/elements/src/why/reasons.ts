/**
 * The rules of a definition about its questions, in plain words. Loaded when somebody asks, with all that it needs: the words
 * of rules are many.
 */
import {type Form, type Item, type Pack, type Purpose, parsePointer, type Rule, ruleExplainer} from '@egov-form/core';

/** Why a question is asked, is required, or cannot be changed: a sentence for each rule, none twice. */
export type Reasons = (pointer: string, locale: string) => readonly string[];

const DOCUMENT = '#/documents/';
const OWN: readonly Purpose[] = ['required', 'readonly', 'value'];

/** Reads the definition once. A rule that stands above several questions, on a page, a group or a part, counts for each. */
export function reasonsOf({definition, patterns}: Form, packs: readonly Pack[]): Reasons {
  const explain = ruleExplainer(definition, packs);
  const around = new Map<string, readonly Rule[]>();
  const walk = (items: readonly Item[], above: readonly Rule[]): void => {
    for (const item of items) {
      if ('field' in item) around.set(item.field, above);
      else if ('document' in item) around.set(`${DOCUMENT}${item.document}`, above);
      else if ('items' in item) walk(item.items, [...above, ...('visible' in item ? rules(item.visible) : [])]);
    }
  };
  for (const page of definition.pages ?? []) walk(page.items, rules(page.visible));

  return (pointer, locale) => {
    const asked = pointer.startsWith(DOCUMENT) ? undefined : patterns.of(parsePointer(pointer));
    const pattern = asked?.text ?? pointer;
    const sentences = new Set<string>();
    const say = (rule: Rule, purpose: Purpose) => sentences.add(explain(rule, locale, purpose, pattern));
    for (const rule of around.get(pattern) ?? []) say(rule, 'visible');
    if (!asked) {
      const {visible, required} = definition.documents?.[pointer.slice(DOCUMENT.length)] ?? {};
      for (const rule of rules(visible)) say(rule, 'visible');
      for (const rule of rules(required)) say(rule, 'required');
    } else {
      for (const part of asked.prefixTexts) for (const rule of rules(definition.fields?.[part]?.visible)) say(rule, 'visible');
      for (const purpose of OWN) {
        for (const rule of rules(definition.fields?.[pattern]?.[purpose as 'required' | 'readonly' | 'value']))
          say(rule, purpose);
      }
    }
    return [...sentences];
  };
}

/** Only what may turn out one way or the other has a reason: a mere yes or no has none. */
function rules(rule: Rule | undefined): readonly Rule[] {
  return typeof rule === 'object' && rule !== null ? [rule] : [];
}
