/** What one page of a form asks of a person at a phone, measured where it is drawn. */
import type {Page} from 'playwright-core';

/** Where the page stands at one moment. */
export interface PageView {
  readonly title: string;
  /** Questions with a control to fill, by pointer or slot. A group of radio buttons is one, so is a paper. */
  readonly controls: readonly string[];
  /** Height of the whole document, head and foot of the portal included. */
  readonly heightPx: number;
  /** Stops of the Tab key inside the form. */
  readonly tabStops: number;
  readonly words: number;
  /** Top of the first control to fill; `undefined` when there is none. */
  readonly firstControlPx: number | undefined;
}

/** Measure what is drawn now. */
export function viewPage(page: Page): Promise<PageView> {
  return page.evaluate(() => {
    const form = document.querySelector('egov-form');
    const root = form?.shadowRoot;
    if (!form || !root) throw new Error('Expected a form in the page, found none.');
    const isDrawn = (element: Element): boolean => element.checkVisibility({checkOpacity: false, visibilityProperty: true});
    const all = [...root.querySelectorAll<HTMLElement>('*')];
    const fillable = all.filter(
      (element): element is HTMLInputElement =>
        element.matches('input, select, textarea') &&
        // The control of a file is out of sight; what people press stands for it.
        (element.matches('[type=file]') ? isDrawn(element.parentElement ?? element) : isDrawn(element)),
    );
    const nameOf = (control: HTMLInputElement): string => {
      const slot = control.closest('egov-document');
      if (slot) return `document ${slot.querySelector('[id]')?.id ?? ''}`;
      const part = control.matches('[type=radio], [type=checkbox]') ? '' : (control.dataset['member'] ?? control.id);
      return `${control.closest('[data-pointer]')?.getAttribute('data-pointer') ?? ''} ${part}`;
    };
    const radios = new Set<string>();
    const isStop = (element: HTMLElement): boolean => {
      if (element.tabIndex < 0 || element.matches(':disabled')) return false;
      if (!element.matches('a[href], button, input, select, textarea, summary, [tabindex]')) return false;
      if (!isDrawn(element.matches('[type=file]') ? (element.parentElement ?? element) : element)) return false;
      if (!element.matches('[type=radio]')) return true;
      const {name} = element as HTMLInputElement;
      return !radios.has(name) && Boolean(radios.add(name));
    };
    const tops = fillable
      .filter((control) => !control.matches('[type=file]'))
      .map((control) => control.getBoundingClientRect().top + scrollY);
    return {
      title: root.querySelector('[part~="page-title"]')?.textContent?.replace(/\s+/gu, ' ').trim() ?? '',
      controls: [...new Set(fillable.map(nameOf))],
      heightPx: document.documentElement.scrollHeight,
      tabStops: all.filter(isStop).length,
      // biome-ignore lint/performance/useDomNodeTextContent: words out of sight are not read.
      words: (root.querySelector<HTMLElement>('.form')?.innerText ?? '')
        .split(/\s+/u)
        .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
      firstControlPx: tops.length > 0 ? Math.round(Math.min(...tops)) : undefined,
    };
  });
}
