export type {AskPersonKey} from './keyring.ts';
export {type BrowserDraftStore, createDraftStore, type DraftStoreOptions} from './store.ts';
