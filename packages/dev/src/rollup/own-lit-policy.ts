/**
 * A rollup plugin that lets the bundled Lit use our Trusted Types policy. Lit makes one named `lit-html` while it loads, and
 * where another Lit on the page already has that name the second one throws and nothing of it works.
 */
import {fileURLToPath} from 'node:url';
import MagicString from 'magic-string';
import type {Plugin} from 'rollup';

const MODULE = fileURLToPath(new URL('../../../digitize/src/trusted-types-policy.ts', import.meta.url));
const MAKES_POLICY = /\b\w+\.createPolicy\(["']lit-html["'],\s*\{createHTML:\s*\w+\s*=>\s*\w+\}\)/u;

/** Not in a second copy of the file, whose elements are never used: the browser would report the second policy of one name. */
const USES_OURS = "(customElements.get('egov-form')?void 0:trustedTypesPolicy())";

/** Fails the build when Lit makes its policy in another way than the one known here. */
export function ownLitPolicy(): Plugin {
  return {
    name: 'own-lit-policy',
    transform(code, id) {
      if (!/lit-html[\\/]lit-html\.js$/u.test(id)) return null;
      const found = MAKES_POLICY.exec(code);
      if (!found)
        this.error(
          'Expected Lit to make its policy as "createPolicy("lit-html", …)", found something else. Adapt own-lit-policy.ts.',
        );
      const text = new MagicString(code);
      text.overwrite(found.index, found.index + found[0].length, USES_OURS);
      text.prepend(`import {trustedTypesPolicy} from ${JSON.stringify(MODULE)};\n`);
      return {code: text.toString(), map: text.generateMap({hires: true})};
    },
  };
}
