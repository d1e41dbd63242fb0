/** Reading of foreign JSON: every member may be missing or of another kind. */
import type {Json, JsonObject} from '@egov-form/core';

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).filter(isObject);
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;
export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
};

/** The words of HTML or Markdown with tags; `hadMarkup` where there were tags. */
export function plainText(html: string): {readonly text: string; readonly hadMarkup: boolean} {
  const text = html
    .replace(/<(?:br|\/p|\/div|\/li|\/h[1-6])\b[^<>]*>/giu, '\n')
    .replace(/<[^<>]*>/gu, '')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&quot;/gu, '"')
    .replace(/&#39;/gu, "'")
    .replace(/&amp;/gu, '&')
    .replace(/[ \t]+/gu, ' ')
    .replace(/ *\n\s*/gu, '\n')
    .trim();
  return {text, hadMarkup: /<[a-z/!][^<>]*>/iu.test(html)};
}
