/**
 * XML in and out, as far as SOAP messages need it.
 *
 * Rule    A document type is refused, so no entity can be declared: neither files nor addresses are read and nothing expands.
 *         Names lose their prefix, attributes are dropped, texts stay texts. Elements may be nested 100 deep, and there may
 *         be 50,000 of them.
 */
import type {Json, JsonObject} from '@egov-form/core';
import {XMLParser} from 'fast-xml-parser';

/** Elements of a message at most. */
const MOST_ELEMENTS = 50_000;

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  // Also character references (`&#7877;`), which the five entities of XML do not include.
  htmlEntities: true,
});

/** A document as JSON; `undefined` for anything that is not well-formed, or has a document type. */
export function readXml(text: string): JsonObject | undefined {
  if (/<!DOCTYPE/iu.test(text) || hasMoreElements(text)) return undefined;
  try {
    return parser.parse(text, true) as JsonObject;
  } catch {
    return undefined;
  }
}

/** Counts tags: one or two to an element. */
function hasMoreElements(text: string): boolean {
  let tags = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    tags += 1;
    if (tags > 2 * MOST_ELEMENTS) return true;
  }
  return false;
}

/** A text as content of an element or attribute. Characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these may not stand in XML 1.0.
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu, '')
      .replace(/[<>&"']/gu, (character) => `&#${character.charCodeAt(0)};`)
  );
}

/** A message's members as elements; a list is the element several times. Names come from configuration. */
export function writeXml(members: JsonObject): string {
  return Object.entries(members)
    .flatMap(([name, value]) => (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((item) => element(name, item)))
    .join('');
}

function element(name: string, value: Json): string {
  const content =
    value !== null && typeof value === 'object' ? writeXml(value as JsonObject) : escapeXml(value === null ? '' : String(value));
  return `<${name}>${content}</${name}>`;
}
