import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {Browser} from 'playwright-core';
import {rollup} from 'rollup';
import {openBrowser} from '../fixtures/render.ts';
import {root} from '../root.ts';
import {minifyMarkup, minifyStyles, minifyTemplates} from './minify-templates.ts';

/** What rollup makes of one module. */
async function minified(code: string): Promise<{code: string; mappings: string}> {
  const bundle = await rollup({
    input: 'entry.ts',
    plugins: [{name: 'one-module', resolveId: (id) => id, load: () => code}, minifyTemplates(/entry\.ts$/u)],
  });
  const {output} = await bundle.generate({sourcemap: true});
  await bundle.close();
  return {code: output[0].code, mappings: output[0].map?.mappings ?? ''};
}

describe('minified templates', () => {
  it('lose indentation in markup, in each part between expressions, and nothing else', async () => {
    const {code, mappings} = await minified(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template.
      'export const a = (x, y) => html`<p\n      class=${x}\n    >\n      Một  hai ${y} <b>ba</b>\n      ${html`<i>\n  \\`bốn\\`</i>`}\n    </p>`;',
    );
    assert.match(code, /html`<p\nclass=\$\{x\}\n>\nMột {2}hai \$\{y\} <b>ba<\/b>\n\$\{html`<i>\n\\`bốn\\`<\/i>`\}\n<\/p>`/u);
    assert.notEqual(mappings, '');
  });

  it('have their style sheets minified, those with expressions shortened', async () => {
    const {code} = await minified(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template.
      "export const a = css`\n  .x::before {\n    content: '\\\\2713  \\`';\n    margin: 0.50rem;\n  }\n`;\nexport const b = css`\n  :host {\n    ${declare()}\n    color: red;\n  }\n`;",
    );
    const a = /a = css`(.*?[^\\])`;/u.exec(code)?.[1];
    assert.equal(a, '.x:before{content:"✓ \\`";margin:.5rem}');
    assert.match(code, /css`\n:host \{\n\$\{declare\(\)\}\ncolor: red;\n\}\n`/u);
  });

  it('leave other strings, other tags and other modules alone', async () => {
    const source = 'const a = `x\n    y`;\nconst b = tag`x\n    y`;\nconst c = "html`\\n    `";\n';
    const {code} = await minified(`${source}export {a, b, c};`);
    assert.equal(code.slice(0, source.length), source);
  });

  it('are refused where white space would be seen, and where a style sheet is wrong', async () => {
    assert.throws(() => minifyMarkup('<pre>\n a</pre>', 'a.ts'), /a\.ts/u);
    assert.throws(() => minifyMarkup('<textarea rows="2">\n a</textarea>', 'a.ts'), /a\.ts/u);
    assert.equal(minifyMarkup('<textarea\n  rows="2"></textarea>', 'a.ts'), '<textarea\nrows="2"></textarea>');
    await assert.rejects(minifyStyles('.a { color: red'), /style sheet/u);
  });
});

/** One declaration as the browser understands it: conditions, one selector, property, value. */
type Declaration = string;

describe('the style sheets of the elements', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  it('say the same to a browser when minified', async () => {
    const page = await browser.newPage();
    const declarations = (css: string): Promise<Declaration[]> =>
      page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        const found: string[] = [];
        const walk = (rules: CSSRuleList, where: string): void => {
          for (const rule of rules) {
            if (rule instanceof CSSStyleRule) {
              // A shorthand with a variable in it has no longhands yet: it is compared as it is written.
              const written = rule.style.cssText.split(/;\s*/u).filter((line) => line.includes('var('));
              const plain = [...rule.style]
                .filter((name) => rule.style.getPropertyValue(name) !== '' && !rule.style.getPropertyValue(name).includes('var('))
                .map((name) => `${name}: ${rule.style.getPropertyValue(name)}${rule.style.getPropertyPriority(name)}`);
              const lines = [
                ...plain,
                ...written.map((line) => line.replace(/(?<![\d.])0\./gu, '.').replace(/\s*([,()])\s*/gu, '$1')),
              ];
              for (const selector of rule.selectorText.split(/,\s*(?![^(]*\))/u)) {
                for (const line of lines) found.push(`${where}${selector}{${line}}`);
                walk(rule.cssRules, `${where}${selector} `);
              }
            } else if ('cssRules' in rule) {
              walk(rule.cssRules as CSSRuleList, `${where}${rule.cssText.slice(0, rule.cssText.indexOf('{'))}`);
            } else found.push(`${where}${rule.cssText}`);
          }
        };
        walk(sheet.cssRules, '');
        return found;
      }, css);

    const folder = join(root, 'packages/elements/src');
    let sheets = 0;
    for (const file of (await readdir(folder, {recursive: true})).filter((name) => /(?<!\.test)\.ts$/u.test(name))) {
      const source = await readFile(join(folder, file), 'utf8');
      for (const [, css = ''] of source.matchAll(/\bcss`([^`]*)`/gu)) {
        if (css.includes('${')) continue;
        const before = await declarations(css);
        assert.ok(before.length > 5, file);
        const after = await declarations(await minifyStyles(css));
        const missing = before.filter((one) => !after.includes(one));
        const added = after.filter((one) => !before.includes(one));
        assert.deepEqual({missing, added}, {missing: [], added: []}, file);
        sheets += 1;
      }
    }
    assert.ok(sheets >= 4);
  });
});
