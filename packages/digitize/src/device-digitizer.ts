import {type Digitizer, isFormError} from '@egov-form/core';
import {joinPhotos} from './image/join-photos.ts';
import {keepUnread} from './keep-unread.ts';
import {createWorkerDigitizer, type WorkerDigitizerOptions} from './worker-digitizer.ts';

/**
 * A reader that takes every document that is one: where the worker cannot start, dies or takes too long, the document is kept unread. It resolves
 * with what `keepUnread` says, so that a photo's location never leaves the device.
 */
export function createDeviceDigitizer(options: WorkerDigitizerOptions): Required<Digitizer> {
  const reader = createWorkerDigitizer(options);
  return {
    join: joinPhotos,
    async digitize(file, settings) {
      try {
        return await reader.digitize(file, settings);
      } catch (error) {
        if (settings.signal.aborted || isFormError(error, 'EGOV_DIGITIZE_REFUSED')) throw error;
        const stopped = isFormError(error, 'EGOV_DIGITIZE_UNAVAILABLE') && error.details['reason'] !== undefined;
        return keepUnread(file, settings, stopped ? 'document.reading-stopped' : 'document.reader-unavailable');
      }
    },
  };
}
