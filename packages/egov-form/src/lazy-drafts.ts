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
 */
export function createDraftStore(options: DraftStoreOptions = {}): LazyDraftStore {
  let loading: Promise<BrowserDraftStore> | undefined;
  const load = async (): Promise<BrowserDraftStore> => {
    try {
      return (await import('@egov-form/drafts')).createDraftStore(options);
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
  return {
    load: async (key) => (await store()).load(key),
    save: async (key, draft) => (await store()).save(key, draft),
    remove: async (key) => (await store()).remove(key),
    putFile: async (key, fileId, file) => (await store()).putFile(key, fileId, file),
    getFile: async (key, fileId) => (await store()).getFile(key, fileId),
    removeFile: async (key, fileId) => (await store()).removeFile(key, fileId),
    prepare: () => void store().catch(() => undefined),
    close: () => void loading?.then((opened) => opened.close()).catch(() => undefined),
  };
}
