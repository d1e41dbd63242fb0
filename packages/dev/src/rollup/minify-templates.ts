/**
 * A rollup plugin for what no minifier looks into: the texts of Lit templates. Style sheets go through esbuild's CSS minifier,
 * and in markup each run of white space that holds a line break becomes one line break.
 *
 * Limits  A template with `pre` or `textarea` as text content would be shown differently; there is none, and one is refused.
 *         A style sheet with expressions in it only loses white space between its rules.
 */
import {transform} from 'esbuild';
import MagicString from 'magic-string';
import type {Plugin} from 'rollup';

/** A tagged template as the parser gives it; positions are offsets in UTF-16 units. */
interface TaggedTemplate {
  readonly type: 'TaggedTemplateExpression';
  readonly tag: {readonly type: string; readonly name?: string};
  readonly quasi: {readonly quasis: readonly Part[]};
}
interface Part {
  readonly start: number;
  readonly end: number;
  readonly value: {readonly raw: string; readonly cooked: string};
}

/** Rewrites the templates of every module that it is asked about (`include`). Put it behind the plugin that strips types. */
export function minifyTemplates(include: RegExp): Plugin {
  return {
    name: 'minify-templates',
    async transform(code, id) {
      if (!include.test(id) || !/\b(?:css|html|svg)`/u.test(code)) return null;
      const text = new MagicString(code);
      for (const {tag, quasi} of taggedTemplates(this.parse(code))) {
        const {quasis} = quasi;
        const only = quasis.length === 1 ? quasis[0] : undefined;
        if (tag.name === 'css' && only) replace(text, only, escaped(await minifyStyles(only.value.cooked)));
        else if (tag.name === 'css') for (const part of quasis) replace(text, part, part.value.raw.replace(/\s*\n\s*/gu, '\n'));
        else if (tag.name === 'html' || tag.name === 'svg') {
          for (const part of quasis) replace(text, part, minifyMarkup(part.value.raw, id));
        }
      }
      return {code: text.toString(), map: text.generateMap({hires: true})};
    },
  };
}

/** The same style sheet in fewer bytes. Nothing is lowered for older browsers. */
export async function minifyStyles(css: string): Promise<string> {
  const {code, warnings} = await transform(css, {loader: 'css', minify: true, charset: 'utf8', target: 'esnext'});
  if (warnings[0]) throw new Error(`A style sheet is wrong: ${warnings[0].text}`);
  return code.trim();
}

/** Markup whose indentation is gone. White space never goes altogether: between words and inline elements it is seen. */
export function minifyMarkup(markup: string, id: string): string {
  if (/<pre[\s>]|<textarea[^>]*>(?!<\/textarea)/u.test(markup)) {
    throw new Error(`White space counts in a template of ${id}: leave it out of minifyTemplates.`);
  }
  return markup.replace(/\s*\n\s*/gu, '\n');
}

/** Text as it stands between backquotes. */
function escaped(text: string): string {
  return text.replace(/[\\`]|\$\{/gu, '\\$&');
}

function replace(text: MagicString, part: Part, by: string): void {
  if (by !== part.value.raw) text.update(part.start, part.end, by);
}

/** All tagged templates at or below a node, outer ones first. */
function* taggedTemplates(node: unknown): Generator<TaggedTemplate> {
  if (typeof node !== 'object' || node === null) return;
  if (isTaggedTemplate(node)) yield node;
  for (const child of Object.values(node)) yield* taggedTemplates(child);
}

function isTaggedTemplate(node: object): node is TaggedTemplate {
  return 'type' in node && node.type === 'TaggedTemplateExpression';
}
