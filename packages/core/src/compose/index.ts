/** Composition of definitions: blocks into a procedure, overlays of provinces onto it. For tools and servers; no form needs it. */
export type {Block, FormSource, Overlay, Override, Parameter, SourceItem, SourcePage, Use} from '../generated/composition.ts';
export {compose} from './compose.ts';
export type {ComposeCode, ComposePlace} from './compose-error.ts';
export type {FoundBlock, ResolveBlock} from './expand.ts';
export {type Overlaid, type OverlaySettings, overlay} from './overlay.ts';
export type {ConflictCode, OverlayConflict, OverlayPlace} from './overlay-conflicts.ts';
