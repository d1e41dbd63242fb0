import type {PageModel} from './form.ts';
import type {FormPlan, PlannedRule} from './plan.ts';

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
