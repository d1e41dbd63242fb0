export {joinPhotos} from './image/join-photos.ts';
export {trustedScriptUrl} from './trusted-script-url.ts';
export {createWorkerDigitizer, type WorkerDigitizerOptions} from './worker-digitizer.ts';
