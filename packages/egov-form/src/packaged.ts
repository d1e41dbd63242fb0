/**
 * The import of a portal that shows packaged procedures: as the one of `egov-form`, but without the interpreter, because their
 * validators were made ahead of time. It is loaded for a form that brings none.
 */
import {setDefaultPorts} from '@egov-form/elements';
import {defaultPorts} from './default-ports.ts';

setDefaultPorts(defaultPorts);

export {FormError, textIn} from '@egov-form/core';
export {
  EgovForm,
  openDefinition,
  type ProcedureModule,
  portsContext,
  registerFieldType,
  registerMessages,
  setDefaultPorts,
} from '@egov-form/elements';
export {vietnam} from '@egov-form/vietnam';
export {defaultPorts} from './default-ports.ts';
