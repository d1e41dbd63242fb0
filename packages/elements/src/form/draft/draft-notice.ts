import type {Form} from '@egov-form/core';
import {joinWords} from '../../display/join-words.ts';
import {messageText} from '../../messages/messages.ts';
import type {DraftState} from './draft-state.ts';

/** What of a draft could not be brought back as it was, for the person; nothing when it could. */
export function draftNotice(form: Form, state: DraftState, locale: string): string | undefined {
  switch (state.state) {
    case 'lost':
      return messageText(locale, 'draft.lost');
    case 'emptied':
      return messageText(locale, 'draft.emptied');
    case 'maybe-sent':
      return messageText(locale, 'draft.maybeSent');
    case 'file-lost':
      return messageText(locale, 'draft.fileLost', {name: state.name});
    case 'migrated': {
      const labels = [...new Set(state.changed.map((pointer) => form.labelOf(pointer, locale)).filter((label) => label !== ''))];
      const parts = [messageText(locale, 'draft.migrated')];
      if (labels.length > 0) {
        parts.push(messageText(locale, 'draft.migratedChanged', {labels: joinWords(locale, labels)}));
      }
      if (state.lost > 0) parts.push(messageText(locale, 'draft.migratedLost', {n: state.lost}));
      return parts.join(' ');
    }
    default:
      return undefined;
  }
}
