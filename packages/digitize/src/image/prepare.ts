import type {Box} from '@egov-form/core';
import {measureSkew, rotate} from './deskew.ts';
import {eraseLeaders} from './erase-leaders.ts';
import {eraseRules} from './erase-rules.ts';
import {flattenLight} from './flatten-light.ts';
import type {GrayImage} from './gray-image.ts';

/** A page made ready for the recogniser, and the way back to the page as it came. */
export interface PreparedPage {
  readonly image: GrayImage;
  /** Degrees the page was leaning. */
  readonly skew: number;
  /** Dots of leaders that were erased. */
  readonly erasedDots: number;
  /** A box of the prepared picture, on the page as it came. */
  toPage(box: Box): Box;
}

/** Light, level, and without leaders and rules: this decides the error rate far more than the recogniser does. */
export function preparePage(page: GrayImage): PreparedPage {
  const flat = flattenLight(page);
  const skew = measureSkew(flat);
  const level = rotate(flat, skew);
  const {image, erased} = eraseLeaders(level);
  return {
    image: eraseRules(image),
    skew,
    erasedDots: erased,
    toPage: (box) => (level === flat ? box : turnBack(box, page, skew)),
  };
}

function turnBack(box: Box, page: GrayImage, degrees: number): Box {
  const sin = Math.sin((degrees * Math.PI) / 180);
  const cos = Math.cos((degrees * Math.PI) / 180);
  const dx = (box.x0 + box.x1) / 2 - page.width / 2;
  const dy = (box.y0 + box.y1) / 2 - page.height / 2;
  const x = cos * dx - sin * dy + page.width / 2;
  const y = sin * dx + cos * dy + page.height / 2;
  const halfWidth = (box.x1 - box.x0) / 2;
  const halfHeight = (box.y1 - box.y0) / 2;
  return {
    x0: Math.round(x - halfWidth),
    y0: Math.round(y - halfHeight),
    x1: Math.round(x + halfWidth),
    y1: Math.round(y + halfHeight),
  };
}
