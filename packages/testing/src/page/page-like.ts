/** The parts of Playwright that are used, as interfaces: its `Page` and `Locator` fit, and nobody else has to install it. */

export interface LocatorLike {
  locator(selector: string): LocatorLike;
  // biome-ignore lint/suspicious/noExplicitAny: what runs in the page is typed there.
  evaluate(work: (element: any, argument: any) => unknown, argument?: unknown): Promise<any>;
  getByRole(role: 'radio' | 'checkbox' | 'textbox' | 'button', options?: {name?: string; exact?: boolean}): LocatorLike;
  first(): LocatorLike;
  nth(index: number): LocatorLike;
  count(): Promise<number>;
  check(): Promise<void>;
  setChecked(checked: boolean): Promise<void>;
  fill(text: string): Promise<void>;
  click(): Promise<void>;
  focus(): Promise<void>;
  blur(): Promise<void>;
  inputValue(): Promise<string>;
  textContent(): Promise<string | null>;
  waitFor(): Promise<void>;
  selectOption(option: {label: string}): Promise<unknown>;
  setInputFiles(file: {name: string; mimeType: string; buffer: Buffer}): Promise<void>;
}

export interface PageLike {
  locator(selector: string): LocatorLike;
  // biome-ignore lint/suspicious/noExplicitAny: what runs in the page is typed there.
  evaluate(work: any, argument?: unknown): Promise<any>;
  readonly keyboard: {press(key: string): Promise<void>; type(text: string): Promise<void>};
}
