import {FormError} from '@egov-form/core';

export const broken = (format: string, found: string, cause?: unknown): FormError =>
  new FormError(
    'EGOV_IMPORT_BROKEN',
    `Expected a ${format} file that can be read, found ${found}. Save it anew and try again.`,
    {format},
    {cause},
  );
