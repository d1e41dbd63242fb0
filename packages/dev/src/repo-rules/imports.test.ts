import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {importsOf, packageOf} from './imports.ts';

describe('imports of a source', () => {
  it('are found in every form', () => {
    const text = `import a from './a.ts';
import {
  type B,
  c,
} from '@egov-form/core';
import type {D} from "lit/decorators.js";
import './side-effect.ts';
export {e, type F} from './e.ts';
export type {G} from './g.ts';
const h = await import('./h.ts');
const i: import('./i.ts').I = 1;
// import('./comment.ts')
 * import('./doc-comment.ts')
const notAnImport = "from './text.ts'";
export const from = {from: 1};
`;
    assert.deepEqual(
      importsOf(text).map(({specifier, line, kind}) => `${line} ${kind} ${specifier}`),
      [
        '1 value ./a.ts',
        '5 value @egov-form/core',
        '6 type lit/decorators.js',
        '7 value ./side-effect.ts',
        '8 value ./e.ts',
        '9 type ./g.ts',
        '10 dynamic ./h.ts',
        '11 dynamic ./i.ts',
      ],
    );
  });

  it('name their package', () => {
    assert.equal(packageOf('@egov-form/core/ajv'), '@egov-form/core');
    assert.equal(packageOf('lit/decorators.js'), 'lit');
    assert.equal(packageOf('node:fs'), undefined);
    assert.equal(packageOf('./a.ts'), undefined);
  });
});
