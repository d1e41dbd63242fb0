import type {FormPlan, PlannedRule} from '../../plan/plan.ts';
import type {PageModel} from '../form.ts';

/** Pages as the form shows them: what the definition says, and whether each is shown now. */
export function pageModels(plan: FormPlan, holds: (rule: PlannedRule) => boolean): readonly PageModel[] {
  return plan.pages.map(({page, visible}) => ({
    id: page.id,
    title: page.title,
    items: page.items,
    get visible(): boolean {
      return !visible || holds(visible);
    },
  }));
}

/** The nearest visible page in a direction; `undefined` when there is none. A page that is none of these comes after the last. */
export function pageBeside(pages: readonly PageModel[], id: string, step: 1 | -1): PageModel | undefined {
  const found = pages.findIndex((page) => page.id === id);
  const from = found < 0 ? pages.length : found;
  const beside = step > 0 ? pages.slice(from + 1) : pages.slice(0, from).reverse();
  return beside.find((page) => page.visible);
}
