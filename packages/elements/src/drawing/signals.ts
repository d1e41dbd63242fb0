/** The one place that says where signals come from: the engine's own copy, so that what it changes is what we watch. */
export {computed, effect, type ReadonlySignal, type Signal, signal, untracked} from '@egov-form/core';
