const CONTROLS =
  'input:not([aria-hidden]):not([disabled]), select:not([disabled]), textarea:not([disabled]), output[tabindex], .list-title, button';

/** Beside a good answer the reason why it was corrected may be all that is missing. */
const MISSING_REASON = '.corrected [aria-invalid]';

/**
 * Put the focus on the first control of a part of the form: of the first pointer that is shown. Waits a little, because
 * parts appear one after the other: page, group, row, question. Answers whether there was one.
 */
export async function focusPart(root: ParentNode, pointers: readonly string[], drawn: () => Promise<void>): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    await drawn();
    for (const pointer of pointers) {
      const part = root.querySelector(`[data-pointer="${CSS.escape(pointer)}"]`);
      const control = part?.querySelector<HTMLElement>(MISSING_REASON) ?? part?.querySelector<HTMLElement>(CONTROLS);
      if (!part || !control) continue;
      openAround(part);
      control.focus({preventScroll: true});
      part.scrollIntoView({block: 'center', behavior: 'auto'});
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return false;
}

/** A folded group opens for what is looked for in it. */
function openAround(part: Element): void {
  for (let fold = part.closest('details'); fold; fold = fold.parentElement?.closest('details') ?? null) fold.open = true;
}
