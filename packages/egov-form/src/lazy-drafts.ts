import {FormError} from '@egov-form/core';
import type {BrowserDraftStore, DraftStoreOptions} from '@egov-form/drafts';

/** A draft store whose code is loaded when it is first asked, or told to be ready. */
export interface LazyDraftStore extends BrowserDraftStore {
  /** Begin to load; what goes wrong is told to whoever asks next. */
  prepare(): void;
}

/**
 * Drafts in this browser, as `createDraftStore` of `@egov-form/drafts` keeps them.
 * All methods reject as those do, and with `EGOV_DRAFTS_UNAVAILABLE` (`details.reason`: `not-loaded`) when the code could not be
 * loaded: what lies in the store is still there, and the next call tries again.
 * @param gateway that makes the keys of the drafts of signed-in people, same origin; without one there are only drafts of this browser.
 */
export function createDraftStore(options: DraftStoreOptions = {}, gateway: string = ''): LazyDraftStore {
  let loading: Promise<BrowserDraftStore> | undefined;
  const load = async (): Promise<BrowserDraftStore> => {
    try {
      return (await import('./kept-drafts.ts')).openDraftStore(options, gateway);
    } catch (cause) {
      loading = undefined;
      throw new FormError(
        'EGOV_DRAFTS_UNAVAILABLE',
        'Expected the code that keeps drafts to load, found no connection to it. Try again.',
        {reason: 'not-loaded'},
        {cause},
      );
    }
  };
  const store = (): Promise<BrowserDraftStore> => {
    loading ??= load();
    return loading;
  };
  const opened = (act: (store: BrowserDraftStore) => void): void => void loading?.then(act).catch(() => undefined);
  return {
    load: async (key) => (await store()).load(key),
    save: async (key, draft) => (await store()).save(key, draft),
    remove: async (key) => (await store()).remove(key),
    putFile: async (key, fileId, file) => (await store()).putFile(key, fileId, file),
    getFile: async (key, fileId) => (await store()).getFile(key, fileId),
    removeFile: async (key, fileId) => (await store()).removeFile(key, fileId),
    hasOwned: async (form) => (await store()).hasOwned(form),
    keeping: async (key) => (await store()).keeping(key),
    hold: async (key, left) => (await store()).hold(key, left),
    prepare: () => void store().catch(() => undefined),
    lock: () => opened((one) => one.lock()),
    close: () => opened((one) => one.close()),
  };
}
