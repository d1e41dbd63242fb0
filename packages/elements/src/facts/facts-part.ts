/** Look-ups, and what is known without asking, as cards: loaded for a form that asks registers, or names parties. */
import {type CSSResult, css} from 'lit';
import '../lookup/lookup.ts';
import {facts} from '../styles/facts.ts';
import {lookups} from '../styles/lookups.ts';

export {viFacts as words} from '../messages/vi-facts.ts';
export {factsOf, isDrawn, openFactsAt} from './facts.ts';
export {putFacts} from './facts-card.ts';
export {asksNothing} from './silent-pages.ts';

/** Their looks. */
export const styles: CSSResult = css`
  ${lookups} ${facts}
`;
