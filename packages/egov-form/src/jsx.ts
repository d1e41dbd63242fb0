/**
 * Types for writing `<egov-form>` itself in JSX. Importing this module, which holds no code, teaches them to React 19; other
 * JSX libraries name `EgovFormAttributes` in their own table of elements.
 */
import type {
  EgovChangeEvent,
  EgovDocumentEvent,
  EgovDraftEvent,
  EgovEndEvent,
  EgovErrorEvent,
  EgovForm,
  EgovLookupEvent,
  EgovPageEvent,
  EgovReadyEvent,
  EgovSubmitEvent,
} from './index.ts';

/** Attributes, properties and listeners of `<egov-form>` as a JSX library sets them. */
export interface EgovFormAttributes
  extends Partial<
    Pick<
      EgovForm,
      | 'src'
      | 'gateway'
      | 'locale'
      | 'mode'
      | 'draft'
      | 'readonly'
      | 'kiosk'
      | 'idle'
      | 'definition'
      | 'procedure'
      | 'answers'
      | 'connectors'
      | 'digitizer'
      | 'drafts'
      | 'recipient'
      | 'packs'
      | 'ports'
    >
  > {
  id?: string;
  className?: string;
  slot?: string;
  'onegov-ready'?: (event: EgovReadyEvent) => void;
  'onegov-change'?: (event: EgovChangeEvent) => void;
  'onegov-page'?: (event: EgovPageEvent) => void;
  'onegov-lookup'?: (event: EgovLookupEvent) => void;
  'onegov-document'?: (event: EgovDocumentEvent) => void;
  'onegov-draft'?: (event: EgovDraftEvent) => void;
  'onegov-submit'?: (event: EgovSubmitEvent) => void;
  'onegov-end'?: (event: EgovEndEvent) => void;
  'onegov-error'?: (event: EgovErrorEvent) => void;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'egov-form': EgovFormAttributes & React.RefAttributes<EgovForm>;
    }
  }
}
