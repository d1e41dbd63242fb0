/**
 * The form as a React component, for React 18 and 19: properties go in as properties, events come out as `on…` props, and a
 * `ref` gives the element with its methods.
 *
 * ```tsx
 * import {EgovForm} from 'egov-form/react';
 * <EgovForm src="/forms/khai-sinh/form.json" gateway="/api" locale="vi" onSubmit={(event) => …} />
 * ```
 */
import {createComponent, type EventName, type ReactWebComponent} from '@lit/react';
import * as React from 'react';
import {
  type EgovChangeEvent,
  type EgovDocumentEvent,
  type EgovDraftEvent,
  type EgovEndEvent,
  type EgovErrorEvent,
  EgovForm as EgovFormElement,
  type EgovLookupEvent,
  type EgovPageEvent,
  type EgovReadyEvent,
  type EgovSubmitEvent,
} from './index.ts';

/** Props that listen, with the events that they get. */
export type EgovFormEvents = {
  readonly onReady: EventName<EgovReadyEvent>;
  readonly onChange: EventName<EgovChangeEvent>;
  readonly onPage: EventName<EgovPageEvent>;
  readonly onLookup: EventName<EgovLookupEvent>;
  readonly onDocument: EventName<EgovDocumentEvent>;
  readonly onDraft: EventName<EgovDraftEvent>;
  readonly onSubmit: EventName<EgovSubmitEvent>;
  readonly onEnd: EventName<EgovEndEvent>;
  readonly onError: EventName<EgovErrorEvent>;
};

/** `<egov-form>` for React. */
export const EgovForm: ReactWebComponent<EgovFormElement, EgovFormEvents> = createComponent({
  react: React,
  tagName: 'egov-form',
  elementClass: EgovFormElement,
  events: {
    onReady: 'egov-ready' as EventName<EgovReadyEvent>,
    onChange: 'egov-change' as EventName<EgovChangeEvent>,
    onPage: 'egov-page' as EventName<EgovPageEvent>,
    onLookup: 'egov-lookup' as EventName<EgovLookupEvent>,
    onDocument: 'egov-document' as EventName<EgovDocumentEvent>,
    onDraft: 'egov-draft' as EventName<EgovDraftEvent>,
    onSubmit: 'egov-submit' as EventName<EgovSubmitEvent>,
    onEnd: 'egov-end' as EventName<EgovEndEvent>,
    onError: 'egov-error' as EventName<EgovErrorEvent>,
  },
  displayName: 'EgovForm',
});
