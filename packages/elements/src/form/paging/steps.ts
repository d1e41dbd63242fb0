/** How much of a form is shown at a time: a page of its definition, all of them, or one question. */
import type {Form, Item, PageModel} from '@egov-form/core';
import {hasVisible} from '../form-map.ts';

/** What is on the screen at a time, between two checks. */
export interface Step {
  /** Id of its first page; of a question that is not the first of its page, `<page>.<number>`. */
  readonly id: string;
  /** Pages of the definition that it belongs to. */
  readonly of: readonly PageModel[];
  /** What is shown, page by page: whole ones, or a part of one. */
  readonly shown: readonly PageModel[];
  /** Something is asked there now, or the person stands there. Tracked. */
  readonly visible: boolean;
}

/** All steps of a form, in order, as its definition's `paging` says; those of pages that are `leftOut` are not visible. */
export function stepsOf(form: Form, leftOut: (page: PageModel) => boolean): readonly Step[] {
  const {pages} = form;
  switch (form.definition.paging) {
    case 'one':
      return [step(form, pages, pages)];
    case 'questions':
      return pages.flatMap((page) => questionsOf(page.items).map((items, at) => step(form, [page], [partOf(page, items, at)])));
    default:
      return pages.map((page) => step(form, [page], [page], leftOut));
  }
}

function step(form: Form, of: readonly PageModel[], shown: readonly PageModel[], leftOut?: (page: PageModel) => boolean): Step {
  return {
    id: shown[0]?.id ?? '',
    of,
    shown,
    get visible(): boolean {
      return shown.some((page) => isShown(form, page) && !leftOut?.(page));
    },
  };
}

/** Whether anything of a page is asked now. Tracked. */
export function isShown(form: Form, page: PageModel): boolean {
  return page.visible && hasVisible(form, page.items, []);
}

function partOf(page: PageModel, items: readonly Item[], at: number): PageModel {
  return {
    id: at === 0 ? page.id : `${page.id}.${at + 1}`,
    title: page.title,
    items: [...items],
    get visible(): boolean {
      return page.visible;
    },
  };
}

/** Each question with the headings that it stands under; texts go with the question that follows them. */
function questionsOf(items: readonly Item[]): Item[][] {
  const questions: Item[][] = [];
  let texts: Item[] = [];
  for (const item of items) {
    if ('text' in item) {
      texts.push(item);
      continue;
    }
    if ('group' in item) {
      const {description, ...group} = item;
      questionsOf(item.items).forEach((inner, at) => {
        const introduced = at === 0 && description !== undefined ? {...group, description} : group;
        questions.push([...texts, {...introduced, columns: 1, items: inner}]);
        texts = [];
      });
    } else {
      questions.push([...texts, item]);
      texts = [];
    }
  }
  if (texts.length > 0) questions.push([...(questions.pop() ?? []), ...texts]);
  return questions;
}
