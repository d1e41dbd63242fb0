export {type BrowserDraftStore, createDraftStore, type DraftStoreOptions} from './store.ts';
