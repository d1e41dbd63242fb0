/** Look-ups, and what is known without asking, as cards: loaded for a form that asks registers, or names parties. */
import {type CSSResult, css} from 'lit';
import '../field/conflict.ts';
import '../field/correction.ts';
import '../lookup/lookup.ts';
import {viConflict} from '../field/conflict.ts';
import {viFacts} from '../messages/vi-facts.ts';
import {facts} from '../styles/facts.ts';
import {lookups} from '../styles/lookups.ts';

export {factsOf, isDrawn, openFactsAt} from './facts.ts';
export {putFacts} from './facts-card.ts';
export {asksNothing} from './silent-pages.ts';

export const words: typeof viConflict & typeof viFacts = {...viConflict, ...viFacts};

/** Their looks. */
export const styles: CSSResult = css`
  ${lookups} ${facts}
`;
