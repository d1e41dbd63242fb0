import type {Pack} from '@egov-form/core';

/** Formats of keys that no country's pack has: `connector-key` is one line of text, such as the serial of a certificate. */
export const CONNECTOR_PACK: Pack = {
  formats: [
    {
      name: 'connector-key',
      normalize: (text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim(),
      check: () => [],
    },
  ],
};
