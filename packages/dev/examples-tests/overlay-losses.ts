/** What a definition with overlays has lost, or says otherwise, of the official one. */
import type {FormDefinition} from '@egov-form/core';

type Members = {readonly [name: string]: unknown};

const isObject = (value: unknown): value is Members => value !== null && typeof value === 'object' && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string' || (isObject(value) && 'vi' in value);
const json = (value: unknown): string => JSON.stringify(value) ?? '';
const begins = (whole: unknown, start: unknown): boolean =>
  isObject(start)
    ? Object.entries(start).every(([language, text]) => begins((whole as Members)[language], text))
    : String(whole).startsWith(String(start));

/** Sentences with the pointer of each loss; empty when the official form is whole in the other. */
export function lossesOf(official: FormDefinition, overlaid: FormDefinition): readonly string[] {
  return losses(official, overlaid, '');
}

function losses(before: unknown, after: unknown, at: string): readonly string[] {
  if (json(before) === json(after)) return [];
  if (/^\/procedure\/(?:authority|time|fee|result)$/u.test(at))
    return begins(after, before) ? [] : [`${at} does not begin as it did`];
  if (at === '/procedure/legal' || /\/checks$/u.test(at) || at === '/data/required')
    return json((after as readonly unknown[] | undefined)?.slice(0, (before as readonly unknown[]).length)) === json(before)
      ? []
      : [`${at} does not begin as it did`];
  if (/^\/(?:fields|documents)\/[^/]+\/required$/u.test(at)) return isStricter(before, after) ? [] : [`${at} is another rule`];
  if (/^\/fields\/[^/]+\/options$/u.test(at) && Array.isArray(before) && Array.isArray(after))
    return before.flatMap((option: Members, i) => {
      const {when: _, ...rest} = (after[i] ?? {}) as Members;
      const {when, ...own} = option;
      const isSame = json(after[i]) === json(option) || ((after[i] as Members)['when'] === false && json(rest) === json(own));
      return isSame && when !== false ? [] : [`${at}/${i} is another choice`];
    });
  if (/^\/pages(?:\/\d+\/items)?/u.test(at) && Array.isArray(before) && Array.isArray(after)) return inOrder(before, after, at);
  if (!isObject(before) || !isObject(after) || isText(before) || !isOpen(at)) return [`${at} is not what it was`];
  return Object.entries(before).flatMap(([name, value]) =>
    name in after ? losses(value, after[name], `${at}/${name.replaceAll('/', '~1')}`) : [`${at}/${name} is gone`],
  );
}

/** Objects that may have more members than they had, or members that grew. */
function isOpen(at: string): boolean {
  return /^(?:|\/procedure|\/data|\/data\/properties|\/fields|\/fields\/[^/]+|\/documents|\/documents\/[^/]+)$/u.test(at);
}

function isStricter(before: unknown, after: unknown): boolean {
  if (after === true || before === false) return true;
  return isObject(after) && Array.isArray(after['or']) && json(after['or'][0]) === json(before);
}

/** Each of the items is there, in their order, with nothing changed but what lies in groups. */
function inOrder(before: readonly Members[], after: readonly Members[], at: string): readonly string[] {
  let from = 0;
  return before.flatMap((item, i) => {
    const {items, ...own} = item;
    const found = after.findIndex((one, place) => {
      const {items: _, ...rest} = one;
      return place >= from && json(rest) === json(own);
    });
    if (found < 0) return [`${at}/${i} is gone or moved`];
    from = found + 1;
    return Array.isArray(items)
      ? inOrder(items as readonly Members[], after[found]?.['items'] as readonly Members[], `${at}/${i}/items`)
      : [];
  });
}
