import type {Json} from '../json/json.ts';

/** Rectangle in page pixels: left, top, right, bottom. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** One thing read from a document. */
export interface Fact {
  readonly value: Json;
  /** 0..1; codes are 1. */
  readonly confidence: number;
  /** 1-based. */
  readonly page: number;
  readonly box?: Box;
  readonly from: 'qr' | 'mrz' | 'text-layer' | 'ocr';
}
