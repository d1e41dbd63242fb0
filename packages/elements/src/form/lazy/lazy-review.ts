/** Looking everything over, handing it in and printing it: loaded while the person fills the form. */

import type {Screen} from '../form-host-api.ts';
import {LatePart} from './form-parts.ts';
import {whenLoaded} from './when-loaded.ts';

type ReviewPart = typeof import('../../review/review-part.ts');

export const review: LatePart<ReviewPart> = new LatePart('review', () => import('../../review/review-part.ts'));

/** How an officer reads a dossier; nobody else loads it. */
const officer = new LatePart('officer', () => import('../../officer/officer.ts'));

/** How long a form may be busy with itself before the rest is loaded, in milliseconds. */
const SOON_MS = 2_000;

/** Load it when the page has time for it. */
export function prepareReview(): void {
  const load = (): void => void review.prepare();
  if ('requestIdleCallback' in globalThis) requestIdleCallback(load, {timeout: SOON_MS});
  else setTimeout(load, SOON_MS);
}

/** What the part draws; until it is there, that it is on its way, or how to try again. Tracked. */
export function whenReviewed(screen: Screen, locale: string, draw: (part: ReviewPart) => unknown): unknown {
  return whenLoaded(review, screen, locale, draw);
}

/** The same for an officer, who needs the review too. */
export function whenRead(screen: Screen, locale: string, draw: (part: ReviewPart) => unknown): unknown {
  return whenReviewed(screen, locale, (part) => whenLoaded(officer, screen, locale, () => draw(part)));
}
